#include "tests/replay/machine/world.hpp"

#include <stdexcept>
#include <utility>

namespace plumbline::replay {

World::World(WorldShape shape) : shape_(std::move(shape)) {
    std::size_t in = 0;
    std::size_t out = 0;
    std::size_t own = 0;
    for (const auto& payment : shape_.payments) {
        if (payment.outbound == 0 || shape_.attempts == 0) {
            throw std::invalid_argument("a payment needs an outbound HTLC, and an attempt to send it");
        }
        in += payment.inbound;
        out += std::size_t{payment.outbound} * shape_.attempts;
        own += payment.inbound == 0 ? 1 : 0;
    }
    if (shape_.payments.empty() || in + out + own + 1 > kMostLanes) {
        throw std::invalid_argument("the payments have more HTLCs, over all attempts, than a state has room for");
    }
    if (shape_.crashes.value_or(0) > 7) {
        throw std::invalid_argument("a limit of crashes is at most 7; without one, any number is searched");
    }
    inbound_ = in;
    out_end_ = in + out;
    last_lane_ = out_end_ + own;
    std::size_t next_in = 0;
    std::size_t next_out = in;
    std::size_t next_own = out_end_;
    for (const auto& [inbound, outbound] : shape_.payments) {
        const auto index = static_cast<std::uint8_t>(payments_.size());
        Payment payment;
        payment.first_in = static_cast<std::uint8_t>(next_in);
        payment.inbound = inbound;
        payment.first_out = static_cast<std::uint8_t>(next_out);
        payment.parts = outbound;
        payment.outbound = static_cast<std::uint8_t>(outbound * shape_.attempts);
        payment.own_lane = static_cast<std::uint8_t>(next_own);
        for (std::size_t k = 0; k < inbound; ++k, ++next_in) {
            payment_of_[next_in] = index;
            channel_of_[next_in] = static_cast<std::uint8_t>(shape_.shared ? k : next_in);
        }
        for (std::size_t k = 0; k < payment.outbound; ++k, ++next_out) {
            const std::size_t part = shape_.own_outbound_channels ? k : k % outbound;
            payment_of_[next_out] = index;
            channel_of_[next_out] = static_cast<std::uint8_t>(shape_.shared ? part : payment.first_out - in + part);
        }
        next_own += inbound == 0 ? 1 : 0;
        payments_.push_back(payment);
    }
}

std::string World::text() const {
    std::string result;
    for (const auto& [inbound, outbound] : shape_.payments) {
        result += result.empty() ? "" : " + ";
        result += std::to_string(inbound) + " in " + std::to_string(outbound) + " out";
    }
    result += ", " + std::to_string(shape_.attempts) + (shape_.attempts == 1 ? " attempt" : " attempts");
    result += ", crashes " + (shape_.crashes ? std::to_string(*shape_.crashes) : std::string{"unbounded"});
    result += shape_.async ? ", persist async" : ", persist sync";
    result += shape_.force_close ? ", force-close" : "";
    result += shape_.shared ? ", shared channels" : "";
    result += shape_.own_outbound_channels ? "" : ", attempts share channels";
    constexpr std::array<const char*, 4> pruned{"", ", pruned when the last part is committed",
                                                ", pruned when the first part is added", ", pruned when dispatched"};
    result += pruned[static_cast<std::size_t>(shape_.prune)];
    for (std::size_t rule = 0; rule < rule_names().size(); ++rule) {
        if (shape_.without.has(static_cast<Rule>(rule))) {
            result += ", without " + std::string{rule_names()[rule].name};
        }
    }
    return result;
}

}  // namespace plumbline::replay
