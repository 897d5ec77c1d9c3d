#include "reference/resource_manager/default_resource_manager.hpp"

#include "contracts/describe.hpp"
#include "contracts/resource_manager/channel.hpp"
#include "contracts/resource_manager/decision.hpp"
#include "contracts/resource_manager/forwarding.hpp"
#include "contracts/resource_manager/general_bucket.hpp"
#include "reference/resource_manager/figures.hpp"

namespace plumbline {
namespace {

using contracts::describe_value;

constexpr auto unchanged_contract = boost::hana::make_tuple(
    contracts::postcondition<"CV-7">("an operation that returns an error has changed nothing",
                                     [](const auto& before, const auto& after) { return before == after; }));

constexpr auto one_entry_contract = boost::hana::make_tuple(
    contracts::invariant<"RM-9">("as many HTLCs are pending as the channels refer to",
                                 [](std::size_t pending, std::size_t referred) { return pending == referred; }));

bool changed_nothing(const Result<ChannelChange>& result) {
    return !result || result->repetition.has_value();
}

template <class Value>
bool changed_nothing(const Result<Value>& result) {
    return !result;
}

}  // namespace

Result<DefaultResourceManager> DefaultResourceManager::create(Options options) {
    if (!valid(options.parameters)) {
        return Mistake::parameters_out_of_range;
    }
    return DefaultResourceManager(std::move(options));
}

// Runs an operation; in mode deep with the whole state checked behind it.
template <class Operation>
auto DefaultResourceManager::checked(std::string_view name, Operation&& operation) -> decltype(operation()) {
    if (!monitor_.deep()) {
        return operation();
    }
    const State before = state_;
    auto result = operation();
    if (changed_nothing(result)) {
        monitor_.check(unchanged_contract, name, [] { return std::string(); }, before, state_);
    }
    check_whole_state(name, ghost_);
    return result;
}

void DefaultResourceManager::check_whole_state(std::string_view operation, const Ghost& followed) {
    std::size_t referred = 0;
    for (const auto& [scid, ghost] : followed.channels()) {
        const Channel<>& channel = state_.channels.at(scid);
        const auto show = [&, shown = scid] {
            return "channel " + describe_value(shown) + ", general " + describe_value(channel.general.resources) +
                   ", congestion " + describe_value(channel.congestion) + ", protected " +
                   describe_value(channel.protected_);
        };
        monitor_.check(contracts::channel_invariants, operation, show, channel, ghost);
        monitor_.check(contracts::closing_invariants, operation, show, channel);
        referred += channel.pending_incoming;
    }
    monitor_.check(one_entry_contract, operation, [] { return std::string(); }, state_.pending.size(), referred);
}

Result<ChannelChange> DefaultResourceManager::add_channel(Scid channel, const ChannelLimits<>& limits, Seconds<> now) {
    return checked("add_channel", [&] { return do_add_channel(channel, limits, now); });
}

Result<ChannelChange> DefaultResourceManager::update_channel(Scid channel, const ChannelLimits<>& limits) {
    return checked("update_channel", [&] { return do_update_channel(channel, limits); });
}

Result<ChannelChange> DefaultResourceManager::remove_channel(Scid channel) {
    return checked("remove_channel", [&] { return do_remove_channel(channel); });
}

Result<Verdict<>> DefaultResourceManager::add_htlc(const HtlcOffer<>& offer, Seconds<> now) {
    return checked("add_htlc", [&] { return do_add_htlc(offer, now); });
}

Result<Resolved> DefaultResourceManager::resolve_htlc(const HtlcRef& htlc, Scid outgoing, Resolution resolution,
                                                      Seconds<> now) {
    return checked("resolve_htlc", [&] { return do_resolve_htlc(htlc, outgoing, resolution, now); });
}

Result<ChannelChange> DefaultResourceManager::do_add_channel(Scid channel, const ChannelLimits<>& limits,
                                                             Seconds<> now) {
    if (!valid(limits, options_.rules)) {
        return Mistake::limits_out_of_range;
    }
    if (const Channel<>* known = find(channel)) {
        if (known->closing) {
            return Mistake::channel_closing;
        }
        if (known->limits != limits) {
            return Mistake::channel_exists;
        }
        return ChannelChange{.repetition = Repetition::channel_already_added};
    }
    if (state_.channels.size() >= max_channels) {
        return Mistake::too_many_channels;
    }
    state_.channels.emplace(channel,
                            make_channel(limits, options_.draw_salt(), now, options_.parameters, options_.rules));
    note_time(now);
    if (monitor_.deep()) {
        ghost_.channel_added(channel);
    }
    return ChannelChange{};
}

Result<ChannelChange> DefaultResourceManager::do_update_channel(Scid channel, const ChannelLimits<>& limits) {
    if (!valid(limits, options_.rules)) {
        return Mistake::limits_out_of_range;
    }
    Channel<>* known = find(channel);
    if (known == nullptr) {
        return Mistake::unknown_channel;
    }
    if (known->closing) {
        return Mistake::channel_closing;
    }
    if (known->limits == limits) {
        return ChannelChange{.repetition = Repetition::limits_unchanged};
    }
    change_limits(*known, channel, limits, options_.parameters, options_.rules);
    if (monitor_.deep()) {
        ghost_.limits_changed(channel);
    }
    return ChannelChange{};
}

Result<ChannelChange> DefaultResourceManager::do_remove_channel(Scid channel) {
    Channel<>* known = find(channel);
    if (known == nullptr) {
        return ChannelChange{.repetition = Repetition::channel_already_removed, .gone = true};
    }
    if (known->closing) {
        return ChannelChange{.repetition = Repetition::channel_already_closing};
    }
    known->closing = true;
    const bool gone = unused(*known);
    if (gone) {
        drop(channel, *known);
    }
    return ChannelChange{.repetition = std::nullopt, .gone = gone};
}

Result<Verdict<>> DefaultResourceManager::do_add_htlc(const HtlcOffer<>& offer, Seconds<> now) {
    const Rules& rules = options_.rules;
    Channel<>* incoming = find(offer.htlc.incoming);
    Channel<>* outgoing = find(offer.outgoing);
    if (const auto mistake = mistake_in(offer, incoming, outgoing, state_.pending.contains(offer.htlc))) {
        return *mistake;
    }
    const PairNumber number = pair_of(offer.htlc.incoming, *incoming, offer.outgoing, *outgoing);
    if (number == no_pair) {
        return Mistake::slots_not_assignable;
    }
    const Pair<>& pair = incoming->pairs[number];
    const Verdict<> verdict =
        decide(decision_view(*incoming, *outgoing, pair, offer, now, options_.parameters, rules), offer);
    monitor_.check(
        contracts::decision_contract, "add_htlc",
        [&] { return describe_value(offer) + " " + describe_value(verdict.standing); }, offer, verdict);
    note_time(now);
    note_read_reputation(*outgoing, now, options_.parameters, rules);
    if (verdict.threshold_asked) {
        note_read_threshold(*incoming, now, options_.parameters, rules);
    }
    if (verdict.forwarded()) {
        forward(offer, verdict, *incoming, *outgoing, number, now);
    }
    return verdict;
}

void DefaultResourceManager::forward(const HtlcOffer<>& offer, const Verdict<>& verdict, Channel<>& incoming,
                                     Channel<>& outgoing, PairNumber number, Seconds<> now) {
    Pair<>& pair = incoming.pairs[number];
    const Rules& rules = options_.rules;
    const Figures<> before = monitor_.active() ? figures(incoming, outgoing, pair, rules) : Figures<>{};
    if (monitor_.deep() && verdict.bucket == Bucket::general && rules.slot_liquidity == SlotLiquidity::unit) {
        monitor_.check(
            contracts::choice_contract, "add_htlc", [&] { return describe_value(offer); }, incoming.general,
            pair.general, offer.incoming_amount, verdict.slots);
    }
    const PendingHtlc<> htlc = occupy(incoming, outgoing, pair, number, offer, verdict, now, rules);
    if (monitor_.active()) {
        const Figures<> after = figures(incoming, outgoing, pair, rules);
        monitor_.check(
            contracts::occupy_contract, "add_htlc",
            [&] {
                return describe_value(htlc) + " before " + describe_value(before) + " after " + describe_value(after);
            },
            before, after, htlc);
    }
    state_.pending.emplace(offer.htlc, htlc);
    if (monitor_.deep()) {
        ghost_.htlc_added(offer.htlc, htlc);
    }
}

Result<Resolved> DefaultResourceManager::do_resolve_htlc(const HtlcRef& ref, Scid outgoing_scid, Resolution resolution,
                                                         Seconds<> now) {
    const auto found = state_.pending.find(ref);
    if (found == state_.pending.end()) {
        return Mistake::unknown_htlc;
    }
    const PendingHtlc<>& htlc = found->second;
    if (htlc.outgoing != outgoing_scid) {
        return Mistake::wrong_outgoing_channel;
    }
    const Rules& rules = options_.rules;
    const Parameters<>& parameters = options_.parameters;
    Channel<>& incoming = *find(ref.incoming);
    Channel<>& outgoing = *find(htlc.outgoing);
    const PairNumber number = incoming.pairs.find(htlc.outgoing);
    contracts::require<"CH-11">(number != no_pair, "a pending HTLC's pair is kept", "resolve_htlc");
    Pair<>& pair = incoming.pairs[number];

    const Figures<> before = monitor_.active() ? figures(incoming, outgoing, pair, rules) : Figures<>{};
    vacate(incoming, outgoing, pair, number, htlc, now, parameters, rules);
    if (monitor_.active()) {
        const Figures<> after = figures(incoming, outgoing, pair, rules);
        monitor_.check(
            contracts::vacate_contract, "resolve_htlc",
            [&] {
                return describe_value(htlc) + " before " + describe_value(before) + " after " + describe_value(after);
            },
            before, after, htlc);
    }
    const SignedMsat<> effective = account(incoming, outgoing, htlc, resolution, now, parameters, rules);
    const Bucket bucket = htlc.bucket;
    note_time(now);
    kept_.forget(ref);
    if (monitor_.deep()) {
        ghost_.htlc_resolved(ref, htlc);
    }
    state_.pending.erase(found);
    if (unused(outgoing)) {
        drop(outgoing_scid, outgoing);
    }
    if (unused(incoming)) {
        drop(ref.incoming, incoming);
    }
    return Resolved{bucket, effective};
}

// A closing channel to which nothing refers any more goes, with its part in every pair (CH-7, GB-13).
void DefaultResourceManager::drop(Scid scid, const Channel<>& channel) {
    for (const Scid incoming_scid : channel.paired_with) {
        Channel<>& incoming = *find(incoming_scid);
        const PairNumber number = incoming.pairs.find(scid);
        remove_channel_slots(incoming.general, incoming.pairs[number].general, number);
        incoming.pairs.erase(scid);
    }
    channel.pairs.for_each([&](const Pair<>& pair, PairNumber) { find(pair.outgoing)->paired_with.erase(scid); });
    state_.channels.erase(scid);
    kept_.forget(scid);
    if (monitor_.deep()) {
        ghost_.channel_gone(scid);
    }
}

PairNumber DefaultResourceManager::pair_of(Scid incoming_scid, Channel<>& incoming, Scid outgoing_scid,
                                           Channel<>& outgoing) const {
    const PairNumber known = incoming.pairs.find(outgoing_scid);
    if (known != no_pair) {
        return known;
    }
    const auto total = static_cast<std::size_t>(incoming.general.resources.slots.count().get());
    const auto slots = assigned_slots(incoming.salt, incoming_scid, outgoing_scid, total, options_.rules);
    if (!slots) {
        return no_pair;
    }
    return add_pair(incoming_scid, incoming, outgoing_scid, outgoing, *slots);
}

PairNumber DefaultResourceManager::add_pair(Scid incoming_scid, Channel<>& incoming, Scid outgoing_scid,
                                            Channel<>& outgoing, const SlotSet& assigned) {
    outgoing.paired_with.insert(incoming_scid);
    return incoming.pairs.insert({outgoing_scid, {assigned, Slots<>(0), Msat<>(0)}, {}});
}

void DefaultResourceManager::note_time(Seconds<> now) {
    state_.latest = std::max(state_.latest, now);
}

// A restored state, held against what its pending HTLCs say one by one; in mode deep the ghost goes on from there.
void DefaultResourceManager::check_restored() {
    if (!monitor_.active()) {
        return;
    }
    Ghost ghost;
    for (const auto& [scid, channel] : state_.channels) {
        ghost.channel_added(scid);
    }
    for (const auto& [ref, htlc] : state_.pending) {
        ghost.htlc_added(ref, htlc);
    }
    for (const auto& [scid, channel] : state_.channels) {
        ghost.limits_changed(scid);  // what is above a limit was there before (CH-5)
    }
    check_whole_state("read", ghost);
    if (monitor_.deep()) {
        ghost_ = std::move(ghost);
    }
}

Channel<>* DefaultResourceManager::find(Scid channel) {
    const auto found = state_.channels.find(channel);
    return found == state_.channels.end() ? nullptr : &found->second;
}

const Channel<>* DefaultResourceManager::channel(Scid scid) const {
    const auto found = state_.channels.find(scid);
    return found == state_.channels.end() ? nullptr : &found->second;
}

const PendingHtlc<>* DefaultResourceManager::pending(const HtlcRef& htlc) const {
    const auto found = state_.pending.find(htlc);
    return found == state_.pending.end() ? nullptr : &found->second;
}

std::optional<SignedMsat<>> DefaultResourceManager::reputation(Scid scid, Seconds<> now) const {
    const Channel<>* known = channel(scid);
    if (known == nullptr) {
        return std::nullopt;
    }
    return value_at(known->reputation, now, reputation_window(options_.parameters), options_.rules);
}

std::optional<SignedMsat<>> DefaultResourceManager::incoming_revenue_threshold(Scid scid, Seconds<> now) const {
    const Channel<>* known = channel(scid);
    if (known == nullptr) {
        return std::nullopt;
    }
    return value_at(known->revenue, now, revenue_windows(options_.parameters, options_.rules), options_.rules);
}

}  // namespace plumbline
