// An implementation that follows a known deviation is found to follow that one.
#include "tests/conformance/tests/support/audits.hpp"
#include "tests/conformance/tests/support/exercise.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <bit>
#include <map>
#include <numeric>
#include <random>

namespace plumbline::conformance {
namespace {

using support::ManagerRecorder;
using support::names;
using support::RecordedLog;
using support::Showing;
using support::Simulation;

/// A node that derives its salts shows the one that it derives them from, and no other.
LogHeader header_under(const Rules& rules) {
    LogHeader header = support::header_for();
    if (rules.salt_source == SaltSource::from_outgoing) {
        header.node_salt = plumbline::support::numbered_salt(77);
    }
    return header;
}

/// The exercise under these rules, by the kit's own steps.
RecordedLog simulated(const Rules& rules) {
    Simulation simulation(header_under(rules), rules);
    support::exercise(simulation);
    return simulation.log();
}

/// What an implementation that salts by itself does not show.
RecordedLog without_salts(RecordedLog log) {
    for (LogEntry& entry : log.entries) {
        if (auto* add = std::get_if<AddChannel>(&entry.operation)) {
            add->salt.reset();
        }
    }
    return log;
}

void expect_diagnosis(const RecordedLog& log, const std::set<std::string>& deviations) {
    const AuditResult result = support::audited(log);
    EXPECT_EQ(names(result.diagnosis), deviations);
    EXPECT_EQ(result.diagnosis.operations_explained, log.entries.size());
    EXPECT_EQ(result.diagnosis.operations_unexplained, 0U);
    for (const DiagnosedDeviation& named : result.diagnosis.deviations) {
        EXPECT_GT(named.needed, 0U) << named.deviation->name;
        for (const contracts::RequirementId broken : named.deviation->breaks) {
            EXPECT_THAT(result.requirements.at(broken.id()).deviations, testing::Contains(named.deviation))
                << broken.id();
        }
    }
}

class EachDeviation : public testing::TestWithParam<std::size_t> {
protected:
    const Deviation& deviation = known_deviations()[GetParam()];
    Rules rules = rules_with(draft_profile, DeviationSet{1} << GetParam());
};

TEST_P(EachDeviation, IsDiagnosedAlone) {
    const RecordedLog log = simulated(rules);
    const bool salted = rules.salt_source == SaltSource::from_outgoing;
    expect_diagnosis(salted ? without_salts(log) : log, {std::string(deviation.name)});
}

/// A requirement that the exercise violates under the deviation: what decides there, which need not be the one that it
/// breaks.
std::string_view violated_by(std::string_view deviation) {
    static const std::map<std::string_view, std::string_view> rules{{"bucket-split-rounded", "PA-6"},
                                                                    {"minimum-sizes", "PA-7"},
                                                                    {"decay-half-life-ln2", "DA-2"},
                                                                    {"read-stores-rounded", "DA-5"},
                                                                    {"threshold-six-windows", "WA-2"},
                                                                    {"resolve-before-add-is-error", "OC-6"},
                                                                    {"fee-is-offered", "OC-4"},
                                                                    {"pair-slots-rounded-up", "GB-1"},
                                                                    {"slot-liquidity-is-pair-share", "GB-2"},
                                                                    {"slot-words-xored", "GB-4"},
                                                                    {"slot-tries-ten", "ER-2"},
                                                                    {"salt-from-outgoing-scid", "GB-4"},
                                                                    {"slots-freed-first-used", "GB-12"},
                                                                    {"congestion-in-flight-any-incoming", "RM-6"},
                                                                    {"congestion-amount-at-most", "RM-7"},
                                                                    {"upgrade-not-asked", "AS-5"},
                                                                    {"duplicate-per-outgoing", "RM-12"}};
    return rules.at(deviation);
}

TEST_P(EachDeviation, IsAViolation) {
    const auto violated = support::judged(simulated(rules)).violated;
    EXPECT_THAT(violated, testing::Contains(testing::Key(violated_by(deviation.name))));
}

class ManagerDeviation : public EachDeviation {};

/// The manager is a second source of such logs: what it does under a deviation is what the kit's steps do.
TEST_P(ManagerDeviation, IsDiagnosedAlone) {
    ManagerRecorder recorder(support::header_for(), rules, Showing::everything);
    support::exercise(recorder);
    expect_diagnosis(recorder.log(), {std::string(deviation.name)});
}

std::vector<std::size_t> all_deviations() {
    std::vector<std::size_t> all(known_deviations().size());
    std::iota(all.begin(), all.end(), std::size_t{0});
    return all;
}

/// Those of which the manager has the rule.
std::vector<std::size_t> deviations_of_the_manager() {
    std::vector<std::size_t> followed = all_deviations();
    std::erase_if(followed, [](std::size_t index) {
        const Rules rules = rules_with(draft_profile, DeviationSet{1} << index);
        return rules.salt_source != SaltSource::own || rules.htlc_identity != HtlcIdentity::per_manager ||
               rules.early_resolution != EarlyResolution::instant;
    });
    return followed;
}

std::string name_of(const testing::TestParamInfo<std::size_t>& instance) {
    std::string name(known_deviations()[instance.param].name);
    std::replace(name.begin(), name.end(), '-', '_');
    return name;
}

INSTANTIATE_TEST_SUITE_P(Known, EachDeviation, testing::ValuesIn(all_deviations()), name_of);
INSTANTIATE_TEST_SUITE_P(Known, ManagerDeviation, testing::ValuesIn(deviations_of_the_manager()), name_of);

/// One may hide another, so that fewer explain the log; never more, and nothing stays open.
TEST(SeveralDeviations, AreExplainedByNoMoreThanTheyAre) {
    std::mt19937 random(1);
    for (int round = 0; round < 8; ++round) {
        DeviationSet set = 0;
        for (int i = 0; i < 4; ++i) {
            set |= DeviationSet{1} << random() % known_deviations().size();
        }
        SCOPED_TRACE(set);
        const Rules rules = rules_with(draft_profile, set);
        RecordedLog log = simulated(rules);
        if (rules.salt_source == SaltSource::from_outgoing) {
            log = without_salts(std::move(log));
        }
        const AuditResult result = support::audited(log);
        EXPECT_LE(result.diagnosis.deviations.size(), static_cast<std::size_t>(std::popcount(set)));
        EXPECT_EQ(result.diagnosis.operations_explained, log.entries.size());
    }
}

TEST(SeveralDeviations, ThatDoNotMeetAreAllNamed) {
    Rules rules;
    rules.bucket_split = BucketSplit::rounded;
    rules.decay_rate = DecayRate::exponential;
    rules.slots_freed = SlotsFreed::first_used;
    rules.htlc_identity = HtlcIdentity::per_outgoing;
    expect_diagnosis(simulated(rules), {"bucket-split-rounded", "decay-half-life-ln2", "slots-freed-first-used",
                                        "duplicate-per-outgoing"});
}

/// What no known deviation explains is listed, and the known ones are found all the same.
TEST(SeveralDeviations, AreFoundBesideWhatNoneExplains) {
    Rules rules;
    rules.slot_words = SlotWords::xored;
    Simulation simulation(support::header_for(), rules);
    support::exercise(simulation);
    const HtlcOffer<> odd = support::offer({.from = support::carol, .to = support::erin, .id = 90});
    Answer refused;
    refused.ok = false;
    refused.error = "busy";
    const LogEntry entry = simulation.run(AddHtlc{odd}, support::after(40 * support::week), refused);
    const AuditResult result = support::audited(simulation.log());
    EXPECT_EQ(names(result.diagnosis), (std::set<std::string>{"slot-words-xored"}));
    EXPECT_EQ(result.diagnosis.operations_unexplained, 1U);
    ASSERT_EQ(result.diagnosis.unexplained.size(), 1U);
    EXPECT_EQ(result.diagnosis.unexplained.front().place.line, entry.line);
    EXPECT_EQ(result.diagnosis.unexplained.front().mismatch.seen, "error busy");
}

}  // namespace
}  // namespace plumbline::conformance
