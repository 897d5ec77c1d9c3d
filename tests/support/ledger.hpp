// A ledger of what a caller knows: which channels there are, which HTLCs are in flight and what each was given. From it
// follows what the next answer must be, by the sentences of the specification and by no code of the reference but the
// pairs' slot assignment.
#pragma once

#include "tests/support/decision_table.hpp"
#include "tests/support/operations.hpp"
#include "tests/support/real_sum.hpp"

#include <map>
#include <set>
#include <utility>

namespace plumbline::support {

/// What a bucket has, or what is held of it.
struct Amounts {
    std::uint64_t slots = 0;
    std::uint64_t msat = 0;
};

class Ledger {
public:
    /// A forwarded HTLC that is not resolved yet.
    struct Held {
        Scid outgoing{};
        Bucket bucket = Bucket::none;
        SlotSet slots;
        std::uint64_t amount = 0;
        std::uint64_t fee = 0;
        Int128 risk = 0;
        bool accountable = false;
        std::uint64_t added_at = 0;
    };

    struct Known {
        ChannelLimits<> limits;
        bool closing = false;
        std::uint64_t start = 0;
        RealSum reputation;
        RealSum revenue;
    };

    Ledger(const Parameters<>& parameters, const Rules& rules);

    [[nodiscard]] const std::map<HtlcRef, Held>& held() const { return held_; }

    [[nodiscard]] const std::map<Scid, Known>& channels() const { return channels_; }

    [[nodiscard]] bool marked(Scid incoming, Scid outgoing) const { return marks_.contains({incoming, outgoing}); }

    /// The lowest ID under which nothing is in flight on the incoming channel.
    [[nodiscard]] std::uint64_t free_id(Scid incoming) const;

    /// What was asked and answered at `now`.
    void note(const Operation& operation, const Answer& answer, Seconds<> now);

    /// From now on the manager runs with these; what was decided stays decided, what was earned stays earned (SF-13).
    void reconfigure(const Parameters<>& parameters, const Rules& rules) {
        parameters_ = parameters;
        rules_ = rules;
    }

    /// The mistakes that apply to the operation; whichever is returned, it must be one of them (ER-5).
    [[nodiscard]] std::set<Mistake> mistakes(const Operation& operation) const;

    /// The answers to the six questions of the decision table. Of the manager it takes the reputation, the threshold
    /// and the pair's assigned slots.
    [[nodiscard]] Answers answers(const HtlcOffer<>& offer, Seconds<> now, const DefaultResourceManager& manager) const;

    /// The slots that the HTLC takes if it uses the general bucket: the first free ones (GB-9); none if too few.
    [[nodiscard]] std::optional<SlotSet> general_slots(const HtlcOffer<>& offer,
                                                       const DefaultResourceManager& manager) const;

    /// Reputation less all risk, the offer's own included (RM-1, OC-8, OC-9).
    [[nodiscard]] Int128 with_risk(const HtlcOffer<>& offer, std::int64_t reputation) const;

    /// What the HTLC would do to reputation if it were resolved so at `now` (OC-4).
    [[nodiscard]] std::int64_t effective_fee(const Held& htlc, Resolution resolution, Seconds<> now) const;

    /// Whether reads of reputation and threshold are within tolerance of the reals (DA-1, DA-7, DA-9, WA-2, WA-3).
    [[nodiscard]] bool reputation_fits(Scid channel, Seconds<> now, std::int64_t read) const;
    [[nodiscard]] bool threshold_fits(Scid channel, Seconds<> now, std::int64_t read) const;

    /// The size of a bucket of the channel (PA-6).
    [[nodiscard]] Amounts size_of(Scid channel, Bucket bucket) const;
    /// What is held of it, by one pair or, without `outgoing`, by all (CH-9).
    [[nodiscard]] Amounts held_of(Scid incoming, Bucket bucket, std::optional<Scid> outgoing = std::nullopt) const;

private:
    void note_gone(Scid channel);
    [[nodiscard]] bool fits(Scid incoming, Bucket bucket, std::uint64_t amount) const;
    [[nodiscard]] bool congestion(const HtlcOffer<>& offer, Seconds<> now) const;
    [[nodiscard]] Int128 cost(Int128 held, std::uint64_t fee) const;
    [[nodiscard]] std::uint64_t span() const;

    Parameters<> parameters_;
    Rules rules_;
    std::map<Scid, Known> channels_;
    std::map<HtlcRef, Held> held_;
    std::map<std::pair<Scid, Scid>, std::uint64_t> marks_;
};

}  // namespace plumbline::support
