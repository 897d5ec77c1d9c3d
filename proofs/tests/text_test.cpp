// Numbers of 128 bits as text and back: how models are read, and how vectors are kept.
#include "proofs/symbolic/range.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace plumbline::symbolic {
namespace {

RC_GTEST_PROP(Text, GoesRound, (std::int64_t high, std::uint64_t low)) {
    const Int128 number = static_cast<Int128>(high) * (Int128{1} << 64U) + static_cast<Int128>(low);
    RC_ASSERT(from_text(to_text(number)) == number);
    RC_ASSERT(from_text(to_text(static_cast<Int128>(high))) == high);
}

TEST(Text, GoesRoundAtTheEnds) {
    for (const Int128 number : {Wide128::range.low, Wide128::range.high, Int128{0}, Int128{-1}}) {
        EXPECT_TRUE(from_text(to_text(number)) == number) << to_text(number);
    }
    EXPECT_EQ(to_text(Wide128::range.low), "-170141183460469231731687303715884105728");
}

TEST(Text, OfWhatDoesNotFitIsAFault) {
    for (const char* text : {"170141183460469231731687303715884105729", "-170141183460469231731687303715884105729",
                             "1e3", "1.5", "(- 1)", " 1"}) {
        EXPECT_THROW(from_text(text), std::logic_error) << text;
    }
}

}  // namespace
}  // namespace plumbline::symbolic
