// Strict reading of JSON Lines: what is not exactly as expected is refused with its file, line and field.
//
// A JsonLines hands out one JSON value for each line. A JsonObject reads an object against a table of its fields; it
// refuses unknown, missing and repeated ones when it is made. A value knows the path that led to it, through the values
// that it came from: they must outlive it, and all are valid until the next line.
#pragma once

#include "tests/conformance/log/line_source.hpp"

#include <simdjson.h>

#include <array>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace plumbline::conformance {

/// One value of a line.
class JsonValue {
public:
    JsonValue(simdjson::dom::element element, const Place& place) : element_(element), place_(&place) {}

    JsonValue(simdjson::dom::element element, const JsonValue& parent, std::string_view name)
        : element_(element), place_(parent.place_), parent_(&parent), name_(name) {}

    JsonValue(simdjson::dom::element element, const JsonValue& parent, std::size_t index)
        : element_(element), place_(parent.place_), parent_(&parent), index_(index) {}

    /// A whole number from 0 to `most`, written without fraction or exponent.
    [[nodiscard]] std::uint64_t natural(std::uint64_t most = std::numeric_limits<std::uint64_t>::max()) const;
    /// A whole number of 64 bits with a sign, written without fraction or exponent.
    [[nodiscard]] std::int64_t integer() const;
    [[nodiscard]] bool boolean() const;
    [[nodiscard]] std::string_view text() const;

    [[nodiscard]] bool is_null() const { return element_.is_null(); }

    [[nodiscard]] bool is_text() const { return element_.is_string(); }

    [[nodiscard]] bool is_object() const { return element_.is_object(); }

    /// How many values an array has. (The parser counts to 2^24 - 1, which no line reaches.)
    [[nodiscard]] std::size_t size() const { return array().size(); }

    /// Calls `item` with each value of an array, in order.
    template <class Item>
    void each(Item&& item) const {
        std::size_t index = 0;
        const simdjson::dom::array values = array();
        const auto end = values.end();
        for (auto value = values.begin(); value != end; ++value) {
            item(JsonValue(*value, *this, index++));
        }
    }

    /// The values of an array of exactly `size` ones.
    template <std::size_t size>
    [[nodiscard]] std::array<JsonValue, size> exactly() const& {
        require_size(size);
        return exactly_from<size>(array(), std::make_index_sequence<size>());
    }

    template <std::size_t size>
    std::array<JsonValue, size> exactly() const&& = delete;  // they would not find back to this value

    /// The field of an object, before its other fields are looked at; none where there is none.
    [[nodiscard]] std::optional<JsonValue> peek(std::string_view name) const;

    /// "answer.bucket", "touched[1].rep"; empty for the whole line.
    [[nodiscard]] std::string path() const;
    /// Throws UnreadableLog: "FILE:LINE: field `path`: sentence".
    [[noreturn]] void refuse(std::string_view sentence) const;

private:
    friend class JsonObject;

    [[nodiscard]] simdjson::dom::array array() const;
    [[nodiscard]] simdjson::dom::object object() const;
    void require_size(std::size_t size) const;
    void refuse_repeated() const;
    [[noreturn]] void refuse_type(std::string_view expected) const;
    [[noreturn]] void refuse_number(std::uint64_t most) const;

    template <std::size_t size, std::size_t... index>
    [[nodiscard]] std::array<JsonValue, size> exactly_from(simdjson::dom::array array,
                                                           std::index_sequence<index...> /*indexes*/) const {
        auto item = array.begin();
        const auto take = [&](std::size_t at) {
            const JsonValue value(*item, *this, at);
            ++item;
            return value;
        };
        return {take(index)...};
    }

    simdjson::dom::element element_;
    const Place* place_;
    const JsonValue* parent_ = nullptr;
    std::string_view name_;  // of a field; of an array's value it is empty
    std::size_t index_ = 0;
};

inline std::uint64_t JsonValue::natural(std::uint64_t most) const {
    std::uint64_t number = 0;
    if (element_.get(number) != simdjson::SUCCESS || number > most) {
        refuse_number(most);
    }
    return number;
}

inline bool JsonValue::boolean() const {
    bool value = false;
    if (element_.get(value) != simdjson::SUCCESS) {
        refuse_type("true or false");
    }
    return value;
}

inline std::string_view JsonValue::text() const {
    std::string_view value;
    if (element_.get(value) != simdjson::SUCCESS) {
        refuse_type("a string");
    }
    return value;
}

/// Whether two names of fields are equal: word by word, since most are too short to be worth a call.
inline bool same_name(std::string_view a, std::string_view b) {
    const auto same_word = [&]<class Word>(Word left, Word right, std::size_t at) {
        std::memcpy(&left, a.data() + at, sizeof(Word));
        std::memcpy(&right, b.data() + at, sizeof(Word));
        return left == right;
    };
    constexpr std::size_t whole = sizeof(std::uint64_t);
    constexpr std::size_t half = sizeof(std::uint32_t);
    const std::size_t size = a.size();
    if (size != b.size() || size < half) {
        return a == b;
    }
    if (size < whole) {
        return same_word(std::uint32_t{}, std::uint32_t{}, 0) &&
               same_word(std::uint32_t{}, std::uint32_t{}, size - half);
    }
    for (std::size_t at = 0; at + whole < size; at += whole) {
        if (!same_word(std::uint64_t{}, std::uint64_t{}, at)) {
            return false;
        }
    }
    return same_word(std::uint64_t{}, std::uint64_t{}, size - whole);
}

enum class Presence : std::uint8_t { required, optional };

/// One field that an object may have.
struct FieldRule {
    constexpr FieldRule(const char* field, Presence presence_of_it = Presence::required)
        : name(field), presence(presence_of_it) {}

    std::string_view name;
    Presence presence;
};

/// A field that may be absent, or null.
constexpr FieldRule optional_field(const char* name) {
    return {name, Presence::optional};
}

/// No object has more fields than that.
inline constexpr std::size_t most_fields = 24;

/// A table of fields, for JsonObject.
template <class... Rule>
consteval auto field_table(Rule... rules) {
    static_assert(sizeof...(rules) <= most_fields);
    return std::array<FieldRule, sizeof...(rules)>{FieldRule(rules)...};
}

/// What a field that is not in the table does.
enum class Extra : std::uint8_t {
    refused,
    own_additions,  ///< ignored if its name begins with "x_", else refused
};

/// An object whose fields are those of a table, each at most once, in any order.
class JsonObject {
public:
    /// Throws UnreadableLog for a repeated field (also inside ignored ones), an unknown or a missing one. The table
    /// must outlive the object.
    JsonObject(const JsonValue& value, std::span<const FieldRule> fields, Extra extra);
    JsonObject(const JsonObject&) = delete;
    JsonObject& operator=(const JsonObject&) = delete;
    JsonObject(JsonObject&&) = delete;
    JsonObject& operator=(JsonObject&&) = delete;
    ~JsonObject() = default;

    /// A field that the table has; absent is refused here, too. Cheapest in the table's order.
    JsonValue operator[](std::string_view name);
    /// A field that the table has; none where it is absent or null.
    std::optional<JsonValue> find(std::string_view name);
    /// Whether the object has the field, be it null.
    bool has(std::string_view name);

    [[nodiscard]] const JsonValue& value() const { return self_; }

private:
    std::optional<std::size_t> position(std::string_view name);
    [[noreturn]] void refuse_missing(std::string_view name) const;
    void take_unknown(const JsonValue& field, Extra extra) const;

    JsonValue self_;
    std::span<const FieldRule> fields_;
    std::array<simdjson::dom::element, most_fields> elements_{};
    std::uint32_t present_ = 0;  // bit i: field i
    std::size_t next_ = 0;       // the field that is probably asked for next
};

inline std::optional<std::size_t> JsonObject::position(std::string_view name) {
    for (std::size_t tried = 0; tried < fields_.size(); ++tried) {
        const std::size_t at = next_;
        next_ = next_ + 1 == fields_.size() ? 0 : next_ + 1;
        if (same_name(fields_[at].name, name)) {
            return at;
        }
    }
    return std::nullopt;
}

inline JsonValue JsonObject::operator[](std::string_view name) {
    const auto at = position(name);
    if (!at || (present_ >> *at & 1U) == 0) {
        refuse_missing(name);
    }
    return {elements_[*at], self_, fields_[*at].name};
}

inline std::optional<JsonValue> JsonObject::find(std::string_view name) {
    const auto at = position(name);
    if (!at || (present_ >> *at & 1U) == 0 || elements_[*at].is_null()) {
        return std::nullopt;
    }
    return JsonValue(elements_[*at], self_, fields_[*at].name);
}

inline bool JsonObject::has(std::string_view name) {
    const auto at = position(name);
    return at && (present_ >> *at & 1U) != 0;
}

/// A file of one JSON value per line.
class JsonLines {
public:
    /// Throws UnreadableLog.
    explicit JsonLines(const std::string& path) : source_(path) {}

    /// The same of a file that is in memory already (LineSource).
    JsonLines(const std::string& name, std::span<const std::uint8_t> content) : source_(name, content) {}

    /// Goes to the next line; false at the end. Throws UnreadableLog where it is not JSON, with the place inside.
    bool next();

    /// The line's value. Valid until next().
    [[nodiscard]] JsonValue root() const { return {root_, source_.place()}; }

    [[nodiscard]] const Place& place() const { return source_.place(); }

    [[nodiscard]] double progress() const { return source_.progress(); }

private:
    LineSource source_;
    simdjson::dom::parser parser_{LineSource::longest_line};
    simdjson::dom::element root_;
};

}  // namespace plumbline::conformance
