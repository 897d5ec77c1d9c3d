// `plumbline prove`: its exit codes, its reports, its scripts, and what a run amounts to.
#include "proofs/engine/selection.hpp"
#include "tests/conformance/prove/report.hpp"
#include "tests/conformance/tests/log_files.hpp"
#include "tests/conformance/tests/support/json_schema.hpp"
#include "tests/conformance/tests/support/tool.hpp"

#include <gmock/gmock.h>

#include <sstream>

namespace plumbline::conformance {
namespace {

using nlohmann::json;
using support::Directory;
using support::run_tool;
using support::ToolRun;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

constexpr const char* small_proof = "opportunity-cost/*";

TEST(ProveTool, ExitsWith0WhereEverythingIsProved) {
    const ToolRun run = run_tool({"prove", small_proof});
    EXPECT_EQ(run.status, 0) << run.out;
    EXPECT_THAT(run.err, IsEmpty());
    EXPECT_THAT(run.out,
                AllOf(HasSubstr("OC-1"), HasSubstr("proved"), HasSubstr("proofs as expected"), Not(HasSubstr("\033"))));
}

TEST(ProveTool, SelectsByRequirementAndShowsOnlyThat) {
    const ToolRun run = run_tool({"prove", "OC-3"});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, AllOf(HasSubstr("\nOC-3 "), Not(HasSubstr("\nOC-1 "))));
}

TEST(ProveTool, ListsWithoutRunning) {
    const ToolRun run = run_tool({"prove", "--list", small_proof});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, HasSubstr("opportunity-cost/cost\n"));
}

TEST(ProveTool, ExitsWith2AndOneSentenceWhereNothingIsSelected) {
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{"prove", "no-such-chapter/*"},
                                                      {"prove", small_proof, "XX-1"},
                                                      {"prove", small_proof, "--check-with", "/no/such/solver"}}) {
        const ToolRun run = run_tool(arguments);
        EXPECT_EQ(run.status, 2) << testing::PrintToString(arguments);
        EXPECT_THAT(run.out, IsEmpty());
        EXPECT_THAT(run.err, AllOf(testing::StartsWith("plumbline: "), testing::EndsWith("\n")));
    }
    EXPECT_EQ(run_tool({"prove", "--jobs", "0"}).status, 2);
    EXPECT_EQ(run_tool({"prove", "--loud"}).status, 2);
}

TEST(ProveTool, ExitsWith3WhereAScriptCannotBeWritten) {
    const Directory directory;
    const std::string file = directory.write("file", "in the way");
    const ToolRun run = run_tool({"prove", small_proof, "--smt2", file});
    EXPECT_EQ(run.status, 3);
    EXPECT_THAT(run.err, HasSubstr(file));
}

TEST(ProveTool, WritesAScriptForEachProof) {
    const Directory directory;
    ASSERT_EQ(run_tool({"prove", "opportunity-cost/cost", "--smt2", directory.path()}).status, 0);
    EXPECT_THAT(support::content_of(directory.path() + "/opportunity-cost/cost.smt2"),
                AllOf(HasSubstr("(set-logic ALL)"), HasSubstr("; Z3: unsat\n(check-sat)")));
}

TEST(ProveTool, HelpsAndNamesTheExitCodes) {
    const ToolRun run = run_tool({"prove", "--help"});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, AllOf(HasSubstr("Exit codes: 0 "), HasSubstr("1 "), HasSubstr("2 usage"), HasSubstr("3 "),
                               HasSubstr("5 "), HasSubstr("6 "), HasSubstr("--json"), HasSubstr("--smt2")));
}

json schema() {
    return json::parse(support::content_of(PLUMBLINE_SOURCE_DIR "/tests/conformance/report/prove-1.schema.json"));
}

TEST(ProveSchema, DescribesWhatTheToolWrites) {
    const json written = json::parse(run_tool({"prove", "--json", small_proof}).out);
    EXPECT_THAT(support::schema_complaints(schema(), written), IsEmpty());
    json changed = written;
    changed.at("proofs").at(0).erase("paths");
    changed.at("proofs").at(0).at("obligations").at(0)["result"] = "probably";
    EXPECT_THAT(support::schema_complaints(schema(), changed), SizeIs(2));
}

// --- what a run amounts to ---

template <class Body>
Proved ran(Body body, proofs::Expected expected = proofs::Expected::proved, const proofs::RunOptions& options = {}) {
    return {"everything", proofs::run(proofs::proof("test/body", "everything", body, expected), options), {}, {}};
}

Proved proved() {
    return ran([](auto& trial) {
        const auto a = trial.truth_of("a");
        trial.template owe<"OC-1">("one or the other", [&] { return contracts::either(a, [&] { return !a; }); });
    });
}

constexpr auto false_claim = [](auto& trial) {
    const auto a = trial.truth_of("a");
    trial.result("answer", a);
    trial.template owe<"OC-1">("always", [&] { return a; });
};

std::string report(const std::vector<Proved>& all) {
    std::ostringstream text;
    write_proofs(text, all, {}, 1.0, Style());
    return text.str();
}

TEST(ProveVerdict, IsRefutedWithTheCounterexampleAndWhatRan) {
    const std::vector<Proved> all{proved(), ran(false_claim)};
    EXPECT_EQ(verdict({all[0]}), ProveExit::proved);
    EXPECT_EQ(verdict(all), ProveExit::refuted);
    EXPECT_THAT(report(all), AllOf(HasSubstr("a = 0"), HasSubstr("violates OC-1, always"), HasSubstr("answer = false"),
                                   HasSubstr("1 of 2 proofs as expected")));
    std::ostringstream written;
    write_proofs_json(written, all, 1.0);
    const json report = json::parse(written.str());
    EXPECT_THAT(support::schema_complaints(schema(), report), IsEmpty());
    EXPECT_EQ(report.at("as_expected"), false);
    EXPECT_EQ(report.at("proofs").at(1).at("obligations").at(0).at("counterexample").at("reproduced"), true);
}

TEST(ProveVerdict, OfANegativeObligationIsProvedOnlyWhereItIsRefuted) {
    EXPECT_EQ(verdict({ran(false_claim, proofs::Expected::refuted)}), ProveExit::proved);
    const auto true_claim = [](auto& trial) {
        const auto a = trial.truth_of("a");
        trial.template owe<"OC-1">("one or the other", [&] { return contracts::either(a, [&] { return !a; }); });
    };
    EXPECT_EQ(verdict({ran(true_claim, proofs::Expected::refuted)}), ProveExit::refuted);
}

TEST(ProveVerdict, IsAFaultOfTheProver) {
    const auto vacuous = [](auto& trial) {
        const auto a = trial.truth_of("a");
        trial.suppose(a);
        trial.suppose(!a);
        trial.template owe<"OC-1">("always", [&] { return a; });
    };
    const auto does_not_run = [](auto& trial) {
        using N = typename std::decay_t<decltype(trial)>::Domain;
        const auto a = trial.truth_of("a");
        trial.template owe<"OC-1">("always", [&] { return std::same_as<N, Running> ? typename N::Bool(true) : a; });
    };
    proofs::RunOptions few_paths;
    few_paths.most_paths = 1;
    const auto two_paths = [](auto& trial) { trial.choice("way", 2); };
    Proved disagreed = proved();
    disagreed.second = proofs::SecondOpinion{1, 1, {"question 1"}, 0.0};
    Proved stale = proved();
    stale.record = "not current";
    for (const Proved& one :
         {ran(vacuous), ran(does_not_run), ran(two_paths, proofs::Expected::proved, few_paths), disagreed, stale}) {
        EXPECT_EQ(verdict({one}), ProveExit::fault);
        EXPECT_EQ(verdict({ran(false_claim), one}), ProveExit::fault);
        EXPECT_THAT(report({one}), HasSubstr("test/body, for everything"));
    }
}

TEST(ProveVerdict, IsUnknownWhereZ3HasNoAnswer) {
    Proved unknown = proved();
    unknown.outcome.rows.front().result = proofs::Result::unknown;
    EXPECT_EQ(verdict({unknown}), ProveExit::unknown);
    EXPECT_EQ(verdict({unknown, ran(false_claim)}), ProveExit::refuted);
}

// --- a second solver's answers ---

TEST(SecondSolver, DisagreesWhereOneSaysYesAndTheOtherNo) {
    const std::string script = "; GB-1\n(check-sat)\n; GB-2\n; Z3: sat\n(check-sat)\n; GB-3\n(check-sat)\n";
    const std::vector<proofs::Result> answers{proofs::Result::proved, proofs::Result::refuted, proofs::Result::unknown};
    const auto opinion = [&](const std::vector<std::string>& printed) {
        return proofs::compare(printed, script, answers);
    };
    EXPECT_THAT(opinion({"unsat", "sat", "unsat"}).disagreements, IsEmpty());
    EXPECT_EQ(opinion({"unsat", "sat", "sat"}).decided, 3U);
    EXPECT_EQ(opinion({"unsat", "unknown", "unknown"}).decided, 1U);
    EXPECT_EQ(opinion({"unsat", "cvc5 interrupted by timeout."}).decided, 1U);
    EXPECT_THAT(opinion({"sat", "sat", "sat"}).disagreements, testing::ElementsAre(HasSubstr("question 1 (GB-1)")));
    EXPECT_THAT(opinion({"unsat", "unsat", "sat"}).disagreements, testing::ElementsAre(HasSubstr("question 2 (GB-2)")));
    EXPECT_THROW(opinion({"(error \"Parse Error\")"}), proofs::SecondSolverFails);
    EXPECT_THROW(opinion({"unsat", "sat", "sat", "sat"}), proofs::SecondSolverFails);
}

// --- selection ---

TEST(Selection, IsByNameOrByRequirement) {
    const auto body = [](auto& trial) { trial.choice("way", 2); };
    const std::vector<proofs::Proof> proofs{proofs::proof("a/one", "", body), proofs::proof("a/two", "", body),
                                            proofs::proof("b/one", "", body)};
    const proofs::Record record = proofs::parse_record("# comment\na/one\t1.5\tGB-1\nb/one\t0.1\tGB-1\tGB-10\n");
    const auto names = [&](const std::vector<std::string>& patterns) {
        std::string selected;
        for (const proofs::Proof& proof : proofs::select(proofs, patterns, record)) {
            selected += proof.name + " ";
        }
        return selected;
    };
    EXPECT_EQ(names({}), "a/one a/two b/one ");
    EXPECT_EQ(names({"a/*"}), "a/one a/two ");
    EXPECT_EQ(names({"GB-1"}), "a/one b/one ");
    EXPECT_EQ(names({"GB-1?", "a/two"}), "a/two b/one ");
    EXPECT_THROW(names({"a/*", "GB-2"}), proofs::NothingSelected);
    EXPECT_EQ(proofs::parse_record(proofs::record_text(record)).at("b/one").obliges,
              (std::set<std::string>{"GB-1", "GB-10"}));
}

}  // namespace
}  // namespace plumbline::conformance
