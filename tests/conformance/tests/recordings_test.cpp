// The recordings of LDK's pull request 4409: what they violate, and the deviations that explain them without rest.
#include "tests/conformance/tests/log_files.hpp"
#include "tests/conformance/tests/support/audits.hpp"

#include <gmock/gmock.h>

#include <algorithm>

namespace plumbline::conformance {
namespace {

using support::Broken;
using support::names;
using support::recording;
using testing::Contains;

struct Recording {
    const char* name;
    std::set<std::string> also;              ///< deviations beside those that every recording has
    std::map<std::string, Broken> violated;  ///< some of what is violated
};

std::ostream& operator<<(std::ostream& out, const Recording& recording) {
    return out << recording.name;
}

std::set<std::string> expected(const Recording& recording) {
    std::set<std::string> all{"bucket-split-rounded",         "minimum-sizes",         "decay-half-life-ln2",
                              "read-stores-rounded",          "threshold-six-windows", "pair-slots-rounded-up",
                              "slot-liquidity-is-pair-share", "slot-words-xored",      "salt-from-outgoing-scid",
                              "slots-freed-first-used",       "upgrade-not-asked"};
    all.insert(recording.also.begin(), recording.also.end());
    return all;
}

class Recordings : public testing::TestWithParam<Recording> {
protected:
    AuditResult result = support::audited(recording(GetParam().name));
};

TEST_P(Recordings, AreExplainedByExactlyTheirDeviations) {
    EXPECT_EQ(names(result.diagnosis), expected(GetParam()));
    EXPECT_TRUE(result.diagnosis.smallest);
    EXPECT_EQ(result.operations, 2000U);
    EXPECT_EQ(result.diagnosis.operations_explained, 2000U);
    EXPECT_EQ(result.diagnosis.operations_within_tolerance, 0U);
    EXPECT_EQ(result.diagnosis.operations_unexplained, 0U);
    EXPECT_TRUE(result.diagnosis.unexplained.empty());
    EXPECT_GT(result.diagnosis.values, 100'000U);
}

TEST_P(Recordings, ViolateWhatTheirDeviationsBreak) {
    EXPECT_FALSE(result.conforms());
    const auto violated = support::violated(result);
    for (const auto& expectation : GetParam().violated) {
        EXPECT_THAT(violated, Contains(expectation));
    }
}

TEST_P(Recordings, ShowEachOfTheirDeviationsSomewhere) {
    for (const DiagnosedDeviation& named : result.diagnosis.deviations) {
        EXPECT_GT(named.needed, 0U) << named.deviation->name;
        EXPECT_TRUE(named.first.has_value()) << named.deviation->name;
    }
}

INSTANTIATE_TEST_SUITE_P(
    Ldk4409, Recordings,
    testing::Values(
        Recording{
            "00",
            {},
            {{"PA-6", {10, 2}}, {"PA-7", {5, 83}}, {"GB-1", {1022, 2}}, {"GB-12", {231, 10}}, {"AS-5", {141, 74}}}},
        Recording{
            "05",
            {"congestion-in-flight-any-incoming"},
            {{"PA-6", {20, 2}}, {"PA-7", {4, 858}}, {"GB-1", {800, 2}}, {"GB-12", {108, 38}}, {"AS-5", {81, 28}}}},
        Recording{
            "12",
            {},
            {{"PA-6", {13, 3}}, {"PA-7", {11, 76}}, {"GB-1", {1022, 3}}, {"GB-12", {292, 9}}, {"AS-5", {90, 24}}}},
        Recording{"16",
                  {"resolve-before-add-is-error"},
                  {{"PA-6", {22, 2}},
                   {"PA-7", {8, 275}},
                   {"OC-6", {24, 193}},
                   {"GB-1", {586, 2}},
                   {"GB-12", {197, 41}},
                   {"AS-5", {106, 51}}}}),
    [](const auto& instance) { return std::string(instance.param.name); });

/// Every operation of a log with the state that was shown before it.
std::vector<Observed> observations(const LogHeader& header, const std::vector<LogEntry>& entries) {
    World<Running> exact(setting_for<Running>(header, header.profile));
    World<oracle::Enclosing> enclosing(setting_for<oracle::Enclosing>(header, header.profile));
    std::vector<Observed> all;
    for (const LogEntry& entry : entries) {
        all.push_back({entry, exact.concerned(entry), enclosing.concerned(entry)});
        advance(exact, entry);
        advance(enclosing, entry);
    }
    return all;
}

DeviationSet bit_of(std::string_view name) {
    const auto known = known_deviations();
    const auto found = std::find_if(known.begin(), known.end(), [&](const Deviation& one) { return one.name == name; });
    return DeviationSet{1} << (found - known.begin());
}

TEST_P(Recordings, AreNotExplainedWithoutAnyOfTheDeviations) {
    const auto log = support::read_log(recording(GetParam().name));
    const std::vector<Observed> all = observations(log.header, log.entries);
    const std::set<std::string> deviations = expected(GetParam());
    DeviationSet whole = 0;
    for (const std::string& name : deviations) {
        whole |= bit_of(name);
    }
    const Diagnosis exact(log.header, Precision::exact, 0);
    const Diagnosis tolerant(log.header, Precision::tolerance, 0);
    for (const std::string& name : deviations) {
        const DeviationSet without = whole & ~bit_of(name);
        // Where salts are not shown, other slots are within what may be; they are not those that the node salt gives.
        const Diagnosis& diagnosis = name == "salt-from-outgoing-scid" ? exact : tolerant;
        const auto needs_it = [&](const Observed& observed) {
            return exact.explains(whole, observed) && !diagnosis.explains(without, observed);
        };
        EXPECT_TRUE(std::any_of(all.begin(), all.end(), needs_it)) << name;
    }
}

/// Names between back quotes in the first column of the table "By name" that are marked switchable, in order.
std::vector<std::string> switchable_in(const std::string& markdown) {
    std::vector<std::string> names;
    const std::size_t begin = markdown.find("## By name");
    std::istringstream lines(markdown.substr(begin, markdown.find("## By row") - begin));
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with("| `") && line.ends_with("| switchable |")) {
            names.push_back(line.substr(3, line.find('`', 3) - 3));
        }
    }
    return names;
}

TEST(Deviations, AreThoseThatTheSpecificationListsAsSwitchable) {
    std::vector<std::string> known;
    for (const Deviation& deviation : known_deviations()) {
        known.emplace_back(deviation.name);
        EXPECT_EQ(find_deviation(deviation.name), &deviation);
        EXPECT_FALSE(deviation.breaks.empty()) << deviation.name;
        EXPECT_NE(rules_with(draft_profile, bit_of(deviation.name)), draft_profile) << deviation.name;
    }
    const auto listed = switchable_in(support::content_of(PLUMBLINE_SOURCE_DIR "/spec/deviations/README.md"));
    EXPECT_THAT(known, testing::UnorderedElementsAreArray(listed));
    EXPECT_EQ(find_deviation("no-such-deviation"), nullptr);
}

}  // namespace
}  // namespace plumbline::conformance
