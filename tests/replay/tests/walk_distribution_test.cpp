// Of what kinds random runs are: a run without a crash shows nothing, nor do a hundred that all do the same.

#include "tests/replay/explorer/walk.hpp"
#include "tests/replay/tests/options.hpp"
#include "tests/replay/tests/random_worlds.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <map>
#include <vector>

namespace plumbline::replay {
namespace {

using testing::LargeMachine;

/// What happened in one run, and how often.
using Happened = std::map<std::string, std::size_t>;

/// Updates that are handed out and not written.
std::size_t in_flight(const World& w, const Lanes& s) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < w.inbound(); ++i) {
        count += s.in(i) != In::closed && updates_of(s.in(i)) > updates_of(s.in_disk(i)) ? 1U : 0U;
    }
    for (std::size_t j = w.inbound(); j < w.out_end(); ++j) {
        count += is_open(s, j) && updates_of(s.out(j)) > updates_of(s.out_disk(j)) ? 1U : 0U;
    }
    return count;
}

bool any_stale(const World& w, const Lanes& s) {
    for (std::size_t j = w.inbound(); j < w.out_end(); ++j) {
        if (is_open(s, j) && updates_of(s.out_saved(j)) < updates_of(s.out_disk(j))) {
            return true;
        }
    }
    return false;
}

void note_crash(const World& w, const Lanes& before, Happened& happened) {
    ++happened["a crash"];
    const std::size_t late = in_flight(w, before);
    happened["a crash while an update is late"] += late > 0 ? 1U : 0U;
    happened["a crash while five updates are late"] += late >= 5 ? 1U : 0U;
    happened["a crash with a stale snapshot"] += any_stale(w, before) ? 1U : 0U;
    for (std::size_t i = 0; i < w.inbound(); ++i) {
        happened["a crash while a failure is held"] += is_held(before.in(i)) ? 1U : 0U;
        happened["a crash while a claim is in flight"] +=
            is_claimed(before.in(i)) && before.in_disk(i) != InDisk::preimage ? 1U : 0U;
    }
}

void note(const World& w, const Step& step, const Lanes& before, const Lanes& after, Happened& happened) {
    const auto is = [&](StepKind kind, const char* what) { happened[what] += step.kind == kind ? 1U : 0U; };
    is(StepKind::close_inbound, "an inbound channel closed");
    is(StepKind::close_outbound, "an outbound channel closed");
    is(StepKind::chain_claim, "a claim on chain");
    is(StepKind::chain_bury, "a timeout buried");
    is(StepKind::chain_reorganise, "a reorganisation");
    is(StepKind::peer_denies, "a preimage denied");
    is(StepKind::peer_revokes, "a removal");
    is(StepKind::pass_failure_on, "a failure passed on");
    is(StepKind::time_out, "a set timed out");
    is(StepKind::no_route, "no attempt left");
    is(StepKind::drop_addition, "an addition dropped");
    is(StepKind::prune, "onions pruned");
    is(StepKind::save, "a snapshot");
    is(StepKind::user_claims, "a claim by the user");
    is(StepKind::give_up, "a payment to the node given up");
    is(StepKind::refuse_late, "a late part");
    is(StepKind::refuse_other, "a part of another set");
    is(StepKind::underpaid, "a set that does not pay");
    is(StepKind::refuse, "a trampoline refused");
    if (step.kind == StepKind::dispatch) {
        const Payment& p = w.payments()[step.at];
        ++happened["a dispatch of " + std::to_string(p.inbound) + " HTLCs"];
        happened["a second attempt"] +=
            after.out(p.first_out + std::size_t{p.parts}) != before.out(p.first_out + std::size_t{p.parts}) ? 1U : 0U;
    }
    if (step.kind == StepKind::crash) {
        note_crash(w, before, happened);
    }
}

std::vector<Happened> runs_of(const std::string& arguments) {
    constexpr std::uint64_t runs = 500;
    const LargeMachine machine(testing::world_of(arguments));
    explorer::Walker<LargeMachine> walker(machine);
    std::vector<Happened> result;
    for (std::uint64_t seed = 0; seed < runs; ++seed) {
        const auto walk = walker.walk(seed, 600);
        Happened& happened = result.emplace_back();
        Lanes before = Lanes::unpack(walk.run.initial);
        for (const auto& [step, after] : walk.run.steps) {
            note(machine.world(), step, before, Lanes::unpack(after), happened);
            before = Lanes::unpack(after);
        }
        for (std::size_t i = 0; i < machine.world().inbound(); ++i) {
            happened["claimed in the end"] += before.in_disk(i) == InDisk::preimage ? 1U : 0U;
            happened["failed in the end"] += before.in_disk(i) == InDisk::removed ? 1U : 0U;
        }
    }
    return result;
}

/// Percent of the runs in which it happened so often at least.
double percent(const std::vector<Happened>& runs, const std::string& what, std::size_t times = 1) {
    const auto with = std::count_if(runs.begin(), runs.end(), [&](const Happened& happened) {
        const auto found = happened.find(what);
        return found != happened.end() && found->second >= times;
    });
    return 100.0 * static_cast<double>(with) / static_cast<double>(runs.size());
}

// About two thirds of what it is.
TEST(Distribution, HasWhatMattersInEnoughRuns) {
    const auto runs = runs_of("--payments 6x6,2x2,0x1 --force-close");
    const std::vector<std::pair<const char*, double>> least{
        {"a crash", 80},
        {"a crash while an update is late", 60},
        {"a crash while five updates are late", 20},
        {"a crash with a stale snapshot", 25},
        {"a crash while a failure is held", 5},
        {"a crash while a claim is in flight", 10},
        {"an inbound channel closed", 40},
        {"an outbound channel closed", 20},
        {"a claim on chain", 25},
        {"a timeout buried", 15},
        {"a reorganisation", 10},
        {"a preimage denied", 25},
        {"a removal", 50},
        {"a failure passed on", 35},
        {"a set timed out", 25},
        {"an addition dropped", 20},
        {"onions pruned", 20},
        {"a snapshot", 95},
        {"a dispatch of 6 HTLCs", 25},
        {"a dispatch of 2 HTLCs", 40},
        {"claimed in the end", 40},
        {"failed in the end", 35},
    };
    for (const auto& [what, share] : least) {
        EXPECT_GE(percent(runs, what), share) << what;
    }
    EXPECT_GE(percent(runs, "a crash", 5), 45);
    EXPECT_GE(percent(runs, "a crash", 20), 5);
    EXPECT_LE(percent(runs, "a crash"), 98) << "some runs show what happens without";
    EXPECT_GE(percent(runs, "a removal", 5), 15);
    EXPECT_GE(percent(runs, "claimed in the end", 5), 20);
}

TEST(Distribution, HasSecondAttemptsAndPaymentsWithoutAnyLeft) {
    EXPECT_GE(percent(runs_of("--payments 1x1,1x1,1x2,2x1 --force-close"), "a second attempt"), 5);
    EXPECT_GE(percent(runs_of("--payments 1x1,1x1,1x2,2x1 --attempts 1 --force-close"), "no attempt left"), 2);
}

TEST(Distribution, HasWhatTheOptionsBring) {
    const auto received = runs_of("--payments 3x0,2x0,1x1 --force-close");
    EXPECT_GE(percent(received, "a claim by the user"), 30);
    EXPECT_GE(percent(received, "a payment to the node given up"), 10);
    EXPECT_GE(percent(runs_of("--payments 4x4,2x1 --attempts 1 --extra late"), "a late part"), 20);
    EXPECT_GE(percent(runs_of("--payments 4x4,2x1 --attempts 1 --extra stranger"), "a part of another set"), 20);
    EXPECT_GE(percent(runs_of("--payments 2x2,1x1 --amounts 50,50/60,60"), "a set that does not pay"), 20);
    EXPECT_GE(percent(runs_of("--payments 2x2,1x1 --reconstruct snapshot"), "a trampoline refused"), 20);
}

}  // namespace
}  // namespace plumbline::replay
