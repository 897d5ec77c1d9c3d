#include "tests/conformance/values/cases.hpp"

namespace plumbline::values {
namespace {

constexpr std::uint64_t period = 90;
constexpr std::uint64_t height = 800'000;
constexpr std::uint64_t most_blocks = 4'294'967'295;

}  // namespace

std::vector<Value> opportunity_cost_cases() {
    std::vector<Value> list;
    const auto add = [&](const std::string& name, std::uint64_t held, std::uint64_t fee, std::uint64_t every = period,
                         const std::string& note = {}) {
        list.push_back({name, {"OC-1", "OC-2", "OC-3"}, OpportunityCostInputs{every, held, fee}, {}, {}, note});
    };
    add("at-once", 0, 1'000);
    add("1s-before-period", 89, 1'000);
    add("at-period", 90, 1'000, period, "0, not one fee");
    add("1s-after-period", 91, 1'000);
    add("half-a-millisatoshi", 91, 45, period, "halves up");
    add("just-below-half", 134, 1);
    add("period-and-a-half-1", 135, 1);
    add("period-and-a-half", 135, 1'000, period, "linear, not in steps");
    add("1s-before-two-periods", 179, 1'000);
    add("two-periods", 180, 1'000);
    add("1s-after-two-periods", 181, 1'000);
    add("ten-periods", 900, 999'999'999);
    add("one-hour", 3'600, 1'000);
    add("two-weeks", two_weeks, 1'000);
    add("no-fee", two_weeks, 0);
    add("other-period", 1'000'003, 123'457, 77);
    add("period-of-1s", 3, 1'000'000'007, 1);
    add("longest-period", std::uint64_t{1} << 41U, 1'000, std::uint64_t{1} << 40U);
    add("product-beyond-64-bits", 10'000'000'000, 10'000'000'000'000, period, "time * fee is near 2^76");
    add("supply-one-hour", 3'600, all_bitcoin, period, "2^63 - 1");
    add("supply-five-periods", 485, all_bitcoin, period, "the largest fee just below saturation: 4.39 periods late");
    add("last-before-saturation", 922'337'203'685'477'671, 900);
    add("saturated", 1'000'000'000'000'000'000, 900);
    return list;
}

std::vector<Value> effective_fee_cases() {
    std::vector<Value> list;
    const auto all_four = [&](const std::string& name, std::uint64_t held, std::uint64_t fee) {
        for (const bool accountable : {true, false}) {
            for (const bool settled : {true, false}) {
                list.push_back(
                    {name + (accountable ? "-accountable" : "") + (settled ? "-settled" : "-failed"),
                     {"OC-1", "OC-2", "OC-4"},
                     EffectiveFeeInputs{period, 1'700'000'000, 1'700'000'000 + held, fee, accountable, settled},
                     {},
                     {},
                     {}});
            }
        }
    };
    all_four("at-once", 0, 1'000);
    all_four("1s-before-period", 89, 1'000);
    all_four("at-period", 90, 1'000);
    all_four("1s-after-period", 91, 1'000);
    all_four("two-periods", 180, 1'000);
    all_four("1s-after-two-periods", 181, 1'000);
    all_four("one-hour", 3'600, 1'000);
    all_four("two-weeks-odd-fee", two_weeks, 12'347);
    all_four("supply-for-an-hour", 3'600, all_bitcoin);
    const auto early = [&](const std::string& name, bool accountable, bool settled) {
        list.push_back({name,
                        {"OC-4", "OC-6"},
                        EffectiveFeeInputs{period, 1'700'000'000, 1'699'999'000, 1'000, accountable, settled},
                        {},
                        {},
                        "a removal before the addition counts as held for 0 s"});
    };
    early("clock-back-accountable-settled", true, true);
    early("clock-back-settled", false, true);
    return list;
}

std::vector<Value> in_flight_risk_cases() {
    std::vector<Value> list;
    const auto risk = [](std::uint64_t blocks, std::uint64_t fee, std::uint64_t added) {
        return RiskyHtlc{fee, static_cast<std::uint32_t>(added), static_cast<std::uint32_t>(added + blocks)};
    };
    const auto add = [&](const std::string& name, std::vector<RiskyHtlc> htlcs, const std::string& note = {}) {
        list.push_back(
            {name, {"OC-7", "OC-8", "OC-10", "OC-11"}, InFlightRiskInputs{period, std::move(htlcs)}, {}, {}, note});
    };
    const auto one = [&](const std::string& name, std::uint64_t blocks, std::uint64_t fee, const std::string& note = {},
                         std::uint64_t added = height) { add(name, {risk(blocks, fee, added)}, note); };
    one("one-block", 1, 1);
    one("three-blocks", 3, 1'000);
    one("usual-delta", 40, 1'000);
    one("one-day", 144, 1'000);
    one("two-weeks", 2'016, 1'000, "the longest that most nodes let pass");
    one("two-weeks-odd-fee", 2'016, 12'347);
    one("no-fee", 2'016, 0);
    one("seconds-fit-32-bits", 7'158'278, 1, "the last delta whose seconds fit 32 bits");
    one("seconds-exceed-32-bits", 7'158'279, 1, "in 32 bits 104 s");
    one("nanoseconds-fit-63-bits", 15'372'286, 1);
    one("nanoseconds-exceed-63-bits", 15'372'287, 1, "in signed 64-bit nanoseconds negative");
    one("longest-delta", most_blocks, 1, "2^32 - 1 blocks", 0);
    one("longest-delta-large-fee", most_blocks, 100'000'000, "", 0);
    one("longest-delta-supply", most_blocks, all_bitcoin, "the risk of one HTLC saturates (OC-3)", 0);
    add("nothing-in-flight", {});
    add("two", {risk(144, 1'000, height), risk(40, 999, height + 3)});
    add("three-each-rounded", {risk(1, 1, height), risk(1, 1, height), risk(1, 1, height)},
        "each HTLC's risk is rounded, and 1 msat is allowed for each");
    add("sum-beyond-64-bits",
        {risk(most_blocks, all_bitcoin, 0), risk(most_blocks, all_bitcoin, 0), risk(40, 1'000, height)},
        "the sum does not saturate (OC-10)");
    return list;
}

}  // namespace plumbline::values
