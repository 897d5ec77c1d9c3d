// The running reference beside a log, for as long as the two agree to the last msat: the quick way of the audit. It
// has one state, and changes it in place.
#pragma once

#include "tests/conformance/audit/findings.hpp"
#include "tests/conformance/audit/step.hpp"

#include <absl/container/flat_hash_map.h>
#include <absl/container/node_hash_map.h>

namespace plumbline::conformance {

class Replica {
public:
    /// Whether logs with this header can be followed: those that have every input.
    static bool follows(const LogHeader& header) { return header.upgrade_accountability_known; }

    /// By the header's profile. The header must outlive it.
    explicit Replica(const LogHeader& header) : setting_(setting_for<Running>(header, header.profile)) {}

    /// Takes the operation. True where the reference answers and shows just what the log does; since the reference's
    /// own answer is allowed, the operation conforms, and `findings` has what was checked. Else the replica cannot go
    /// on, which does not make the operation wrong: judge() asks for all that the specification allows. The caller has
    /// a ContradictionsThrow.
    bool take(const LogEntry& entry, Findings& findings);

    /// Fetches from memory what the operation will need. Of use some operations before it is taken.
    void expect(const LogEntry& entry) const;

    /// A copy of what the operation looks at, made before it is taken.
    [[nodiscard]] Concerned<Running> concerned(const LogEntry& entry) const;

private:
    NamedChannel<Running>& named(Scid scid);
    template <class Held>
    void find_htlc(Part<Running, Held>& part, const LogEntry& entry, const Subject& subject) const;
    bool agrees(InPlace<Running>& part, const LogEntry& entry, Findings& findings) const;
    void update_pending(const LogEntry& entry, const Subject& subject, const InPlace<Running>& after);
    [[nodiscard]] const Channel<>* find(Scid scid) const;
    void drop(Scid scid, bool was_known);

    Setting<Running> setting_;
    absl::node_hash_map<Scid, NamedChannel<Running>> channels_;
    absl::flat_hash_map<HtlcRef, PendingHtlc<>> pending_;
    NamedChannel<Running> none_;  // where an operation names no outgoing channel
};

}  // namespace plumbline::conformance
