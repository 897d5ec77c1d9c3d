// Worlds far beyond what a search can visit.
#pragma once

#include "tests/replay/command/shape.hpp"
#include "tests/replay/machine/replay_machine.hpp"

#include <rapidcheck.h>

namespace plumbline::replay::testing {

using LargeMachine = ReplayMachine<kMostWords>;

/// Amounts of which some forwards pay for what they send, and others do not.
inline std::vector<std::uint32_t> arbitrary_amounts(std::size_t count) {
    return *rc::gen::container<std::vector<std::uint32_t>>(count, rc::gen::inRange<std::uint32_t>(900, 1'100));
}

/// To be called within a property: up to four payments of up to six inbound and six outbound HTLCs in up to three
/// attempts, as many as a state has room for. In each way that the options can say: with amounts, with an inbound HTLC
/// too many, over channels both ways, reconstructed from the snapshot.
inline WorldShape arbitrary_shape() {
    WorldShape shape;
    shape.payments.clear();
    shape.attempts = *rc::gen::inRange<std::uint8_t>(1, 4);
    std::size_t lanes = 1;
    for (auto count = *rc::gen::inRange(1, 5); count > 0; --count) {
        PaymentShape payment{*rc::gen::inRange<std::uint8_t>(0, 7), 0, {}, {}};
        payment.outbound = *rc::gen::inRange<std::uint8_t>(payment.inbound == 0 ? 1 : 0, 7);
        if (*rc::gen::inRange(0, 3) == 0) {
            payment.inbound_amounts = arbitrary_amounts(payment.inbound);
            payment.outbound_amounts = arbitrary_amounts(payment.outbound);
        }
        lanes += std::size_t{payment.inbound} + std::size_t{payment.outbound} * shape.attempts;
        lanes += 1;  // of the user, or an inbound HTLC too many
        if (lanes <= kMostLanes) {
            shape.payments.push_back(payment);
        }
    }
    const bool once = shape.attempts == 1;
    const auto maybe = [] { return *rc::gen::arbitrary<bool>(); };
    shape.async = *rc::gen::inRange(0, 5) > 0;
    shape.force_close = maybe();
    shape.shared = *rc::gen::inRange(0, 3) == 0;
    shape.cross = once && !shape.shared && *rc::gen::inRange(0, 3) == 0;
    shape.extra = once ? *rc::gen::element(Extra::none, Extra::late, Extra::stranger) : Extra::none;
    shape.from_monitors = *rc::gen::inRange(0, 4) > 0;
    shape.own_outbound_channels = *rc::gen::inRange(0, 3) > 0;
    return shape;
}

}  // namespace plumbline::replay::testing
