// Scenarios spoiled one place at a time, or several: whatever the reader admits is rebuilt under contract or refused,
// and alike in whatever order its lists come.
#include "tests/restart/random_state.hpp"
#include "tests/restart/scenario.hpp"

#include <gmock/gmock.h>

#include <map>

namespace plumbline::restart {
namespace {

constexpr int kSpoiled = 40'000;

// Every value in a JSON text, with its parents.
void collect(Json& json, std::vector<Json*>& all) {
    all.push_back(&json);
    if (json.is_structured()) {
        for (Json& child : json) {
            collect(child, all);
        }
    }
}

class Spoiler {
public:
    explicit Spoiler(std::uint64_t seed) : random_(seed) {}

    void spoil(Json& state) {
        std::vector<Json*> all;
        collect(state, all);
        Json& at = *all[below(all.size())];
        if (at.is_number()) {
            at = one_in(8) ? ~std::uint64_t{0} - below(3) : below(12);
        } else if (at.is_boolean()) {
            at = !at.get<bool>();
        } else if (at.is_array() && !at.empty()) {
            spoil_list(at);
        } else if (at.is_string()) {
            // Another text of the same kind, from somewhere else.
            const Json& other = *all[below(all.size())];
            at = other.is_string() ? other : at;
        } else if (at.is_object() && !at.empty() && one_in(3)) {
            at.erase(std::next(at.begin(), static_cast<std::ptrdiff_t>(below(at.size()))));
        }
    }

    std::mt19937_64& random() { return random_; }

    std::uint64_t below(std::uint64_t end) { return random_() % end; }

private:
    bool one_in(std::uint64_t n) { return below(n) == 0; }

    void spoil_list(Json& list) {
        const auto place = below(list.size());
        if (one_in(2)) {
            list.push_back(Json(list[place]));
        } else {
            list.erase(place);
        }
    }

    std::mt19937_64 random_;
};

TEST(SpoiledStates, AreRebuiltOrRefusedAlikeInWhateverOrder) {
    Spoiler spoiler(20261126);
    std::vector<Json> states;
    for (const Scenario& scenario : all_scenarios()) {
        states.push_back(to_json(scenario.durable_state));
    }
    std::map<std::string_view, int> refused;
    int unreadable = 0;
    int rebuilt = 0;
    for (int i = 0; i < kSpoiled && !HasFailure(); ++i) {
        Json json = states[spoiler.below(states.size())];
        for (std::uint64_t times = 1 + spoiler.below(3); times > 0; --times) {
            spoiler.spoil(json);
        }
        DurableState state{};
        try {
            from_json(json, "", state);
        } catch (const JsonFormError&) {
            ++unreadable;
            continue;
        }
        const Options options{spoiler.below(4) > 0, contracts::Mode::enforce, {}};
        DurableState shuffled = state;
        shuffle(shuffled, spoiler.random());
        const auto outcome = reconstruct(std::move(state), options);
        EXPECT_EQ(outcome, reconstruct(std::move(shuffled), options)) << json.dump();
        if (const auto* error = std::get_if<RestartError>(&outcome)) {
            ++refused[name(error->refusal)];
            EXPECT_FALSE(error->place.empty());
        } else {
            ++rebuilt;
        }
    }
    EXPECT_EQ(refused.size(), 9U);
    EXPECT_GT(rebuilt, kSpoiled / 10);
    EXPECT_GT(unreadable, 0);
}

}  // namespace
}  // namespace plumbline::restart
