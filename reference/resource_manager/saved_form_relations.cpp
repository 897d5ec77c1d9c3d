#include "reference/resource_manager/saved_form_values.hpp"

#include <algorithm>
#include <array>
#include <bitset>
#include <set>
#include <string_view>

namespace plumbline::saved_form {
namespace {

using contracts::req;
using FormBytes = std::span<const std::uint8_t>;

/// Channels, to be asked whether one is among them.
class Scids {
public:
    void add(Scid scid) { scids_.push_back(scid); }

    /// After the last one was added.
    void finish() { std::sort(scids_.begin(), scids_.end()); }

    [[nodiscard]] bool contains(Scid scid) const { return std::binary_search(scids_.begin(), scids_.end(), scid); }

private:
    std::vector<Scid> scids_;
};

/// One stream, for refusals at a place in it.
template <const auto& Records>
struct Entry {
    FormBytes form;
    const Stream<Records>& stream;
    std::size_t number;

    [[nodiscard]] bool has(std::size_t record) const { return stream.fields[record].has_value(); }

    /// Refuses at `behind` bytes into the record's value, unless it holds.
    template <contracts::FixedString Id>
    void expect(bool holds, std::size_t record, std::string_view sentence, std::size_t behind = 0) const {
        if (!holds) {
            throw Refused{{req<Id>,
                           {stream.value(record).begin + behind, place_of(form, stream, number, record)},
                           std::string(sentence)}};
        }
    }
};

// Refusal 6, for marks.
void check_marks(const Entry<channel_records>& entry, const SavedChannel& channel, const Scids& known) {
    constexpr std::size_t bytes_per_mark = 16;
    for (std::size_t mark = 0; mark < channel.misuse.size(); ++mark) {
        const Scid outgoing = channel.misuse[mark].outgoing;
        const std::size_t behind = mark * bytes_per_mark;
        entry.expect<"SF-11">(mark == 0 || channel.misuse[mark - 1].outgoing < outgoing, ChannelRecord::misuse,
                              "a mark is there twice, or out of order", behind);
        entry.expect<"CH-11">(known.contains(outgoing), ChannelRecord::misuse,
                              "a mark names a channel that is not there", behind);
        entry.expect<"RM-10">(outgoing != channel.scid, ChannelRecord::misuse, "a mark names the channel that keeps it",
                              behind);
    }
}

// Refusal 6, for channels.
void check_channels(FormBytes form, const Layout& layout, const std::vector<SavedChannel>& channels,
                    const Scids& known) {
    for (std::size_t number = 0; number < channels.size(); ++number) {
        const Entry<channel_records> entry{form, layout.channels[number], number};
        entry.expect<"SF-11">(number == 0 || channels[number - 1].scid < channels[number].scid, ChannelRecord::scid,
                              "a channel is there twice, or out of order");
        entry.expect<"ER-6">(number < max_channels, ChannelRecord::scid,
                             "this is one channel more than this reader keeps");
        check_marks(entry, channels[number], known);
    }
}

// Refusal 6, for HTLCs.
void check_htlcs(FormBytes form, const Layout& layout, const std::vector<SavedHtlc>& pending, const Scids& known) {
    for (std::size_t number = 0; number < pending.size(); ++number) {
        const Entry<htlc_records> entry{form, layout.pending[number], number};
        const HtlcRef& name = pending[number].name;
        const Scid outgoing = pending[number].htlc.outgoing;
        entry.expect<"RM-12">(number == 0 || pending[number - 1].name < name, HtlcRecord::name,
                              "an HTLC is there twice, or out of order");
        entry.expect<"CH-7">(known.contains(name.incoming), HtlcRecord::name,
                             "the incoming channel of an HTLC is not there");
        entry.expect<"CH-7">(known.contains(outgoing), HtlcRecord::outgoing,
                             "the outgoing channel of an HTLC is not there");
        entry.expect<"RM-10">(name.incoming != outgoing, HtlcRecord::outgoing,
                              "an HTLC went out on the channel on which it came in");
    }
}

/// What the HTLCs of one incoming channel hold together (refusal 7).
class Held {
public:
    /// Takes in one more, and gives it the slots that its record names.
    void add(const Entry<htlc_records>& entry, PendingHtlc<>& htlc) {
        const bool general = htlc.bucket == Bucket::general;
        entry.expect<"GB-9">(!general || entry.has(HtlcRecord::slots), HtlcRecord::bucket,
                             "an HTLC in the general bucket holds no slot");
        if (entry.has(HtlcRecord::slots)) {
            entry.expect<"CH-2">(general, HtlcRecord::slots, "an HTLC in another bucket holds general slots");
            take_slots(entry, htlc);
        }
        if (htlc.bucket == Bucket::congestion) {
            entry.expect<"CB-1">(congestion_.insert(htlc.outgoing).second, HtlcRecord::bucket,
                                 "a pair has a second HTLC in the congestion bucket");
        }
        InBucket& sum = buckets_[static_cast<std::size_t>(htlc.bucket)];
        entry.expect<"PA-7">(general || ++sum.htlcs <= max_accepted_htlcs_limit, HtlcRecord::bucket,
                             "a bucket holds more than 483 HTLCs");
        entry.expect<"PA-7">(htlc.amount <= Msat<>(supply_msat) - sum.msat, HtlcRecord::amount,
                             "a bucket holds more than the supply");
        sum.msat += htlc.amount;
    }

private:
    struct InBucket {
        std::uint64_t htlcs = 0;
        Msat<> msat{};
    };

    void take_slots(const Entry<htlc_records>& entry, PendingHtlc<>& htlc) {
        constexpr std::size_t bytes_per_slot = 2;
        const std::size_t most = pair_slot_allocation(max_accepted_htlcs_limit, Rules{});
        const storage::Part value = entry.stream.value(HtlcRecord::slots);
        storage::ByteReader reader(entry.form, value);
        while (!reader.at_end()) {
            const std::size_t behind = reader.offset() - value.begin;
            const std::uint64_t slot = reader.number(bytes_per_slot);
            entry.expect<"GB-14">(slot < max_accepted_htlcs_limit, HtlcRecord::slots, "a slot's index is above 482",
                                  behind);
            entry.expect<"GB-11">(!slots_.test(slot), HtlcRecord::slots, "a slot is held twice", behind);
            entry.expect<"GB-1">(htlc.slots.size() < most, HtlcRecord::slots,
                                 "an HTLC holds more slots than a pair can be assigned", behind);
            slots_.set(slot);
            htlc.slots.push_back(static_cast<SlotIndex>(slot));
        }
    }

    std::bitset<max_accepted_htlcs_limit> slots_;
    std::set<Scid> congestion_;  // outgoing channels
    std::array<InBucket, 4> buckets_;
};

// Refusal 7. HTLCs come by their incoming channels.
void check_held(FormBytes form, const Layout& layout, std::vector<SavedHtlc>& pending) {
    Held held;
    for (std::size_t number = 0; number < pending.size(); ++number) {
        if (number > 0 && pending[number - 1].name.incoming != pending[number].name.incoming) {
            held = Held();
        }
        held.add({form, layout.pending[number], number}, pending[number].htlc);
    }
}

// Refusal 8.
void check_closing(FormBytes form, const Layout& layout, const SavedState& state) {
    Scids named;
    for (const SavedHtlc& saved : state.pending) {
        named.add(saved.name.incoming);
        named.add(saved.htlc.outgoing);
    }
    named.finish();
    for (std::size_t number = 0; number < state.channels.size(); ++number) {
        const SavedChannel& channel = state.channels[number];
        const Entry<channel_records> entry{form, layout.channels[number], number};
        entry.expect<"CH-7">(!channel.closing || named.contains(channel.scid), ChannelRecord::closing,
                             "no pending HTLC keeps this closing channel");
    }
}

}  // namespace

void relate(FormBytes form, const Layout& layout, SavedState& state) {
    Scids known;
    for (const SavedChannel& channel : state.channels) {
        known.add(channel.scid);
    }
    known.finish();
    check_channels(form, layout, state.channels, known);
    check_htlcs(form, layout, state.pending, known);
    check_held(form, layout, state.pending);
    check_closing(form, layout, state);
}

}  // namespace plumbline::saved_form
