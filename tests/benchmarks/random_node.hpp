// A node at work, as a log has it: the reference decides, and each operation is handed out with its answer and, if
// asked for, its state. Needs memory for the node only, however long it runs.
#pragma once

#include "tests/conformance/log/log.hpp"

#include <cstdint>
#include <functional>
#include <queue>
#include <random>
#include <vector>

namespace plumbline::benchmarks {

/// What a log shows of the state after each operation.
enum class Showing : std::uint8_t {
    nothing,
    concerned,  ///< everything of the one or two channels concerned, the pair's slots, the number of channels
};

/// Some channels of many sizes. Most HTLCs are over in seconds, some are held for minutes to days; fees and
/// amounts spread over powers of ten; now and then someone floods a pair with HTLCs and holds them. Channels change
/// their limits, go and come back; one operation in some hundred is a caller's mistake. The same seed gives the same
/// operations everywhere.
class RandomNode {
public:
    RandomNode(std::uint64_t seed, Showing showing, std::size_t channels = 300);

    [[nodiscard]] const conformance::LogHeader& header() const { return header_; }

    /// The next operation. Numbers count from 0; `line` is not set.
    conformance::LogEntry next();

private:
    /// What is to be resolved, and when.
    struct Held {
        std::uint64_t until = 0;
        HtlcRef htlc;
        Scid outgoing{};
        Resolution resolution = Resolution::settled;

        friend bool operator>(const Held& a, const Held& b) {
            return a.until != b.until ? a.until > b.until : a.htlc > b.htlc;
        }
    };

    /// A pair that is being flooded.
    struct Flood {
        Scid incoming{};
        Scid outgoing{};
        std::uint64_t left = 0;
        std::uint64_t hold = 0;
    };

    /// One of `count` numbers, 0 …; the small ones are likelier where `skewed`.
    std::uint64_t draw(std::uint64_t count, bool skewed = false);

    /// Whether something happens that happens once in so many times.
    bool once_in(std::uint64_t times) { return draw(times) == 0; }

    /// From 10^low to 10^high, spread evenly over the powers.
    std::uint64_t over_powers(double low, double high);

    conformance::Operation choose();
    conformance::Operation change_a_channel();
    conformance::Operation resolve_next();
    conformance::Operation mistaken();
    HtlcOffer<> offer(Scid incoming, Scid outgoing);
    Resolution draw_resolution(std::uint64_t hold);
    ChannelLimits<> draw_limits();
    conformance::Answer answer(conformance::Operation& operation);
    conformance::Answer add(const HtlcOffer<>& offered);
    void show(conformance::LogEntry& entry) const;

    std::mt19937_64 random_;
    Showing showing_;
    conformance::LogHeader header_;
    DefaultResourceManager manager_;
    std::vector<Scid> channels_;  // those of the node, open or not
    std::size_t opened_ = 0;
    std::priority_queue<Held, std::vector<Held>, std::greater<>> held_;
    Flood flood_;
    std::uint64_t now_ = 1'700'000'000;
    std::uint64_t number_ = 0;
    std::uint64_t next_htlc_ = 0;
};

}  // namespace plumbline::benchmarks
