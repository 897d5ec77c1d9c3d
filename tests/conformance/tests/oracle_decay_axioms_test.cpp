// DA-11: what proofs assume of the decay, measured on the decay itself: intervals with directed rounding, which can
// refute an equation and never confirm one by luck of rounding. Wrong axioms, and wrong decays, are refuted by the same
// check.
#include "contracts/requirement.hpp"
#include "tests/conformance/oracle/real.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::oracle {
namespace {

/// The share that is kept over some seconds.
using Decay = std::function<Real(std::uint64_t)>;

struct Times {
    std::uint64_t first;
    std::uint64_t second;  ///< first + second fits 64 bits
};

/// An axiom: whether intervals leave it possible.
struct Axiom {
    std::string_view says;
    std::function<bool(const Decay&, const Times&)> possible;
};

int compared(Real a, Real b) {
    return mpfi_cmp(a.get(), b.get());  // 0 where they overlap
}

Real product(Real a, Real b) {
    Real result;
    mpfi_mul(result.get(), a.get(), b.get());
    return result;
}

Real sum(Real a, Real b) {
    Real result;
    mpfi_add(result.get(), a.get(), b.get());
    return result;
}

const Real zero{std::uint64_t{0}};
const Real one{std::uint64_t{1}};
const Real minus_one{std::int64_t{-1}};

const std::array<Axiom, 4> axioms{{
    {"d(0) = 1", [](const Decay& d, const Times&) { return compared(d(0), one) == 0; }},
    {"0 < d(t) <= 1",
     [](const Decay& d, const Times& t) {
         Real share = d(t.first);
         return mpfr_sgn(&share.get()->right) > 0 && compared(share, one) <= 0;
     }},
    {"d(s + t) = d(s) * d(t)",
     [](const Decay& d, const Times& t) {
         return compared(d(t.first + t.second), product(d(t.first), d(t.second))) == 0;
     }},
    {"s <= t implies d(s) >= d(t)",
     [](const Decay& d, const Times& t) { return compared(d(t.first), d(t.first + t.second)) >= 0; }},
}};

const std::array<Axiom, 5> wrong_axioms{{
    {"d(0) = 0", [](const Decay& d, const Times&) { return compared(d(0), zero) == 0; }},
    {"d(t) < 1",
     [](const Decay& d, const Times& t) {
         Real share = d(t.first);
         return mpfr_cmp_ui(&share.get()->left, 1) < 0;
     }},
    {"d(s + t) = d(s) + d(t) - 1",
     [](const Decay& d, const Times& t) {
         return compared(d(t.first + t.second), sum(sum(d(t.first), d(t.second)), minus_one)) == 0;
     }},
    {"d(s + t) = d(s) * d(t) * (1 - 2^-90)",
     [](const Decay& d, const Times& t) {
         Real less(std::uint64_t{1});
         mpfi_div_2ui(less.get(), less.get(), 90);
         mpfi_ui_sub(less.get(), 1, less.get());
         return compared(d(t.first + t.second), product(product(d(t.first), d(t.second)), less)) == 0;
     }},
    {"s <= t implies d(s) <= d(t)",
     [](const Decay& d, const Times& t) { return compared(d(t.first), d(t.first + t.second)) <= 0; }},
}};

Decay decay_of(std::uint64_t window, DecayRate rate) {
    return [=](std::uint64_t elapsed) { return kept_share(elapsed, window, rate); };
}

/// Windows that operators set, and the ends of what PA-2 and PA-3 allow.
constexpr std::array<std::uint64_t, 9> windows{
    1, 2, 97, 86'400, 1'209'600, 14'515'200, 1'209'600'000, std::uint64_t{1} << 40U, (std::uint64_t{1} << 40U) * 1000};

/// Times of every magnitude up to 2^64 - 1 in all, the ends, and those next to the window, the same in every run.
std::vector<Times> times_for(std::uint64_t window) {
    constexpr std::uint64_t most = UINT64_MAX;
    std::vector<Times> times{{0, 0},        {0, 1},           {1, 0},          {1, 1},
                             {most, 0},     {0, most},        {most - 1, 1},   {most / 2, most / 2},
                             {1, most - 1}, {window, window}, {window - 1, 1}, {window / 2, window / 2},
                             {window, 1}};
    std::mt19937_64 random(window);
    const auto any = [&](std::uint64_t limit) {
        const std::uint64_t number = random() >> (random() % 64U);
        return limit == most ? number : number % (limit + 1);
    };
    for (int n = 0; n < 400; ++n) {
        const std::uint64_t first = any(most);
        times.push_back({first, any(most - first)});
    }
    return times;
}

struct Count {
    int asked = 0;
    int impossible = 0;
};

Count check(const Axiom& axiom, const std::function<Decay(std::uint64_t)>& decay) {
    Count count;
    for (const std::uint64_t window : windows) {
        for (const Times& times : times_for(window)) {
            ++count.asked;
            count.impossible += axiom.possible(decay(window), times) ? 0 : 1;
        }
    }
    return count;
}

/// MPFR's widest range of exponents is that of the shares, too.
class DecayAxioms : public testing::TestWithParam<DecayRate> {
protected:
    void SetUp() override { mpfr_set_emin(mpfr_get_emin_min()); }

    void TearDown() override { mpfr_set_emin(before_); }

    [[nodiscard]] static std::function<Decay(std::uint64_t)> decay() {
        return [rate = GetParam()](std::uint64_t window) { return decay_of(window, rate); };
    }

private:
    mpfr_exp_t before_ = mpfr_get_emin();
};

TEST_P(DecayAxioms, HoldForEveryWindowAndTime) {
    EXPECT_EQ(contracts::req<"DA-11">.id(), "DA-11");
    for (const Axiom& axiom : axioms) {
        const Count count = check(axiom, decay());
        EXPECT_GE(count.asked, 3'700);
        EXPECT_EQ(count.impossible, 0) << axiom.says;
    }
}

// An interval that is wide leaves everything possible. These are narrow, 2^-100 of their value at most, but for shares
// below 2^(-2^62), whose lower end is 0: with a window of 1 or 2 s, after 10^18 s and more.
TEST_P(DecayAxioms, AreAskedOfNarrowIntervals) {
    int too_small = 0;
    const Axiom narrow{"narrow", [&](const Decay& d, const Times& t) {
                           Real share = d(t.first + t.second);
                           if (mpfr_zero_p(&share.get()->left) != 0) {
                               ++too_small;
                               return t.first + t.second > 1'000'000'000'000'000'000;
                           }
                           mpfr_t width;
                           mpfr_init2(width, 64);
                           mpfi_diam_rel(width, share.get());
                           const bool small = mpfr_cmp_ui_2exp(width, 1, -100) <= 0;
                           mpfr_clear(width);
                           return small;
                       }};
    const Count count = check(narrow, decay());
    EXPECT_EQ(count.impossible, 0);
    EXPECT_LE(too_small, count.asked / 50) << "of " << count.asked;
}

TEST_P(DecayAxioms, AreRefutedWhereTheyAreWrong) {
    for (const Axiom& wrong : wrong_axioms) {
        EXPECT_GT(check(wrong, decay()).impossible, 0) << wrong.says;
    }
}

/// What each wrong decay breaks: one axiom at least.
TEST(WrongDecays, AreRefutedByAnAxiom) {
    const auto refuted = [](const std::function<Decay(std::uint64_t)>& decay) {
        bool any = false;
        for (const Axiom& axiom : axioms) {
            any = any || check(axiom, decay).impossible > 0;
        }
        return any;
    };
    EXPECT_TRUE(refuted([](std::uint64_t window) {
        return [=](std::uint64_t elapsed) {  // whole half-lives only
            return kept_share(elapsed / window * window, window, DecayRate::draft);
        };
    })) << "in steps";
    EXPECT_TRUE(refuted([](std::uint64_t window) {
        return [=](std::uint64_t elapsed) {  // window / (window + elapsed)
            Real share(window);
            Real below = sum(Real(window), Real(elapsed));
            mpfi_div(share.get(), share.get(), below.get());
            return share;
        };
    })) << "hyperbolic";
    EXPECT_TRUE(refuted([](std::uint64_t window) {
        return [=](std::uint64_t elapsed) {  // 1 - elapsed / window, not below 0
            Real share(window - std::min(window, elapsed));
            Real below(window);
            mpfi_div(share.get(), share.get(), below.get());
            return share;
        };
    })) << "linear";
    EXPECT_TRUE(refuted([](std::uint64_t window) {
        return [=](std::uint64_t elapsed) {  // grows
            Real share = kept_share(elapsed, window, DecayRate::draft);
            mpfi_ui_div(share.get(), 1, share.get());
            return share;
        };
    })) << "growing";
}

INSTANTIATE_TEST_SUITE_P(Profiles, DecayAxioms, testing::Values(DecayRate::draft, DecayRate::exponential),
                         [](const auto& profile) {
                             return profile.param == DecayRate::draft ? std::string("draft") : std::string("later");
                         });

}  // namespace
}  // namespace plumbline::oracle
