#include "tests/conformance/log/line_source.hpp"
#include "tests/conformance/values/digits.hpp"
#include "tests/conformance/values/fields.hpp"
#include "tests/conformance/values/values_json.hpp"

#include <algorithm>
#include <set>

namespace plumbline::values {
namespace {

using conformance::FieldRule;
using conformance::JsonObject;
using conformance::JsonValue;

template <class Part>
void read_object(const JsonValue& json, Part& part);

Int128 number_of(const JsonValue& json) {
    if (!json.is_text()) {
        static_cast<void>(json.text());  // refuses it
    }
    const auto number = number_from(json.text());
    if (!number) {
        json.refuse("is \"" + std::string(json.text()) + "\", and a whole number in decimal digits is expected");
    }
    return *number;
}

Int128 bounded(const JsonValue& json, Int128 least, Int128 most) {
    const Int128 number = number_of(json);
    if (number < least || number > most) {
        json.refuse("is " + digits(number) + ", and the values are " + digits(least) + " to " + digits(most));
    }
    return number;
}

bool is_name(std::string_view text) {
    constexpr std::size_t longest = 80;
    return !text.empty() && text.size() <= longest && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

bool is_requirement(std::string_view text) {
    const auto is_it = [&](const spec::Requirement& requirement) { return requirement.id == text; };
    return std::any_of(spec::requirements.begin(), spec::requirements.end(), is_it);
}

void read(const JsonValue& json, std::uint64_t& value, const Whole& rule) {
    value = static_cast<std::uint64_t>(bounded(json, rule.least, rule.most));
}

void read(const JsonValue& json, std::optional<std::uint64_t>& value, const WholeOrNull& rule) {
    if (!json.is_null()) {
        value = static_cast<std::uint64_t>(bounded(json, 0, rule.most));
    }
}

void read(const JsonValue& json, std::optional<std::int64_t>& value, const OptionalInteger& /*rule*/) {
    constexpr Int128 limit = std::numeric_limits<std::int64_t>::max();
    value = static_cast<std::int64_t>(bounded(json, -limit, limit));
}

void read(const JsonValue& json, Int128& value, const Wide& /*rule*/) {
    value = number_of(json);
}

void read(const JsonValue& json, std::string& value, const Decimal& /*rule*/) {
    value = json.text();
    if (!is_decimal(value)) {
        json.refuse("is \"" + value + "\", and a decimal number without superfluous zeros is expected");
    }
}

void read(const JsonValue& json, std::uint32_t& value, const Count& rule) {
    value = static_cast<std::uint32_t>(json.natural(rule.most));
    if (value < rule.least) {
        json.refuse("is " + std::to_string(value) + ", and the smallest value is " + std::to_string(rule.least));
    }
}

void read(const JsonValue& json, std::vector<std::uint32_t>& values, const Counts& rule) {
    json.each([&](const JsonValue& item) { values.push_back(static_cast<std::uint32_t>(item.natural(rule.most))); });
}

void read(const JsonValue& json, bool& value, const Flag& /*rule*/) {
    value = json.boolean();
}

void read(const JsonValue& json, std::string& value, const Name& /*rule*/) {
    value = json.text();
    if (!is_name(value)) {
        json.refuse("is \"" + value + "\", and a name has a to z, 0 to 9 and -, at most 80 of them");
    }
}

void read(const JsonValue& json, std::vector<std::string>& values, const NameList& /*rule*/) {
    json.each([&](const JsonValue& item) { read(item, values.emplace_back(), Name{}); });
}

void read(const JsonValue& json, std::vector<std::string>& values, const Requirements& /*rule*/) {
    json.each([&](const JsonValue& item) {
        values.emplace_back(item.text());
        if (!is_requirement(values.back())) {
            item.refuse("is \"" + values.back() + "\", which no chapter defines");
        }
    });
    if (values.empty()) {
        json.refuse("is empty, and a value follows from a requirement");
    }
}

void read(const JsonValue& json, std::string& value, const Note& /*rule*/) {
    constexpr std::size_t longest = 400;
    value = json.text();
    if (value.empty() || value.size() > longest) {
        json.refuse("has " + std::to_string(value.size()) + " bytes, and a note has 1 to 400");
    }
}

void read(const JsonValue& json, Salt& value, const SaltDigits& /*rule*/) {
    value = conformance::salt_from(json);
}

void read(const JsonValue& json, Scid& value, const ScidDigits& /*rule*/) {
    value = Scid{static_cast<std::uint64_t>(bounded(json, 0, std::numeric_limits<std::uint64_t>::max()))};
}

template <class Choice, class Names>
void read(const JsonValue& json, Choice& value, const OneOf<Names>& rule) {
    value = conformance::one_of(json, rule.names);
}

template <class Some>
void read(const JsonValue& json, Some& part, const Part& /*rule*/) {
    read_object(json, part);
}

template <class... Parts>
void read(const JsonValue& json, std::variant<Parts...>& part, const Part& /*rule*/) {
    std::visit([&](auto& which) { read_object(json, which); }, part);
}

template <class Item>
void read(const JsonValue& json, std::vector<Item>& items, const List& /*rule*/) {
    json.each([&](const JsonValue& item) { read_object(item, items.emplace_back()); });
}

// What the fields of one object cannot say alone.
template <class Part>
void check(const JsonValue& /*json*/, const Part& /*part*/) {}

void check(const JsonValue& json, const Range& range) {
    if (range.lowest > range.rounded || range.rounded > range.highest) {
        json.refuse("has a rounded value outside lowest to highest");
    }
}

void check(const JsonValue& json, const RiskyHtlc& htlc) {
    if (htlc.cltv_expiry <= htlc.height_added) {
        json.refuse("has expired when it is added (RM-11)");
    }
}

void check(const JsonValue& json, const BucketSplitInputs& inputs) {
    if (inputs.general_percent + inputs.congestion_percent > 100) {
        json.refuse("has percentages that add up to more than 100 (PA-6)");
    }
}

void check(const JsonValue& json, const AssignedSlots& answer) {
    std::set<std::uint32_t> different(answer.slots.begin(), answer.slots.end());
    if (different.size() != answer.slots.size()) {
        json.refuse("assigns a slot twice");
    }
}

template <class Part>
void read_object(const JsonValue& json, Part& part) {
    std::vector<FieldRule> rules;
    const auto note = [&](const char* name, auto& /*value*/, const auto& rule) {
        using conformance::Presence;
        rules.emplace_back(name, may_be_absent(rule) ? Presence::optional : Presence::required);
    };
    fields(note, part);
    JsonObject object(json, rules, conformance::Extra::refused);
    const auto take = [&](const char* name, auto& value, const auto& rule) {
        if (object.has(name)) {
            read(object[name], value, rule);
        }
    };
    fields(take, part);
    check(json, part);
}

Inputs empty_inputs(Subject subject) {
    Inputs inputs;
    const auto wanted = static_cast<std::size_t>(subject);
    [&]<std::size_t... index>(std::index_sequence<index...> /*indexes*/) {
        static_cast<void>(((index == wanted && (inputs.emplace<index>(), true)) || ...));
    }(std::make_index_sequence<std::variant_size_v<Inputs>>());
    return inputs;
}

Answer empty_answer(Subject subject) {
    switch (subject) {
    case Subject::slot_assignment:
        return AssignedSlots{};
    case Subject::bucket_split:
        return BucketSizes{};
    case Subject::congestion_amount:
        return LargestAmount{};
    case Subject::sufficiency:
        return Sufficiency{};
    default:
        return Range{};
    }
}

constexpr std::array file_fields = conformance::field_table("plumbline_values", "subject", "values");

Subject subject_of(const JsonValue& json) {
    std::array<conformance::Named<Subject>, subject_names.size()> names;
    for (std::size_t i = 0; i < names.size(); ++i) {
        names[i] = {subject_names[i], static_cast<Subject>(i)};
    }
    return conformance::one_of(json, names);
}

// The 1-based line on which each value begins; `text` is JSON.
std::vector<std::uint64_t> lines_of_values(std::string_view text) {
    std::vector<std::uint64_t> lines;
    std::uint64_t line = 1;
    int depth = 0;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        line += c == '\n' ? 1 : 0;
        if (quoted) {
            i += c == '\\' ? 1 : 0;
            quoted = c != '"';
        } else if (c == '"') {
            quoted = true;
        } else if (c == '{' || c == '[') {
            ++depth;
            if (depth == 3) {
                lines.push_back(line);
            }
        } else if (c == '}' || c == ']') {
            --depth;
        }
    }
    return lines;
}

void require_distinct(const ValueFile& file, const std::string& where, const std::vector<std::uint64_t>& lines) {
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < file.values.size(); ++i) {
        if (!names.insert(file.values[i].name).second) {
            conformance::refuse({where, lines[i]}, "field `name`: \"" + file.values[i].name + "\" is there twice");
        }
    }
}

}  // namespace

ValueFile from_json(std::string_view text, const std::string& where) {
    simdjson::dom::parser parser;
    const simdjson::padded_string padded(text);
    simdjson::dom::element element;
    conformance::Place place{where, 1};
    if (const auto error = parser.parse(padded).get(element); error != simdjson::SUCCESS) {
        conformance::refuse(place, "this is not JSON: " + std::string(simdjson::error_message(error)));
    }
    JsonObject object(JsonValue(element, place), file_fields, conformance::Extra::refused);
    if (const auto version = object["plumbline_values"].natural(); version != 1) {
        object["plumbline_values"].refuse("is " + std::to_string(version) + ", and this reader knows 1");
    }
    ValueFile file{subject_of(object["subject"]), {}};
    const std::vector<std::uint64_t> lines = lines_of_values(text);
    object["values"].each([&](const JsonValue& json) {
        place.line = file.values.size() < lines.size() ? lines[file.values.size()] : 1;
        Value& value = file.values.emplace_back();
        value.inputs = empty_inputs(file.subject);
        value.answer = empty_answer(file.subject);
        read_object(json, value);
    });
    require_distinct(file, where, lines);
    return file;
}

ValueFile read_values(const std::string& path) {
    conformance::LineSource source(path);
    std::string text;
    while (source.next()) {
        text.append(source.line()).push_back('\n');
    }
    return from_json(text, path);
}

}  // namespace plumbline::values
