#include "tests/benchmarks/busy_node.hpp"

#include <algorithm>
#include <memory>
#include <stdexcept>

namespace plumbline::benchmarks {
namespace {

constexpr std::uint64_t filler_ids = 1'000'000;

DefaultResourceManager manager_for(const Load& load) {
    DefaultResourceManager::Options options;
    options.contracts = load.contracts;
    options.draw_salt = [number = std::uint8_t{0}]() mutable {
        Salt salt{};
        salt.fill(number++);
        return salt;
    };
    return DefaultResourceManager::create(options).value();
}

}  // namespace

ChannelLimits<> BusyNode::limits() {
    return {Slots<>(max_accepted_htlcs_limit), Msat<>(10 * one_bitcoin)};
}

BusyNode::BusyNode(const Load& load)
    : load_(load), manager_(manager_for(load)), outgoing_{static_cast<std::uint64_t>(load.channels)} {
    for (std::int64_t channel = 1; channel <= load.channels; ++channel) {
        static_cast<void>(manager_.add_channel(Scid{static_cast<std::uint64_t>(channel)}, limits(), now_));
    }
    if (add_and_resolve(offer(one_bitcoin, false), Resolution::settled) != Bucket::general) {
        throw std::logic_error("the first HTLC finds an empty bucket");
    }
    now_ += Seconds<>(std::uint64_t{2} * 1'209'600);  // two windows: the revenue of one is then below the reputation
    const auto others = static_cast<std::uint64_t>(std::max<std::int64_t>(load.channels - 2, 1));
    for (std::uint64_t id = 0; id < static_cast<std::uint64_t>(load.in_flight); ++id) {
        HtlcOffer<> htlc = offer(0, true);
        htlc.htlc = {Scid{2 + id % others}, HtlcId{filler_ids + id}};
        if (const auto verdict = manager_.add_htlc(htlc, now_); !verdict || !verdict->forwarded()) {
            throw std::logic_error("the other channels cannot carry so many HTLCs");
        }
    }
}

BusyNode& BusyNode::of(const Load& load) {
    static std::unique_ptr<BusyNode> node;
    if (!node || !(node->load_ == load)) {
        node = std::make_unique<BusyNode>(load);
    }
    return *node;
}

HtlcOffer<> BusyNode::offer(std::uint64_t fee, bool accountable) const {
    constexpr std::uint64_t passed_on = 1'000'000;
    return {{incoming, HtlcId{0}}, outgoing_,   Msat<>(passed_on),
            Msat<>(passed_on),     Msat<>(fee), Height<>(800'040),
            Height<>(800'000),     accountable, true};
}

Bucket BusyNode::add_and_resolve(const HtlcOffer<>& offer, Resolution resolution) {
    const auto verdict = manager_.add_htlc(offer, now_);
    now_ += Seconds<>(1);
    if (verdict->forwarded()) {
        static_cast<void>(manager_.resolve_htlc(offer.htlc, offer.outgoing, resolution, now_));
    }
    return verdict->bucket;
}

void BusyNode::hold_general_share() {
    HtlcOffer<> htlc = offer(0, false);
    htlc.htlc.id = HtlcId{filler_ids};
    const Channel<>& channel = *manager_.channel(incoming);
    const auto& general = channel.general.resources;
    const std::uint64_t unit = general.capacity.count().get() / general.slots.count().get();
    htlc.incoming_amount = Msat<>(9 * unit);
    static_cast<void>(manager_.add_htlc(htlc, now_));
}

void BusyNode::release_general_share() {
    static_cast<void>(manager_.resolve_htlc({incoming, HtlcId{filler_ids}}, outgoing_, Resolution::failed, now_));
}

}  // namespace plumbline::benchmarks
