#include "tests/conformance/log/json_line.hpp"

#include "tests/conformance/log/json_diagnosis.hpp"

#include <algorithm>
#include <vector>

namespace plumbline::conformance {
namespace {

using simdjson::dom::element;
using simdjson::dom::element_type;

static_assert(LineSource::padding >= simdjson::SIMDJSON_PADDING);

std::string_view name_of(element_type type) {
    switch (type) {
    case element_type::ARRAY:
        return "an array";
    case element_type::OBJECT:
        return "an object";
    case element_type::INT64:
    case element_type::UINT64:
        return "a whole number";
    case element_type::DOUBLE:
        return "a floating-point number";
    case element_type::STRING:
        return "a string";
    case element_type::BOOL:
        return "a truth value";
    case element_type::NULL_VALUE:
        return "null";
    }
    return "unknown";
}

std::string out_of_range(std::string_view number) {
    return std::string(number) + " does not fit 64 bits with a sign";
}

}  // namespace

void JsonValue::refuse_number(std::uint64_t most) const {
    if (std::int64_t negative = 0; element_.get(negative) == simdjson::SUCCESS && negative < 0) {
        refuse("is " + std::to_string(negative) + ", and it cannot be negative");
    }
    std::uint64_t number = 0;
    if (element_.get(number) != simdjson::SUCCESS) {
        refuse_type("a whole number");
    }
    refuse("is " + std::to_string(number) + ", and the largest value is " + std::to_string(most));
}

std::int64_t JsonValue::integer() const {
    if (element_.type() == element_type::UINT64) {
        refuse(out_of_range(std::to_string(element_.get_uint64().value_unsafe())));
    }
    std::int64_t number = 0;
    if (element_.get(number) != simdjson::SUCCESS) {
        refuse_type("a whole number");
    }
    return number;
}

simdjson::dom::array JsonValue::array() const {
    simdjson::dom::array value;
    if (element_.get(value) != simdjson::SUCCESS) {
        refuse_type("an array");
    }
    return value;
}

simdjson::dom::object JsonValue::object() const {
    simdjson::dom::object value;
    if (element_.get(value) != simdjson::SUCCESS) {
        refuse_type("an object");
    }
    return value;
}

void JsonValue::require_size(std::size_t size) const {
    const std::size_t found = this->size();
    if (found != size) {
        refuse("has " + std::to_string(found) + " values where " + std::to_string(size) + " are expected");
    }
}

std::optional<JsonValue> JsonValue::peek(std::string_view name) const {
    const simdjson::dom::object fields = object();
    const auto end = fields.end();
    for (auto field = fields.begin(); field != end; ++field) {
        if (const std::string_view key = field.key(); same_name(key, name)) {
            return JsonValue(field.value(), *this, key);
        }
    }
    return std::nullopt;
}

void JsonValue::refuse_repeated() const {
    if (element_.is_array()) {
        each([](const JsonValue& item) { item.refuse_repeated(); });
    }
    if (!element_.is_object()) {
        return;
    }
    std::vector<std::string_view> names;
    for (const auto field : object()) {
        names.push_back(field.key);
        JsonValue(field.value, *this, field.key).refuse_repeated();
    }
    std::sort(names.begin(), names.end());
    const auto repeated = std::adjacent_find(names.begin(), names.end());
    if (repeated != names.end()) {
        JsonValue(element_, *this, *repeated).refuse("appears twice");
    }
}

std::string JsonValue::path() const {
    if (parent_ == nullptr) {
        return {};
    }
    std::string path = parent_->path();
    if (name_.data() == nullptr) {
        return path + "[" + std::to_string(index_) + "]";
    }
    if (!path.empty()) {
        path += '.';
    }
    return path.append(name_);
}

void JsonValue::refuse(std::string_view sentence) const {
    if (parent_ == nullptr) {
        conformance::refuse(*place_, "the line " + std::string(sentence));
    }
    conformance::refuse(*place_, "field `" + path() + "`: " + std::string(sentence));
}

void JsonValue::refuse_type(std::string_view expected) const {
    if (element_.type() == element_type::DOUBLE && expected == "a whole number") {
        refuse("is written as a floating-point number, " + simdjson::minify(element_) +
               ", and a whole number of 64 bits needs every digit, without fraction or exponent");
    }
    refuse("is " + std::string(name_of(element_.type())) + ", and " + std::string(expected) + " is expected");
}

JsonObject::JsonObject(const JsonValue& value, std::span<const FieldRule> fields, Extra extra)
    : self_(value), fields_(fields) {
    bool unknown = false;
    const simdjson::dom::object object = self_.object();
    const auto end = object.end();
    for (auto field = object.begin(); field != end; ++field) {
        const std::string_view name = field.key();
        const auto at = position(name);
        if (!at) {
            take_unknown(JsonValue(field.value(), self_, name), extra);
            unknown = true;
            continue;
        }
        const std::uint32_t bit = std::uint32_t{1} << *at;
        if ((present_ & bit) != 0) {
            JsonValue(field.value(), self_, name).refuse("appears twice");
        }
        present_ |= bit;
        // Not by way of a variable: reading one whole that was written in two halves stalls the processor.
        elements_[*at] = field.value();
    }
    for (std::size_t at = 0; at < fields_.size(); ++at) {
        if (fields_[at].presence == Presence::required && (present_ >> at & 1U) == 0) {
            refuse_missing(fields_[at].name);
        }
    }
    if (unknown) {
        self_.refuse_repeated();
    }
    next_ = 0;
}

void JsonObject::refuse_missing(std::string_view name) const {
    JsonValue(self_.element_, self_, name).refuse("is missing");
}

void JsonObject::take_unknown(const JsonValue& field, Extra extra) const {
    if (extra == Extra::refused) {
        field.refuse("is not known in this format");
    }
    if (!field.name_.starts_with("x_")) {
        field.refuse("is not known in this format; the names of own additions begin with x_");
    }
}

bool JsonLines::next() {
    if (!source_.next()) {
        return false;
    }
    const std::string_view line = source_.line();
    const simdjson::error_code error = parser_.parse(line.data(), line.size(), false).get(root_);
    if (error != simdjson::SUCCESS) {
        refuse(place(), why_not_json(line, simdjson::error_message(error)));
    }
    if (!root_.is_object()) {
        root().refuse("is " + std::string(name_of(root_.type())) + ", and each line of a log is an object");
    }
    return true;
}

}  // namespace plumbline::conformance
