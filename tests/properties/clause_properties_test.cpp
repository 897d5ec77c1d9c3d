// Each clause about deciding, occupying and vacating as a property of its own, over states that operations have made.
//
// The clauses are taken from the contracts: one that is added there is a test here. Besides holding, each must refuse
// something: the same cases, with one thing changed in them.
#include "contracts/resource_manager/decision.hpp"
#include "contracts/resource_manager/forwarding.hpp"
#include "reference/resource_manager/figures.hpp"
#include "tests/properties/distorted.hpp"
#include "tests/properties/generators.hpp"
#include "tests/support/random_operations.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>
#include <functional>
#include <string>

namespace plumbline::properties {
namespace {

using support::Answer;
using support::Dice;
using support::Operation;

/// Steps from one case's choices to the next one's.
constexpr std::uint64_t odd = 0x9e37'79b9'7f4a'7c15;

/// Runs a random sequence without contracts, so that one clause alone is to find a fault. `around(before, after,
/// operation, verdict)` sees the manager before and after each operation that changed something.
template <class Around>
void run_sequence(const std::vector<std::uint64_t>& words, std::uint64_t beginning, Around&& around) {
    support::World world = support::random_world(beginning, contracts::Mode::off);
    for (const std::uint64_t word : words) {
        const Operation operation = support::random_operation(world, word);
        const DefaultResourceManager before = world.manager;
        Verdict<> verdict;
        const Answer answer = run(world.manager, operation, world.now, &verdict);
        world.ledger.note(operation, answer, world.now);
        if (!answer.changed_nothing()) {
            around(before, world.manager, operation, verdict);
        }
    }
}

/// Calls `visit(before, after, htlc)` with the figures around each HTLC that was forwarded, or resolved.
template <class Visit>
void visit_figures(bool forwarded, const std::vector<std::uint64_t>& words, std::uint64_t beginning, Visit&& visit) {
    const auto figures_in = [](const DefaultResourceManager& manager, const HtlcRef& ref, Scid outgoing) {
        const Channel<>* incoming = manager.channel(ref.incoming);
        const Channel<>* other = manager.channel(outgoing);
        const PairNumber number = incoming == nullptr ? no_pair : incoming->pairs.find(outgoing);
        return other == nullptr || number == no_pair
                   ? std::nullopt
                   : std::optional(figures(*incoming, *other, incoming->pairs[number], draft_profile));
    };
    run_sequence(words, beginning, [&](const auto& before, const auto& after, const Operation& operation, const auto&) {
        const auto* add = std::get_if<support::AddHtlc>(&operation);
        const auto* resolve = std::get_if<support::ResolveHtlc>(&operation);
        const HtlcRef ref = add != nullptr ? add->offer.htlc : resolve != nullptr ? resolve->htlc : HtlcRef{};
        const PendingHtlc<>* htlc = (forwarded ? after : before).pending(ref);
        if ((forwarded ? add == nullptr : resolve == nullptr) || htlc == nullptr) {
            return;
        }
        const auto figures_before = figures_in(before, ref, htlc->outgoing);
        const auto figures_after = figures_in(after, ref, htlc->outgoing);
        if (figures_before && figures_after) {
            visit(*figures_before, *figures_after, *htlc);
        }
    });
}

/// Checks `property(words, beginning, refused)`, which counts the distorted cases that the clause refused.
void check_clause(
    const contracts::ClauseName& clause,
    const std::function<void(const std::vector<std::uint64_t>&, std::uint64_t, std::uint64_t&)>& property) {
    std::uint64_t refused = 0;
    ASSERT_TRUE(rc::check(std::string(clause.says), [&] { property(*words(400), *evenly(UINT64_MAX), refused); }));
    EXPECT_GE(refused, 50U) << "the clause hardly refuses anything: " << clause.says;
}

template <class Clause>
void check_around(const Clause& clause, bool forwarded) {
    check_clause(clause.name, [&](const auto& words, std::uint64_t beginning, std::uint64_t& refused) {
        std::uint64_t cases = beginning;
        visit_figures(forwarded, words, beginning, [&](const auto& before, const auto& after, const auto& htlc) {
            RC_ASSERT(clause.holds(before, after, htlc));
            Dice dice(cases += odd);
            refused += clause.holds(before, distorted(after, dice), htlc) ? 0U : 1U;
            refused += clause.holds(before, after, distorted(htlc, dice)) ? 0U : 1U;
        });
    });
}

template <class Clause>
void check_decision(const Clause& clause) {
    check_clause(clause.name, [&](const auto& words, std::uint64_t beginning, std::uint64_t& refused) {
        std::uint64_t cases = beginning;
        run_sequence(words, beginning, [&](const auto&, const auto&, const Operation& operation, const auto& verdict) {
            if (const auto* add = std::get_if<support::AddHtlc>(&operation)) {
                RC_ASSERT(clause.holds(add->offer, verdict));
                Dice dice(cases += odd);
                refused += clause.holds(add->offer, distorted(verdict, dice)) ? 0U : 1U;
                refused += clause.holds(distorted(add->offer, dice), verdict) ? 0U : 1U;
            }
        });
    });
}

class ClauseTest : public testing::Test {
public:
    explicit ClauseTest(std::function<void()> body) : body_(std::move(body)) {}

    void TestBody() override { body_(); }

private:
    std::function<void()> body_;
};

/// One test for each clause, called after its requirement and what it says.
template <class Clauses, class Check>
bool add_tests(const char* suite, const Clauses& clauses, Check check) {
    contracts::for_each_clause(clauses, [&](const auto& clause) {
        std::string name = std::string(clause.name.requirement.id()) + "_" + std::string(clause.name.says);
        std::replace_if(name.begin(), name.end(), [](unsigned char letter) { return std::isalnum(letter) == 0; }, '_');
        testing::RegisterTest(suite, name.c_str(), nullptr, nullptr, __FILE__, __LINE__, [=]() -> testing::Test* {
            return new ClauseTest([=] { check(clause); });  // GoogleTest deletes it
        });
    });
    return true;
}

[[maybe_unused]] const bool added =
    add_tests("DecisionClauses", contracts::decision_contract, [](const auto& clause) { check_decision(clause); }) &&
    add_tests("OccupyClauses", contracts::occupy_contract, [](const auto& clause) { check_around(clause, true); }) &&
    add_tests("VacateClauses", contracts::vacate_contract, [](const auto& clause) { check_around(clause, false); });

}  // namespace
}  // namespace plumbline::properties
