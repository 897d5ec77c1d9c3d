#include "tests/worlds/resolving.hpp"

#include <algorithm>

namespace plumbline::worlds {

using support::World;

namespace {

World resolved_in(const World& world, const std::vector<HtlcRef>& order) {
    World end = world;
    support::Tally tally;
    for (const HtlcRef& ref : order) {
        const Scid outgoing = end.ledger.held().at(ref).outgoing;
        end.apply(support::ResolveHtlc{ref, outgoing, Resolution::settled}, tally);
    }
    end.check_empty();
    return end;
}

}  // namespace

void check_resolving(const World& world) {
    std::vector<HtlcRef> order;
    for (const auto& [ref, htlc] : world.ledger.held()) {
        order.push_back(ref);
    }
    if (order.empty()) {
        world.check_empty();
        return;
    }
    const World first = resolved_in(world, order);
    const auto compare = [&] {
        if (!resolved_in(world, order).manager.same_state(first.manager)) {
            throw support::Disagreement("the order of resolutions shows in the state");
        }
    };
    if (order.size() > 3) {
        std::reverse(order.begin(), order.end());
        compare();
        return;
    }
    while (std::next_permutation(order.begin(), order.end())) {
        compare();
    }
}

}  // namespace plumbline::worlds
