// The resource manager as the chapters of spec/1-resource-manager tell it, done the slow and plain way: nothing is
// counted that can be counted again, nothing summed that can be summed again.
//
// Written from the chapters alone. It shares the interface's types with the reference, and no code.
#pragma once

#include "tests/model/decision_table.hpp"
#include "tests/model/history_average.hpp"
#include "tests/model/operations.hpp"

#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace plumbline::model {

__extension__ using Wide = __int128;

/// Slots and liquidity: of a bucket, or what is used of it.
struct Size {
    std::uint64_t slots = 0;
    std::uint64_t msat = 0;
    friend bool operator==(const Size&, const Size&) = default;
};

struct ModelHtlc {
    Scid outgoing{};
    Bucket bucket = Bucket::none;
    std::vector<std::uint64_t> slots;  ///< in the order taken; of the general bucket only
    HtlcOffer<> offer;
    Wide risk = 0;
    std::uint64_t added = 0;
    bool offered_accountable = false;
};

struct ModelChannel {
    ChannelLimits<> limits;
    bool closing = false;
    Salt salt{};
    HistoryAverage reputation;
    HistoryWindowAverage revenue;
};

/// A whole number that may be off by one msat where OC-2 rounds.
struct Rounded {
    Wide nearest = 0;
    Wide tolerance = 0;

    [[nodiscard]] bool allows(Wide value) const { return value >= nearest - tolerance && value <= nearest + tolerance; }
};

/// How a call may be answered: with one of the mistakes, or, if there is none or a repetition, with a value.
struct Call {
    std::set<Mistake> mistakes;
    std::optional<Repetition> repetition;

    [[nodiscard]] bool may_succeed() const { return mistakes.empty() || repetition.has_value(); }
};

/// All that the chapters say of an HTLC that is not a caller's mistake.
struct Question {
    Answers answers;  ///< all but `sufficient`
    Enclosure reputation;
    Enclosure threshold;
    Wide in_flight_risk = 0;
    Rounded risk;
    std::vector<std::uint64_t> slots;  ///< that it would take, where the general bucket is available
    bool marked = false;               ///< CB-2 refuses the congestion bucket
    bool refused_by_mark_alone = false;

    /// RM-1, where every allowed value gives the same answer.
    [[nodiscard]] std::optional<bool> sufficient() const;
    /// The row that applies if reputation is sufficient, or is not.
    [[nodiscard]] const Row& row(bool sufficient) const;
};

class Model {
public:
    explicit Model(const Setting& setting);

    // What the chapters allow. Nothing changes.
    [[nodiscard]] Call expect(const AddChannel& add) const;
    [[nodiscard]] Call expect(const UpdateChannel& update) const;
    [[nodiscard]] Call expect(const RemoveChannel& remove) const;
    [[nodiscard]] Call expect(const AddHtlc& add) const;
    [[nodiscard]] Call expect(const ResolveHtlc& resolve) const;
    [[nodiscard]] Question question(const HtlcOffer<>& offer) const;
    [[nodiscard]] Rounded effective_fee(const ModelHtlc& htlc, Resolution resolution) const;

    // What happens, where it is allowed and no mistake or repetition.
    void follow(const AddChannel& add);
    void follow(const UpdateChannel& update);
    void follow(const RemoveChannel& remove);
    /// Records the HTLC as the verdict has it.
    void follow(const AddHtlc& add, Bucket bucket, bool offered_accountable, const std::vector<std::uint64_t>& slots,
                Wide risk);
    void follow(const ResolveHtlc& resolve, std::int64_t effective_fee);
    void follow(const Advance& advance);
    void follow(const Restart& restart);
    /// What happens if every rounding is to nearest.
    void follow_nearest(const Operation& operation);

    // State, as the chapters define it.
    [[nodiscard]] std::uint64_t now() const { return now_; }

    [[nodiscard]] const Parameters<>& parameters() const { return parameters_; }

    [[nodiscard]] const std::map<Scid, ModelChannel>& channels() const { return channels_; }

    [[nodiscard]] const std::map<HtlcRef, ModelHtlc>& pending() const { return pending_; }

    /// Incoming and outgoing channel, and when its misuse was last seen.
    [[nodiscard]] const std::map<std::pair<Scid, Scid>, std::uint64_t>& marks() const { return marks_; }

    [[nodiscard]] const ModelChannel* find(Scid channel) const;
    [[nodiscard]] Size size(Scid channel, Bucket bucket) const;
    [[nodiscard]] Size used(Scid incoming, Bucket bucket) const;
    [[nodiscard]] Size used(Scid incoming, Scid outgoing, Bucket bucket) const;
    [[nodiscard]] std::vector<std::uint64_t> assignment(Scid incoming, Scid outgoing) const;
    /// Slot and outgoing channel of the HTLC that holds it.
    [[nodiscard]] std::map<std::uint64_t, Scid> holders(Scid incoming) const;
    [[nodiscard]] Wide in_flight_risk(Scid outgoing) const;
    [[nodiscard]] Rounded risk(const HtlcOffer<>& offer) const;
    /// The mark exists and is less than congestion_misuse_window old (CB-2).
    [[nodiscard]] bool marked(Scid incoming, Scid outgoing) const;

private:
    [[nodiscard]] Rounded cost(Wide seconds, Wide fee) const;
    [[nodiscard]] std::optional<std::vector<std::uint64_t>> general_slots(const HtlcOffer<>& offer) const;
    [[nodiscard]] bool has_room(Scid incoming, Bucket bucket, std::uint64_t amount) const;
    [[nodiscard]] bool congestion_but_for_marks(const HtlcOffer<>& offer) const;
    [[nodiscard]] bool referred_to(Scid channel) const;
    void drop(Scid channel);

    Parameters<> parameters_;
    DecayRate rate_;
    std::uint64_t now_ = first_second;
    std::map<Scid, ModelChannel> channels_;
    std::map<HtlcRef, ModelHtlc> pending_;
    std::set<std::pair<std::uint64_t, HtlcRef>> held_slots_;
    std::map<std::pair<Scid, Scid>, std::uint64_t> marks_;
};

}  // namespace plumbline::model
