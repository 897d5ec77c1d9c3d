#include "tests/replay/machine/world.hpp"

#include "tests/replay/machine/lanes.hpp"
#include "tests/replay/machine/theorems.hpp"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace plumbline::replay {

namespace {

/// What is named, and where nothing is, what suits a payment of `inbound` by `outbound` HTLCs. Alike, so that
/// they can be exchanged (symmetry.hpp).
std::vector<std::uint32_t> amounts_of(const std::vector<std::uint32_t>& named, std::size_t count, std::uint32_t each) {
    if (named.empty()) {
        return std::vector<std::uint32_t>(count, each);
    }
    // sums stay far below 2^32
    const bool fit =
        std::all_of(named.begin(), named.end(), [](auto amount) { return amount > 0 && amount <= 100'000'000; });
    if (named.size() != count || !fit) {
        throw std::invalid_argument("each HTLC of a payment needs an amount, from 1 to 100000000 msat");
    }
    return named;
}

std::string amounts_text(const PaymentShape& payment) {
    std::string text;
    for (const auto* amounts : {&payment.inbound_amounts, &payment.outbound_amounts}) {
        for (const auto amount : *amounts) {
            text += (text.empty() ? " of " : ", ") + std::to_string(amount);
        }
    }
    return text.empty() ? text : text + " msat";
}

void check(const WorldShape& shape, std::size_t lanes) {
    for (const auto& payment : shape.payments) {
        if (payment.inbound + payment.outbound == 0 || shape.attempts == 0) {
            throw std::invalid_argument("a payment needs an HTLC, and an attempt to send it");
        }
    }
    if (shape.payments.empty() || lanes > kMostLanes) {
        throw std::invalid_argument("the payments have more HTLCs, over all attempts, than a state has room for");
    }
    if (shape.extra != Extra::none && shape.attempts > 1) {
        throw std::invalid_argument("with an inbound HTLC too many, there is one attempt: --attempts 1");
    }
    if (shape.cross && (shape.shared || shape.attempts > 1)) {
        throw std::invalid_argument("channels that carry HTLCs both ways are not shared otherwise, with --attempts 1");
    }
    if (shape.crashes.value_or(0) > 7) {
        throw std::invalid_argument("a limit of crashes is at most 7; without one, any number is searched");
    }
}

}  // namespace

World::World(WorldShape shape) : shape_(std::move(shape)) {
    std::size_t own = 0;
    for (const auto& payment : shape_.payments) {
        inbound_ += payment.inbound + (has_extra(payment) ? 1U : 0U);
        out_end_ += std::size_t{payment.outbound} * shape_.attempts;
        own += payment.inbound == 0 || payment.outbound == 0 ? 1U : 0U;
    }
    out_end_ += inbound_;
    last_lane_ = out_end_ + own;
    check(shape_, last_lane_ + 1);
    std::size_t next_in = 0;
    std::size_t next_out = inbound_;
    std::size_t next_own = out_end_;
    for (const auto& asked : shape_.payments) {
        Payment payment;
        payment.first_in = static_cast<std::uint8_t>(next_in);
        payment.extra = has_extra(asked);
        payment.inbound = static_cast<std::uint8_t>(asked.inbound + (payment.extra ? 1 : 0));
        payment.alike = shape_.extra == Extra::late ? payment.inbound : asked.inbound;
        payment.first_out = static_cast<std::uint8_t>(next_out);
        payment.parts = asked.outbound;
        payment.outbound = static_cast<std::uint8_t>(asked.outbound * shape_.attempts);
        payment.own_lane = static_cast<std::uint8_t>(next_own);
        lay_out(payment, asked);
        next_in = payment.in_end();
        next_out = payment.out_end();
        next_own += payment.of_user() ? 1U : 0U;
    }
    if (shape_.cross) {
        cross_channels();
    }
}

void World::cross_channels() {
    for (std::size_t lane = inbound_; lane < out_end_; ++lane) {
        const auto& next = payments_[(payment_of_[lane] + std::size_t{1}) % payments_.size()];
        const std::size_t part = channel_of_[lane] + inbound_ - payments_[payment_of_[lane]].first_out;
        channel_of_[lane] = static_cast<std::uint8_t>(part < next.inbound ? next.first_in + part : lane);
    }
}

bool World::has_extra(const PaymentShape& payment) const {
    return shape_.extra != Extra::none && payment.inbound > 1 && payment.outbound > 0;
}

void World::lay_out(Payment payment, const PaymentShape& asked) {
    const auto index = static_cast<std::uint8_t>(payments_.size());
    auto in =
        amounts_of(asked.inbound_amounts, asked.inbound, std::max<std::uint32_t>(asked.outbound, 1) * 1000 + kFee);
    const auto out =
        amounts_of(asked.outbound_amounts, asked.outbound, std::max<std::uint32_t>(asked.inbound, 1) * 1000);
    payment.total = std::accumulate(in.begin(), in.end(), std::uint32_t{0});
    if (payment.extra) {
        in.push_back(shape_.extra == Extra::late ? in.back() : in.back() / 2);
    }
    for (std::size_t k = 0; k < payment.inbound; ++k) {
        const std::size_t lane = payment.first_in + k;
        payment_of_[lane] = index;
        channel_of_[lane] = static_cast<std::uint8_t>(shape_.shared ? k : lane);
        amount_of_[lane] = in[k];
        total_of_[lane] = k < payment.alike ? payment.total : payment.total - in[k];
    }
    for (std::size_t k = 0; k < payment.outbound; ++k) {
        const std::size_t lane = payment.first_out + k;
        const std::size_t part = shape_.own_outbound_channels ? k : k % payment.parts;
        payment_of_[lane] = index;
        channel_of_[lane] = static_cast<std::uint8_t>(shape_.shared ? part : payment.first_out + part - inbound_);
        amount_of_[lane] = out[k % payment.parts];
    }
    payment.amount = std::accumulate(out.begin(), out.end(), std::uint32_t{0});
    payment.fee = asked.inbound_amounts.empty() ? kFee * std::uint32_t{asked.inbound} : 0;
    payments_.push_back(payment);
}

std::string World::text() const {
    std::string result;
    for (const auto& payment : shape_.payments) {
        result += result.empty() ? "" : " + ";
        result += std::to_string(payment.inbound) + " in " + std::to_string(payment.outbound) + " out";
        result += amounts_text(payment);
    }
    result += ", " + std::to_string(shape_.attempts) + (shape_.attempts == 1 ? " attempt" : " attempts");
    result += ", crashes " + (shape_.crashes ? std::to_string(*shape_.crashes) : std::string{"unbounded"});
    result += shape_.async ? ", persist async" : ", persist sync";
    result += shape_.force_close ? ", force-close" : "";
    result += shape_.shared ? ", shared channels" : "";
    constexpr std::array<const char*, 3> extras{"", ", one inbound HTLC too many", ", one inbound HTLC of another set"};
    result += extras[static_cast<std::size_t>(shape_.extra)];
    result += shape_.cross ? ", channels both ways" : "";
    result += shape_.own_outbound_channels ? "" : ", attempts share channels";
    constexpr std::array<const char*, 4> pruned{"", ", pruned when the last part is committed",
                                                ", pruned when the first part is added", ", pruned when dispatched"};
    result += pruned[static_cast<std::size_t>(shape_.prune)];
    result += shape_.from_monitors ? "" : ", reconstructed from the snapshot";
    for (std::size_t rule = 0; rule < rule_names().size(); ++rule) {
        if (shape_.without.has(static_cast<Rule>(rule))) {
            result += ", without " + std::string{rule_names()[rule].name};
        }
    }
    result += shape_.theorem ? ", only " + std::string{theorem_list()[*shape_.theorem].id} : "";
    return result;
}

}  // namespace plumbline::replay
