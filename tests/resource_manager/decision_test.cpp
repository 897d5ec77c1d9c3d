// Chapter 10-resource-manager: the decision table, row by row, over all 64 combinations of its six answers.
#include "reference/resource_manager/decision.hpp"
#include "tests/support/manager.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace plumbline {
namespace {

using testing::IsSubsetOf;

/// The answers to the six questions of the table.
struct Answers {
    bool accountable;
    bool upgradable;
    bool general;
    bool sufficient;
    bool protected_;
    bool congestion;
};

/// A decision in a situation where the questions have these answers. The HTLC has 100 msat.
constexpr Verdict<> decided(const Answers& answers, const Rules& rules = {}) {
    const Parameters<> parameters;
    GeneralBucket<> general = general_bucket(Slots<>(10), Msat<>(1'000));
    GeneralShare<> share;
    share.assigned.push_back(7);
    general.holder.set(7, answers.general ? no_pair : PairNumber{3});
    const BucketResources<> congestion = empty_bucket(Slots<>(5), Msat<>(answers.congestion ? 1'000 : 500));
    const BucketResources<> protected_ = empty_bucket(Slots<>(answers.protected_ ? 5 : 0), Msat<>(1'000));
    const CongestionHistory<> no_history{};
    const Standing<> standing{SignedMsat<>(answers.sufficient ? 8 : 7), WideMsat<>(2), WideMsat<>(1), SignedMsat<>(5)};
    const DecisionView<> view{general,    share,    congestion,   no_history, Slots<>(0),
                              protected_, standing, Seconds<>(0), parameters, rules};
    return decide(
        view, support::offer({.amount = 100, .accountable = answers.accountable, .upgradable = answers.upgradable}));
}

constexpr bool is(const Verdict<>& verdict, Bucket bucket, bool accountable) {
    return verdict.bucket == bucket && verdict.outgoing_accountable == accountable;
}

// Decisions in constant expressions.
static_assert(is(decided({false, true, true, false, true, true}), Bucket::general, false), "the usual case: RM-4");
static_assert(is(decided({false, true, false, true, true, true}), Bucket::protected_, true), "RM-5");
static_assert(is(decided({false, true, false, false, true, true}), Bucket::congestion, true), "RM-6");
static_assert(is(decided({true, true, true, true, true, true}), Bucket::protected_, true), "RM-3");
static_assert(is(decided({true, true, true, false, true, true}), Bucket::none, false), "RM-2");
static_assert(decided({true, false, true, true, true, true}).signal_corrupted, "AS-5");

/// A row of the table; nothing stands for any answer.
struct Row {
    int number;
    std::optional<bool> accountable, upgradable, general, sufficient, protected_, congestion;
    Bucket verdict;
    bool outgoing_accountable;
    std::vector<std::string> ids;

    [[nodiscard]] bool applies(const Answers& answers) const {
        const auto fits = [](std::optional<bool> wanted, bool answer) { return wanted.value_or(answer) == answer; };
        return fits(accountable, answers.accountable) && fits(upgradable, answers.upgradable) &&
               fits(general, answers.general) && fits(sufficient, answers.sufficient) &&
               fits(protected_, answers.protected_) && fits(congestion, answers.congestion);
    }
};

constexpr auto any = std::nullopt;
constexpr bool yes = true;
constexpr bool no = false;

// clang-format off
const std::vector<Row>& table() {
    static const std::vector<Row> rows{
        {1,  yes, no,  any, any, any, any, Bucket::none,       no,  {"AS-5", "AS-7"}},
        {2,  yes, yes, any, no,  any, any, Bucket::none,       no,  {"RM-1", "RM-2"}},
        {3,  yes, yes, any, yes, yes, any, Bucket::protected_, yes, {"RM-1", "RM-3", "PB-1", "PB-2", "AS-2"}},
        {4,  yes, yes, yes, yes, no,  any, Bucket::general,    yes, {"RM-1", "PB-2", "PB-3", "GB-10", "AS-2"}},
        {5,  yes, yes, no,  yes, no,  any, Bucket::none,       no,  {"RM-1", "PB-2", "PB-3", "GB-10", "CB-5"}},
        {6,  no,  any, yes, any, any, any, Bucket::general,    no,  {"RM-4", "GB-10", "AS-3"}},
        {7,  no,  no,  no,  any, any, any, Bucket::none,       no,  {"RM-7", "PB-4", "CB-4", "AS-4"}},
        {8,  no,  yes, no,  yes, yes, any, Bucket::protected_, yes, {"RM-1", "RM-5", "PB-1", "PB-2", "PB-4", "AS-3"}},
        {9,  no,  yes, no,  yes, no,  yes, Bucket::congestion, yes, {"RM-1", "PB-2", "PB-3", "RM-6", "AS-3"}},
        {10, no,  yes, no,  yes, no,  no,  Bucket::none,       no,  {"RM-1", "PB-2", "PB-3", "RM-7"}},
        {11, no,  yes, no,  no,  any, yes, Bucket::congestion, yes, {"RM-1", "RM-6", "AS-3"}},
        {12, no,  yes, no,  no,  any, no,  Bucket::none,       no,  {"RM-1", "RM-7"}},
    };
    return rows;
}

// clang-format on

std::vector<Answers> all_answers() {
    std::vector<Answers> all;
    for (unsigned bits = 0; bits < 64; ++bits) {
        const auto bit = [&](unsigned place) { return (bits >> place & 1U) != 0; };
        all.push_back({bit(0), bit(1), bit(2), bit(3), bit(4), bit(5)});
    }
    return all;
}

std::vector<std::string> ids(const RulePath& path) {
    std::vector<std::string> names;
    for (const contracts::RequirementId id : path) {
        names.emplace_back(id.id());
    }
    return names;
}

TEST(Decision, OneRowAppliesToEveryCombination) {  // RM-15
    for (const Answers& answers : all_answers()) {
        const auto applying =
            std::count_if(table().begin(), table().end(), [&](const Row& row) { return row.applies(answers); });
        EXPECT_EQ(applying, 1);
    }
}

TEST(Decision, IsThatOfTheTable) {  // RM-2 to RM-7, AS-2 to AS-5, PB-1 to PB-4, CB-3 to CB-5
    for (const Answers& answers : all_answers()) {
        const Verdict<> verdict = decided(answers);
        for (const Row& row : table()) {
            if (row.applies(answers)) {
                EXPECT_EQ(verdict.bucket, row.verdict) << "row " << row.number;
                EXPECT_EQ(verdict.outgoing_accountable, row.outgoing_accountable) << "row " << row.number;
                EXPECT_EQ(verdict.signal_corrupted, row.number == 1) << "row " << row.number;
                EXPECT_EQ(verdict.slots.empty(), row.verdict != Bucket::general) << "row " << row.number;
            }
        }
    }
}

TEST(Decision, CitesOnlyRequirementsOfItsRow) {  // RM-8
    for (const Answers& answers : all_answers()) {
        const auto path = ids(decided(answers).path);
        EXPECT_FALSE(path.empty());
        for (const Row& row : table()) {
            if (row.applies(answers)) {
                EXPECT_THAT(path, IsSubsetOf(row.ids)) << "row " << row.number;
            }
        }
    }
}

TEST(Decision, CitesThatTheProtectedBucketIsFull) {  // RM-8
    using Ids = std::vector<std::string>;
    EXPECT_EQ(ids(decided({true, true, true, true, false, true}).path), Ids({"RM-1", "PB-3", "AS-2"}));
    EXPECT_EQ(ids(decided({true, true, false, true, false, true}).path), Ids({"RM-1", "PB-3", "GB-10"}));
    EXPECT_EQ(ids(decided({false, true, false, true, false, true}).path), Ids({"RM-1", "PB-3", "RM-6"}));
    EXPECT_EQ(ids(decided({false, true, false, true, false, false}).path), Ids({"RM-1", "PB-3", "RM-7"}));
}

TEST(Decision, SaysWhetherReputationMattered) {
    for (const Answers& answers : all_answers()) {
        const Verdict<> verdict = decided(answers);
        const auto path = ids(verdict.path);
        EXPECT_EQ(verdict.threshold_asked, std::find(path.begin(), path.end(), "RM-1") != path.end());
    }
}

TEST(Decision, ShowsTheStandingAlsoWhereItDidNotMatter) {  // RM-8
    for (const Answers& answers : all_answers()) {
        const Standing<> shown = decided(answers).standing;
        EXPECT_EQ(shown.reputation, SignedMsat<>(answers.sufficient ? 8 : 7));
        EXPECT_EQ(shown.with_in_flight_risk(), WideMsat<>(answers.sufficient ? 5 : 4));
        EXPECT_EQ(shown.incoming_revenue_threshold, SignedMsat<>(5));
    }
}

TEST(Decision, ThatWasNotMadeForwardsNothing) {
    const auto nothing = std::make_unique<Verdict<>>();
    EXPECT_FALSE(nothing->forwarded() || nothing->signal_corrupted || nothing->threshold_asked);
    EXPECT_FALSE(nothing->outgoing_accountable);
    EXPECT_TRUE(nothing->slots.empty());
}

TEST(Decision, DoesNotAskForPermissionUnderADeviation) {
    const Rules not_asked{.upgrade = Upgrade::not_asked};
    EXPECT_EQ(decided({true, false, true, true, true, true}, not_asked).bucket, Bucket::protected_);
    EXPECT_EQ(decided({false, false, false, false, true, true}, not_asked).bucket, Bucket::congestion);
}

}  // namespace
}  // namespace plumbline
