// Layers that are shell scripts, and what a campaign makes of how they end.
#include "proofs/mutants/check_equivalents.hpp"
#include "proofs/mutants/reach.hpp"
#include "proofs/mutants/sample.hpp"
#include "proofs/mutants/table.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>

namespace plumbline::mutants {
namespace {

using testing::HasSubstr;

class Campaigns : public testing::Test {
protected:
    void SetUp() override { std::filesystem::create_directories(folder_); }

    void TearDown() override { std::filesystem::remove_all(folder_); }

    /// A layer that runs a script; $PLUMBLINE_MUTANT is the mutant's number.
    static Layer layer(const std::string& name, const std::string& script) {
        return {name, {{"/bin/sh", "-c", script}, {}}, 1.0, false, false};
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
    const Noticed refuted = one("echo begins; echo refuted a/proof OC-1; exit 1", true);
    EXPECT_EQ(refuted.how, How::refuted);
    EXPECT_EQ(refuted.by, "a/proof OC-1");
    const Noticed unknown = one("echo unknown a/proof; exit 5", true);
    EXPECT_EQ(unknown.how, How::not_at_all);
    EXPECT_EQ(unknown.by, "unknown a/proof");
    EXPECT_EQ(one("sleep 5", true).by, "out-of-time");
    EXPECT_EQ(one("kill -SEGV $$", true).by, "fault");
    EXPECT_THROW(one("exit 2", true), std::runtime_error);
    EXPECT_THROW(one("exit 3", true), std::runtime_error);
}

TEST_F(Campaigns, ALayerBesideTheOthersRunsWhateverTheyNoticed) {
    Layer proofs = layer("proofs", "case $PLUMBLINE_MUTANT in 0) exit 0;; 1) echo refuted a OC-1; exit 1;; "
                                   "2) echo not-reached; exit 4;; *) echo as-expected;; esac");
    proofs.decides = true;
    proofs.beside = true;
    Campaign made = campaign({layer("cheap", "test $PLUMBLINE_MUTANT = 0"), proofs});
    const auto nothing = [](std::size_t, const Result&) {};
    Findings findings{made.mutants, run(made, run_baseline(made), nothing), {"cheap"}, {}, {"proofs"}};
    EXPECT_EQ(findings.count("", "", "cheap"), 3U);
    EXPECT_EQ(findings.count_said("", "", "proofs", ""), 3U);
    EXPECT_EQ(findings.count_said("", "", "proofs", "refuted"), 1U);
    EXPECT_THAT(markdown(findings), HasSubstr("| **all** | 3 | 3 | 0 | 3 | 1 | 1 | 1 |"));
    std::ofstream(folder_ + "/known") << known_json(findings);
    EXPECT_EQ(read_known(folder_ + "/known").also_refuted.at("proofs"), std::set<std::string>{"mutant 1"});

    made.journal = "";
    made.beside = {"mutant 2"};
    findings.results = run(made, run_baseline(made), nothing);
    EXPECT_EQ(findings.count_said("", "", "proofs", ""), 1U);
}

TEST_F(Campaigns, WhatIsSaidToBeProvedEquivalentIsProved) {
    Layer proofs =
        layer("proofs", "test $PLUMBLINE_MUTANT = 3 && echo as-expected a || { echo refuted a OC-1; exit 1; }");
    proofs.decides = true;
    proofs.beside = true;
    const Campaign made = campaign({proofs});
    std::ostringstream told;
    EXPECT_TRUE(check_equivalents(made, made.mutants, {{}, {{"mutant 3", "a"}}, {{"a", {"mutant 1"}}}}, told));
    EXPECT_FALSE(check_equivalents(made, made.mutants, {{}, {{"mutant 1", "a"}}, {{"a", {"mutant 2"}}}}, told));
    EXPECT_FALSE(check_equivalents(made, made.mutants, {{}, {{"mutant 3", "a"}}, {{"a", {"mutant 3"}}}}, told));
    EXPECT_FALSE(check_equivalents(made, made.mutants, {{}, {{"mutant 3", "a"}}, {}}, told));
    EXPECT_FALSE(check_equivalents(made, made.mutants, {{}, {}, {{"a", {"mutant 4"}}}}, told));
}

TEST_F(Campaigns, EquivalentsAreArguedOrProved) {
    std::ofstream(folder_ + "/equivalent")
        << R"([{"reason": "so it is", "mutants": ["a", {"name": "b", "proved": "p"}]},
        {"proof": "p", "refutes": ["c"]}])";
    const Equivalents read = read_equivalents(folder_ + "/equivalent");
    EXPECT_EQ(read.reasons.size(), 2U);
    EXPECT_EQ(read.proved.size(), 1U);
    EXPECT_EQ(read.proved.at("b"), "p");
    EXPECT_EQ(read.refutes.at("p"), std::vector<std::string>{"c"});
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

    Findings findings{made.mutants, results, {"cheap", "dear"}, {}, {}};
    ASSERT_EQ(findings.survivors().size(), 1U);
    EXPECT_THAT(markdown(findings), HasSubstr("| **all** | 3 | 1 | 1 | 0 |"));
    findings.equivalents.reasons = {{"mutant 3", "it does the same"}, {"mutant 1", "so it seems"}};
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
    EXPECT_THROW(run_baseline(campaign({{"missing", {{"/nonexistent"}, {}}, 1.0, false, false}})), std::runtime_error);
}

TEST_F(Campaigns, ASampleHasEveryKind) {
    const std::vector<Mutant> all = campaign({}).mutants;
    EXPECT_EQ(sample(all, 1, {"cheap"}, {}, {}).size(), 2U);
    EXPECT_EQ(sample(all, 3, {"cheap"}, {{"mutant 1", "dear"}}, {{"mutant 2", "it does the same"}}).size(), 1U);
    EXPECT_EQ(spread(all, 1, {"mutant 2", "mutant 3"}), std::set<std::string>{"mutant 2"});
    EXPECT_EQ(spread(all, 5, {"mutant 2", "mutant 3"}).size(), 2U);
}

TEST_F(Campaigns, WhatAProofAsksForIsReadAsItWasWritten) {
    const Reach reach{{"slow/proof", {2.5, {3, 7}}}, {"quick/proof", {0.25, {7}}}, {"other/proof", {1.0, {}}}};
    std::ofstream(folder_ + "/reached") << reach_text(reach, "program 1");
    EXPECT_EQ(read_reach(folder_ + "/reached", "program 1"), reach);
    EXPECT_EQ(read_reach(folder_ + "/reached", "program 2"), std::nullopt);
    EXPECT_EQ(read_reach(folder_ + "/nothing", "program 1"), std::nullopt);
    EXPECT_EQ(reaching(reach, 7), (std::vector<std::string>{"quick/proof", "slow/proof"}));
    EXPECT_TRUE(reaching(reach, 8).empty());
}

}  // namespace
}  // namespace plumbline::mutants
