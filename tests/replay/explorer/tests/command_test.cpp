// The command line: exit codes, what is written where, and that the published schemas describe it.
#include "tests/conformance/tests/log_files.hpp"
#include "tests/conformance/tests/support/json_schema.hpp"
#include "tests/conformance/tests/support/tool.hpp"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <filesystem>
#include <stdexcept>
#include <thread>

namespace plumbline::replay::explorer {
namespace {

using conformance::support::content_of;
using conformance::support::Directory;
using conformance::support::run_tool;
using conformance::support::schema_complaints;
using nlohmann::json;
using testing::AllOf;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::StartsWith;

json schema(const std::string& name) {
    return json::parse(content_of(PLUMBLINE_SOURCE_DIR "/tests/replay/explorer/" + name));
}

TEST(ExploreCommand, ExitsWith0WhereEverythingHolds) {
    const auto run = run_tool({"counters", "--size", "4"});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, AllOf(HasSubstr("states       10 000, of these 1 good\n"), HasSubstr("COUNT-1 holds"),
                               HasSubstr("\nproved: "), Not(HasSubstr("\033"))));
    EXPECT_THAT(run.err, IsEmpty());
}

TEST(ExploreCommand, ExitsWith1AndTellsAShortestRun) {
    const auto run = run_tool({"jugs"});
    EXPECT_EQ(run.status, 1);
    EXPECT_THAT(run.out, AllOf(HasSubstr("Shortest run against JUG-1, no jug holds four gallons: 6 steps\n"
                                         "   1  Tap -> Large jug: fills it; to the brim [JUG-3]\n"
                                         "        large: 0 -> 5\n"),
                               HasSubstr("\nviolated\n")));
}

TEST(ExploreCommand, ExitsWith2WhereItIsCalledWrongly) {
    for (const std::vector<std::string>& wrong : std::vector<std::vector<std::string>>{
             {}, {"chess"}, {"jugs", "--threads", "0"}, {"jugs", "--max-memory", "much"}, {"jugs", "--resume"}}) {
        EXPECT_EQ(run_tool(wrong).status, 2) << testing::PrintToString(wrong);
    }
}

TEST(ExploreCommand, ExitsWith3WhereAFileIsNotThere) {
    const Directory directory;
    const auto run = run_tool({"jugs", "--resume", "--checkpoint", directory.path() + "/missing"});
    EXPECT_EQ(run.status, 3);
    EXPECT_THAT(run.err, AllOf(StartsWith("plumbline: checkpoint "), HasSubstr("/missing")));
    EXPECT_EQ(run_tool({"jugs", "--runs", directory.write("file", "")}).status, 3);
}

TEST(ExploreCommand, ExitsWith5WhereMemoryRunsOutAndGoesOnWithMore) {
    const Directory directory;
    const std::string file = directory.path() + "/checkpoint";
    const auto run = run_tool({"wide", "--max-memory", "16M", "--checkpoint", file});
    EXPECT_EQ(run.status, 5);
    EXPECT_THAT(run.out, AllOf(HasSubstr("no proof: memory ran out"), Not(HasSubstr("holds"))));
    EXPECT_THAT(run.err, HasSubstr("--resume goes on from " + file));
    EXPECT_EQ(run_tool({"wide", "--max-memory", "2M", "--checkpoint", file, "--resume"}).status, 5);
    const auto rest = run_tool({"wide", "--max-memory", "60M", "--checkpoint", file, "--resume", "--json"});
    EXPECT_EQ(rest.status, 0);
    EXPECT_EQ(json::parse(rest.out).at("states"), 1'000'000);
}

/// Starts the tool and kills it as soon as a file is there. Returns false where it ended before by itself.
bool killed_after(const std::string& file, std::vector<std::string> words) {
    words.insert(words.begin(), PLUMBLINE_TOOL);
    std::vector<char*> argv;
    for (std::string& word : words) {
        argv.push_back(word.data());
    }
    argv.push_back(nullptr);
    posix_spawn_file_actions_t actions{};
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    pid_t child = 0;
    const int failure = posix_spawn(&child, argv.front(), &actions, nullptr, argv.data(), environ);
    posix_spawn_file_actions_destroy(&actions);
    if (failure != 0) {
        throw std::runtime_error("the tool cannot be started");
    }
    int status = 0;
    while (waitpid(child, &status, WNOHANG) == 0) {
        if (std::filesystem::exists(file)) {
            kill(child, SIGKILL);
            waitpid(child, &status, 0);
            return WIFSIGNALED(status);
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    return false;
}

TEST(ExploreCommand, GoesOnAfterItWasKilled) {
    const Directory directory;
    const std::string file = directory.path() + "/checkpoint";
    const std::vector<std::string> search{"wide", "--threads", "1", "--checkpoint", file};
    std::vector<std::string> often = search;
    often.insert(often.end(), {"--checkpoint-every", "0.0005"});
    bool killed = false;
    for (int tries = 0; tries < 10 && !killed; ++tries) {
        std::filesystem::remove(file);
        killed = killed_after(file, often);
    }
    ASSERT_TRUE(killed);
    std::vector<std::string> rest = search;
    rest.insert(rest.end(), {"--resume", "--json"});
    const auto run = run_tool(rest);
    EXPECT_EQ(run.status, 0);
    const json report = json::parse(run.out);
    EXPECT_EQ(report.at("states"), 1'000'000);
    EXPECT_EQ(report.at("transitions"), 5'400'000);
}

TEST(ExploreCommand, GoesOnWhereACheckpointCannotBeWritten) {
    const auto run = run_tool({"counters", "--size", "5", "--checkpoint", "/missing/file", "--checkpoint-every", "0"});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.err, HasSubstr("plumbline: checkpoint /missing/file.part cannot be opened"));
}

TEST(ExploreCommand, WritesWhatItsSchemasDescribe) {
    const Directory directory;
    const std::string runs = directory.path() + "/runs";
    for (const std::vector<std::string>& arguments : {std::vector<std::string>{"jugs", "--json", "--runs", runs},
                                                      {"sliding", "--size", "3", "--json"},
                                                      {"counters", "--size", "3", "--json"},
                                                      {"wide", "--max-memory", "16M", "--json"},
                                                      {"jugs", "--random", "99", "--json"},
                                                      {"counters", "--random", "9", "--json"}}) {
        const json report = json::parse(run_tool(arguments).out);
        EXPECT_THAT(schema_complaints(schema("explore-1.schema.json"), report), IsEmpty()) << arguments.front();
    }
    const json run = json::parse(content_of(runs + "/JUG-1.json"));
    EXPECT_THAT(schema_complaints(schema("run-1.schema.json"), run), IsEmpty());
    EXPECT_EQ(run.at("steps").size(), 6U);
    json more = run;
    more["steps"][0]["color"] = "red";
    EXPECT_THAT(schema_complaints(schema("run-1.schema.json"), more), Not(IsEmpty()));
}

TEST(ExploreCommand, TakesRandomRuns) {
    const auto found = run_tool({"jugs", "--random", "1000", "--seed", "7"});
    EXPECT_EQ(found.status, 1);
    EXPECT_THAT(found.out, AllOf(HasSubstr(", seed 7\n"), HasSubstr("\nRun against JUG-1, no jug holds four gallons: "),
                                 HasSubstr("\nviolated\n")));
    EXPECT_EQ(run_tool({"jugs", "--random", "1000", "--seed", "7", "--threads", "3"}).status, 1);
    const auto nothing = run_tool({"counters", "--random", "20", "--steps", "5"});
    EXPECT_EQ(nothing.status, 0);
    EXPECT_THAT(nothing.out, AllOf(HasSubstr("runs         20, seed 1\n"), HasSubstr("no proof: no random run"),
                                   Not(HasSubstr("holds"))));
    EXPECT_EQ(run_tool({"jugs", "--seed", "7"}).status, 2);
    EXPECT_EQ(run_tool({"jugs", "--random", "0"}).status, 2);
}

TEST(ExploreCommand, DrawsARunAsASequenceDiagram) {
    const Directory directory;
    run_tool({"jugs", "--runs", directory.path()});
    EXPECT_THAT(content_of(directory.path() + "/JUG-1.mmd"),
                AllOf(HasSubstr("\nsequenceDiagram\n"), HasSubstr("    participant P0 as Tap\n"),
                      HasSubstr("    P0->>P2: fills it#59; to the brim [JUG-3]\n"),
                      HasSubstr("    Note over P0,P3: JUG-1 does not hold: no jug holds four gallons\n")));
}

TEST(ExploreCommand, SaysTheSameOnAnyNumberOfThreads) {
    const auto figures = [](const char* threads) {
        json report = json::parse(run_tool({"sliding", "--size", "4", "--json", "--threads", threads}).out);
        for (const char* name :
             {"threads", "search_seconds", "liveness_seconds", "states_per_second", "bytes", "bytes_per_state"}) {
            report.erase(name);
        }
        return report;
    };
    EXPECT_EQ(figures("1"), figures("2"));
    EXPECT_EQ(figures("1"), figures("3"));
}

TEST(ExploreCommand, HelpsAndNamesTheExitCodes) {
    const auto run = run_tool({"--help"});
    EXPECT_EQ(run.status, 0);
    EXPECT_THAT(run.out, AllOf(HasSubstr("Exit codes: 0 proved"), HasSubstr("--max-memory"), HasSubstr("--resume")));
}

}  // namespace
}  // namespace plumbline::replay::explorer
