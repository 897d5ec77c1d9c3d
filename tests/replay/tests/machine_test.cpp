// Small worlds of the machine in which every theorem holds, whatever crashes.

#include "tests/replay/command/explore.hpp"
#include "tests/replay/explorer/symmetry.hpp"
#include "tests/replay/machine/replay_machine.hpp"
#include "tests/replay/tests/options.hpp"

#include <gmock/gmock.h>

namespace plumbline::replay {
namespace {

using testing::world_of;

explorer::Report searched(const std::string& arguments, bool symmetry = false) {
    explorer::Limits limits;
    limits.symmetry = symmetry;
    return search_world(world_of(arguments), limits);
}

std::vector<std::string> not_proved(const explorer::Report& report) {
    std::vector<std::string> ids;
    for (const auto& theorem : report.theorems) {
        if (theorem.verdict != explorer::Verdict::holds) {
            ids.push_back(theorem.id);
        }
    }
    return ids;
}

class Proved : public ::testing::TestWithParam<const char*> {};

TEST_P(Proved, EveryTheorem) {
    const auto report = searched(GetParam(), true);
    EXPECT_EQ(report.ended, explorer::Ended::complete);
    EXPECT_THAT(not_proved(report), ::testing::IsEmpty());
    EXPECT_GT(report.good_states.value_or(0), 0U);
}

INSTANTIATE_TEST_SUITE_P(
    Worlds, Proved,
    ::testing::Values(
        "--payments 1x1 --force-close", "--payments 2x1 --force-close", "--payments 0x1 --force-close",
        "--payments 1x2 --attempts 1 --force-close", "--payments 0x2 --attempts 1 --force-close",
        "--payments 2x2 --attempts 1 --force-close", "--payments 1x1,0x1 --attempts 1 --force-close --shared",
        "--payments 1x1 --force-close --shared-attempts", "--payments 2x2 --attempts 1 --force-close --persist sync",
        "--payments 1x1 --force-close --reconstruct snapshot", "--payments 0x1 --force-close --reconstruct snapshot",
        "--payments 1x1,1x1 --attempts 1 --shared --reconstruct snapshot", "--payments 1x0 --force-close",
        "--payments 2x0 --force-close", "--payments 2x0 --force-close --reconstruct snapshot",
        "--payments 2x1 --attempts 1 --extra late", "--payments 2x1 --attempts 1 --extra stranger",
        "--payments 1x1,1x1 --attempts 1 --cross", "--payments 1x1 --attempts 4 --force-close",
        "--payments 2x1 --attempts 3 --force-close"));

// TH-10.
TEST(Outcomes, WithCrashesAreThoseWithout) {
    for (const std::string world :
         {"--payments 1x1 --force-close", "--payments 0x1 --force-close", "--payments 2x1 --force-close",
          "--payments 2x2 --attempts 1 --force-close", "--payments 2x0 --force-close"}) {
        const auto crashing = searched(world);
        const auto quiet = searched(world + " --crashes 0");
        ASSERT_GT(crashing.states, quiet.states);
        for (const auto& [outcome, text] : crashing.outcome_texts) {
            EXPECT_TRUE(quiet.outcomes.contains(outcome)) << world << ": " << text;
        }
    }
}

// A limit of crashes that is high enough finds what no limit finds, less the counter.
TEST(Crashes, AreCounted) {
    const auto none = searched("--payments 1x1 --crashes 0");
    const auto one = searched("--payments 1x1 --crashes 1");
    EXPECT_LT(none.states, one.states);
    EXPECT_THAT(not_proved(one), ::testing::IsEmpty());
}

TEST(Symmetry, IsOfInterchangeableHtlcs) {
    const ReplayMachine<2> machine(world_of("--payments 2x2 --attempts 2 --force-close"));
    const explorer::Search<ReplayMachine<2>> none(machine, {});
    auto state = ReplayMachine<2>::State{};
    // a walk in which the second of two is ahead of the first
    for (int length = 0; length < 200; ++length) {
        const auto form = machine.canonical(state);
        EXPECT_EQ(machine.canonical(form), form);
        EXPECT_EQ(machine.violated(form), machine.violated(state));
        EXPECT_EQ(machine.is_good(form), machine.is_good(state));
        std::vector<ReplayMachine<2>::State> of_state;
        std::vector<ReplayMachine<2>::State> of_form;
        machine.for_each_successor(state,
                                   [&](const Step&, const auto& next) { of_state.push_back(machine.canonical(next)); });
        machine.for_each_successor(form,
                                   [&](const Step&, const auto& next) { of_form.push_back(machine.canonical(next)); });
        EXPECT_THAT(of_state, ::testing::UnorderedElementsAreArray(of_form));
        std::size_t pick = static_cast<std::size_t>(length) * 7 + 3;
        std::vector<ReplayMachine<2>::State> nexts;
        machine.for_each_successor(state, [&](const Step&, const auto& next) { nexts.push_back(next); });
        state = nexts[pick % nexts.size()];
    }
}

// A part that is claimed while another fails is paid for by whichever inbound HTLC covers it.
TEST(Amounts, AreWhatCovers) {
    const World w = world_of("--payments 2x2 --attempts 1 --amounts 50,60/40,55");
    const auto& p = w.payments().front();
    Lanes s;
    s.in_disk(0, InDisk::preimage);
    s.in_disk(1, InDisk::removed);
    s.out_disk(2, OutDisk::fulfilled);
    EXPECT_TRUE(is_covered(w, s, p));
    s.out_disk(2, OutDisk::failed);
    s.out_disk(3, OutDisk::fulfilled);
    EXPECT_FALSE(is_covered(w, s, p));
    s.in_disk(1, InDisk::present);
    EXPECT_TRUE(is_covered(w, s, p));
    s.in_disk(0, InDisk::present);
    s.out_disk(3, OutDisk::fulfil_gone);
    EXPECT_FALSE(is_covered(w, s, p)) << "the preimage is nowhere";
}

TEST(Amounts, OfEachOutcomeLeaveTheFee) {
    const auto report = searched("--payments 2x2 --attempts 1 --force-close", true);
    std::vector<std::string> texts;
    for (const auto& [outcome, text] : report.outcome_texts) {
        texts.push_back(text);
    }
    EXPECT_THAT(texts,
                ::testing::Contains("inbound claimed, claimed, outbound not claimed, claimed (4020 and 2000 msat)"));
    EXPECT_THAT(texts, ::testing::Contains("inbound claimed, claimed, outbound claimed, claimed (4020 and 4000 msat)"));
    EXPECT_THAT(texts, ::testing::Not(::testing::Contains(::testing::HasSubstr("(2010 and"))));
}

// TR-11. What does not pay is not dispatched: nothing of it is ever claimed.
TEST(Amounts, ThatDoNotPayAreRefused) {
    const auto report = searched("--payments 2x2 --amounts 50,50/60,60 --force-close");
    EXPECT_THAT(not_proved(report), ::testing::IsEmpty());
    for (const auto& [outcome, text] : report.outcome_texts) {
        EXPECT_THAT(text, ::testing::HasSubstr("(0 and 0 msat)"));
    }
}

TEST(Theorem, IsJudgedAlone) {
    const auto report = searched("--payments 1x1 --without close-stale-channel --theorem TH-5");
    ASSERT_EQ(report.theorems.size(), 1U);
    EXPECT_EQ(report.theorems.front().id, "TH-5");
    EXPECT_EQ(report.theorems.front().verdict, explorer::Verdict::violated);
}

// Who has given the preimage away has all of the money, and knows it.
TEST(Received, IsClaimedWholeOrNotAtAll) {
    const auto report = searched("--payments 3x0 --force-close", true);
    EXPECT_THAT(not_proved(report), ::testing::IsEmpty());
    for (const auto& [outcome, text] : report.outcome_texts) {
        const bool claimed = text == "inbound claimed, claimed, claimed (3030 and 0 msat), told claimed";
        EXPECT_TRUE(claimed || text.find("claimed") == std::string::npos) << text;
    }
    EXPECT_EQ(report.outcome_texts.size(), 5U);
}

// TR-5. Whichever are the set, after whatever crashes: as many as it needs are claimed, or none.
TEST(Extra, IsNeverClaimed) {
    for (const std::string extra : {"late", "stranger"}) {
        const auto report = searched("--payments 2x1 --attempts 1 --extra " + extra, true);
        for (const auto& [outcome, text] : report.outcome_texts) {
            EXPECT_THAT(text, ::testing::AnyOf(::testing::HasSubstr("(0 and 0 msat)"),
                                               ::testing::HasSubstr("(2020 and 0 msat)"),
                                               ::testing::HasSubstr("(2020 and 2000 msat)")));
        }
    }
}

// RC-25. Without monitors, nothing of a trampoline forward is ever sent.
TEST(Snapshot, RefusesTrampolines) {
    const auto report = searched("--payments 2x1 --force-close --reconstruct snapshot");
    EXPECT_THAT(not_proved(report), ::testing::IsEmpty());
    for (const auto& [outcome, text] : report.outcome_texts) {
        EXPECT_THAT(text, ::testing::HasSubstr("(0 and 0 msat)"));
    }
}

// Liveness asks for progress alone.
TEST(Progress, IsAllButWhatIsNone) {
    const ReplayMachine<2> machine(world_of("--payments 2x1,0x1 --attempts 1 --force-close"));
    explorer::Search<ReplayMachine<2>> search(machine, {});
    ASSERT_EQ(search.run(), explorer::Ended::complete);
    for (std::uint32_t place = 0; place < search.states().size(0); ++place) {
        std::vector<ReplayMachine<2>::State> expected;
        std::vector<ReplayMachine<2>::State> found;
        const auto& state = search.states()[{0, place}];
        machine.for_each_successor(state, [&](const Step& step, const auto& next) {
            if (machine.is_progress(step)) {
                expected.push_back(next);
            }
        });
        machine.for_each_progress(state, [&](const Step& step, const auto& next) {
            if (machine.is_progress(step)) {
                found.push_back(next);
            }
        });
        ASSERT_EQ(found, expected);
    }
}

TEST(World, IsTheSameFromTheArgumentsThatItIsToldBy) {
    for (const std::string arguments :
         {"--payments 2x2", "--payments 1x1,0x2 --attempts 1 --crashes 3 --persist sync --force-close --shared",
          "--payments 2x1 --shared-attempts --prune first-added --without claims-win --without claims-first",
          "--payments 2x0,1x1,2x1,0x1 --amounts / --amounts 60/50 --amounts 50,60/100 --attempts 1 --cross --extra "
          "late",
          "--payments 0x1 --amounts /50 --reconstruct snapshot --theorem TH-5",
          "--payments 2x1 --attempts 1 --extra stranger"}) {
        EXPECT_EQ(arguments_of(world_of(arguments).shape()), arguments);
    }
    EXPECT_EQ(arguments_of(world_of("--inbound 3 --outbound 1 --crashes unbounded").shape()), "--payments 3x1");
}

TEST(World, IsRefusedWhereAStateHasNoRoom) {
    EXPECT_THROW(world_of("--payments 12x12"), std::invalid_argument);
    EXPECT_THROW(world_of("--payments 0x0"), std::invalid_argument);
    EXPECT_THROW(world_of("--payments 2by2"), std::invalid_argument);
    EXPECT_THROW(world_of("--crashes 8"), std::invalid_argument);
    EXPECT_THROW(world_of("--crashes many"), std::invalid_argument);
    EXPECT_THROW(world_of("--without hope"), std::invalid_argument);
    EXPECT_THROW(world_of("--payments 2x1 --extra late"), std::invalid_argument);
    EXPECT_THROW(world_of("--payments 1x1,1x1 --cross"), std::invalid_argument);
    EXPECT_THROW(world_of("--theorem TH-99"), std::invalid_argument);
    EXPECT_THROW(world_of("--payments 2x2 --amounts 60,60/50"), std::invalid_argument);
    EXPECT_THROW(world_of("--payments 1x1 --amounts 0/0"), std::invalid_argument);
    EXPECT_THROW(world_of("--payments 1x1 --amounts 60"), std::invalid_argument);
    EXPECT_THROW(world_of("--payments 1x1 --amounts 2/1 --amounts 2/1"), std::invalid_argument);
}

}  // namespace
}  // namespace plumbline::replay
