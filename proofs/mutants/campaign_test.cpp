// Layers that are shell scripts, and what a campaign makes of how they end.
#include "proofs/mutants/sample.hpp"
#include "proofs/mutants/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace plumbline::mutants {
namespace {

using testing::HasSubstr;

class Campaigns : public testing::Test {
protected:
    void SetUp() override { std::filesystem::create_directories(folder_); }

    void TearDown() override { std::filesystem::remove_all(folder_); }

    /// A layer that runs a script; $PLUMBLINE_MUTANT is the mutant's number.
    static Layer layer(const std::string& name, const std::string& script) {
        return {name, {{"/bin/sh", "-c", script}, {}}, 1.0, false};
    }

    [[nodiscard]] Noticed one(const std::string& script, bool decides = false) const {
        Layer tried = layer("tried", script);
        tried.decides = decides;
        return run(tried, 1, 0.5, folder_ + "/output");
    }

    [[nodiscard]] Campaign campaign(std::vector<Layer> layers) const {
        Campaign made;
        for (int number = 1; number <= 3; ++number) {
            Mutant mutant;
            mutant.number = number;
            mutant.name = "mutant " + std::to_string(number);
            mutant.kind = number == 3 ? "rare" : "common";
            made.mutants.push_back(mutant);
        }
        made.layers = std::move(layers);
        made.jobs = 2;
        made.work = folder_;
        made.journal = folder_ + "/journal";
        return made;
    }

    std::string folder_ =
        testing::TempDir() + "mutants_test_" + testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(Campaigns, HowAMutantIsNoticed) {
    EXPECT_EQ(one("exit 0").how, How::not_at_all);
    EXPECT_EQ(one("exit 1").how, How::test);
    EXPECT_EQ(one("kill -SEGV $$").how, How::crash);
    EXPECT_EQ(one("sleep 5").how, How::hang);
    const Noticed contract = one("echo 'violated contract GB-14 (precondition): …'; kill -ABRT $$");
    EXPECT_EQ(contract.how, How::contract);
    EXPECT_EQ(contract.by, "GB-14");
    EXPECT_EQ(one("echo '[ RUN      ] A.B'; echo '[  FAILED  ] A.B (0 ms)'; exit 1").by, "A.B");
}

TEST_F(Campaigns, AProverThatDoesNotKnowHasNoticedNothing) {
    EXPECT_EQ(one("exit 1", true).how, How::refuted);
    EXPECT_EQ(one("exit 3", true).how, How::not_at_all);
    EXPECT_EQ(one("sleep 5", true).how, How::not_at_all);
}

TEST_F(Campaigns, TheFirstLayerThatNoticesEndsIt) {
    const Campaign made =
        campaign({layer("cheap", "test $PLUMBLINE_MUTANT != 1"), layer("dear", "test $PLUMBLINE_MUTANT != 2")});
    const std::vector<Result> results = run(made, run_baseline(made), [](std::size_t, const Result&) {});
    EXPECT_EQ(results[0].first()->first, "cheap");
    EXPECT_EQ(results[0].layers.size(), 1U);
    EXPECT_EQ(results[1].first()->first, "dear");
    EXPECT_EQ(results[2].first(), nullptr);
    EXPECT_EQ(results[2].layers.size(), 2U);

    Campaign quick = made;
    quick.equivalents = {"mutant 2"};
    quick.equivalents_seconds = 1;
    const std::vector<Result> left_out =
        run(quick, {{"cheap", 0.1}, {"dear", 60.0}}, [](std::size_t, const Result&) {});
    EXPECT_EQ(left_out[1].layers.size(), 1U);

    Findings findings{made.mutants, results, {"cheap", "dear"}, {}};
    ASSERT_EQ(findings.survivors().size(), 1U);
    EXPECT_THAT(markdown(findings), HasSubstr("| **all** | 3 | 1 | 1 | 0 |"));
    findings.equivalents = {{"mutant 3", "it does the same"}, {"mutant 1", "so it seems"}};
    EXPECT_TRUE(findings.survivors().empty());
    ASSERT_EQ(findings.not_equivalent().size(), 1U);
    EXPECT_EQ(findings.not_equivalent().front()->name, "mutant 1");
}

TEST_F(Campaigns, GoesOnWhereItWasStopped) {
    const std::string log = folder_ + "/log";
    const Campaign made = campaign({layer("only", "echo $PLUMBLINE_MUTANT >>" + log + "; test $PLUMBLINE_MUTANT = 0")});
    const auto nothing = [](std::size_t, const Result&) {};
    run(made, {{"only", 0.0}}, nothing);
    run(made, {{"only", 0.0}}, nothing);
    std::ifstream file(log);
    EXPECT_EQ(std::count(std::istreambuf_iterator<char>(file), {}, '\n'), 3);
}

TEST_F(Campaigns, ALayerThatDoesNotPassAtAllIsAnError) {
    EXPECT_THROW(run_baseline(campaign({layer("broken", "exit 1")})), std::runtime_error);
    EXPECT_THROW(run_baseline(campaign({{"missing", {{"/nonexistent"}, {}}, 1.0, false}})), std::runtime_error);
}

TEST_F(Campaigns, ASampleHasEveryKind) {
    const std::vector<Mutant> all = campaign({}).mutants;
    EXPECT_EQ(sample(all, 1, {"cheap"}, {}, {}).size(), 2U);
    EXPECT_EQ(sample(all, 3, {"cheap"}, {{"mutant 1", "dear"}}, {{"mutant 2", "it does the same"}}).size(), 1U);
}

}  // namespace
}  // namespace plumbline::mutants
