// A manager that follows another rule is found to differ; the run is shrunk, printed, and its replay shows the same
// difference. So the model can tell, for every alternative of rules.hpp that the manager follows.
#include "tests/conformance/audit/deviation.hpp"
#include "tests/model/checking.hpp"
#include "tests/model/replaying.hpp"
#include "tests/model/run_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <iostream>
#include <map>
#include <set>

namespace plumbline::model {
namespace {

/// The alternatives of rules.hpp that only the kit's steps follow, and the manager does not.
const std::set<std::string_view> not_followed{"salt-from-outgoing-scid", "duplicate-per-outgoing",
                                              "resolve-before-add-is-error"};

/// Those that it follows, and the requirement at which the smallest run shows them.
const std::map<std::string_view, std::string_view> noticed_at{
    {"bucket-split-rounded", "PA-6"},      {"minimum-sizes", "PA-7"},
    {"decay-half-life-ln2", "OC-12"},      {"read-stores-rounded", "DA-5"},
    {"threshold-six-windows", "WA-3"},     {"fee-is-offered", "OC-2"},
    {"pair-slots-rounded-up", "GB-4"},     {"slot-liquidity-is-pair-share", "GB-9"},
    {"slot-words-xored", "GB-4"},          {"slot-tries-ten", "GB-6"},
    {"slots-freed-first-used", "GB-12"},   {"congestion-in-flight-any-incoming", "RM-6"},
    {"congestion-amount-at-most", "RM-7"}, {"upgrade-not-asked", "RM-7"},
};

class EachAlternative : public testing::TestWithParam<std::string_view> {};

TEST_P(EachAlternative, IsNoticedShrunkAndReplayed) {
    const bool followed = !not_followed.contains(GetParam());
    Tally tally;
    const auto counterexample =
        search({.seed = 1, .runs = followed ? 20'000 : 200, .deviation = std::string(GetParam())}, tally);
    if (!followed) {
        EXPECT_FALSE(counterexample) << "is followed now: " << describe(*counterexample);
        return;
    }
    ASSERT_TRUE(counterexample);
    std::cout << describe(*counterexample);
    EXPECT_EQ(counterexample->found.operation + 1, counterexample->run.operations.size());
    EXPECT_LE(counterexample->run.operations.size(), 20U);
    EXPECT_EQ(counterexample->found.difference.requirement.id(), noticed_at.at(GetParam()));

    const RunFile file(text_of(counterexample->run));
    EXPECT_EQ(read_run(file.path()), counterexample->run);
    const Replayed replayed = replay(file.path());
    EXPECT_EQ(replayed.code, 1);
    EXPECT_THAT(replayed.printed, testing::HasSubstr(describe(counterexample->found.difference)));

    // The same operations show nothing in a manager that follows the specification.
    model::Run specified = counterexample->run;
    specified.setting.deviation.clear();
    const RunFile same(text_of(specified));
    EXPECT_EQ(replay(same.path()).code, 0);
}

std::vector<std::string_view> alternatives() {
    std::vector<std::string_view> all;
    for (const conformance::Deviation& deviation : conformance::known_deviations()) {
        all.push_back(deviation.name);
    }
    return all;
}

INSTANTIATE_TEST_SUITE_P(Rules, EachAlternative, testing::ValuesIn(alternatives()), [](const auto& tested) {
    std::string name(tested.param);
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
});

}  // namespace
}  // namespace plumbline::model
