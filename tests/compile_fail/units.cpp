// Units that do not mix (CV-3): without a case everything here compiles; each case is one mixture.
#include "reference/units.hpp"

using namespace plumbline;

int main() {
    Msat<> amount(1'000);
    const Seconds<> period(90);
    [[maybe_unused]] const Slots<> slots(5);
    const Height<> height(800'000);
    const SignedMsat<> reputation(-7);
    [[maybe_unused]] const Scid channel{0x0c35'0000'0001'0000};

    // What is right: the same unit, or a conversion that is written out.
    amount = amount + Msat<>(1);
    const Seconds<> twice = period + period;
    const SignedMsat<> as_signed(Running::saturated(Running::wide(amount.count())));
    const bool enough = reputation >= as_signed;

#if defined(MSAT_PLUS_SECONDS)
    amount = amount + period;
#elif defined(MSAT_FROM_SLOTS)
    amount = slots;
#elif defined(MSAT_MADE_OF_SLOTS)
    amount = Msat<>(slots);
#elif defined(MSAT_FROM_NUMBER)
    amount = 1'000;
#elif defined(NUMBER_FROM_MSAT)
    const std::uint64_t bare = amount;
#elif defined(HEIGHT_PLUS_SECONDS)
    const auto later = height + period;
#elif defined(HEIGHT_LESS_THAN_SECONDS)
    const bool before = height < period;
#elif defined(SIGNED_MSAT_AGAINST_MSAT)
    const bool mixed = reputation >= amount;
#elif defined(SCID_AS_NUMBER)
    const std::uint64_t number = channel;
#elif defined(SCID_PLUS_ONE)
    const auto next = channel + 1;
#elif defined(SCID_AS_HTLC_ID)
    const HtlcRef htlc{channel, channel};
#endif

    return enough && twice > period && height > Height<>(0) ? 0 : 1;
}
