#include "tests/conformance/tests/support/exercise.hpp"

namespace plumbline::conformance::support {
namespace {

using plumbline::support::OfferOf;

constexpr std::uint64_t million = 1'000'000;

/// More is offered than the policy charges, so that it shows which fee counts.
HtlcOffer<> overpaid(const OfferOf& of) {
    HtlcOffer<> offered = offer(of);
    offered.outgoing_amount = offered.outgoing_amount - Msat<>(500);
    return offered;
}

void settle(Recorder& recorder, const HtlcOffer<>& offered, std::uint64_t from, std::uint64_t to) {
    recorder.run(AddHtlc{offered}, after(from));
    recorder.run(resolution(offered), after(to));
}

void open_channels(Recorder& recorder) {
    recorder.run(channel(frank, 13, 13 * million, 0), start);
    recorder.run(channel(unlucky(), 114, 112'500'000, 1), start);
    recorder.run(channel(alice, 483, 483 * million, 2), start);
    recorder.run(channel(bob, 114, 112'500'000, 3), start);
    recorder.run(channel(carol, 100, 100 * million, 4), after(1));
    recorder.run(channel(erin, 114, 112'500'000, 5), after(2));
    recorder.run(channel(dave, 11, 900'000, 6), after(3));
}

/// Bob earns a reputation, carol and alice a revenue.
void earn(Recorder& recorder) {
    settle(recorder, overpaid({.from = carol, .to = bob, .id = 0, .amount = 2 * million, .fee = 700'001}), 100, 130);
    settle(recorder, overpaid({.from = alice, .to = bob, .id = 0, .amount = 2 * million, .fee = 30'011}), 140, 200);
    settle(recorder, offer({.from = frank, .to = unlucky(), .id = 0, .amount = 1000}), 260, 270);
}

/// Two HTLCs share the pair's slots, and the later one goes first.
void cross(Recorder& recorder) {
    const HtlcOffer<> first = offer({.from = carol, .to = bob, .id = 1, .amount = 3 * million / 2});
    const HtlcOffer<> second = offer({.from = carol, .to = bob, .id = 2, .amount = million});
    recorder.run(AddHtlc{first}, after(400));
    recorder.run(AddHtlc{second}, after(401));
    recorder.run(resolution(second, Resolution::failed), after(402));
    recorder.run(resolution(first), after(500));
}

/// The general bucket is used up for erin, on carol's and on alice's channel; what follows asks for congestion.
void congest(Recorder& recorder) {
    const std::uint64_t day = 86'400;
    for (std::uint64_t id = 10; id < 15; ++id) {
        recorder.run(AddHtlc{offer({.from = carol, .to = erin, .id = id, .amount = million})}, after(day + id));
    }
    const HtlcOffer<> exact = offer({.from = carol, .to = erin, .id = 15, .amount = million});
    recorder.run(AddHtlc{exact}, after(day + 20));
    recorder.run(resolution(exact), after(day + 21));
    recorder.run(AddHtlc{offer({.from = carol, .to = erin, .id = 16, .amount = million / 2, .upgradable = false})},
                 after(day + 22));
    const HtlcOffer<> in_congestion = offer({.from = carol, .to = erin, .id = 17, .amount = million / 2});
    recorder.run(AddHtlc{in_congestion}, after(day + 23));
    recorder.run(AddHtlc{offer({.from = alice, .to = erin, .id = 18, .amount = 9 * million})}, after(day + 24));
    const HtlcOffer<> elsewhere = offer({.from = alice, .to = erin, .id = 19, .amount = million});
    recorder.run(AddHtlc{elsewhere}, after(day + 25));
    recorder.run(resolution(elsewhere), after(day + 26));
    recorder.run(resolution(in_congestion), after(day + 300));
    recorder.run(AddHtlc{offer({.from = carol, .to = erin, .id = 20, .amount = million / 2})}, after(day + 301));
    for (std::uint64_t id = 10; id < 15; ++id) {
        recorder.run(resolution(offer({.from = carol, .to = erin, .id = id}), Resolution::failed), after(day + 400));
    }
}

/// Accountable HTLCs, with the permission and without; one name for two HTLCs; a clock that goes back.
void account_for(Recorder& recorder) {
    const std::uint64_t days = 259'200;
    const OfferOf accountable{
        .from = carol, .to = bob, .id = 30, .amount = million, .fee = 10, .blocks = 10, .accountable = true};
    settle(recorder, offer(accountable), days, days + 91);
    OfferOf unasked = accountable;
    unasked.id = 31;
    unasked.upgradable = false;
    settle(recorder, offer(unasked), days + 100, days + 101);
    const HtlcOffer<> once = offer({.from = carol, .to = bob, .id = 32});
    const HtlcOffer<> again = offer({.from = carol, .to = erin, .id = 32});
    recorder.run(AddHtlc{once}, after(days + 200));
    recorder.run(AddHtlc{again}, after(days + 201));
    recorder.run(resolution(once), after(days + 195));
    recorder.run(resolution(again), after(days + 206));
}

/// Weeks pass; values are read, channels change and go.
void grow_old(Recorder& recorder) {
    for (std::uint64_t weeks = 1; weeks < 30; weeks += 7) {
        const HtlcOffer<> asked = offer({.from = carol, .to = bob, .id = 40 + weeks, .fee = 20, .accountable = true});
        settle(recorder, asked, weeks * week, weeks * week + 89);
    }
    const std::uint64_t end = 30 * week;
    recorder.run(UpdateChannel{carol, plumbline::support::limits(114, 57'000'000)}, after(end));
    settle(recorder, offer({.from = carol, .to = erin, .id = 70, .amount = 700'000}), end + 1, end + 2);
    recorder.run(RemoveChannel{dave}, after(end + 3));
    recorder.run(RemoveChannel{bob}, after(end + 4));
    recorder.run(AddHtlc{offer({.from = carol, .to = bob, .id = 71})}, after(end + 5));
}

}  // namespace

AddChannel channel(Scid scid, std::uint64_t slots, std::uint64_t msat, std::size_t number) {
    return {scid, plumbline::support::limits(slots, msat), plumbline::support::numbered_salt(number)};
}

ResolveHtlc resolution(const HtlcOffer<>& offered, Resolution resolution) {
    return {offered.htlc, offered.outgoing, resolution};
}

Scid unlucky() {
    static const Scid found = [] {
        constexpr std::size_t slots = 5;
        Rules rules;
        rules.slot_tries = SlotTries::ten_per_slot;
        std::uint64_t scid = 0x0c35'0600'0007'0000;
        while (assigned_slots(plumbline::support::numbered_salt(0), frank, Scid{scid}, slots, rules)) {
            ++scid;
        }
        return Scid{scid};
    }();
    return found;
}

void exercise(Recorder& recorder) {
    open_channels(recorder);
    earn(recorder);
    cross(recorder);
    congest(recorder);
    account_for(recorder);
    grow_old(recorder);
}

}  // namespace plumbline::conformance::support
