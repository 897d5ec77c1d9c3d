#include "spec/tool/chapter_reader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <iterator>
#include <sstream>
#include <string>
#include <vector>

namespace plumbline::spec_tool {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

auto read(const std::string& text, const std::string& chapter = "chapter.md") -> std::vector<Requirement> {
    std::istringstream in{text};
    return read_chapter(in, chapter);
}

/// The message with which `text` is refused; empty when it is accepted.
auto refusal(const std::string& text) -> std::string {
    try {
        const auto accepted = in_order(read(text));
        return {};
    } catch (const ReadError& error) {
        return error.what();
    }
}

TEST(ReadChapter, TakesEveryPartOfARequirement) {
    const auto found =
        read("# General bucket\n\nProse.\n\n**GB-3** MUST. A pair holds\nits share. (source: draft, R24)\n");
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].id, "GB-3");
    EXPECT_EQ(found[0].level, "must");
    EXPECT_EQ(found[0].chapter, "chapter.md");
    EXPECT_EQ(found[0].line, 5);
    EXPECT_EQ(found[0].sentence, "A pair holds its share.");
    EXPECT_EQ(found[0].source, "draft, R24");
}

TEST(ReadChapter, KnowsTheFourLevels) {
    const auto found = read("**A-1** MUST. x (source: d)\n\n**A-2** SHOULD. x (source: d)\n\n"
                            "**A-3** MAY. x (source: d)\n\n**A-4** DEF. x (source: d)");
    ASSERT_THAT(found, SizeIs(4));
    EXPECT_EQ(found[0].level, "must");
    EXPECT_EQ(found[1].level, "should");
    EXPECT_EQ(found[2].level, "may");
    EXPECT_EQ(found[3].level, "def");
}

TEST(ReadChapter, EndsARequirementAtTheBlankLine) {
    const auto found = read("**A-1** MUST. x. (source: d)\n   \nThis is commentary.\n");
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].sentence, "x.");
}

TEST(ReadChapter, DropsEmphasisOutsideCode) {
    const auto found = read(R"(**A-1** MUST. An *open* **b** is `a * b * c`, 2 * 3 * 4, \*not\* x_y. (source: d))");
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].sentence, "An open b is `a * b * c`, 2 * 3 * 4, *not* x_y.");
}

TEST(ReadChapter, KeepsParenthesesInsideASource) {
    const auto found = read("**A-1** MUST. x (or y). (source: draft (section 2), ours).");
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].sentence, "x (or y).");
    EXPECT_EQ(found[0].source, "draft (section 2), ours");
}

TEST(ReadChapter, PassesOverProseMentionsAndCodeBlocks) {
    EXPECT_THAT(read("**Note.** About **GB-3** MUST.\n\n  **A-1** MUST. indented\n\nSee **A-1** MUST.\n"), IsEmpty());
    EXPECT_THAT(read("```\n**A-1** MUST. An example. (source: d)\n```\n"), IsEmpty());
}

TEST(ReadChapter, AcceptsWindowsLineEnds) {
    const auto found = read("**A-1** MUST. x\r\ny (source: d)\r\n\r\nprose\r\n");
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].sentence, "x y");
}

TEST(ReadChapter, RefusesWithFileAndLine) {
    EXPECT_THAT(refusal("\n\n**A-1** MIGHT. x (source: d)"), HasSubstr("chapter.md:3: A-1 has the level \"MIGHT\""));
    EXPECT_THAT(refusal("\n**A-1** must. x (source: d)"), HasSubstr("chapter.md:2: A-1 has the level \"must\""));
    EXPECT_THAT(refusal("**A-1** MUST. x"), HasSubstr("chapter.md:1: A-1 has no \"(source: …)\""));
    EXPECT_THAT(refusal("**A-1** MUST. x (source: )"), HasSubstr("empty"));
    EXPECT_THAT(refusal("**A-1** MUST. x (source: d"), HasSubstr("not closed"));
    EXPECT_THAT(refusal("**A-1** MUST. x (source: d) (source: e)"), HasSubstr("more than one"));
    EXPECT_THAT(refusal("**A-1** MUST. (source: d)"), HasSubstr("A-1 has no text"));
    EXPECT_THAT(refusal("**A-1** MUST. x (source: d)\n\n\n**A-1** MUST. y (source: d)"),
                HasSubstr("chapter.md:4: A-1 is already defined at chapter.md:1"));
    EXPECT_THAT(refusal("**A-1** MUST. x (source: d)\n**A-2** MUST. y (source: d)"),
                HasSubstr("chapter.md:2: a requirement starts inside another"));
    EXPECT_THAT(refusal("prose\n\n```\n**A-1** MUST. x (source: d)\n"),
                HasSubstr("chapter.md:3: this code block is not closed"));
}

class Malformed : public testing::TestWithParam<const char*> {};

TEST_P(Malformed, IsRefusedRatherThanPassedOver) {
    EXPECT_THAT(refusal("prose\n\n" + std::string{GetParam()} + " x (source: d)"),
                HasSubstr("chapter.md:3: a requirement is written"));
}

INSTANTIATE_TEST_SUITE_P(Forms, Malformed,
                         testing::Values("**GB-3**", "**GB-3** MUST", "**GB-3**MUST.", "**GB-3 MUST.**",
                                         "**gb-3** MUST.", "**GB3** MUST.", "**GB-03** MUST.", "**GB-0** MUST.",
                                         "**GB-3.** MUST.", "**GB-3a** MUST.", "**GB 3** MUST.", "** GB-3** MUST.",
                                         "**GB-3 MUST."));

TEST(InOrder, KeepsAPrefixTogetherByNumber) {
    auto all = read("**B-10** DEF. x (source: d)\n\n**A-1** DEF. x (source: d)\n\n**B-2** DEF. x (source: d)", "1.md");
    const auto more = read("**A-3** DEF. x (source: d)\n\n**C-1** DEF. x (source: d)", "2.md");
    all.insert(all.end(), more.begin(), more.end());
    std::vector<std::string> ids;
    for (const auto& requirement : in_order(all)) {
        ids.push_back(requirement.id);
    }
    EXPECT_THAT(ids, testing::ElementsAre("B-2", "B-10", "A-1", "A-3", "C-1"));
}

TEST(CppLiteral, EscapesWhatALiteralCannotHold) {
    EXPECT_EQ(cpp_literal(R"(say "a\b")"), R"("say \"a\\b\"")");
    EXPECT_EQ(cpp_literal("1\t2"), R"("1\0112")");
    EXPECT_EQ(cpp_literal("≤ – é"), "\"≤ – é\"");
}

TEST(WriteHeader, WritesOneRowForEachRequirement) {
    std::ostringstream out;
    write_header(out, read("**A-1** SHOULD. Say \"x\". (source: d)"));
    EXPECT_THAT(out.str(), HasSubstr("std::array<Requirement, 1> requirements{{"));
    EXPECT_THAT(out.str(),
                HasSubstr("{\"A-1\", Level::should, \"chapter.md\", 1,\n     \"Say \\\"x\\\".\",\n     \"d\"},"));
}

}  // namespace
}  // namespace plumbline::spec_tool
