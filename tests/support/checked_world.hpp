// A manager and its ledger, side by side: every operation is run, and its answer held against what the specification
// says it must be.
#pragma once

#include "tests/support/ledger.hpp"

#include <array>
#include <map>
#include <stdexcept>
#include <string>

namespace plumbline::support {

/// An answer or a state that the specification does not allow.
class Disagreement : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// How often each kind of answer was seen.
struct Tally {
    std::array<std::uint64_t, 13> rows{};  ///< by number in the decision table; 0 is not used
    std::map<Bucket, std::uint64_t> buckets;
    std::map<Mistake, std::uint64_t> mistakes;
    std::map<Repetition, std::uint64_t> repetitions;
    std::uint64_t protected_full = 0;   ///< sufficient reputation, but no room (PB-3)
    std::uint64_t misuses = 0;          ///< marks made or renewed (CB-7)
    std::uint64_t refused_by_mark = 0;  ///< a mark kept an HTLC out of the congestion bucket (CB-2)
    std::uint64_t marks_expired = 0;    ///< the congestion bucket used in spite of an old mark (CB-2)
    std::uint64_t closed_later = 0;     ///< a channel went with its last HTLC (CH-7)
    std::uint64_t over_limits = 0;      ///< an HTLC was offered to a bucket above its shrunk limits (CH-5)
};

struct World {
    DefaultResourceManager manager;
    Ledger ledger;
    Seconds<> now;

    /// Without channels; by default whole-state contracts are checked after every operation.
    explicit World(const Parameters<>& parameters = {}, const Rules& rules = {},
                   contracts::Mode mode = contracts::Mode::deep);

    /// Runs the operation and checks its answer; throws Disagreement.
    Answer apply(const Operation& operation, Tally& tally);

    /// Resolves everything, in the order of the IDs, and checks that nothing is held any more.
    void resolve_everything(Tally& tally);

    /// Throws unless every bucket is empty, no slot is held and no risk is in flight.
    void check_empty() const;

private:
    void check(const Operation& operation, const Answer& answer, const Verdict<>& verdict,
               const DefaultResourceManager& before, Tally& tally) const;
    void check_add(const HtlcOffer<>& offer, const Verdict<>& verdict, const DefaultResourceManager& before,
                   Tally& tally) const;
    void check_resolve(const ResolveHtlc& resolve, const Answer& answer, Tally& tally) const;
    void check_channel(const Operation& operation, const Answer& answer, Tally& tally) const;
    void check_state() const;
};

}  // namespace plumbline::support
