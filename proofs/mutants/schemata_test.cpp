// What a rewritten source looks like, and what its mutants are called.
#include "proofs/mutants/evaluated.hpp"
#include "proofs/mutants/schemata.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace plumbline::mutants {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

struct Rewritten {
    std::string text;
    std::vector<Mutant> mutants;
};

Rewritten rewritten(const std::string& text, bool only_points = false) {
    const Source declared("enum class Taste : int { sweet, sour };\nstruct Rules {\n    Taste taste{};\n};\n");
    const Source source(text);
    Vocabulary vocabulary;
    learn(declared, vocabulary);
    Schemata schemata(vocabulary);
    std::string out = schemata.rewrite("file.hpp", source, only_points);
    return {std::move(out), schemata.mutants()};
}

std::vector<std::string> names(const std::vector<Mutant>& mutants) {
    std::vector<std::string> found;
    for (const Mutant& mutant : mutants) {
        found.push_back(mutant.name);
    }
    return found;
}

TEST(Schemata, AValueIsChosenAtRunTime) {
    const Rewritten out = rewritten("#pragma once\nbool f() { return a < b; }\n");
    EXPECT_EQ(out.text,
              "#pragma once\n#include \"proofs/mutants/mutant.hpp\"\nbool f() { return "
              "(::plumbline::mutant::on(1) ? (a <= b) : ::plumbline::mutant::on(2) ? (a > b) : (a < b)); }\n");
}

TEST(Schemata, PlacesInsideAreRewrittenInTheOriginalOnly) {
    const Rewritten out = rewritten("bool f() { return a - b == c; }\n");
    EXPECT_THAT(out.text, HasSubstr("on(1) ? (a - b != c) : ((::plumbline::mutant::on(2) ? (a + b)"));
}

TEST(Schemata, WhatAnIfAsksMayBeAFormula) {
    const Rewritten out = rewritten("void f() { if (a(b)) { return; } }\n");
    EXPECT_THAT(out.text, HasSubstr("truth(false) : "));
    EXPECT_THAT(out.text, HasSubstr("::plumbline::mutant::truth(a(b))"));
}

TEST(Schemata, AStatementStaysOne) {
    const Rewritten out = rewritten("void f() { a = b; }\n");
    EXPECT_THAT(out.text, HasSubstr("{ if (::plumbline::mutant::on(1)) {  } else { a = b; } }"));
}

TEST(Schemata, NamesDoNotDependOnPlaces) {
    const std::vector<std::string> before = names(rewritten("bool f() { return a < b; }\n").mutants);
    const std::vector<std::string> after =
        names(rewritten("int g;\n\n\nbool f() {\n    return a <\n           b;\n}\n").mutants);
    EXPECT_EQ(before, after);
    EXPECT_EQ(before.front(), "file.hpp f: a < b => a <= b");
}

TEST(Schemata, WhatIsWrittenTwiceHasTwoNames) {
    EXPECT_THAT(names(rewritten("void f() {\n    use();\n    use();\n}\n").mutants),
                ElementsAre("file.hpp f: use(); => nothing", "file.hpp f: use(); => nothing #2"));
}

TEST(Schemata, AVariationPointIsOneMutantWhereverItIsRead) {
    const Rewritten out =
        rewritten("bool f() { return rules.taste == x; }\nbool g() { return y.rules.taste == x; }\n", true);
    EXPECT_THAT(names(out.mutants), ElementsAre("rules.hpp taste: rules.taste => Taste::sweet",
                                                "rules.hpp taste: rules.taste => Taste::sour"));
    EXPECT_THAT(out.text, HasSubstr("on(2) ? (::plumbline::Taste::sour) : (y.rules.taste)"));
}

TEST(EvaluatedAtStart, OutsideFunctionsAndWithoutTheMessage) {
    const Source source(
        "namespace a {\nstatic_assert(f(1, 2) == b<3, 4>, \"why\");\nint g() { static_assert(c); }\n}\n");
    EXPECT_EQ(evaluate_at_start("x.cpp", source),
              "#include \"proofs/mutants/mutant.hpp\"\nnamespace a {\nstatic const bool evaluated_at_start_1 = "
              "::plumbline::mutant::evaluated(\"x.cpp:1\", [] { return bool(f(1, 2) == b<3, 4>); });\n"
              "int g() { static_assert(c); }\n}\n");
}

}  // namespace
}  // namespace plumbline::mutants
