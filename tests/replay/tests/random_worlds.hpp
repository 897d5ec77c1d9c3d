// Worlds far beyond what a search can visit.
#pragma once

#include "tests/replay/command/shape.hpp"
#include "tests/replay/machine/replay_machine.hpp"

#include <rapidcheck.h>

namespace plumbline::replay::testing {

using LargeMachine = ReplayMachine<kMostWords>;

/// To be called within a property: up to four payments of up to six inbound and six outbound HTLCs in up to three
/// attempts, as many as a state has room for.
inline WorldShape arbitrary_shape() {
    WorldShape shape;
    shape.payments.clear();
    shape.attempts = *rc::gen::inRange<std::uint8_t>(1, 4);
    std::size_t lanes = 1;
    for (auto count = *rc::gen::inRange(1, 5); count > 0; --count) {
        const PaymentShape payment{*rc::gen::inRange<std::uint8_t>(0, 7), *rc::gen::inRange<std::uint8_t>(1, 7)};
        lanes += std::size_t{payment.inbound} + std::size_t{payment.outbound} * shape.attempts;
        lanes += payment.inbound == 0 ? 1 : 0;
        if (lanes <= kMostLanes) {
            shape.payments.push_back(payment);
        }
    }
    const auto maybe = [] { return *rc::gen::arbitrary<bool>(); };
    shape.async = *rc::gen::inRange(0, 5) > 0;
    shape.force_close = maybe();
    shape.shared = *rc::gen::inRange(0, 3) == 0;
    shape.own_outbound_channels = *rc::gen::inRange(0, 3) > 0;
    return shape;
}

}  // namespace plumbline::replay::testing
