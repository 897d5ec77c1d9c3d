#include "tests/replay/command/shape.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>

namespace plumbline::replay {

namespace {

// In the order of Prune.
constexpr std::array<const char*, 4> prune_names{"first-committed", "last-committed", "first-added", "dispatched"};

unsigned number(std::string_view text) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value > 255) {
        throw std::invalid_argument("\"" + std::string{text} + "\" is no number of HTLCs or crashes");
    }
    return value;
}

// "2x2,1x1,0x1"
std::vector<PaymentShape> payments_of(const std::string& text) {
    std::vector<PaymentShape> payments;
    for (const auto& payment : CLI::detail::split(text, ',')) {
        const auto x = payment.find('x');
        if (x == std::string::npos) {
            throw std::invalid_argument("a payment is written INBOUNDxOUTBOUND, as 2x2, and not \"" + payment + "\"");
        }
        const auto inbound = number(std::string_view{payment}.substr(0, x));
        const auto outbound = number(std::string_view{payment}.substr(x + 1));
        payments.push_back({static_cast<std::uint8_t>(inbound), static_cast<std::uint8_t>(outbound)});
    }
    return payments;
}

}  // namespace

void add_shape_options(CLI::App& command, ShapeOptions& options) {
    command.add_option("--inbound", options.inbound, "Inbound HTLCs of the payment; 0: the node's own payment")
        ->check(CLI::Range(0, 14));
    command.add_option("--outbound", options.outbound, "Outbound HTLCs of the payment")->check(CLI::Range(1, 14));
    command.add_option("--payments", options.payments,
                       "Several payments, in place of --inbound and --outbound: 2x2,1x1,0x1 is a trampoline forward, a "
                       "forward and an own payment");
    command.add_option("--attempts", options.attempts, "How often a payment can be dispatched in all")
        ->check(CLI::Range(1, 4))
        ->capture_default_str();
    command.add_option("--crashes", options.crashes, "Most crashes, up to 7; or unbounded")->capture_default_str();
    command
        .add_option("--persist", options.persist,
                    "sync: monitor writes complete at once; async: late, or not before a crash")
        ->check(CLI::IsMember({"sync", "async"}))
        ->capture_default_str();
    command.add_flag("--force-close", options.force_close,
                     "Peers close channels, and blocks are reorganised; stale channels are closed in any case");
    command.add_flag("--shared", options.shared, "HTLC k of each payment is in the same channel");
    command.add_flag("--shared-attempts", options.shared_attempts, "A second attempt uses the channels of the first");
    command
        .add_option("--prune", options.prune, "When inbound HTLCs become Forwarded, MU-12: the alternatives of D-V1")
        ->check(CLI::IsMember(std::vector<std::string>(prune_names.begin(), prune_names.end())))
        ->capture_default_str();
    std::string rules;
    for (const auto& rule : rule_names()) {
        rules += (rules.empty() ? "" : ", ") + std::string{rule.name};
    }
    command.add_option("--without", options.without, "Leave out a rule; may be given again. The rules are " + rules)
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
}

WorldShape shape_of(const ShapeOptions& options) {
    WorldShape shape;
    shape.payments = {{static_cast<std::uint8_t>(options.inbound), static_cast<std::uint8_t>(options.outbound)}};
    if (!options.payments.empty()) {
        shape.payments = payments_of(options.payments);
    }
    shape.attempts = static_cast<std::uint8_t>(options.attempts);
    if (options.crashes != "unbounded") {
        shape.crashes = number(options.crashes);
    }
    shape.async = options.persist == "async";
    shape.force_close = options.force_close;
    shape.shared = options.shared;
    shape.own_outbound_channels = !options.shared_attempts;
    const auto* const prune = std::find(prune_names.begin(), prune_names.end(), options.prune);
    shape.prune = static_cast<Prune>(prune - prune_names.begin());
    for (const auto& name : options.without) {
        const auto rule = rule_named(name);
        if (!rule) {
            throw std::invalid_argument("there is no rule \"" + name + "\"; --help lists them");
        }
        shape.without.add(*rule);
    }
    return shape;
}

std::string arguments_of(const WorldShape& shape) {
    const WorldShape usual;
    std::string text = "--payments ";
    for (std::size_t i = 0; i < shape.payments.size(); ++i) {
        text += (i == 0 ? "" : ",") + std::to_string(shape.payments[i].inbound) + "x" +
                std::to_string(shape.payments[i].outbound);
    }
    text += shape.attempts == usual.attempts ? "" : " --attempts " + std::to_string(shape.attempts);
    text += shape.crashes ? " --crashes " + std::to_string(*shape.crashes) : "";
    text += shape.async ? "" : " --persist sync";
    text += shape.force_close ? " --force-close" : "";
    text += shape.shared ? " --shared" : "";
    text += shape.own_outbound_channels ? "" : " --shared-attempts";
    if (shape.prune != usual.prune) {
        text += std::string{" --prune "} + prune_names.at(static_cast<std::size_t>(shape.prune));
    }
    for (std::size_t rule = 0; rule < rule_names().size(); ++rule) {
        if (shape.without.has(static_cast<Rule>(rule))) {
            text += " --without " + std::string{rule_names()[rule].name};
        }
    }
    return text;
}

}  // namespace plumbline::replay
