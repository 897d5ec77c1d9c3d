// The reader of saved forms.
//
// The first byte chooses: 0 reads the rest as it is; anything else takes the rest for a body and puts a header and a
// checksum around it, so that what is inside is reached. Its upper bits choose the configuration.
#include "reference/resource_manager/saved_form.hpp"

#include "reference/resource_manager/saved_state.hpp"
#include "tests/fuzz/support/require.hpp"
#include "tests/saved_form/hand_made.hpp"

#include <array>
#include <variant>

namespace {

using namespace plumbline;
using fuzz::require;
using saved_form_test::Bytes;

DefaultResourceManager::Options options_of(std::uint8_t choice) {
    constexpr std::array<std::array<std::uint64_t, 2>, 4> percentages{{{40, 20}, {0, 0}, {100, 0}, {3, 90}}};
    DefaultResourceManager::Options options;
    const auto& [general, congestion] = percentages[choice >> 6U];
    options.parameters.general_percent = general;
    options.parameters.congestion_percent = congestion;
    options.rules = (choice & 0x20U) != 0 ? later_profile : draft_profile;
    options.contracts = contracts::Mode::enforce;
    return options;
}

void check_refusal(const saved_form::Refusal& refusal, const Bytes& form) {
    require(refusal.place.offset <= form.size(), "the place is in the form");
    require(!refusal.place.record.empty() && !refusal.sentence.empty(), "a refusal says where and why");
}

/// What is read is written as a form that is read as the same.
void check_rewriting(const DefaultResourceManager& manager) {
    const Bytes rewritten = saved_form::write(manager);
    const auto again = saved_form::read(rewritten, manager.options());
    const auto* restored = std::get_if<saved_form::Restored>(&again);
    require(restored != nullptr, "what was written is read");
    require(restored->manager.same_state(manager), "as the same state");
    require(saved_form::write(restored->manager) == rewritten, "and written with the same bytes");
}

/// Every pending HTLC can be resolved, and then nothing is held.
void check_resolving(DefaultResourceManager manager) {
    const saved_form::SavedState state = saved_form::ManagerAccess::state_of(manager);
    for (const auto& saved : state.pending) {
        const auto resolved =
            manager.resolve_htlc(saved.name, saved.htlc.outgoing, Resolution::settled, state.written_at);
        require(resolved.ok() && resolved->bucket == saved.htlc.bucket, "what is pending can be resolved");
    }
    require(manager.pending_count() == 0, "nothing is pending");
    for (const auto& saved : state.channels) {
        const Channel<>* channel = manager.channel(saved.scid);
        require((channel == nullptr) == saved.closing, "closing channels have gone, the others not");
        if (channel != nullptr) {
            require(channel->general.resources.slots_used == Slots<>(0) &&
                        channel->congestion.slots_used == Slots<>(0) && channel->protected_.slots_used == Slots<>(0) &&
                        channel->in_flight_risk == WideMsat<>(0),
                    "nothing is held");
        }
    }
}

}  // namespace

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name for it
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) {
        return -1;
    }
    const Bytes rest(data + 1, data + size);
    const Bytes form = data[0] == 0 ? rest : saved_form_test::form(rest);
    auto result = saved_form::read(form, options_of(data[0]));
    if (const auto* refusal = std::get_if<saved_form::Refusal>(&result)) {
        check_refusal(*refusal, form);
        return 0;
    }
    const auto& manager = std::get<saved_form::Restored>(result).manager;
    check_rewriting(manager);
    check_resolving(manager);
    return 0;
}
