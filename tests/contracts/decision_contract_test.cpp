// Every clause of the decision's contract can fail: each is shown an answer that breaks it.
#include "contracts/resource_manager/decision.hpp"
#include "tests/support/clauses.hpp"
#include "tests/support/manager.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

namespace plumbline {
namespace {

using contracts::decision_contract;
using support::all_of;
using support::offer;
using support::violated_of;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

/// An answer by hand; in the general bucket it takes slot 12.
Verdict<> answer(Bucket bucket, bool accountable, std::int64_t reputation = 0) {
    Verdict<> verdict;
    verdict.bucket = bucket;
    verdict.outgoing_accountable = accountable;
    verdict.standing.reputation = SignedMsat<>(reputation);
    if (bucket == Bucket::general) {
        verdict.slots.push_back(12);
    }
    return verdict;
}

Verdict<> with_slots(Verdict<> verdict, const SlotSet& slots) {
    verdict.slots = slots;
    return verdict;
}

SlotSet one_slot() {
    SlotSet slots;
    slots.push_back(7);
    return slots;
}

const HtlcOffer<> plain = offer();
const HtlcOffer<> not_upgradable = offer({.upgradable = false});
const HtlcOffer<> accountable = offer({.accountable = true});
const HtlcOffer<> corrupted = offer({.accountable = true, .upgradable = false});

TEST(DecisionContract, HoldsForEveryKindOfRightAnswer) {
    EXPECT_THAT(violated_of(decision_contract, plain, answer(Bucket::general, false)), IsEmpty());
    EXPECT_THAT(violated_of(decision_contract, not_upgradable, answer(Bucket::general, false)), IsEmpty());
    EXPECT_THAT(violated_of(decision_contract, plain, answer(Bucket::protected_, true)), IsEmpty());
    EXPECT_THAT(violated_of(decision_contract, plain, answer(Bucket::congestion, true, -1)), IsEmpty());
    EXPECT_THAT(violated_of(decision_contract, plain, answer(Bucket::none, false)), IsEmpty());
    EXPECT_THAT(violated_of(decision_contract, accountable, answer(Bucket::protected_, true)), IsEmpty());
    EXPECT_THAT(violated_of(decision_contract, accountable, answer(Bucket::general, true)), IsEmpty());
    EXPECT_THAT(violated_of(decision_contract, accountable, answer(Bucket::none, false, -1)), IsEmpty());
    EXPECT_THAT(violated_of(decision_contract, corrupted, answer(Bucket::none, false)), IsEmpty());
}

struct WrongAnswer {
    std::string breaks;  ///< the ID of the clause that it is made for
    HtlcOffer<> offer;
    Verdict<> verdict;
};

std::vector<WrongAnswer> wrong_answers() {
    return {
        {"AS-2", accountable, answer(Bucket::protected_, false)},
        {"AS-2", accountable, answer(Bucket::general, false)},
        {"AS-3", plain, answer(Bucket::protected_, false)},
        {"AS-3", plain, answer(Bucket::congestion, false)},
        {"AS-3", plain, answer(Bucket::general, true)},
        {"AS-4", not_upgradable, answer(Bucket::general, true)},
        {"AS-5", corrupted, answer(Bucket::general, true)},
        {"AS-5", corrupted, answer(Bucket::protected_, true)},
        {"RM-2", accountable, answer(Bucket::protected_, true, -1)},
        {"RM-2", accountable, answer(Bucket::general, true, -1)},
        {"PB-1", plain, answer(Bucket::protected_, true, -1)},
        {"PB-4", not_upgradable, answer(Bucket::protected_, true)},
        {"CB-4", not_upgradable, answer(Bucket::congestion, true)},
        {"CB-5", accountable, answer(Bucket::congestion, true)},
        {"CH-2", plain, with_slots(answer(Bucket::general, false), {})},
        {"CH-2", plain, with_slots(answer(Bucket::congestion, true), one_slot())},
        {"CH-2", plain, with_slots(answer(Bucket::none, false), one_slot())},
        {"RM-9", plain, answer(Bucket::none, true)},
    };
}

TEST(DecisionContract, FindsEachWrongAnswer) {
    for (const WrongAnswer& wrong : wrong_answers()) {
        EXPECT_THAT(violated_of(decision_contract, wrong.offer, wrong.verdict),
                    Contains(StartsWith(wrong.breaks + ":")))
            << wrong.breaks << " with bucket " << name(wrong.verdict.bucket);
    }
}

TEST(DecisionContract, HasNoClauseThatCannotFail) {
    std::set<std::string> failed;
    for (const WrongAnswer& wrong : wrong_answers()) {
        failed.merge(violated_of(decision_contract, wrong.offer, wrong.verdict));
    }
    EXPECT_EQ(failed, all_of(decision_contract));
}

TEST(DecisionContract, NamesOnlyWhatIsBroken) {
    EXPECT_THAT(violated_of(decision_contract, accountable, answer(Bucket::protected_, false)),
                ElementsAre(HasSubstr("accountable in and forwarded: accountable out")));
    EXPECT_THAT(violated_of(decision_contract, not_upgradable, answer(Bucket::congestion, true)),
                ElementsAre(StartsWith("AS-4:"), StartsWith("CB-4:")));
}

}  // namespace
}  // namespace plumbline
