#include "tests/conformance/values/digits.hpp"
#include "tests/conformance/values/fields.hpp"
#include "tests/conformance/values/values_json.hpp"

#include <nlohmann/json.hpp>

namespace plumbline::values {
namespace {

using nlohmann::ordered_json;

template <class Rule, class... Rules>
constexpr bool one_of = (std::is_same_v<Rule, Rules> || ...);

template <class Part>
ordered_json object_of(Part& part);

ordered_json written(const std::uint64_t& value, const Whole& /*rule*/) {
    return digits(value);
}

ordered_json written(const std::optional<std::uint64_t>& value, const WholeOrNull& /*rule*/) {
    return value ? ordered_json(digits(*value)) : ordered_json();
}

ordered_json written(const std::optional<std::int64_t>& value, const OptionalInteger& /*rule*/) {
    return value ? ordered_json(digits(*value)) : ordered_json();
}

ordered_json written(const Int128& value, const Wide& /*rule*/) {
    return digits(value);
}

ordered_json written(const Salt& value, const SaltDigits& /*rule*/) {
    return conformance::text_of(value);
}

ordered_json written(const Scid& value, const ScidDigits& /*rule*/) {
    return digits(static_cast<std::uint64_t>(value));
}

ordered_json written(const std::string& value, const Note& /*rule*/) {
    return value.empty() ? ordered_json() : ordered_json(value);
}

template <class Choice, class Names>
ordered_json written(const Choice& value, const OneOf<Names>& rule) {
    const auto is_it = [&](const auto& named) { return named.second == value; };
    return std::find_if(rule.names.begin(), rule.names.end(), is_it)->first;
}

template <class Some>
ordered_json written(Some& part, const Part& /*rule*/) {
    return object_of(part);
}

template <class... Parts>
ordered_json written(std::variant<Parts...>& part, const Part& /*rule*/) {
    return std::visit([](auto& which) { return object_of(which); }, part);
}

template <class Item>
ordered_json written(std::vector<Item>& items, const List& /*rule*/) {
    auto list = ordered_json::array();
    for (Item& item : items) {
        list.push_back(object_of(item));
    }
    return list;
}

// What JSON writes by itself: small numbers, truth, strings, lists of them.
template <class Plain, class Rule>
    requires(one_of<Rule, Decimal, Count, Counts, Flag, Name, NameList, Requirements>)
ordered_json written(Plain& value, const Rule& /*rule*/) {
    return value;
}

template <class Part>
ordered_json object_of(Part& part) {
    auto object = ordered_json::object();
    const auto write = [&](const char* name, auto& value, const auto& rule) {
        ordered_json field = written(value, rule);
        if (!field.is_null() || !may_be_absent(rule)) {
            object[name] = std::move(field);
        }
    };
    fields(write, part);
    return object;
}

}  // namespace

std::string to_json(const ValueFile& file) {
    std::string text = "{\n\"plumbline_values\": 1,\n\"subject\": \"";
    text.append(name(file.subject)).append("\",\n\"values\": [");
    const char* separator = "\n";
    for (Value value : file.values) {
        text.append(separator).append(object_of(value).dump());
        separator = ",\n";
    }
    return text + "\n]\n}\n";
}

}  // namespace plumbline::values
