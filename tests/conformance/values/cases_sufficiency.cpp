#include "tests/conformance/values/cases.hpp"

namespace plumbline::values {
namespace {

constexpr std::uint32_t height = 800'000;

}  // namespace

std::vector<Value> sufficiency_cases() {
    std::vector<Value> list;
    const auto htlc = [](std::uint64_t fee, std::uint32_t blocks) { return RiskyHtlc{fee, height, height + blocks}; };

    struct Asked {
        std::int64_t reputation = 0;
        std::int64_t revenue = 0;
        std::vector<RiskyHtlc> in_flight{};
        RiskyHtlc htlc{};
        std::uint64_t elapsed = 0;
    };

    const auto add = [&](const std::string& name, const Asked& asked, const std::string& note = {}) {
        const auto history = [](std::uint64_t window, std::uint32_t count, std::int64_t msat) {
            return History{window, count, 0, msat == 0 ? std::vector<Step>{} : std::vector<Step>{{0, msat}}};
        };
        for (const Profile profile : {Profile::draft, Profile::later}) {
            list.push_back(
                {name + (profile == Profile::draft ? "-draft" : "-later"),
                 {"RM-1", "OC-7", "OC-8", "OC-9", "OC-12", "OC-13", "CV-6"},
                 SufficiencyInputs{profile, 90, history(all_windows, 1, asked.reputation),
                                   history(two_weeks, 12, asked.revenue), asked.in_flight, asked.htlc, asked.elapsed},
                 {},
                 {},
                 note});
        }
    };
    const RiskyHtlc free = htlc(0, 144);
    add("zero-suffices", {.htlc = free}, "0 >= 0 (RM-16)");
    add("zero-with-a-fee", {.htlc = htlc(1, 1)}, "0 - 6 >= 0 is false");
    add("equal", {.reputation = 1'000'000, .revenue = 1'000'000, .htlc = free});
    add("one-less", {.reputation = 999'999, .revenue = 1'000'000, .htlc = free});
    add("risk-too-much",
        {.reputation = 20'000'000, .revenue = 1'000'000, .in_flight = {htlc(5'000, 150)}, .htlc = htlc(1'000, 2'100)});
    add("one-day-beside-others",
        {.reputation = 20'000'000, .revenue = 1'000'000, .in_flight = {htlc(5'213, 144)}, .htlc = htlc(1'000, 144)});
    add("two-weeks-beside-others",
        {.reputation = 20'000'000, .revenue = 1'000'000, .in_flight = {htlc(5'213, 144)}, .htlc = htlc(1'000, 2'016)});
    add("second-two-weeks",
        {.reputation = 20'000'000,
         .revenue = 1'000'000,
         .in_flight = {htlc(5'213, 144), htlc(1'000, 2'016)},
         .htlc = htlc(1'000, 2'016)},
        "the first one is in flight");
    add("a-day-later-equal", {.reputation = 1'000'000, .revenue = 1'000'000, .htlc = free, .elapsed = day},
        "both decay alike, each with its own tolerance: either answer is right");
    add("a-day-later-5-more", {.reputation = 1'000'005, .revenue = 1'000'000, .htlc = free, .elapsed = day});
    add("a-day-later-5-less", {.reputation = 999'995, .revenue = 1'000'000, .htlc = free, .elapsed = day});
    add("two-windows-later", {.reputation = 500'003, .revenue = 1'000'000, .htlc = free, .elapsed = 2 * two_weeks},
        "the revenue is divided by two windows");
    add("reputation-faded", {.reputation = 959'000, .htlc = htlc(1'000, 144), .elapsed = 1'000},
        "enough when it was stored");
    add("between-the-decays", {.reputation = 1'900'000, .htlc = htlc(1'000, 144), .elapsed = 6 * two_weeks},
        "950 000 is left under the draft, 1 152 408 under `later`");
    add("negative-reputation", {.reputation = -1, .htlc = free});
    add("beyond-64-bits",
        {.reputation = most_msat,
         .revenue = most_msat,
         .in_flight = {htlc(all_bitcoin, 2'016), htlc(all_bitcoin, 2'016)},
         .htlc = htlc(all_bitcoin, 2'016)},
        "the comparison does not saturate");
    return list;
}

}  // namespace plumbline::values
