// Mistakes in the functions that chapter 14 is about, each of which a clause must refuse.
#pragma once

#include "proofs/attack_bounds/account.hpp"

#include <algorithm>

namespace plumbline::attack_bounds {

struct HalfTheRisk : ReferenceFunctions {
    static SignedMsat<> risk(const HeldHtlc<>& htlc, const Parameters<>& parameters) {
        return SignedMsat<>(ReferenceFunctions::risk(htlc, parameters).count() / Running::Integer(2));
    }
};

/// (expiry - height) * 600 in 32 bits.
struct RiskOf32Bits : ReferenceFunctions {
    static SignedMsat<> risk(const HeldHtlc<>& htlc, const Parameters<>& parameters) {
        const std::uint64_t blocks = (htlc.cltv_expiry - htlc.height_added).count().get();
        return opportunity_cost(Seconds<>(static_cast<std::uint32_t>(blocks * seconds_per_block)), htlc.fee,
                                parameters);
    }
};

struct RiskFromTheFirstSecond : ReferenceFunctions {
    static SignedMsat<> risk(const HeldHtlc<>& htlc, const Parameters<>& parameters) {
        HeldHtlc<> longer = htlc;
        longer.cltv_expiry += Height<>(1 + parameters.resolution_period.count().get() / seconds_per_block);
        return ReferenceFunctions::risk(longer, parameters);
    }
};

struct FailureIsFree : ReferenceFunctions {
    static SignedMsat<> effect(const HeldHtlc<>& htlc, const Parameters<>& parameters) {
        return htlc.resolution == Resolution::failed ? SignedMsat<>(0) : ReferenceFunctions::effect(htlc, parameters);
    }
};

struct FailureEarns : ReferenceFunctions {
    static SignedMsat<> effect(HeldHtlc<> htlc, const Parameters<>& parameters) {
        htlc.resolution = Resolution::settled;
        return ReferenceFunctions::effect(htlc, parameters);
    }
};

struct OverpaymentEarns : ReferenceFunctions {
    static SignedMsat<> effect(HeldHtlc<> htlc, const Parameters<>& parameters) {
        htlc.fee += Msat<>(1);
        return ReferenceFunctions::effect(htlc, parameters);
    }
};

struct NobodyIsTold : ReferenceFunctions {
    static SignedMsat<> effect(HeldHtlc<> htlc, const Parameters<>& parameters) {
        htlc.accountable = true;
        return ReferenceFunctions::effect(htlc, parameters);
    }
};

struct NoPeriodOfGrace : ReferenceFunctions {
    static SignedMsat<> effect(HeldHtlc<> htlc, const Parameters<>& parameters) {
        htlc.held =
            Seconds<>(std::min(htlc.held.count().get(), std::uint64_t{1} << 50U)) + parameters.resolution_period;
        return ReferenceFunctions::effect(htlc, parameters);
    }
};

struct WithoutOwnRisk : ReferenceFunctions {
    static bool sufficient(Standing<> standing) {
        standing.htlc_risk = WideMsat<>(0);
        return standing.sufficient();
    }
};

struct WithoutRiskInFlight : ReferenceFunctions {
    static bool sufficient(Standing<> standing) {
        standing.in_flight_risk = WideMsat<>(0);
        return standing.sufficient();
    }
};

struct WithoutThreshold : ReferenceFunctions {
    static bool sufficient(Standing<> standing) {
        standing.incoming_revenue_threshold = SignedMsat<>(0);
        return standing.sufficient();
    }
};

struct OneTooFew : ReferenceFunctions {
    static bool sufficient(Standing<> standing) {
        standing.htlc_risk -= WideMsat<>(1);
        return standing.sufficient();
    }
};

struct GrowsWithTime : ReferenceFunctions {
    static SignedMsat<> read(const DecayingAverage<>& average, Seconds<> now, Seconds<>, const Rules&) {
        const auto grown = Running::wide(average.value.count()) + Running::wide((now - average.last_update).count());
        return SignedMsat<>(Running::saturated(grown));
    }
};

struct LossesAreForgotten : ReferenceFunctions {
    static void add(DecayingAverage<>& average, SignedMsat<> amount, Seconds<> now, Seconds<> span,
                    const Rules& rules) {
        plumbline::add(average, amount < SignedMsat<>(0) ? SignedMsat<>(0) : amount, now, span, rules);
    }
};

struct GainsCountTwice : ReferenceFunctions {
    static void add(DecayingAverage<>& average, SignedMsat<> amount, Seconds<> now, Seconds<> span,
                    const Rules& rules) {
        plumbline::add(average, amount, now, span, rules);
        plumbline::add(average, amount, now, span, rules);
    }
};

}  // namespace plumbline::attack_bounds
