#include "proofs/mutants/finders.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace plumbline::mutants {
namespace {

const std::map<std::string_view, std::string> opposite_calls{{"min", "max"},   {"max", "min"},     {"fmin", "fmax"},
                                                             {"fmax", "fmin"}, {"both", "either"}, {"either", "both"},
                                                             {"exp2", "exp"},  {"exp", "exp2"},    {"round", "trunc"}};

void find_call(const Source& source, std::size_t name, std::vector<Site>& found) {
    std::size_t open = name + 1;
    open = source.is(open, "<") && source.opens(open) ? source.partner(open) + 1 : open;
    if (!source.is(open, "(") || source.is(name - 1, ".")) {
        return;
    }
    const Extent callee = qualified_name(source, name);
    const Extent whole{callee.first, source.partner(open)};
    const std::string rest = source.written(name + 1, whole.last);
    const std::string original = written(source, whole);
    if (source.is(name, "divide_to_nearest")) {
        const std::vector<Extent> given = arguments(source, open);
        const std::string mutated = "(" + written(source, given.at(0)) + ") / (" + written(source, given.at(1)) + ")";
        found.push_back({whole, Form::value, {{"rounding", original, mutated, mutated}}, {}});
        return;
    }
    const auto other = opposite_calls.find(source[name].text);
    if (other == opposite_calls.end() || callee.first == callee.last) {
        return;
    }
    const std::string mutated = source.written(callee.first, name - 1) + other->second + rest;
    const bool rounds = source.is(name, "round");
    const bool connects = source.is(name, "both") || source.is(name, "either");
    const char* kind = rounds ? "rounding" : connects ? "connective" : "opposite function";
    found.push_back({whole, Form::value, {{kind, original, mutated, mutated}}, {}});
}

/// Members of one type that stand for different things.
struct Confusable {
    std::string_view object;
    std::vector<std::string_view> members;
};

const std::array<Confusable, 18> confusable{{
    {"offer", {"incoming_amount", "outgoing_amount", "fee"}},
    {"offer", {"cltv_expiry", "height_added"}},
    {"offer", {"incoming_accountable", "upgrade_accountability"}},
    {"htlc", {"amount", "fee"}},
    {"htlc", {"outgoing_accountable", "incoming_accountable"}},
    {"htlc", {"cltv_expiry", "height_added"}},
    {"parameters", {"resolution_period", "revenue_window", "congestion_misuse_window"}},
    {"parameters_", {"resolution_period", "revenue_window", "congestion_misuse_window"}},
    {"parameters", {"general_percent", "congestion_percent"}},
    {"bucket", {"slots", "slots_used"}},
    {"bucket", {"capacity", "msat_used"}},
    {"view", {"congestion", "protected_"}},
    {"channel", {"congestion", "protected_"}},
    {"incoming", {"congestion", "protected_"}},
    {"incoming", {"pending_incoming", "pending_outgoing"}},
    {"outgoing", {"pending_outgoing", "pending_incoming"}},
    {"slots", {"general", "congestion", "protected_"}},
    {"liquidity", {"general", "congestion", "protected_"}},
}};

void find_member(const Source& source, std::size_t object, std::vector<Site>& found) {
    if (!source.is(object + 1, ".") || source.is(object - 1, ".") || source.is(object + 3, "(")) {
        return;
    }
    const std::string_view member = source[object + 2].text;
    for (const Confusable& group : confusable) {
        const auto at = std::find(group.members.begin(), group.members.end(), member);
        if (!source.is(object, group.object) || at == group.members.end()) {
            continue;
        }
        const std::string_view next = at + 1 == group.members.end() ? group.members.front() : *(at + 1);
        if (next == member) {
            continue;
        }
        const std::string original = source.written(object, object + 2);
        const std::string mutated = std::string(group.object) + "." + std::string(next);
        found.push_back({{object, object + 2}, Form::value, {{"member confused", original, mutated, mutated}}, {}});
    }
}

/// The type with which a function declares a parameter, as written; empty if it has none of this name.
std::string parameter_type(const Source& source, const Owner& owner, std::string_view name) {
    for (std::size_t index = owner.head; index < owner.body; ++index) {
        if (!source.is(index, "(")) {
            continue;
        }
        for (const Extent& parameter : arguments(source, index)) {
            if (source.is(parameter.last, name) && parameter.first < parameter.last) {
                return source.written(parameter.first, parameter.last - 1);
            }
        }
    }
    return {};
}

void find_channel(const Source& source, std::size_t index, std::vector<Site>& found) {
    const bool incoming = source.is(index, "incoming");
    const bool alone = source.is(index + 1, ".") || source.is(index + 1, "->");
    const bool member = source.is(index - 1, ".") || source.is(index - 1, "->");
    const Owner* owner = source.owner(index);
    if ((!incoming && !source.is(index, "outgoing")) || !alone || member || owner == nullptr) {
        return;
    }
    const std::string type = parameter_type(source, *owner, "incoming");
    if (type.find("Channel") == std::string::npos || type != parameter_type(source, *owner, "outgoing")) {
        return;
    }
    const std::string other = incoming ? "outgoing" : "incoming";
    const std::string original = source.written(index, index + 2);
    const std::string mutated = other + source.written(index + 1, index + 2);
    found.push_back({{index, index}, Form::value, {{"channel confused", original, mutated, other}}, {}});
}

}  // namespace

void find_calls(const Source& source, std::vector<Site>& found) {
    for (std::size_t index = 1; index < source.size(); ++index) {
        if (source.mutable_at(index) && source.is_word(index)) {
            find_call(source, index, found);
        }
    }
}

void find_confusions(const Source& source, std::vector<Site>& found) {
    for (std::size_t index = 1; index + 3 < source.size(); ++index) {
        if (source.mutable_at(index) && source.is_word(index)) {
            find_member(source, index, found);
            find_channel(source, index, found);
        }
    }
}

}  // namespace plumbline::mutants
