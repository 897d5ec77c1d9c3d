#include "tests/conformance/values/cases.hpp"

namespace plumbline::values {
namespace {

constexpr std::uint64_t began = 1'700'000'000;

struct Published {
    std::vector<Value> values;

    // Under both profiles.
    void add(const std::string& name, const WindowAverageInputs& inputs, const std::string& note = {}) {
        for (const Profile profile : {Profile::draft, Profile::later}) {
            WindowAverageInputs under = inputs;
            under.profile = profile;
            values.push_back({name + (profile == Profile::draft ? "-draft" : "-later"),
                              {"WA-1", "WA-2", "WA-3", "WA-4", profile == Profile::draft ? "DA-2" : "DA-3"},
                              under,
                              {},
                              {},
                              note});
        }
    }

    // A million at the start, read at `age`.
    void aged(const std::string& name, std::uint64_t age, std::uint32_t count = 12, const std::string& note = {}) {
        add(name, {.history = {two_weeks, count, began, {{began, 1'000'000}}}, .read_at = began + age}, note);
    }

    // `msat` added when the average is `age` old and read at once: the quotient alone.
    void quotient(const std::string& name, std::int64_t msat, std::uint64_t age, const std::string& note = {}) {
        add(name, {.history = {100, 12, 0, {{age, msat}}}, .read_at = age}, note);
    }
};

void ages(Published& list) {
    list.aged("age-0", 0, 12, "0 / window is clamped to 1: nothing is divided by zero");
    list.aged("age-1s", 1);
    list.aged("age-one-day", day);
    list.aged("age-half-window", week);
    list.aged("age-window-less-1s", two_weeks - 1);
    list.aged("age-one-window", two_weeks);
    list.aged("age-window-and-1s", two_weeks + 1);
    list.aged("age-one-and-a-half", 1'814'407, 12, "the age is divided over the reals, not rounded to windows");
    list.aged("age-two-windows", 2 * two_weeks);
    list.aged("age-six-and-a-half", 13 * week + 5);
    list.aged("age-count-less-1s", all_windows - 1);
    list.aged("age-count", all_windows);
    list.aged("age-count-and-1s", all_windows + 1);
    list.aged("age-24-windows", 2 * all_windows, 12, "the divisor stays at `count`");
    list.aged("one-window-three-old", 3 * two_weeks, 1, "`count` 1: the decayed sum");
    list.aged("two-windows-odd", 2'000'003, 2);
    list.aged("six-windows-odd", 5'000'011, 6);
    list.aged("thousand-windows", 50 * two_weeks + 1, 1000);
}

void sums(Published& list) {
    list.add("negative-sum", {.history = {two_weeks, 12, 0, {{86'413, -1'000'001}}}, .read_at = 3'000'017});
    list.add("weekly-income",
             {.history = {two_weeks, 12, began, {{began, 500'000, 24, week}}}, .read_at = began + 24 * week});
    list.add("income-of-one-day",
             {.history = {two_weeks, 12, began, {{began, 71'428, 1, 0}, {began + 3'600, 10'007, 23, 3'600}}},
              .read_at = began + day});
    list.add("late-first-touch",
             {.history = {two_weeks, 12, began, {{began + 5 * two_weeks, 9'000'000}}},
              .read_at = began + 5 * two_weeks + 86'400},
             "the age counts from creation, not from the first addition");
    list.add("clock-back", {.history = {two_weeks, 12, began, {{began + 2 * two_weeks, 1'000'000}}}, .read_at = began},
             "two windows old, not none (WA-4)");
    list.add(
        "clock-back-before-start",
        {.history = {two_weeks, 12, began, {{began + 2 * two_weeks, 1'000'000}, {began + 9, 500'000}}}, .read_at = 5});
    list.add("nothing-added", {.history = {two_weeks, 12, began, {}}, .read_at = began}, "0, exactly");
    list.add("supply-once",
             {.history = {two_weeks, 12, 0, {{0, static_cast<std::int64_t>(all_bitcoin)}}}, .read_at = 4'000'003});
    list.add("saturated-sum", {.history = {two_weeks, 12, 0, {{0, most_msat}, {0, most_msat}}}, .read_at = 0});
    list.add("thousand-fees",
             {.history = {two_weeks, 12, began, {{began + 60, 1'234, 1000, 3'600}}}, .read_at = began + 3'700'000});
}

void halves(Published& list) {
    list.quotient("half", 1, 200, "1 / 2: away from zero");
    list.quotient("minus-half", -1, 200, "-1 / 2: away from zero, and never above 0");
    list.quotient("three-halves", 3, 200);
    list.quotient("minus-three-halves", -3, 200);
    list.quotient("thirds", 1'000'000, 300);
    list.quotient("odd-age", 1'000'000, 137);
}

}  // namespace

std::vector<Value> window_average_cases() {
    Published list;
    ages(list);
    sums(list);
    halves(list);
    return list.values;
}

}  // namespace plumbline::values
