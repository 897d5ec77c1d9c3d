// The file of a run and the tool that replays it.
#include "tests/conformance/log/log.hpp"
#include "tests/model/generator.hpp"
#include "tests/model/replaying.hpp"
#include "tests/model/run_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plumbline::model {
namespace {

using testing::HasSubstr;

/// Some hundred operations, of every kind.
model::Run some_run() {
    model::Run run;
    run.setting = setting_at(3);
    Model model(run.setting);
    Draws draws(1);
    for (int i = 0; i < 600; ++i) {
        run.operations.push_back(draw_operation(model, draws));
        model.follow_nearest(run.operations.back());
    }
    return run;
}

TEST(RunFiles, AreReadAsTheyWereWritten) {
    const model::Run run = some_run();
    const RunFile file(text_of(run));
    EXPECT_EQ(read_run(file.path()), run);
    EXPECT_EQ(replay(file.path()).code, 0);
}

struct Damage {
    const char* from;
    const char* to;
    const char* says;
};

class RunFileDamage : public testing::TestWithParam<Damage> {};

TEST_P(RunFileDamage, IsRefusedWithItsPlace) {
    model::Run run;
    run.operations = {RemoveChannel{Scid{1}}, Advance{-5}, Restart{}};
    std::string text = text_of(run);
    const std::size_t at = text.find(GetParam().from);
    ASSERT_NE(at, std::string::npos);
    text.replace(at, std::string_view(GetParam().from).size(), GetParam().to);
    const RunFile file(text);
    const Replayed replayed = replay(file.path());
    EXPECT_EQ(replayed.code, 3) << replayed.printed;
    EXPECT_THAT(replayed.printed, HasSubstr(file.path() + ":"));
    EXPECT_THAT(replayed.printed, HasSubstr(GetParam().says));
}

INSTANTIATE_TEST_SUITE_P(
    RunFiles, RunFileDamage,
    testing::Values(Damage{R"("plumbline_run":1)", R"("plumbline_run":2)", "plumbline_run"},
                    Damage{"draft-3d7d840", "draft", "profile"}, Damage{"\"operations\":3", "\"operations\":4", "4"},
                    Damage{R"("profile":)", R"("deviation":"none","profile":)", "deviation"},
                    Damage{R"("profile":)", R"("more":1,"profile":)", "more"},
                    Damage{R"("seconds":-5)", R"("seconds":-5,"seconds":-5)", "seconds"},
                    Damage{R"("seconds":-5)", R"("seconds":0.5)", "seconds"}, Damage{R"(,"seconds":-5)", "", "seconds"},
                    Damage{"\"advance\"", "\"wait\"", "wait"},
                    Damage{R"("congestion_percent":20})"
                           "\n",
                           R"("congestion_percent":61})"
                           "\n",
                           "congestion_percent"},
                    Damage{R"("reputation_multiplier":12)", R"("reputation_multiplier":0)", "parameters"}));

TEST(ReplayModel, SaysHowItIsUsed) {
    const Replayed help = replay("--help");
    EXPECT_EQ(help.code, 0);
    EXPECT_THAT(help.printed, HasSubstr("Exit codes"));
    EXPECT_EQ(replay("").code, 2);
    EXPECT_EQ(replay("--deviation none FILE").code, 2);
    EXPECT_EQ(replay("/nowhere").code, 3);
}

TEST(ReplayModel, WritesJsonForPrograms) {
    model::Run run;
    run.operations = {AddChannel{Scid{1}, {Slots<>(5), Msat<>(1'000)}, {}}};
    const RunFile file(text_of(run));
    const Replayed same = replay("--json " + file.path());
    EXPECT_EQ(same.code, 0);
    EXPECT_THAT(same.printed, HasSubstr(R"("same": true)"));
    const Replayed differs = replay("--json --deviation minimum-sizes " + file.path());
    EXPECT_EQ(differs.code, 1);
    EXPECT_THAT(differs.printed, HasSubstr(R"("requirement": "PA-7")"));
}

}  // namespace
}  // namespace plumbline::model
