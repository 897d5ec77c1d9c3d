#include "tests/worlds/explore.hpp"

#include <algorithm>
#include <string_view>

namespace plumbline::worlds {
namespace {

/// Gathers numbers as bytes.
class Bytes {
public:
    template <class Number>
    void put(Number number) {
        text_.append(reinterpret_cast<const char*>(&number), sizeof number);
    }

    template <class Unit>
    void put(const Quantity<Unit, Running>& quantity) {
        put(quantity.count().get());
    }

    void put(const SlotSet& slots) {
        put(slots.size());
        for (const SlotIndex slot : slots) {
            put(slot);
        }
    }

    void put(const BucketResources<>& bucket) {
        put(bucket.slots);
        put(bucket.slots_used);
        put(bucket.capacity);
        put(bucket.msat_used);
    }

    void put(const Pair<>& pair) {
        put(pair.outgoing);
        put(pair.general.assigned);
        put(pair.general.slots_used);
        put(pair.general.msat_used);
        put(pair.congestion.in_flight);
        put(pair.congestion.misused);
        put(pair.congestion.misused_at);
    }

    [[nodiscard]] const std::string& text() const { return text_; }

private:
    std::string text_;
};

void put_channel(Bytes& bytes, const Channel<>& channel) {
    bytes.put(channel.limits.max_accepted_htlcs);
    bytes.put(channel.limits.max_htlc_value_in_flight);
    bytes.put(channel.closing);
    bytes.put(channel.general.resources);
    for (std::size_t slot = 0; slot < channel.general.holder.size(); ++slot) {
        bytes.put(channel.general.holder[slot]);
    }
    bytes.put(channel.congestion);
    bytes.put(channel.protected_);
    std::vector<std::pair<Scid, PairNumber>> pairs;
    channel.pairs.for_each([&](const Pair<>& pair, PairNumber number) { pairs.emplace_back(pair.outgoing, number); });
    std::sort(pairs.begin(), pairs.end());
    for (const auto& [outgoing, number] : pairs) {
        bytes.put(number);
        bytes.put(channel.pairs[number]);
    }
    for (const auto& average : {channel.revenue.sum, channel.reputation}) {
        bytes.put(average.value);
        bytes.put(average.last_update);
    }
    bytes.put(channel.revenue.start);
    bytes.put(channel.in_flight_risk);
    bytes.put(channel.congestion_in_flight);
    bytes.put(channel.salt);
}

}  // namespace

Fingerprint fingerprint(const World& world) {
    Bytes bytes;
    bytes.put(world.now);
    for (const auto& [scid, known] : world.ledger.channels()) {
        bytes.put(scid);
        put_channel(bytes, *world.manager.channel(scid));
    }
    for (const auto& [ref, held] : world.ledger.held()) {
        const PendingHtlc<>& htlc = *world.manager.pending(ref);
        bytes.put(ref.incoming);
        bytes.put(ref.id);
        bytes.put(htlc.outgoing);
        bytes.put(htlc.bucket);
        bytes.put(htlc.slots);
        bytes.put(htlc.amount);
        bytes.put(htlc.fee);
        bytes.put(htlc.added_at);
        bytes.put(htlc.outgoing_accountable);
    }
    const std::hash<std::string_view> hash;
    return {hash(bytes.text()), hash(bytes.text() + "again")};
}

}  // namespace plumbline::worlds
