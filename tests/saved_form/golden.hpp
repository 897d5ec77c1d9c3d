// The manager that golden_form() describes, brought about by operations.
#pragma once

#include "reference/resource_manager/saved_form.hpp"
#include "tests/saved_form/hand_made.hpp"
#include "tests/support/manager.hpp"

namespace plumbline::saved_form_test {

/// Without its unknown records.
inline DefaultResourceManager golden_manager(contracts::Mode mode = contracts::Mode::deep) {
    using namespace support;
    DefaultResourceManager manager = make_manager_with_channels(usual_limits, mode);
    settle_at_once(manager, offer({.from = carol, .to = alice, .fee = 5000}), start);

    // The pair's share of the general bucket is taken, the congestion bucket used and misused, and all given back.
    const HtlcOffer<> filler = offer({.to = carol, .id = 0, .amount = 5'000'000, .fee = 0});
    const HtlcOffer<> misuse = offer({.to = carol, .id = 1});
    static_cast<void>(manager.add_htlc(filler, start));
    static_cast<void>(manager.add_htlc(misuse, start));
    static_cast<void>(resolve(manager, misuse, Resolution::failed, after(100)));
    static_cast<void>(resolve(manager, filler, Resolution::failed, after(100)));

    static_cast<void>(manager.add_htlc(offer({.id = 2, .amount = 5'000'000}), after(200)));
    static_cast<void>(manager.add_htlc(offer({.id = 3}), after(200)));
    static_cast<void>(manager.add_htlc(
        offer({.from = bob, .to = alice, .id = 7, .amount = 2'000'000, .fee = 0, .accountable = true}), after(300)));
    static_cast<void>(manager.remove_channel(bob));
    return manager;
}

/// What was read; the form must be one that is accepted.
inline saved_form::Restored read_well(const Bytes& form, DefaultResourceManager::Options options) {
    saved_form::ReadResult result = saved_form::read(form, std::move(options));
    if (const auto* refusal = std::get_if<saved_form::Refusal>(&result)) {
        throw std::runtime_error("refused: " + describe(*refusal));
    }
    return std::get<saved_form::Restored>(std::move(result));
}

/// As read by a new process with the same configuration.
inline DefaultResourceManager restarted(const DefaultResourceManager& manager) {
    return read_well(saved_form::write(manager), manager.options()).manager;
}

}  // namespace plumbline::saved_form_test
