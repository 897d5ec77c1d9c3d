// The reader of restart scenarios, and reconstruction from whatever it admits.
#include "tests/fuzz/support/require.hpp"
#include "tests/restart/scenario.hpp"

namespace plumbline::restart {
namespace {

// What is read is written and read again: the same. From any durable state a node is rebuilt under contract, or the
// state is refused with its place; and twice alike.
void check(const std::string& text) {
    Scenario scenario;
    try {
        scenario = read_scenario(text);
    } catch (const JsonFormError&) {
        return;
    }
    DurableState again{};
    from_json(to_json(scenario.durable_state), "", again);
    fuzz::require(again == scenario.durable_state, "a durable state is read back as it was written");
    for (const bool from_monitors : {true, false}) {
        const Options options{from_monitors, contracts::Mode::enforce, {}};
        const auto outcome = reconstruct(scenario.durable_state, options);
        fuzz::require(outcome == reconstruct(again, options), "the same is rebuilt from the same");
        if (const auto* error = std::get_if<RestartError>(&outcome)) {
            fuzz::require(!error->place.empty(), "a refusal names the place");
        }
    }
}

}  // namespace
}  // namespace plumbline::restart

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name for it
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    plumbline::restart::check(std::string(reinterpret_cast<const char*>(data), size));
    return 0;
}
