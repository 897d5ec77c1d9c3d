#include "tests/conformance/audit/diagnosis.hpp"

#include <algorithm>
#include <bit>

namespace plumbline::conformance {

Rules rules_with(const Rules& profile, DeviationSet set) {
    Rules rules = profile;
    const auto known = known_deviations();
    for (std::size_t i = 0; i < known.size(); ++i) {
        if ((set >> i & 1U) != 0) {
            known[i].apply(rules);
        }
    }
    return rules;
}

Diagnosis::Diagnosis(const LogHeader& header, Precision precision, DeviationSet candidates)
    : header_(header), precision_(precision), considered_(candidates) {}

// Every subset of what is considered, by stepping through its bits only.
void Diagnosis::list_candidates() {
    DeviationSet subset = 0;
    do {
        candidates_.push_back(subset);
        subset = (subset - considered_) & considered_;
    } while (subset != 0);
    std::sort(candidates_.begin(), candidates_.end(), [](DeviationSet a, DeviationSet b) {
        return std::popcount(a) != std::popcount(b) ? std::popcount(a) < std::popcount(b) : a < b;
    });
    refuter_.assign(candidates_.size(), 0);
}

bool Diagnosis::explains(DeviationSet set, const Observed& observed) const {
    const Rules rules = rules_with(header_.profile, set);
    if (reproduce(observed.state, observed.entry, setting_for<Running>(header_, rules), false).clean()) {
        return true;
    }
    return precision_ == Precision::tolerance &&
           judge(observed.enclosing, observed.entry, setting_for<oracle::Enclosing>(header_, rules), false).clean();
}

DeviationSet Diagnosis::solve() {
    if (candidates_.empty()) {
        list_candidates();
    }
    while (tried_ < budget()) {
        std::size_t candidate = 0;
        const auto refuted = [&](std::size_t index) {
            if (refuter_[index] != 0) {
                return true;
            }
            // The latest witness first: it is the one that the earlier candidates did not yet face.
            for (std::size_t i = witnesses_.size(); i-- > 0;) {
                ++tried_;
                if (!explains(candidates_[index], observations_[witnesses_[i]])) {
                    refuter_[index] = static_cast<std::uint32_t>(witnesses_[i] + 1);
                    return true;
                }
            }
            return false;
        };
        while (candidate < candidates_.size() && tried_ < budget() && refuted(candidate)) {
            ++candidate;
        }
        if (tried_ >= budget()) {
            break;
        }
        if (candidate == candidates_.size()) {
            // Nothing explains the latest witness together with the others: it stays unexplained, and whom it refuted
            // may return.
            const std::size_t hopeless = witnesses_.back();
            witnesses_.pop_back();
            unexplained_.push_back(hopeless);
            std::replace(refuter_.begin(), refuter_.end(), static_cast<std::uint32_t>(hopeless + 1), 0U);
            continue;
        }
        const DeviationSet set = candidates_[candidate];
        std::size_t open = 0;
        while (open < observations_.size() &&
               (std::find(unexplained_.begin(), unexplained_.end(), open) != unexplained_.end() ||
                explains(set, observations_[open]))) {
            ++open;
        }
        if (open == observations_.size()) {
            return set;
        }
        witnesses_.push_back(open);
    }
    smallest_ = false;
    return climb();
}

std::size_t Diagnosis::budget() const {
    // A trial in tolerance takes some ten times as long as an exact one.
    return precision_ == Precision::exact ? 400'000 : 40'000;
}

DeviationSet Diagnosis::climb() const {
    const std::size_t looked_at = std::min<std::size_t>(observations_.size(), 200);
    const auto explained = [&](DeviationSet set) {
        return std::count_if(observations_.begin(), observations_.begin() + static_cast<std::ptrdiff_t>(looked_at),
                             [&](const Observed& observed) { return explains(set, observed); });
    };
    DeviationSet best = 0;
    auto most = explained(best);
    for (bool better = true; better;) {
        better = false;
        const DeviationSet from = best;
        for (DeviationSet rest = considered_ & ~from; rest != 0; rest &= rest - 1) {
            const DeviationSet next = from | (rest & (~rest + 1));
            const auto count = explained(next);
            if (count > most) {
                most = count;
                best = next;
                better = true;
            }
        }
    }
    return best;
}

}  // namespace plumbline::conformance
