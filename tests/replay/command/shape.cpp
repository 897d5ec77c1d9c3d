#include "tests/replay/command/shape.hpp"

#include "tests/replay/machine/theorems.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <stdexcept>
#include <utility>

namespace plumbline::replay {

namespace {

// In the order of Prune and of Extra.
constexpr std::array<const char*, 4> prune_names{"first-committed", "last-committed", "first-added", "dispatched"};
constexpr std::array<const char*, 3> extra_names{"none", "late", "stranger"};

/// The value whose name it is; the name is known to be one of them.
template <class Value, std::size_t Count>
Value named(const std::array<const char*, Count>& names, const std::string& name) {
    return static_cast<Value>(std::find(names.begin(), names.end(), name) - names.begin());
}

std::uint32_t number(std::string_view text, std::uint32_t most, const char* what) {
    std::uint32_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value > most) {
        throw std::invalid_argument("\"" + std::string{text} + "\" is no " + what);
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
        const auto inbound = number(std::string_view{payment}.substr(0, x), 255, "number of HTLCs");
        const auto outbound = number(std::string_view{payment}.substr(x + 1), 255, "number of HTLCs");
        payments.push_back({static_cast<std::uint8_t>(inbound), static_cast<std::uint8_t>(outbound), {}, {}});
    }
    return payments;
}

// "60,60/50,50"
void read_amounts(PaymentShape& payment, const std::string& text) {
    const auto slash = text.find('/');
    if (slash == std::string::npos) {
        throw std::invalid_argument("amounts are written INBOUND,.../OUTBOUND,..., and not \"" + text + "\"");
    }
    const auto read = [](const std::string& list, std::vector<std::uint32_t>& amounts) {
        for (const auto& amount : list.empty() ? std::vector<std::string>{} : CLI::detail::split(list, ',')) {
            amounts.push_back(number(amount, 100'000'000, "amount, up to 100000000 msat"));
        }
    };
    read(text.substr(0, slash), payment.inbound_amounts);
    read(text.substr(slash + 1), payment.outbound_amounts);
}

std::uint8_t theorem_named(const std::string& id) {
    const auto list = theorem_list();
    const auto found = std::find_if(list.begin(), list.end(), [&](const auto& theorem) { return theorem.id == id; });
    if (found == list.end()) {
        throw std::invalid_argument("no theorem \"" + id + "\" is judged");
    }
    return static_cast<std::uint8_t>(found - list.begin());
}

// " --amounts 60,60/50,50"
std::string amounts_arguments(const PaymentShape& payment) {
    std::string text = " --amounts ";
    for (const auto* const amounts : {&payment.inbound_amounts, &payment.outbound_amounts}) {
        text += amounts == &payment.outbound_amounts ? "/" : "";
        for (std::size_t i = 0; i < amounts->size(); ++i) {
            text += (i == 0 ? "" : ",") + std::to_string((*amounts)[i]);
        }
    }
    return text;
}

// One for each payment, up to the last that has amounts of its own.
std::string amounts_arguments(const std::vector<PaymentShape>& payments) {
    std::string text;
    std::string unnamed;
    for (const auto& payment : payments) {
        unnamed += amounts_arguments(payment);
        if (!payment.inbound_amounts.empty() || !payment.outbound_amounts.empty()) {
            text += std::exchange(unnamed, {});
        }
    }
    return text;
}

}  // namespace

void add_shape_options(CLI::App& command, ShapeOptions& options) {
    command.add_option("--inbound", options.inbound, "Inbound HTLCs of the payment; 0: the node's own payment")
        ->check(CLI::Range(0, 14));
    command.add_option("--outbound", options.outbound, "Outbound HTLCs of the payment; 0: a payment to the node")
        ->check(CLI::Range(0, 14));
    command.add_option("--payments", options.payments,
                       "Several payments, in place of --inbound and --outbound: 2x2,1x1,0x1 is a trampoline forward, a "
                       "forward and an own payment; 2x0 is a payment to the node");
    command
        .add_option("--amounts", options.amounts,
                    "Millisatoshi of each HTLC of a payment, as 60,60/50,50 for 2x2; once for each payment, from the "
                    "first on. By default what comes in is worth what goes out, and a fee beside")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
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
    command.add_flag(
        "--cross", options.cross,
        "Outbound HTLC k of each payment is in the channel of the next payment's inbound HTLC k, and of the "
        "last payment in the first one's: channels carry HTLCs both ways");
    command.add_flag("--shared-attempts", options.shared_attempts, "A second attempt uses the channels of the first");
    command
        .add_option("--prune", options.prune, "When inbound HTLCs become Forwarded, MU-12: the alternatives of D-V1")
        ->check(CLI::IsMember(std::vector<std::string>(prune_names.begin(), prune_names.end())))
        ->capture_default_str();
    command
        .add_option("--extra", options.extra,
                    "One more inbound HTLC of each trampoline forward than its set needs: late, like the others; or a "
                    "stranger, which names another total")
        ->check(CLI::IsMember(std::vector<std::string>(extra_names.begin(), extra_names.end())))
        ->capture_default_str();
    command
        .add_option("--reconstruct", options.reconstruct,
                    "What is decoded and forwarded after a restart is found by monitors and channels, or is what the "
                    "snapshot lists (RC-24)")
        ->check(CLI::IsMember({"monitors", "snapshot"}))
        ->capture_default_str();
    std::string rules;
    for (const auto& rule : rule_names()) {
        rules += (rules.empty() ? "" : ", ") + std::string{rule.name};
    }
    command.add_option("--without", options.without, "Leave out a rule; may be given again. The rules are " + rules)
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    command.add_option("--theorem", options.theorem, "Judge this theorem only, as TH-5");
}

WorldShape shape_of(const ShapeOptions& options) {
    WorldShape shape;
    shape.payments = {
        {static_cast<std::uint8_t>(options.inbound), static_cast<std::uint8_t>(options.outbound), {}, {}}};
    if (!options.payments.empty()) {
        shape.payments = payments_of(options.payments);
    }
    if (options.amounts.size() > shape.payments.size()) {
        throw std::invalid_argument("there are amounts for more payments than there are");
    }
    for (std::size_t index = 0; index < options.amounts.size(); ++index) {
        read_amounts(shape.payments[index], options.amounts[index]);
    }
    shape.attempts = static_cast<std::uint8_t>(options.attempts);
    if (options.crashes != "unbounded") {
        shape.crashes = number(options.crashes, 255, "number of crashes");
    }
    shape.async = options.persist == "async";
    shape.force_close = options.force_close;
    shape.shared = options.shared;
    shape.cross = options.cross;
    shape.own_outbound_channels = !options.shared_attempts;
    shape.prune = named<Prune>(prune_names, options.prune);
    shape.extra = named<Extra>(extra_names, options.extra);
    shape.from_monitors = options.reconstruct == "monitors";
    for (const auto& name : options.without) {
        const auto rule = rule_named(name);
        if (!rule) {
            throw std::invalid_argument("there is no rule \"" + name + "\"; --help lists them");
        }
        shape.without.add(*rule);
    }
    if (!options.theorem.empty()) {
        shape.theorem = theorem_named(options.theorem);
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
    text += amounts_arguments(shape.payments);
    text += shape.attempts == usual.attempts ? "" : " --attempts " + std::to_string(shape.attempts);
    text += shape.crashes ? " --crashes " + std::to_string(*shape.crashes) : "";
    text += shape.async ? "" : " --persist sync";
    text += shape.force_close ? " --force-close" : "";
    text += shape.shared ? " --shared" : "";
    text += shape.cross ? " --cross" : "";
    text += shape.own_outbound_channels ? "" : " --shared-attempts";
    if (shape.prune != usual.prune) {
        text += std::string{" --prune "} + prune_names.at(static_cast<std::size_t>(shape.prune));
    }
    if (shape.extra != usual.extra) {
        text += std::string{" --extra "} + extra_names.at(static_cast<std::size_t>(shape.extra));
    }
    text += shape.from_monitors ? "" : " --reconstruct snapshot";
    for (std::size_t rule = 0; rule < rule_names().size(); ++rule) {
        if (shape.without.has(static_cast<Rule>(rule))) {
            text += " --without " + std::string{rule_names()[rule].name};
        }
    }
    text += shape.theorem ? " --theorem " + std::string{theorem_list()[*shape.theorem].id} : "";
    return text;
}

}  // namespace plumbline::replay
