#include "tests/conformance/values/cases.hpp"

namespace plumbline::values {
namespace {

using Names = std::vector<std::string>;

constexpr std::uint64_t longest = 1000 * (std::uint64_t{1} << 40U);  // PA-10

struct Published {
    std::vector<Value> values;

    // Under both profiles.
    void add(const std::string& name, const Names& more, const DecayingAverageInputs& inputs,
             const std::string& note = {}) {
        for (const Profile profile : {Profile::draft, Profile::later}) {
            DecayingAverageInputs under = inputs;
            under.profile = profile;
            Names requirements{"DA-1", profile == Profile::draft ? "DA-2" : "DA-3", "DA-7"};
            requirements.insert(requirements.end(), more.begin(), more.end());
            values.push_back(
                {name + (profile == Profile::draft ? "-draft" : "-later"), requirements, under, {}, {}, note});
        }
    }

    void once(const std::string& name, std::int64_t msat, std::uint64_t elapsed, std::uint64_t window,
              const std::string& note = {}) {
        add(name, {}, {.history = {window, 1, 0, {{0, msat}}}, .read_at = elapsed}, note);
    }
};

void odd_times(Published& list) {
    list.once("million-1s-of-2-weeks", 1'000'000, 1, two_weeks);
    list.once("million-1s-of-24-weeks", 1'000'000, 1, all_windows);
    list.once("million-90s", 1'000'000, 90, two_weeks);
    list.once("million-one-day", 1'000'000, day, two_weeks);
    list.once("million-quarter-window", 1'000'000, 302'400, two_weeks, "a straight line gives 750 000 under the draft");
    list.once("million-half-window", 1'000'000, week, two_weeks);
    list.once("million-whole-window", 1'000'000, two_weeks, two_weeks);
    list.once("million-twelfth-of-24-weeks", 1'000'000, two_weeks, all_windows);
    list.once("million-ten-windows", 1'000'000, 10 * two_weeks, two_weeks);
    list.once("million-prime-window", 1'000'000, 25, 97);
    list.once("minus-million-past-half", -1'000'000, 604'801, two_weeks);
    list.once("before-half-window", 123'456'789, 604'799, two_weeks);
    list.once("million-window-of-1s", 1'000'000, 3, 1, "the shortest window");
    list.once("tera-long-window", 1'000'000'000'000, 5'000'011, std::uint64_t{1} << 40U);
    list.once("five-third-of-window", -5, 1, 3);
    list.once("seven-13-of-31", 7, 13, 31);
    list.once("minus-long-odd", -987'654'321'987, 3'333'333, all_windows);
}

void halves(Published& list) {
    list.once("one-quarter-window", 1, 302'400, two_weeks);
    list.once("one-near-half", 1, 838'429, two_weeks, "0.5 + 8e-7 under `later`");
    list.once("one-half-window", 1, week, two_weeks, "exactly 0.5 under the draft: away from zero");
    list.once("minus-one-half-window", -1, week, two_weeks, "exactly -0.5 under the draft: away from zero");
    list.once("minus-three-half-window", -3, week, two_weeks, "exactly -1.5 under the draft");
    list.once("stands-still-7-million", 7'257'600, 1, all_windows, "rounded back to itself under `later`: see DA-5");
    list.once("stands-still-5-million", 5'235'303, 1, all_windows, "5e-6 below a half under the draft");
}

void near_limits(Published& list) {
    list.once("tera-half-of-24-weeks", 999'999'999'999, 7'257'601, all_windows);
    list.once("tera-24-weeks", 1'000'000'000'000, all_windows, all_windows,
              "a rate that was rounded to a double is off by 130 msat and more");
    list.once("tera-240-days", 1'000'000'000'000, 240 * day, all_windows);
    list.once("peta-two-weeks-of-24", 1'000'000'000'000'000, two_weeks, all_windows);
    list.once("supply-24-weeks", static_cast<std::int64_t>(all_bitcoin), all_windows, all_windows);
    list.once("supply-odd", static_cast<std::int64_t>(all_bitcoin), 1'000'003, all_windows);
    list.once("most-1s", most_msat, 1, all_windows);
    list.once("most-odd", most_msat, 7'777'777, all_windows);
    list.once("minus-most-odd", -most_msat, 123'457, all_windows);
    list.once("most-longest-window", most_msat, 1, longest, "the highest is 2^63 - 1 (DA-8)");
    list.once("minus-most-longest-window", -most_msat, 1, longest, "the lowest is -(2^63 - 1), not -2^63");
    list.once("most-63-half-lives", most_msat, 38'102'400, two_weeks);
    list.once("most-for-ever", most_msat, 1'000'000'000'000'000'000, two_weeks);
}

void clocks(Published& list) {
    list.add("read-at-once", {"DA-6"},
             {.history = {two_weeks, 1, 0, {{1'700'000'000, 987'654'321}}}, .read_at = 1'700'000'000},
             "an addition to nothing may be off by 1 msat, since the nothing was decayed");
    list.add("read-before", {"DA-6"}, {.history = {two_weeks, 1, 1'000, {{1'000, most_msat}}}, .read_at = 10},
             "nothing decays backwards");
    list.add(
        "added-back", {"DA-6"},
        {.history = {two_weeks, 1, 0, {{0, 1'000'000}, {86'400, 2'000'000}, {43'200, 3'000'000}}}, .read_at = 100'000},
        "the last addition counts as made at 86 400");
    list.add("added-back-to-zero", {"DA-6"},
             {.history = {two_weeks, 1, 0, {{1'000'000, 5'000'000}, {0, 7'000'000}}}, .read_at = 1'500'000});
    list.add("back-and-forth", {"DA-6", "DA-9"},
             {.history = {two_weeks, 1, 0, {{5'000, 11'111, 10, 500}, {2'000, -3'333, 10, 900}, {9'999, 77'777}}},
              .read_at = 20'011});
    list.add("same-second", {"DA-6", "DA-9"}, {.history = {two_weeks, 1, 7, {{7, 1, 1000, 0}}}, .read_at = 604'807},
             "no time, no rounding: exactly 1000 is stored");
}

void chains(Published& list) {
    list.add("three-additions", {"DA-9"},
             {.history = {all_windows, 1, 0, {{0, 1'000'003}, {86'399, -500'001}, {777'777, 2'000'000}}},
              .read_at = 1'209'601});
    list.add("ten-daily", {"DA-9"}, {.history = {two_weeks, 1, 0, {{0, 333'333, 10, day}}}, .read_at = 900'001});
    list.add(
        "ten-signs", {"DA-9"},
        {.history = {two_weeks, 1, 0, {{0, 1'000'000, 5, 70'001}, {35'000, -999'999, 5, 70'001}}}, .read_at = 500'000},
        "the second five lie in the past of the first");
    list.add("hundred-four-hourly", {"DA-9"},
             {.history = {two_weeks, 1, 0, {{0, 1'001, 100, 14'400}}}, .read_at = 1'500'000});
    list.add("hundred-negative", {"DA-9"},
             {.history = {all_windows, 1, 0, {{13, -123'457, 100, 86'413}}}, .read_at = 9'000'000});
    list.add("thousand", {"DA-9"}, {.history = {two_weeks, 1, 0, {{0, 977, 1000, 1'209}}}, .read_at = 1'300'000});
    list.add("thousand-of-one", {"DA-9"}, {.history = {all_windows, 1, 0, {{0, 1, 1000, 600}}}, .read_at = 700'000},
             "1 msat of tolerance for each addition: DA-9 is as wide as the value itself");
    list.add("thousand-both-signs", {"DA-9"},
             {.history = {all_windows, 1, 0, {{0, 54'321, 500, 3'607}, {1'803'500, -12'345, 500, 3'607}}},
              .read_at = 4'000'003});
    list.add("thousand-large", {"DA-9"},
             {.history = {all_windows, 1, 0, {{0, 1'000'000'000'000, 1000, 7'919}}}, .read_at = 8'000'000});
}

void saturated(Published& list) {
    list.add("saturates", {"DA-8"}, {.history = {two_weeks, 1, 0, {{0, most_msat}, {0, 1}}}, .read_at = 0});
    list.add("saturates-below", {"DA-8"},
             {.history = {two_weeks, 1, 0, {{0, -most_msat}, {0, -1'000}}}, .read_at = week});
    list.add("saturated-then-less", {"DA-8"},
             {.history = {two_weeks, 1, 0, {{0, most_msat}, {0, 1'000}, {0, -500}}}, .read_at = 0},
             "what was cut off is lost: 500 less than the limit, not 500 more");
    list.add(
        "supply-five-times", {"DA-8"},
        {.history = {all_windows, 1, 0, {{0, static_cast<std::int64_t>(all_bitcoin), 5, 0}}}, .read_at = 1'000'000});
    list.add("supply-monthly", {"DA-8", "DA-9"},
             {.history = {all_windows, 1, 0, {{0, static_cast<std::int64_t>(all_bitcoin), 10, 2'592'000}}},
              .read_at = 30'000'000});
}

void reads(Published& list) {
    list.add("read-every-second", {"DA-5"},
             {.history = {all_windows, 1, 0, {{0, 7'257'600}, {1, std::nullopt, 3600, 1}}}, .read_at = 3'601},
             "a read that stores what it rounded decays nothing here");
    list.add("read-every-second-5-million", {"DA-5"},
             {.history = {all_windows, 1, 0, {{0, 5'235'252}, {1, std::nullopt, 3600, 1}}}, .read_at = 3'601});
    list.add("read-between-additions", {"DA-5", "DA-9"},
             {.history =
                  {two_weeks,
                   1,
                   0,
                   {{0, 100'003}, {600, std::nullopt, 143, 600}, {86'400, 200'003}, {87'000, std::nullopt, 143, 600}}},
              .read_at = 180'000});
    list.add("zero-every-second", {"DA-10"},
             {.history = {all_windows, 1, 0, {{0, 7'257'600}, {1, 0, 3600, 1}}}, .read_at = 3'601},
             "adding zero is such a read in disguise");
}

}  // namespace

std::vector<Value> decaying_average_cases() {
    Published list;
    odd_times(list);
    halves(list);
    near_limits(list);
    clocks(list);
    chains(list);
    saturated(list);
    reads(list);
    return list.values;
}

}  // namespace plumbline::values
