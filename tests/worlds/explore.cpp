#include "tests/worlds/explore.hpp"

#include "tests/support/violations.hpp"
#include "tests/worlds/resolving.hpp"

#include <deque>
#include <set>
#include <unordered_map>
#include <utility>

namespace plumbline::worlds {
namespace {

struct FingerprintHash {
    std::size_t operator()(const Fingerprint& print) const { return print.first; }
};

/// An operation tried in a state: what was answered, and where it led.
struct Edge {
    std::size_t answer = 0;
    std::uint32_t to = 0;
    bool harmless = false;  ///< a read, an error, or an HTLC that was failed: no later answer may depend on it
};

struct State {
    std::uint32_t parent = 0;
    std::uint32_t by = 0;  ///< index among the parent's operations
    std::uint32_t distance = 0;
    std::vector<Edge> edges;
};

class Explorer {
public:
    explicit Explorer(const Exploration& exploration) : exploration_(exploration) {}

    Explored run() {
        const support::ThrowingViolations throwing;
        enter(exploration_.begin, 0, 0, 0);
        while (!open_.empty() && explored_.fault.empty()) {
            const auto [world, index] = std::move(open_.front());
            open_.pop_front();
            expand(world, index);
        }
        explored_.states = states_.size();
        if (explored_.fault.empty()) {
            compare_harmless();
            count_sequences();
        }
        return std::move(explored_);
    }

private:
    std::uint32_t enter(const World& world, std::uint32_t parent, std::uint32_t by, std::uint32_t distance) {
        const auto next = static_cast<std::uint32_t>(states_.size());
        const auto [found, is_new] = known_.emplace(fingerprint(world), next);
        if (is_new) {
            states_.push_back({parent, by, distance, {}});
            check_resolving(world);
            if (distance < exploration_.length) {
                open_.emplace_back(world, next);
            }
        }
        return found->second;
    }

    void expand(const World& world, std::uint32_t index) {
        const std::vector<Operation> operations = exploration_.operations(world);
        for (std::uint32_t by = 0; by < operations.size(); ++by) {
            try {
                World next = world;
                const Answer answer = next.apply(operations[by], explored_.tally);
                ++explored_.operations;
                const bool offered = std::holds_alternative<support::AddHtlc>(operations[by]);
                const bool looked = std::holds_alternative<support::Look>(operations[by]);
                const bool harmless = looked || answer.changed_nothing() || (offered && answer.bucket == Bucket::none);
                const std::uint32_t to = enter(next, index, by, states_[index].distance + 1);
                states_[index].edges.push_back({std::hash<std::string>{}(text(answer)), to, harmless});
            } catch (const std::runtime_error& fault) {
                explored_.fault = std::string(fault.what()) + path_to(index) + "\n  " + describe(operations[by]);
                return;
            }
        }
    }

    static std::string text(const Answer& answer) {
        const auto number = [](const std::optional<SignedMsat<>>& value) {
            return value ? std::to_string(value->count().get()) : std::string("-");
        };
        return describe(answer) + number(answer.reputation) + number(answer.threshold);
    }

    /// Bisimulation: a state and the one behind a harmless operation give the same answers to every sequence that was
    /// tried from both.
    void compare_harmless() {
        std::set<std::pair<std::uint32_t, std::uint32_t>> seen;
        std::deque<std::pair<std::uint32_t, std::uint32_t>> open;
        const auto compare = [&](std::uint32_t one, std::uint32_t other) {
            if (one != other && seen.emplace(one, other).second) {
                open.emplace_back(one, other);
            }
        };
        for (std::uint32_t from = 0; from < states_.size(); ++from) {
            for (const Edge& edge : states_[from].edges) {
                if (edge.harmless) {
                    compare(from, edge.to);
                }
            }
        }
        for (; !open.empty(); open.pop_front()) {
            const auto [one, other] = open.front();
            const std::vector<Edge>& left = states_[one].edges;
            const std::vector<Edge>& right = states_[other].edges;
            for (std::size_t by = 0; by < left.size() && by < right.size(); ++by) {
                if (left[by].answer != right[by].answer) {
                    explored_.fault = "operation " + std::to_string(by) +
                                      " is answered otherwise after a read or a failed HTLC:" + path_to(one) + "\nand" +
                                      path_to(other);
                    return;
                }
                compare(left[by].to, right[by].to);
            }
        }
        explored_.compared = seen.size();
    }

    void count_sequences() {
        std::vector<std::uint64_t> shorter(states_.size(), 1);
        for (std::size_t length = 1; length <= exploration_.length; ++length) {
            std::vector<std::uint64_t> longer(states_.size(), 0);
            for (std::size_t from = 0; from < states_.size(); ++from) {
                for (const Edge& edge : states_[from].edges) {
                    longer[from] += shorter[edge.to];
                }
            }
            explored_.sequences += longer[0];
            shorter = std::move(longer);
        }
    }

    std::string path_to(std::uint32_t index) const {
        std::vector<std::uint32_t> choices;
        for (; index != 0; index = states_[index].parent) {
            choices.insert(choices.begin(), states_[index].by);
        }
        std::string path = "\nafter";
        World world = exploration_.begin;
        Tally tally;
        for (const std::uint32_t choice : choices) {
            const Operation operation = exploration_.operations(world)[choice];
            path += "\n  " + describe(operation) + " -> " + describe(world.apply(operation, tally));
        }
        return path;
    }

    const Exploration& exploration_;
    Explored explored_;
    std::vector<State> states_;
    std::unordered_map<Fingerprint, std::uint32_t, FingerprintHash> known_;
    std::deque<std::pair<World, std::uint32_t>> open_;
};

}  // namespace

Explored explore(const Exploration& exploration) {
    return Explorer(exploration).run();
}

}  // namespace plumbline::worlds
