// AB-15 on the reference's manager: whatever comes and goes, what settled on a channel pays for what it held.
#include "tests/properties/generators.hpp"
#include "tests/support/manager.hpp"

#include <boost/multiprecision/cpp_int.hpp>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <vector>

namespace plumbline::attack_bounds {
namespace {

using boost::multiprecision::cpp_int;
using properties::evenly;
using support::alice;
using support::bob;
using support::carol;
using support::offer;

/// An outgoing channel's sums, kept beside the manager and without its functions.
struct Sums {
    cpp_int paid;
    cpp_int lost;
    cpp_int at_risk;
};

/// OC-1, OC-2: to the nearest msat, halves up.
cpp_int cost(std::uint64_t held, std::uint64_t fee) {
    return held <= 90 ? cpp_int(0) : cpp_int(((held - 90) * cpp_int(fee) + 45) / 90);
}

/// A manager, its clock, and what is in flight. Every HTLC is resolved by its expiry, at ten minutes a block.
class Life {
public:
    explicit Life(const Rules& rules)
        : manager_(
              support::make_manager_with_channels(support::limits(12, 1'000'000), contracts::Mode::enforce, rules)) {}

    void add(const support::OfferOf& of) {
        const HtlcOffer<> htlc = offer(of);
        const Verdict<> verdict = manager_.add_htlc(htlc, now_).value();
        if (!verdict.forwarded()) {
            return;
        }
        const bool admitted = verdict.threshold_asked && verdict.standing.sufficient();
        const cpp_int risk = admitted ? cost(of.blocks * 600, of.fee) : cpp_int(0);
        sums_[of.to].at_risk += risk;
        by_reputation += admitted ? 1U : 0U;
        pending_.push_back({htlc, now_, now_ + Seconds<>(of.blocks * 600), admitted, risk});
    }

    /// Lets time pass; what expires meanwhile fails at its expiry.
    void wait(std::uint64_t seconds) {
        const Seconds<> until = now_ + Seconds<>(seconds);
        std::sort(pending_.begin(), pending_.end(), [](const auto& a, const auto& b) { return a.expiry > b.expiry; });
        while (!pending_.empty() && pending_.back().expiry <= until) {
            now_ = std::max(now_, pending_.back().expiry);
            resolve_last(Resolution::failed);
        }
        now_ = until;
    }

    void resolve_one(std::uint64_t which, Resolution resolution) {
        if (!pending_.empty()) {
            std::swap(pending_[which % pending_.size()], pending_.back());
            resolve_last(resolution);
        }
    }

    [[nodiscard]] bool within_bounds() const {
        return std::all_of(sums_.begin(), sums_.end(), [&](const auto& entry) {
            const auto& [channel, sums] = entry;
            const cpp_int reputation = manager_.reputation(channel, now_).value().count().get();
            const cpp_int left = sums.paid - sums.lost;
            return sums.at_risk <= left && reputation <= left;
        });
    }

    unsigned by_reputation = 0;

private:
    struct Held {
        HtlcOffer<> htlc;
        Seconds<> added;
        Seconds<> expiry;
        bool admitted;
        cpp_int risk;
    };

    void resolve_last(Resolution resolution) {
        const Held held = pending_.back();
        pending_.pop_back();
        RC_ASSERT(support::resolve(manager_, held.htlc, resolution, now_).ok());
        Sums& sums = sums_[held.htlc.outgoing];
        const std::uint64_t fee = held.htlc.fee.count().get();
        if (resolution == Resolution::settled) {
            sums.paid += fee;
        }
        if (held.admitted) {
            sums.lost += cost((now_ - held.added).count().get(), fee);
            sums.at_risk -= held.risk;
        }
    }

    DefaultResourceManager manager_;
    Seconds<> now_ = support::start;
    std::vector<Held> pending_;
    std::map<Scid, Sums> sums_;
};

unsigned admitted_by_reputation = 0;

void live() {
    Life life(*properties::a_profile());
    const std::vector<Scid> channels{alice, bob, carol};
    for (std::uint64_t id = 0; id < 60; ++id) {
        const std::size_t from = *evenly(2);
        const std::size_t to = (from + 1 + *evenly(1)) % 3;
        switch (*evenly(3)) {
        case 0:
            life.resolve_one(*evenly(100), *evenly(2) == 0 ? Resolution::failed : Resolution::settled);
            break;
        case 1:
            life.wait(*evenly(3) == 0 ? *evenly(2'000'000) : *evenly(200));
            break;
        default:
            life.add({.from = channels[from],
                      .to = channels[to],
                      .id = id,
                      .amount = 1 + *evenly(1'000),
                      .fee = *evenly(2) == 0 ? *evenly(100'000) : *evenly(10),
                      .blocks = *evenly(1) == 0 ? 1 + *evenly(10) : 1 + *evenly(2'015),
                      .accountable = *evenly(1) == 0});
        }
        RC_ASSERT(life.within_bounds());
    }
    admitted_by_reputation += life.by_reputation;
}

TEST(AccountOfAManager, IsWithinItsBoundsAllItsLife) {
    EXPECT_TRUE(rc::check(live));
    EXPECT_GE(admitted_by_reputation, 500U) << "the bounds were hardly asked";
}

}  // namespace
}  // namespace plumbline::attack_bounds
