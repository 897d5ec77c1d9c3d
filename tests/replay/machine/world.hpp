// Which payments there are, over which channels, and what may happen to them.
#pragma once

#include "tests/replay/machine/lanes.hpp"
#include "tests/replay/machine/rules.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace plumbline::replay {

/// A payment to be modelled: a forward has one inbound and one outbound HTLC, an own payment none inbound, and a
/// payment to the node itself none outbound.
struct PaymentShape {
    std::uint8_t inbound = 2;
    std::uint8_t outbound = 2;
    /// Millisatoshi of each HTLC. Where there are none, what comes in is worth what goes out, and kFee for each
    /// inbound HTLC beside.
    std::vector<std::uint32_t> inbound_amounts{};
    std::vector<std::uint32_t> outbound_amounts{};
};

/// Millisatoshi that the node wants for each inbound HTLC of a payment that has no amounts of its own. TR-11.
inline constexpr std::uint32_t kFee = 10;

/// When a forward's inbound HTLCs become Forwarded: the alternatives of decision D-V1.
enum class Prune : std::uint8_t {
    first_committed,  ///< MU-12
    last_committed,
    first_added,
    dispatched,
};

/// One more inbound HTLC than the set of a trampoline forward needs.
enum class Extra : std::uint8_t {
    none,
    late,      ///< like the others: those of which the amounts are complete first are the set. TR-5
    stranger,  ///< of half the amount, and of another set: it names a smaller total. TR-3
};

/// What a world is made from.
struct WorldShape {
    std::vector<PaymentShape> payments{PaymentShape{}};
    std::optional<std::uint8_t> theorem;  ///< the only one that is judged, as a place in theorem_list()
    std::uint8_t attempts = 2;            ///< how often a payment can be dispatched; each attempt has HTLCs of its own
    std::optional<unsigned> crashes;      ///< none: any number; at most 7
    bool async = true;                    ///< monitor writes complete late or not before a crash; else at once
    bool force_close = false;             ///< peers close channels, and blocks are reorganised
    bool shared = false;                  ///< HTLC number k of each payment is in the same channel
    bool cross = false;                 ///< outbound HTLC k of a payment is in the channel of the next one's inbound k
    bool own_outbound_channels = true;  ///< an attempt's HTLCs are in other channels than the attempt's before
    Prune prune = Prune::first_committed;
    Extra extra = Extra::none;  ///< of each trampoline forward of 2 or more inbound HTLCs; with one attempt only
    bool from_monitors = true;  ///< the option reconstruct_from_monitors of RC-1; else RC-24
    Without without;
};

/// A payment's place in a state.
struct Payment {
    std::uint8_t first_in = 0;
    std::uint8_t inbound = 0;
    std::uint8_t alike = 0;  ///< the first of these can be exchanged
    std::uint8_t first_out = 0;
    std::uint8_t parts = 0;
    std::uint8_t outbound = 0;  ///< parts of all attempts
    std::uint8_t own_lane = 0;  ///< of what concerns the user, where there is nothing inbound or nothing outbound
    bool extra = false;         ///< which inbound HTLCs are in the outbound ones' source is in the state
    std::uint32_t total = 0;    ///< millisatoshi that make the inbound set complete. TR-1
    std::uint32_t amount = 0;   ///< millisatoshi of all parts of an attempt
    std::uint32_t fee = 0;      ///< millisatoshi that the node keeps at least. TR-11

    [[nodiscard]] bool own() const { return inbound == 0; }

    /// To the node itself.
    [[nodiscard]] bool received() const { return parts == 0; }

    [[nodiscard]] bool of_user() const { return own() || received(); }

    /// More than a forward of one HTLC by one.
    [[nodiscard]] bool trampoline() const { return inbound > 0 && parts > 0 && inbound + parts > 2; }

    [[nodiscard]] std::size_t in_end() const { return std::size_t{first_in} + inbound; }

    [[nodiscard]] std::size_t out_end() const { return std::size_t{first_out} + outbound; }
};

/// A shape laid out in lanes: first the inbound HTLCs, then the outbound ones, then those payments
/// that concern the user, then the last lane.
class World {
public:
    /// Throws std::invalid_argument where the shape needs more lanes than there are, has a payment without a part, or
    /// amounts for another number of HTLCs.
    explicit World(WorldShape shape);

    [[nodiscard]] const WorldShape& shape() const { return shape_; }

    [[nodiscard]] const std::vector<Payment>& payments() const { return payments_; }

    [[nodiscard]] std::size_t inbound() const { return inbound_; }

    /// Outbound HTLCs have the lanes from inbound() to out_end().
    [[nodiscard]] std::size_t out_end() const { return out_end_; }

    [[nodiscard]] std::size_t last_lane() const { return last_lane_; }

    [[nodiscard]] std::size_t words() const { return last_lane_ / 4 + 1; }

    [[nodiscard]] std::uint8_t payment_of(std::size_t lane) const { return payment_of_[lane]; }

    /// Inbound and outbound channels are numbered apart, but where they are the same.
    [[nodiscard]] std::uint8_t channel_of(std::size_t lane) const { return channel_of_[lane]; }

    /// Millisatoshi of an HTLC.
    [[nodiscard]] std::uint32_t amount_of(std::size_t lane) const { return amount_of_[lane]; }

    /// Millisatoshi that an inbound HTLC names as those of its whole set.
    [[nodiscard]] std::uint32_t total_of(std::size_t lane) const { return total_of_[lane]; }

    [[nodiscard]] bool without(Rule rule) const { return shape_.without.has(rule); }

    [[nodiscard]] std::string text() const;

private:
    [[nodiscard]] bool has_extra(const PaymentShape& payment) const;
    void lay_out(Payment payment, const PaymentShape& asked);
    void cross_channels();

    WorldShape shape_;
    std::vector<Payment> payments_;
    std::size_t inbound_ = 0;
    std::size_t out_end_ = 0;
    std::size_t last_lane_ = 0;
    std::array<std::uint8_t, kMostLanes> payment_of_{};
    std::array<std::uint8_t, kMostLanes> channel_of_{};
    std::array<std::uint32_t, kMostLanes> amount_of_{};
    std::array<std::uint32_t, kMostLanes> total_of_{};
};

}  // namespace plumbline::replay
