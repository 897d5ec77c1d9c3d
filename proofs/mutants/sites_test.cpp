// What is found in snippets.
#include "proofs/mutants/sites.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plumbline::mutants {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::IsEmpty;
using testing::Not;
using testing::UnorderedElementsAre;

/// Every mutation of a body, as "written => mutated"; only those of a kind if one is given.
std::vector<std::string> mutations(const std::string& body, const std::string& kind = "",
                                   const std::string& parameters = "") {
    const std::string text = "int f(" + parameters + ") {\n" + body + "\n}\n";
    const std::string declarations = "enum class Fruit : int { apple, pear, plum };\n"
                                     "enum class Taste : int { sweet, sour };\nstruct Rules {\n    Taste taste{};\n};\n"
                                     "inline constexpr std::uint64_t dozen = 12;\n";
    const Source declared(declarations);
    const Source source(text);
    Vocabulary vocabulary;
    learn(declared, vocabulary);
    learn(source, vocabulary);
    std::vector<std::string> found;
    for (const Site& site : find_sites(source, vocabulary)) {
        for (const Mutation& mutation : site.mutations) {
            if (kind.empty() || mutation.kind == kind) {
                found.push_back(mutation.original + " => " + mutation.mutated);
            }
        }
    }
    return found;
}

TEST(Sites, ComparisonsAtTheirBoundaryAndTheOtherWay) {
    EXPECT_THAT(mutations("return a + b < c;", "comparison"),
                ElementsAre("a + b < c => a + b <= c", "a + b < c => a + b > c"));
    EXPECT_THAT(mutations("return a != f(b, c);", "comparison"), ElementsAre("a != f(b, c) => a == f(b, c)"));
}

TEST(Sites, ABracketOfATemplateIsNoComparison) {
    EXPECT_THAT(mutations("return Slots<N>(a);"), IsEmpty());
    EXPECT_THAT(mutations("return std::max<std::size_t>(a, Map<A, B<C>>{});", "comparison"), IsEmpty());
}

TEST(Sites, TextAndCommentsAreLeftAlone) {
    EXPECT_THAT(mutations("// a < b\nuse(\"a < b\");", "comparison"), IsEmpty());
    EXPECT_THAT(mutations("return \"a\" + b;"), IsEmpty());
}

TEST(Sites, OperandsReachAsFarAsTheyBind) {
    EXPECT_THAT(mutations("x = a * b - c / d;", "operator"), ElementsAre("a * b - c / d => a * b + c / d"));
    EXPECT_THAT(mutations("return {x ? a - b : c, d};", "operator"), ElementsAre("a - b => a + b"));
    EXPECT_THAT(mutations("return g(a - b - c);", "operator"), ElementsAre("a - b => a + b", "a - b - c => a - b + c"));
}

TEST(Sites, EachTermIsDropped) {
    EXPECT_THAT(mutations("return a && b == 0 && c;", "term dropped"),
                ElementsAre("&& a => ", "&& b == 0 => ", "&& c => "));
    EXPECT_THAT(mutations("return a + b + c;", "term dropped"),
                ElementsAre("a + b => a", "a + b => b", "a + b + c => a + b"));
    EXPECT_THAT(mutations("return a || b;", "connective"), ElementsAre("a || b => a && b"));
}

TEST(Sites, RoundingsAndOpposites) {
    EXPECT_THAT(mutations("return a / b;", "rounding"), ElementsAre("a / b => ceil(a / b)"));
    EXPECT_THAT(mutations("return N::divide_to_nearest(a, b + c);", "rounding"),
                ElementsAre("N::divide_to_nearest(a, b + c) => (a) / (b + c)"));
    EXPECT_THAT(mutations("return std::min<int>(a, b);", "opposite function"),
                ElementsAre("std::min<int>(a, b) => std::max<int>(a, b)"));
    EXPECT_THAT(mutations("return draws.min(a);", "opposite function"), IsEmpty());
}

TEST(Sites, NumbersAreOffByOne) {
    EXPECT_THAT(mutations("x = Slots<N>(1);", "off by one"),
                ElementsAre("Slots<N>(1) => Slots<N>(2)", "Slots<N>(1) => Slots<N>(0)"));
    EXPECT_THAT(mutations("x = Slots<N>(0);", "off by one"), ElementsAre("Slots<N>(0) => Slots<N>(1)"));
    EXPECT_THAT(mutations("return dozen;", "off by one"), ElementsAre("dozen => dozen + 1", "dozen => dozen - 1"));
    EXPECT_THAT(mutations("x.dozen(0x10);", "off by one"), IsEmpty());
}

TEST(Sites, StatementsThatOnlyHaveAnEffectAreRemoved) {
    EXPECT_THAT(mutations("a.b -= c;", "statement removed"), ElementsAre("a.b -= c; => "));
    EXPECT_THAT(mutations("a.b -= c;", "operator"), ElementsAre("a.b -= c; => a.b += c;"));
    EXPECT_THAT(mutations("set(a, [&] { return b; });", "statement removed"),
                ElementsAre("set(a, [&] { return b; }); => "));
    EXPECT_THAT(mutations("++a;", "operator"), ElementsAre("++a; => --a;"));
    EXPECT_THAT(mutations("const Slots<N> a(b);\nSlots<N> c(d);\nauto& e = f(g);\nSlots<N>& h = i;\nreturn j();"),
                IsEmpty());
    EXPECT_THAT(mutations("contracts::require<\"GB-14\">(a, \"\", \"\");", "contract removed").size(), 1U);
}

TEST(Sites, BranchesAreTakenNeverOrAlways) {
    EXPECT_THAT(mutations("if (a) {\n    b();\n}", "branch"),
                ElementsAre("if (a) => if (false)", "if (a) => if (true)"));
    EXPECT_THAT(mutations("if (const auto a = b()) {\n    c();\n}", "branch"), IsEmpty());
    EXPECT_THAT(mutations("return !a.b(c) ? d : e;", "negation"), ElementsAre("!a.b(c) => a.b(c)"));
}

TEST(Sites, ChannelsAndMembersAreConfused) {
    EXPECT_THAT(
        mutations("use(incoming.salt, offer.fee);", "channel confused", "Channel<N>& incoming, Channel<N>& outgoing"),
        ElementsAre("incoming.salt => outgoing.salt"));
    EXPECT_THAT(mutations("use(incoming.salt);", "channel confused", "Channel<N>& incoming, Scid outgoing"), IsEmpty());
    EXPECT_THAT(mutations("use(offer.fee);", "member confused"), ElementsAre("offer.fee => offer.incoming_amount"));
}

TEST(Sites, EnumeratorsAndVariationPoints) {
    EXPECT_THAT(mutations("return Fruit::plum;", "enumerator"), ElementsAre("Fruit::plum => Fruit::apple"));
    const std::vector<std::string> all = mutations("if (view.rules.taste == Taste::sour) {\n    use();\n}");
    EXPECT_THAT(all, UnorderedElementsAre("rules.taste => Taste::sweet", "rules.taste => Taste::sour", "use(); => "));
}

}  // namespace
}  // namespace plumbline::mutants
