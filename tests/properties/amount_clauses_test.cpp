// The clauses about splits, averages, costs and times over generated values (chapters 1 to 4).
//
// The clauses are taken from the contracts, which the proofs read, too. Besides holding, each must refuse something:
// the same cases, with the result a little different.
#include "contracts/resource_manager/averages.hpp"
#include "contracts/resource_manager/costs.hpp"
#include "contracts/resource_manager/parameters.hpp"
#include "reference/resource_manager/opportunity_cost.hpp"
#include "reference/resource_manager/window_average.hpp"
#include "tests/properties/generators.hpp"

#include <gtest/gtest.h>

#include <limits>
#include <map>
#include <string_view>
#include <tuple>

namespace plumbline::properties {
namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

/// Checks every clause on what `right_and_wrong()` gives: two tuples of arguments, the second with a distorted result.
template <class Clauses, class RightAndWrong>
void check_clauses(const char* what, const Clauses& clauses, RightAndWrong&& right_and_wrong) {
    std::map<std::string_view, int> refused;
    ASSERT_TRUE(rc::check(what, [&] {
        const auto both = right_and_wrong();
        contracts::for_each_clause(clauses, [&](const auto& clause) {
            RC_ASSERT(std::apply(clause.holds, both.first));
            refused[clause.name.says] += std::apply(clause.holds, both.second) ? 0 : 1;
        });
    }));
    for (const auto& [says, count] : refused) {
        EXPECT_GE(count, 2) << "the clause hardly refuses anything: " << says;
    }
}

std::int64_t bare(SignedMsat<> amount) {
    return amount.count().get();
}

/// Another amount: next to it, its opposite, or anything.
SignedMsat<> distorted(SignedMsat<> amount) {
    const std::int64_t value = bare(amount);
    switch (*evenly(2)) {
    case 0:
        return SignedMsat<>(value < largest ? value + 1 : value - 1);
    case 1:
        return SignedMsat<>(value == 0 ? 1 : -value);
    default:
        return SignedMsat<>(*signed_near_boundaries(largest - 1) ^ 1);
    }
}

/// Another number of natural units.
template <class Unit>
Unit distorted_natural(Unit amount) {
    return *evenly(1) == 0 && amount > Unit(0) ? amount - Unit(1) : amount + Unit(1);
}

TEST(AmountClauses, Split) {
    check_clauses("split", contracts::split_contract, [] {
        Parameters<> parameters;
        parameters.general_percent = *evenly(100);
        parameters.congestion_percent = *evenly(100 - parameters.general_percent);
        const Msat<> total(*near_boundaries(supply_msat));
        const auto parts = split(total, parameters, draft_profile);
        auto wrong = parts;
        Msat<>* const changed[] = {&wrong.general, &wrong.congestion, &wrong.protected_};
        Msat<>& part = *changed[*evenly(2)];
        part = *evenly(1) == 0 ? distorted_natural(part) : total + Msat<>(1);
        return std::pair(std::tuple(total, parameters, parts), std::tuple(total, parameters, wrong));
    });
}

/// An average, a window and a time at which it is read or added to.
struct Reading {
    DecayingAverage<> average{SignedMsat<>(*signed_near_boundaries(largest)),
                              Seconds<>(*near_boundaries(1'000'000'000))};
    Seconds<> window{1 + *near_boundaries(std::uint64_t{1} << 40U)};
    Seconds<> now = *evenly(2) == 0 ? Seconds<>(*near_boundaries(average.last_update.count().get()))
                                    : average.last_update + Seconds<>(*a_while());
    Rules rules = *a_profile();
};

TEST(AmountClauses, Read) {
    check_clauses("read", contracts::read_contract, [] {
        const Reading at;
        const SignedMsat<> read = value_at(at.average, at.now, at.window, at.rules);
        return std::pair(std::tuple(at.average, at.now, read), std::tuple(at.average, at.now, distorted(read)));
    });
}

TEST(AmountClauses, LaterRead) {
    check_clauses("later read", contracts::later_read_contract, [] {
        const Reading at;
        const SignedMsat<> sooner = value_at(at.average, at.now, at.window, at.rules);
        const SignedMsat<> later = value_at(at.average, at.now + Seconds<>(*a_while()), at.window, at.rules);
        return std::pair(std::tuple(sooner, later), std::tuple(sooner, distorted(later)));
    });
}

TEST(AmountClauses, Addition) {
    check_clauses("addition", contracts::addition_contract, [] {
        const Reading at;
        const SignedMsat<> amount(*evenly(3) == 0 ? 0 : *signed_near_boundaries(largest));
        const SignedMsat<> read = value_at(at.average, at.now, at.window, at.rules);
        DecayingAverage<> after = at.average;
        add(after, amount, at.now, at.window, at.rules);
        DecayingAverage<> wrong = after;
        if (*evenly(1) == 0) {
            wrong.value = distorted(wrong.value);
        } else {
            wrong.last_update = distorted_natural(wrong.last_update);
        }
        return std::pair(std::tuple(at.average, after, amount, at.now, read),
                         std::tuple(at.average, wrong, amount, at.now, read));
    });
}

TEST(AmountClauses, WindowRead) {
    check_clauses("window read", contracts::window_read_contract, [] {
        const Windows<> windows{Seconds<>(1 + *near_boundaries(2'000'000)), 1 + *near_boundaries(999)};
        const Seconds<> start(*near_boundaries(1'000'000'000));
        const Seconds<> age(*a_while());
        const WindowAverage<> average{{SignedMsat<>(*signed_near_boundaries(largest)), start}, start};
        const Seconds<> now = start + age;
        const Seconds<> counted = std::min(std::max(age, windows.window), windows.span());
        const SignedMsat<> sum = value_at(average.sum, now, windows.span(), draft_profile);
        const SignedMsat<> read = value_at(average, now, windows, draft_profile);
        const bool other_divisor = *evenly(3) == 0;
        const Seconds<> wrong = *evenly(1) == 0 ? windows.window - Seconds<>(1) : windows.span() + Seconds<>(1);
        return std::pair(std::tuple(windows, counted, sum, read),
                         std::tuple(windows, other_divisor ? wrong : counted, sum, distorted(read)));
    });
}

TEST(AmountClauses, Cost) {
    check_clauses("cost", contracts::cost_contract, [] {
        Parameters<> parameters;
        parameters.resolution_period = Seconds<>(*evenly(1) == 0 ? 90 : 1 + *near_boundaries(2'000'000));
        const Seconds<> period = parameters.resolution_period;
        const Seconds<> held(*evenly(1) == 0 ? *near_boundaries(period.count().get()) : *near_boundaries(UINT64_MAX));
        const Msat<> fee(*near_boundaries(supply_msat));
        const SignedMsat<> cost = opportunity_cost(held, fee, parameters);
        return std::pair(std::tuple(held, fee, period, cost), std::tuple(held, fee, period, distorted(cost)));
    });
}

struct Resolved {
    Msat<> fee;
    SignedMsat<> cost;
    bool accountable;
    bool settled;
    bool in_time;
};

TEST(AmountClauses, EffectiveFee) {
    check_clauses("effective fee", contracts::effective_fee_contract, [] {
        const Parameters<> parameters;
        const Seconds<> held(*evenly(1) == 0 ? *evenly(180) : *near_boundaries(UINT64_MAX));
        const Msat<> fee(*near_boundaries(supply_msat));
        const bool settled = *evenly(1) == 0;
        const Resolved resolved{fee, opportunity_cost(held, fee, parameters), *evenly(1) == 0, settled,
                                held <= parameters.resolution_period};
        const SignedMsat<> effective = effective_fee(fee, held, resolved.accountable,
                                                     settled ? Resolution::settled : Resolution::failed, parameters);
        return std::pair(std::tuple(resolved, effective), std::tuple(resolved, distorted(effective)));
    });
}

TEST(AmountClauses, ResolutionTime) {
    check_clauses("resolution time", contracts::resolution_time_contract, [] {
        const Seconds<> added(*near_boundaries(UINT64_MAX - 1));
        const Seconds<> resolved(*near_boundaries(UINT64_MAX - 1));
        const Seconds<> held = resolution_time(added, resolved);
        return std::pair(std::tuple(added, resolved, held), std::tuple(added, resolved, held + Seconds<>(1)));
    });
}

}  // namespace
}  // namespace plumbline::properties
