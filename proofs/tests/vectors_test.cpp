// The committed vectors: the running reference still answers them so, and under a wrong rule it does not.
#include "proofs/engine/vectors.hpp"
#include "tests/conformance/tests/support/json_schema.hpp"

#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>

namespace plumbline::proofs {
namespace {

using testing::IsEmpty;

const std::filesystem::path vectors = PLUMBLINE_SOURCE_DIR "/tests/conformance/vectors";

std::string content_of(const std::filesystem::path& path) {
    std::ostringstream content;
    content << std::ifstream(path).rdbuf();
    return content.str();
}

// Each proof that gives vectors, with its file.
std::vector<std::pair<Proof, VectorFile>> committed() {
    std::vector<std::pair<Proof, VectorFile>> all;
    for (const Proof& proof : all_proofs()) {
        if (proof.name.starts_with("ambiguities/")) {
            continue;  // its vector compares two readings, and has a form of its own
        }
        const std::filesystem::path path = vectors / (proof.name + ".json");
        if (exists(path)) {
            all.emplace_back(proof, parse_vectors(content_of(path)));
        }
    }
    return all;
}

// What of a vector the reference does not answer as it says.
std::string difference(const Proof& proof, const Vector& vector, const Rules& rules = draft_profile) {
    const Replay replay = proofs::replay(proof, vector.inputs, rules);
    if (replay.left) {
        return *replay.left;
    }
    if (replay.results != vector.answers) {
        return "other answers";
    }
    return replay.reached == vector.reached ? "" : "another path";
}

TEST(Vectors, AreAnsweredByTheRunningReference) {
    const auto all = committed();
    EXPECT_FALSE(all.empty());
    for (const auto& [proof, file] : all) {
        EXPECT_EQ(file.proof, proof.name);
        EXPECT_EQ(file.bounds, proof.bounds) << file.proof << ": ./run vectors writes it anew";
        EXPECT_FALSE(file.vectors.empty());
        for (const Vector& vector : file.vectors) {
            EXPECT_EQ(difference(proof, vector), "") << vector.name;
            const Replay replay = proofs::replay(proof, vector.inputs);
            EXPECT_THAT(replay.violated, IsEmpty()) << vector.name;
            EXPECT_EQ(std::vector<std::string>(replay.obliged.begin(), replay.obliged.end()), vector.requirements);
        }
    }
}

// Each proof whose answers are named has a file, and each file a proof.
TEST(Vectors, AreThereForEachBoundaryProof) {
    std::set<std::string> known;
    for (const Proof& proof : all_proofs()) {
        known.insert(proof.name);
        if (proof.name.starts_with("boundaries/")) {
            EXPECT_TRUE(exists(vectors / (proof.name + ".json"))) << proof.name;
        }
    }
    for (const auto& entry : std::filesystem::directory_iterator(vectors / "boundaries")) {
        EXPECT_EQ(known.count("boundaries/" + entry.path().stem().string()), 1U) << entry.path();
    }
}

TEST(Vectors, HaveBothSidesOfMostComparisons) {
    std::map<std::string, std::set<std::string>> sides;
    for (const auto& [proof, file] : committed()) {
        for (const Vector& vector : file.vectors) {
            const std::size_t number = vector.name.rfind('/');
            const std::size_t side = vector.name.find('-', number);
            sides[vector.name.substr(0, side)].insert(vector.name.substr(side + 1));
        }
    }
    const auto complete =
        std::count_if(sides.begin(), sides.end(), [](const auto& one) { return one.second.size() > 1; });
    EXPECT_GT(4 * static_cast<std::size_t>(complete), 3 * sides.size());
}

struct Variation {
    const char* name;
    Rules rules;
};

// Rules that functions of boundaries/* look at. Which layers notice the others, the table of mutants says.
const Variation variations[] = {
    {"decay rate", {.decay_rate = DecayRate::exponential}},
    {"window divisor", {.window_divisor = WindowDivisor::six_windows_warmup}},
    {"bucket split", {.bucket_split = BucketSplit::rounded}},
    {"slot liquidity", {.slot_liquidity = SlotLiquidity::pair_share}},
    {"congestion amount", {.congestion_amount = CongestionAmount::at_most_floored}},
    {"pair slots", {.pair_slots = PairSlots::rounded_up}},
    {"fee source", {.fee_source = FeeSource::offered}},
    {"minimum sizes", {.minimum_sizes = MinimumSizes::some}},
};

TEST(Vectors, TellAWrongRule) {
    const auto all = committed();
    for (const Variation& variation : variations) {
        std::size_t telling = 0;
        for (const auto& [proof, file] : all) {
            for (const Vector& vector : file.vectors) {
                telling += difference(proof, vector, variation.rules).empty() ? 0U : 1U;
            }
        }
        EXPECT_GT(telling, 0U) << variation.name << " passes all vectors";
    }
}

TEST(Vectors, TellAWrongAnswer) {
    for (const auto& [proof, file] : committed()) {
        Vector wrong = file.vectors.front();
        if (wrong.answers.empty()) {
            wrong.reached.emplace_back("elsewhere");
        } else {
            wrong.answers.front().second += "0";
        }
        EXPECT_NE(difference(proof, wrong), "") << wrong.name;
        Vector short_of_an_input = file.vectors.front();
        short_of_an_input.inputs.clear();
        EXPECT_NE(difference(proof, short_of_an_input), "") << wrong.name;
    }
}

TEST(Vectors, AreAsTheirSchemaSays) {
    using nlohmann::json;
    const json schema = json::parse(content_of(vectors / "vectors-1.schema.json"));
    for (const auto& [proof, file] : committed()) {
        const std::string text = content_of(vectors / (proof.name + ".json"));
        EXPECT_THAT(conformance::support::schema_complaints(schema, json::parse(text)), IsEmpty()) << proof.name;
        EXPECT_EQ(vectors_text(parse_vectors(text)), text) << proof.name;
    }
}

TEST(Vectors, OfAnotherFormAreRefused) {
    for (const char* text : {"", "{}", "[1]", R"({"plumbline_vectors":2})", R"({"plumbline_vectors":1,"proof":"a"})",
                             R"({"plumbline_vectors":1,"proof":"a","bounds":"b","vectors":[{}]})"}) {
        EXPECT_THROW(parse_vectors(text), BadVectors) << text;
    }
}

}  // namespace
}  // namespace plumbline::proofs
