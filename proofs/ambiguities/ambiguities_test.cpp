// The vectors of the ambiguities: the running reference, on their inputs, gives the two answers that they say.
#include "proofs/ambiguities/vector.hpp"
#include "tests/conformance/tests/support/json_schema.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

namespace plumbline::proofs {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

const std::filesystem::path folder =
    std::filesystem::path(PLUMBLINE_SOURCE_DIR) / "tests/conformance/vectors/ambiguities";

std::string contents(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return std::move(text).str();
}

AmbiguityVector vector_of(const std::string& name) {
    return parse_vector(contents(folder / (name + ".json")));
}

TEST(Ambiguities, HaveOneVectorEach) {
    std::set<std::string> expected{"README.md", "ambiguity-1.schema.json"};
    for (const Ambiguity& ambiguity : ambiguities()) {
        EXPECT_TRUE(expected.insert(ambiguity.text.name + ".json").second) << "two of this name";
    }
    std::set<std::string> found;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        found.insert(entry.path().filename().string());
    }
    EXPECT_EQ(found, expected);
}

TEST(Ambiguities, AreDecidedByTheRunningReferenceAsTheirVectorsSay) {
    for (const Ambiguity& ambiguity : ambiguities()) {
        SCOPED_TRACE(ambiguity.text.name);
        const AmbiguityVector vector = vector_of(ambiguity.text.name);
        const Readings<std::string> answers = ambiguity.answers(vector.inputs);
        EXPECT_EQ(answers.specified, vector.answers.specified);
        EXPECT_EQ(answers.other, vector.answers.other);
        EXPECT_NE(answers.specified, answers.other) << "no witness";
        EXPECT_EQ(vector.name, ambiguity.text.name);
        EXPECT_EQ(vector.requirement, ambiguity.requirement.id());
        EXPECT_EQ(vector.question, ambiguity.text.question);
        EXPECT_EQ(vector.readings.specified, ambiguity.text.specified);
        EXPECT_EQ(vector.readings.other, ambiguity.text.other);
    }
}

TEST(Ambiguities, AreAsTheSchemaSays) {
    const auto schema = nlohmann::json::parse(contents(folder / "ambiguity-1.schema.json"));
    for (const Ambiguity& ambiguity : ambiguities()) {
        const auto json = nlohmann::json::parse(contents(folder / (ambiguity.text.name + ".json")));
        EXPECT_THAT(conformance::support::schema_complaints(schema, json), IsEmpty()) << ambiguity.text.name;
    }
}

TEST(Ambiguities, AreReadBackAsTheyAreWritten) {
    for (const Ambiguity& ambiguity : ambiguities()) {
        const std::string text = contents(folder / (ambiguity.text.name + ".json"));
        EXPECT_EQ(vector_text(parse_vector(text)), text);
    }
}

TEST(Ambiguities, AreOfEachUThatHasAnEffect) {
    std::set<std::string> named;
    for (const Ambiguity& ambiguity : ambiguities()) {
        named.insert(ambiguity.text.name.substr(0, ambiguity.text.name.find('-')));
    }
    for (int number = 1; number <= 21; ++number) {
        // U18 is decided with part 3, which is where its readings begin to differ.
        EXPECT_EQ(named.count("U" + std::to_string(number)), number == 18 ? 0U : 1U) << number;
    }
}

TEST(Ambiguities, AreListedWithTheDecisions) {
    const std::string decisions = contents(std::filesystem::path(PLUMBLINE_SOURCE_DIR) / "spec/decisions/README.md");
    for (const Ambiguity& ambiguity : ambiguities()) {
        EXPECT_THAT(decisions, HasSubstr("`" + ambiguity.text.name + "`"));
    }
}

TEST(AmbiguityVector, WithoutItsInputsIsNotReplayed) {
    AmbiguityVector vector = vector_of("U5-saturated-for-pair-or-all");
    vector.inputs.clear();
    for (const Ambiguity& ambiguity : ambiguities()) {
        if (ambiguity.text.name == vector.name) {
            EXPECT_THROW(static_cast<void>(ambiguity.answers(vector.inputs)), NotReproduced);
        }
    }
}

TEST(AmbiguityVector, ThatIsNoneIsRefused) {
    EXPECT_THROW(parse_vector("{"), BadAmbiguityVector);
    EXPECT_THROW(parse_vector(R"({"plumbline_ambiguity": 2})"), BadAmbiguityVector);
    EXPECT_THROW(parse_vector(R"({"plumbline_ambiguity": 1})"), BadAmbiguityVector);
}

}  // namespace
}  // namespace plumbline::proofs
