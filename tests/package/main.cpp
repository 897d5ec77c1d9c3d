// What a user of the installed package writes: a manager with two channels, one HTLC, and the requirements by ID.

#include <plumbline/generated/requirements.hpp>
#include <plumbline/reference/resource_manager/default_resource_manager.hpp>

#include <iostream>

using namespace plumbline;

auto main() -> int {
    static_assert(!spec::requirements.empty());

    DefaultResourceManager manager = DefaultResourceManager::create({}).value();
    const Scid incoming{1};
    const Scid outgoing{2};
    const Seconds<> now{1'700'000'000};
    const ChannelLimits<> limits{Slots<>(483), Msat<>(1'000'000'000)};
    for (const Scid channel : {incoming, outgoing}) {
        if (!manager.add_channel(channel, limits, now)) {
            return 1;
        }
    }
    const HtlcOffer<> offer{{incoming, HtlcId{0}}, outgoing,      Msat<>(1'000'000),
                            Msat<>(999'000),       Msat<>(1'000), Height<>(800'040),
                            Height<>(800'000),     false,         true};
    const auto verdict = manager.add_htlc(offer, now);
    if (!verdict) {
        return 1;
    }
    std::cout << spec::requirements.size() << " requirements; the HTLC goes to bucket " << name(verdict->bucket)
              << '\n';
    return manager.pending_count() == 1 ? 0 : 1;
}
