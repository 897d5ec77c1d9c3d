// The model's averages against directed rounding and against the table of the chapter.
#include "tests/model/history_average.hpp"

#include <gtest/gtest.h>
#include <mpfi.h>
#include <mpfi_io.h>

#include <array>
#include <random>
#include <vector>

namespace plumbline::model {
namespace {

/// An MPFI interval of 256 bits that cleans up after itself.
class Real {
public:
    explicit Real(long double value = 0) {
        mpfi_init2(value_, 256);
        set(value);
    }

    Real(const Real&) = delete;
    Real(Real&&) = delete;
    Real& operator=(const Real&) = delete;
    Real& operator=(Real&&) = delete;

    ~Real() { mpfi_clear(value_); }

    mpfi_ptr operator*() { return value_; }

    void set(long double value) {
        mpfr_set_ld(&value_->left, value, MPFR_RNDN);  // exact: 256 bits
        mpfr_set_ld(&value_->right, value, MPFR_RNDN);
    }

    /// Whether all of it lies in `enclosure`.
    bool inside(const Enclosure& enclosure) {
        return mpfr_cmp_ld(&value_->left, enclosure.low) >= 0 && mpfr_cmp_ld(&value_->right, enclosure.high) <= 0;
    }

private:
    mpfi_t value_;
};

/// rate^elapsed into `factor`.
void exact_factor(Real& factor, std::uint64_t elapsed, std::uint64_t window, DecayRate rate) {
    Real divisor(static_cast<long double>(window));
    factor.set(-static_cast<long double>(elapsed));
    mpfi_div(*factor, *factor, *divisor);
    if (rate == DecayRate::draft) {
        mpfi_mul_2ui(*factor, *factor, 1);
        mpfi_exp2(*factor, *factor);
    } else {
        mpfi_exp(*factor, *factor);
    }
}

constexpr std::array rates{DecayRate::draft, DecayRate::exponential};

TEST(HistoryAverage, FactorsAreEnclosedAndNarrow) {
    std::mt19937_64 random(20240229);
    for (int i = 0; i < 20'000; ++i) {
        const std::uint64_t window = 1 + (random() >> (14 + random() % 50));
        const std::uint64_t elapsed = random() >> (random() % 64);
        for (const DecayRate rate : rates) {
            Real factor;
            exact_factor(factor, elapsed, window, rate);
            const Enclosure enclosure = decay_factor(elapsed, window, rate);
            ASSERT_TRUE(factor.inside(enclosure)) << elapsed << " of " << window;
            ASSERT_LE(enclosure.high - enclosure.low, std::ldexp(1.0L, -58)) << elapsed << " of " << window;
        }
    }
}

TEST(HistoryAverage, SumsAreEnclosedAndNarrow) {
    std::mt19937_64 random(20240229);
    for (std::size_t history = 0; history < 200; ++history) {
        const std::uint64_t window = 1 + random() % 20'000'000;
        const DecayRate rate = rates[history % 2];
        HistoryAverage average(rate, window);
        std::vector<std::pair<std::int64_t, std::uint64_t>> added;
        std::uint64_t now = 1'700'000'000;
        for (std::uint64_t i = 0; i < 1 + random() % 60; ++i) {
            now += random() % (window / 4 + 2);
            const auto amount =
                static_cast<std::int64_t>(random() >> (7 + random() % 57)) * (random() % 2 == 0 ? 1 : -1);
            average.add(amount, now);
            added.emplace_back(amount, now);
        }
        now += random() % window;
        Real sum;
        long double magnitudes = 1;
        for (const auto& [amount, time] : added) {
            Real factor;
            exact_factor(factor, now - time, window, rate);
            Real value(static_cast<long double>(amount));
            mpfi_mul(*factor, *factor, *value);
            mpfi_add(*sum, *sum, *factor);
            magnitudes += std::fabs(static_cast<long double>(amount));
        }
        const Enclosure enclosure = average.exact(now);
        ASSERT_TRUE(sum.inside(enclosure));
        ASSERT_LE(enclosure.high - enclosure.low, std::ldexp(magnitudes, -54));
    }
}

// DA-9 states a simpler bound than the one that is kept here, addition by addition.
TEST(HistoryAverage, StoredValuesStayWithinTheStatedBound) {
    std::mt19937_64 random(20240229);
    HistoryAverage average(DecayRate::draft, 1'209'600);
    std::uint64_t now = 1'700'000'000;
    long double largest = 0;
    for (int additions = 1; additions <= 300; ++additions) {
        now += random() % 100'000;
        average.add(static_cast<std::int64_t>(random() % 2'000'000'000'000) - 1'000'000'000'000, now);
        const Enclosure stored = average.stored(now);
        const Enclosure exact = average.exact(now);
        largest = std::max(largest, stored.magnitude());
        const long double bound = additions * (1 + std::ldexp(largest, -44));
        ASSERT_LE(stored.high - exact.high, bound);
        ASSERT_LE(exact.low - stored.low, bound);
        ASSERT_GE(stored.high - exact.high, 1);
    }
}

struct Published {
    std::int64_t added;
    std::uint64_t elapsed;
    std::uint64_t window;
    long double draft;
    long double later;
};

// The chapter's table of values, as far as its digits go.
TEST(HistoryAverage, GivesThePublishedValues) {
    constexpr std::array table{
        Published{1'000'000, 1, 1'209'600, 999'998.853924L, 999'999.173281L},
        Published{1'000'000, 86'400, 1'209'600, 905'723.664264L, 931'062.779704L},
        Published{1'000'000, 302'400, 1'209'600, 707'106.781187L, 778'800.783071L},
        Published{-1'000'000, 604'801, 1'209'600, -499'999.426961L, -606'530.158282L},
        Published{7'257'600, 1, 14'515'200, 7'257'599.306853L, 7'257'599.50000002L},
        Published{1'000'000, 25, 97, 699'567.941372L, 772'802.347245L},
    };
    for (const Published& row : table) {
        for (const DecayRate rate : rates) {
            HistoryAverage average(rate, row.window);
            average.add(row.added, 1'000);
            const Enclosure value = average.exact(1'000 + row.elapsed);
            EXPECT_NEAR(static_cast<double>(value.low - (rate == DecayRate::draft ? row.draft : row.later)), 0, 1e-6);
        }
    }
}

TEST(HistoryAverage, TimesAndZeroesAreTakenAsTheChapterSays) {
    HistoryAverage average(DecayRate::draft, 100);
    EXPECT_EQ(average.read(5).high, 0);
    average.add(1'000, 1'000);
    average.add(0, 2'000);
    EXPECT_EQ(average.last_update(), 1'000U);       // DA-10
    EXPECT_TRUE(average.exact(3).contains(1'000));  // DA-6
    average.add(1'000, 7);
    EXPECT_TRUE(average.exact(1'050).contains(1'000));  // both from 1 000 s on, halved once
    average.add(9'223'372'036'854'775'807, 1'050);      // DA-8
    EXPECT_TRUE(average.exact(1'100).contains(4'611'686'018'427'387'904));
    EXPECT_FALSE(average.exact(1'100).contains(4'611'686'018'427'388'404));
    EXPECT_FALSE(average.read(1'050).contains(9'223'372'036'854'000'000));
}

TEST(HistoryWindowAverage, DividesByTheWindowsThatHaveBeen) {
    HistoryWindowAverage average(DecayRate::draft, 100, 12, 1'000);
    average.add(1'200'000, 1'000);
    EXPECT_TRUE(average.exact(1'000).contains(1'200'000));  // age 0: by 1
    // Half of it is left after half of 1200 s, and six windows have been.
    EXPECT_NEAR(static_cast<double>(average.exact(1'600).low), 100'000, 1e-6);
    EXPECT_NEAR(static_cast<double>(average.exact(3'400).low), 1'200'000.0 / 16 / 12, 1e-6);
    EXPECT_TRUE(average.read(1'600).contains(100'002));
    EXPECT_FALSE(average.read(1'600).contains(100'003));
}

}  // namespace
}  // namespace plumbline::model
