// What the generator makes of a source's structure.
#include "proofs/mutants/source.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plumbline::mutants {
namespace {

using testing::ElementsAre;

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (const Token& token : tokenize(text).tokens) {
        words.emplace_back(token.text);
    }
    return words;
}

/// The token's number.
std::size_t at(const Source& source, std::string_view token) {
    for (std::size_t index = 0; index < source.size(); ++index) {
        if (source.is(index, token)) {
            return index;
        }
    }
    return nowhere;
}

TEST(Tokens, CommentsAndDirectivesAreLeftOut) {
    EXPECT_THAT(words_of("#include <a>\nint /* < */ a; // b < c\n"), ElementsAre("int", "a", ";"));
}

TEST(Tokens, TextIsOneToken) {
    EXPECT_THAT(words_of(R"(f("a < b // c", '"'))"), ElementsAre("f", "(", R"("a < b // c")", ",", R"('"')", ")"));
}

TEST(Tokens, OperatorsAreLongAndBracketsAreNot) {
    EXPECT_THAT(words_of("a <= b"), ElementsAre("a", "<=", "b"));
    EXPECT_THAT(words_of("A<B<C>> d = 1'000;"), ElementsAre("A", "<", "B", "<", "C", ">", ">", "d", "=", "1'000", ";"));
    EXPECT_THAT(words_of("bool operator<=(A a)"), ElementsAre("bool", "operator<=", "(", "A", "a", ")"));
}

TEST(Source, OnlyWhatRunsIsMutable) {
    const Source source("constexpr int one = 1;\nint f(int two = 2) {\n    constexpr int three = 3;\n"
                        "    static_assert(4 < 5);\n    if constexpr (sizeof(int) == 6) {\n        return 7;\n    }\n"
                        "    switch (two) {\n    case 8:\n        return 9;\n    }\n    return g<10>(11);\n}\n");
    for (const char* kept : {"1", "2", "3", "4", "5", "6", "8", "10"}) {
        EXPECT_FALSE(source.mutable_at(at(source, kept))) << kept;
    }
    for (const char* changed : {"7", "9", "11"}) {
        EXPECT_TRUE(source.mutable_at(at(source, changed))) << changed;
    }
}

TEST(Source, BodiesHaveOwnersAndTheirRequirements) {
    const Source source("/// Of the type (AA-1).\nstruct Table {\n    /// Of the function (BB-1 to BB-3, CC-7).\n"
                        "    constexpr auto first() const -> typename N::Bool { return 1; }\n\n"
                        "    bool second() { return any([&](int x) { return 2; }); }\n};\n\n"
                        "Thing::Thing(int x) : x_(x) { use(3); }\n");
    EXPECT_EQ(source.owner(at(source, "1"))->name, "Table::first");
    EXPECT_THAT(source.owner(at(source, "1"))->requirements, ElementsAre("BB-1", "BB-2", "BB-3", "CC-7"));
    EXPECT_EQ(source.owner(at(source, "2"))->name, "Table::second");
    EXPECT_THAT(source.owner(at(source, "2"))->requirements, ElementsAre("AA-1"));
    EXPECT_EQ(source.owner(at(source, "3"))->name, "Thing::Thing");
}

TEST(Source, RequirementsAreNoOtherNames) {
    EXPECT_THAT(requirement_ids("SHA-256, BOLT-2, RM-12 and GB-4"), ElementsAre("RM-12", "GB-4"));
}

}  // namespace
}  // namespace plumbline::mutants
