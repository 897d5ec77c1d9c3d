#include "tests/conformance/tests/support/any_log.hpp"

#include "tests/conformance/tests/support/random_log.hpp"

#include <algorithm>
#include <limits>

namespace plumbline::conformance::support {
namespace {

constexpr std::size_t most_slots = 483;

/// Replaces what is there.
class Extremes {
public:
    explicit Extremes(std::uint64_t seed) : random_(seed) {}

    bool one_in(std::uint64_t sides) { return random_() % sides == 0; }

    void shake(LogEntry& entry) {
        if (one_in(3)) {
            shake(entry.answer, std::holds_alternative<AddHtlc>(entry.operation));
        }
        for (ShownChannel& channel : entry.shown.channels) {
            if (one_in(3)) {
                shake(channel);
            }
        }
        if (one_in(6)) {
            entry.shown.pair = any_pair();
        }
        if (one_in(6)) {
            entry.shown.channel_count = number();
        }
    }

private:
    std::uint64_t number() {
        constexpr std::uint64_t most = std::numeric_limits<std::uint64_t>::max();
        constexpr std::array<std::uint64_t, 8> choices{0, 1, 5, 483, 484, 65'536, most / 2 + 1, most};
        return choices[random_() % choices.size()];
    }

    std::int64_t signed_number() {
        const auto magnitude = static_cast<std::int64_t>(number() / 2);
        return one_in(2) ? magnitude : -magnitude;
    }

    std::uint64_t time() { return one_in(2) ? number() % (std::uint64_t{1} << 36U) : 1'700'000'000; }

    Bucket bucket() { return static_cast<Bucket>(1 + random_() % 3); }

    void shake(Answer& answer, bool add) {
        answer = {};
        answer.ok = !one_in(4);
        if (!answer.ok) {
            answer.error = "busy";
            return;
        }
        if (add) {
            answer.forwarded = one_in(2);
            answer.outgoing_accountable = one_in(2);
            answer.htlc_risk_msat = signed_number();
        }
        if (answer.forwarded.value_or(false)) {
            answer.bucket = bucket();
        }
    }

    void shake(ShownAverage& average) {
        average.read = signed_number();
        average.value = signed_number();
        average.last_update = time();
    }

    void shake(ShownBucket& bucket) {
        for (auto* value : {&bucket.slots, &bucket.slots_used, &bucket.msat, &bucket.msat_used}) {
            if (one_in(2)) {
                *value = number();
            }
        }
    }

    void shake(ShownChannel& channel) {
        if (one_in(8)) {
            const Scid scid = channel.channel;
            channel = {};
            channel.channel = scid;
            channel.present = false;
        }
        if (!channel.present) {
            return;
        }
        switch (random_() % 8) {
        case 0:
            shake(channel.reputation);
            break;
        case 1:
            shake(channel.revenue);
            channel.revenue.start = time();
            break;
        case 2:
            shake(channel.general);
            break;
        case 3:
            shake(channel.congestion);
            break;
        case 4:
            shake(channel.protected_);
            break;
        case 5:
            channel.occupied = {0, 3, static_cast<SlotIndex>(random_())};
            break;
        case 6:
            channel.misuse.emplace();
            channel.misuse->emplace_back(node_channels[random_() % node_channels.size()], time());
            break;
        default:
            channel.closing = one_in(2);
            channel.pending_outgoing = number();
            channel.in_flight_risk = signed_number();
            channel.congestion_in_flight = one_in(2);
            channel.pair_allocation = number();
        }
    }

    ShownPair any_pair() {
        ShownPair pair;
        for (std::uint64_t left = random_() % 30; left > 0; --left) {
            const auto slot = static_cast<SlotIndex>(one_in(10) ? random_() : random_() % most_slots);
            const auto same = [&](const auto& other) { return other.first == slot; };
            if (std::none_of(pair.begin(), pair.end(), same)) {
                pair.emplace_back(slot, one_in(2));
            }
        }
        return pair;
    }

    std::mt19937_64 random_;
};

}  // namespace

RecordedLog any_log(std::uint64_t seed) {
    constexpr int operations = 60;
    RecordedLog log = random_log(draft_profile, seed, operations, Showing::everything);
    Extremes extremes(seed);
    for (LogEntry& entry : log.entries) {
        extremes.shake(entry);
    }
    return log;
}

}  // namespace plumbline::conformance::support
