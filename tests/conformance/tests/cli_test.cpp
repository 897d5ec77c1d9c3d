// The tool: its exit codes, what it writes where, and that its two reports agree.
#include "tests/conformance/tests/log_files.hpp"
#include "tests/conformance/tests/support/tool.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <regex>
#include <sstream>

namespace plumbline::conformance {
namespace {

using nlohmann::json;
using support::Directory;
using support::recording;
using support::replaced;
using support::run_tool;
using support::small_log;
using support::ToolRun;
using testing::AllOf;
using testing::EndsWith;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

void expect_one_sentence(const ToolRun& run) {
    EXPECT_THAT(run.out, IsEmpty());
    EXPECT_THAT(run.err, AllOf(StartsWith("plumbline: "), EndsWith("\n")));
    EXPECT_EQ(std::count(run.err.begin(), run.err.end(), '\n'), 1) << run.err;
}

TEST(Tool, ExitsWith0WhereEveryLogConforms) {
    const Directory directory;
    const ToolRun run = run_tool({"audit", directory.write("log", support::conforming_log())});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, AllOf(HasSubstr("no known deviation is needed"), HasSubstr("\nconforms: ")));
    EXPECT_THAT(run.err, IsEmpty());
}

TEST(Tool, ExitsWith1WhereARequirementIsViolated) {
    const ToolRun run = run_tool({"audit", recording("00")});
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.out, HasSubstr("\nviolates "));
    EXPECT_THAT(run.err, IsEmpty());
}

TEST(Tool, ExitsWith2WhereItIsCalledWrongly) {
    const std::vector<std::vector<std::string>> wrong{
        {}, {"audit"}, {"audit", "--loud", recording("00")}, {"inspect", recording("00")}, {"--json"}};
    for (const auto& arguments : wrong) {
        const ToolRun run = run_tool(arguments);
        EXPECT_EQ(run.status, 2) << testing::PrintToString(arguments);
        EXPECT_THAT(run.out, IsEmpty());
        EXPECT_THAT(run.err, Not(IsEmpty()));
    }
}

struct BadInput {
    const char* name;
    std::string content;
};

std::vector<BadInput> bad_inputs() {
    const std::string log = small_log();
    const auto header = [&](const char* old, const char* with) { return replaced(log, old, with); };
    return {
        {"nothing", ""},
        {"no log", "# Notes\n"},
        {"malformed line", header(R"("fee_msat":999)", R"("fee_msat":)")},
        {"floating-point ID",
         header(R"("channel":769659255111221249,"max)", R"("channel":7.69659255111221249e17,"max)")},
        {"duplicate key", header(R"("fee_msat":999)", R"("fee_msat":999,"fee_msat":999)")},
        {"milliseconds", header(R"("time":1700000002)", R"("time":1700000002000)")},
        {"missing header", log.substr(log.find('\n') + 1)},
        {"NaN", header(R"("fee_msat":999)", R"("fee_msat":NaN)")},
        {"negative amount", header(R"("fee_msat":999)", R"("fee_msat":-999)")},
        {"another version", header(R"("plumbline_log":1)", R"("plumbline_log":2)")},
        {"cut off", log.substr(0, log.size() - 200)},
        {"too few operations", header(R"("operations":4)", R"("operations":5)")},
        {"too many operations", header(R"("operations":4)", R"("operations":3)")},
        {"damaged .xz", support::as_xz(log).substr(0, 300)},
        {"damaged .gz", support::as_gz(log).substr(0, 300)},
    };
}

TEST(Tool, ExitsWith3AndOneSentenceWhereALogCannotBeRead) {
    const Directory directory;
    for (const BadInput& bad : bad_inputs()) {
        SCOPED_TRACE(bad.name);
        const std::string path = directory.write("log", bad.content);
        for (const auto& arguments : {std::vector<std::string>{"audit", path}, {"audit", "--json", path}}) {
            const ToolRun run = run_tool(arguments);
            EXPECT_EQ(run.status, 3);
            expect_one_sentence(run);
            EXPECT_THAT(run.err, HasSubstr(path));
        }
    }
    for (const std::string& path : {directory.path() + "/missing", directory.path()}) {
        const ToolRun run = run_tool({"audit", path});
        EXPECT_EQ(run.status, 3);
        expect_one_sentence(run);
    }
}

TEST(Tool, ReportsNothingWhereOneOfSeveralLogsCannotBeRead) {
    const Directory directory;
    const ToolRun run = run_tool({"audit", recording("00"), directory.write("log", "# Notes\n")});
    EXPECT_EQ(run.status, 3);
    expect_one_sentence(run);
}

TEST(Tool, ExitsWith4WhereNothingWasChecked) {
    const Directory directory;
    const std::string empty = directory.write("log", support::header_line());
    const ToolRun run = run_tool({"audit", empty});
    EXPECT_EQ(run.status, 4);
    EXPECT_THAT(run.out, Not(HasSubstr("\nconforms")));
    EXPECT_THAT(run.err, HasSubstr("nothing was checked"));
    const ToolRun as_json = run_tool({"audit", "--json", empty});
    EXPECT_EQ(as_json.status, 4);
    EXPECT_EQ(json::parse(as_json.out).at("operations"), 0);
    EXPECT_EQ(run_tool({"audit", recording("00"), empty}).status, 4);
}

TEST(Tool, HelpsAndNamesTheExitCodes) {
    for (const auto& arguments : {std::vector<std::string>{"audit", "--help"}, {"audit", "-h"}}) {
        const ToolRun run = run_tool(arguments);
        EXPECT_EQ(run.status, 0);
        EXPECT_THAT(run.out, AllOf(HasSubstr("Exit codes: 0 "), HasSubstr("1 "), HasSubstr("2 usage"), HasSubstr("3 "),
                                   HasSubstr("4 "), HasSubstr("--json"), HasSubstr("FILE")));
    }
    EXPECT_THAT(run_tool({"--help"}).out, HasSubstr("audit"));
    EXPECT_THAT(run_tool({"--version"}).out, testing::MatchesRegex("plumbline [0-9]+\\.[0-9]+\\.[0-9]+\n"));
}

TEST(Tool, WritesNoEscapeSequencesWhereNobodyWatches) {
    for (const auto& arguments :
         {std::vector<std::string>{"audit", recording("16")}, {"audit", "--json", recording("16")}}) {
        const ToolRun run = run_tool(arguments);
        EXPECT_THAT(run.out, Not(HasSubstr("\033")));
        EXPECT_THAT(run.err, IsEmpty());
    }
}

TEST(Tool, QuotesALogWithoutItsControlCharacters) {
    const Directory directory;
    const std::string log =
        replaced(small_log(), R"("implementation":"none, 0000000")", R"("implementation":"\u001b[2Jx")");
    const ToolRun run = run_tool({"audit", directory.write("log", log)});
    EXPECT_THAT(run.out, Not(HasSubstr("\033")));
}

TEST(Tool, ReadsCompressedLogsAlike) {
    const Directory directory;
    const std::string log = support::conforming_log();
    const std::string plain = directory.write("log", log);
    const ToolRun expected = run_tool({"audit", plain});
    for (const std::string& packed : {support::as_xz(log), support::as_gz(log)}) {
        directory.write("log", packed);
        const ToolRun run = run_tool({"audit", plain});
        EXPECT_EQ(run.out, expected.out);
        EXPECT_EQ(run.status, 0);
    }
}

TEST(Tool, ReportsSeveralLogsInTheirOrder) {
    const Directory directory;
    const std::string conforming = directory.write("log", support::conforming_log());
    const ToolRun run = run_tool({"audit", conforming, recording("12")});
    EXPECT_EQ(run.status, 1);
    EXPECT_LT(run.out.find(conforming), run.out.find(recording("12")));
    EXPECT_LT(run.out.find("\nconforms: "), run.out.find("\nviolates "));

    const auto values = support::values_in(run_tool({"audit", "--json", conforming, recording("12")}).out);
    ASSERT_EQ(values.size(), 2U);
    EXPECT_EQ(values[0].at("files"), json({conforming}));
    EXPECT_EQ(values[0].at("conforms"), true);
    EXPECT_EQ(values[1].at("files"), json({recording("12")}));
    EXPECT_EQ(values[1].at("conforms"), false);
}

/// The row of the table for a requirement: ID, level, checked, violated.
std::string row(const json& requirement) {
    std::ostringstream pattern;
    pattern << "\n"
            << requirement.at("id").get<std::string>() << " +" << requirement.at("level").get<std::string>() << " +"
            << requirement.at("checked") << " +" << requirement.at("violated") << " ";
    return pattern.str();
}

TEST(Tool, SaysTheSameToAPersonAndToAProgram) {
    const std::string text = run_tool({"audit", recording("05")}).out;
    const json result = json::parse(run_tool({"audit", "--json", recording("05")}).out);
    int violated = 0;
    for (const json& requirement : result.at("requirements")) {
        EXPECT_TRUE(std::regex_search(text, std::regex(row(requirement)))) << requirement.dump();
        if (requirement.contains("first")) {
            ++violated;
            const json& first = requirement.at("first");
            EXPECT_THAT(text, HasSubstr("first at " + recording("05") + ":" + first.at("line").dump() + "\n"));
            EXPECT_THAT(text, HasSubstr(first.at("operation").get<std::string>() + "\n"));
            EXPECT_THAT(text, HasSubstr(first.at("seen").get<std::string>() + "\n"));
        }
    }
    const json& diagnosis = result.at("diagnosis");
    for (const json& deviation : diagnosis.at("deviations")) {
        EXPECT_THAT(text, HasSubstr("\n  " + deviation.at("name").get<std::string>() + "  breaks "));
    }
    EXPECT_THAT(text, HasSubstr("but for " + std::to_string(diagnosis.at("deviations").size()) + " known deviations"));
    EXPECT_THAT(text, HasSubstr(diagnosis.at("operations_explained").dump() + " operations (" +
                                diagnosis.at("values_compared").dump() + " answers and values)"));
    EXPECT_THAT(text,
                HasSubstr("violates " + std::to_string(violated) + " requirements: " + result.at("operations").dump() +
                          " operations, " + result.at("operations_violating").dump() + " of them"));
}

}  // namespace
}  // namespace plumbline::conformance
