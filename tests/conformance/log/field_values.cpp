#include "tests/conformance/log/field_values.hpp"

namespace plumbline::conformance {
namespace {

constexpr std::uint64_t largest_block = (std::uint64_t{1} << 24U) - 1;
constexpr std::uint64_t largest_transaction = (std::uint64_t{1} << 24U) - 1;
constexpr std::uint64_t largest_output = (std::uint64_t{1} << 16U) - 1;
constexpr unsigned block_shift = 40;
constexpr unsigned transaction_shift = 16;

/// Takes a decimal number without sign and leading zeros from the front of `text`, and the letter after it.
std::optional<std::uint64_t> take_number(std::string_view& text, std::uint64_t most, bool then_x) {
    constexpr std::size_t most_digits = 8;  // of any number below 2^24
    std::uint64_t number = 0;
    std::size_t digits = 0;
    while (digits < text.size() && digits <= most_digits && text[digits] >= '0' && text[digits] <= '9') {
        number = 10 * number + static_cast<std::uint64_t>(text[digits] - '0');
        ++digits;
    }
    if (digits == 0 || number > most || (digits > 1 && text.front() == '0')) {
        return std::nullopt;
    }
    text.remove_prefix(digits);
    if (then_x) {
        if (!text.starts_with('x')) {
            return std::nullopt;
        }
        text.remove_prefix(1);
    }
    return number;
}

std::optional<Scid> parse_scid(std::string_view text) {
    const auto block = take_number(text, largest_block, true);
    const auto transaction = block ? take_number(text, largest_transaction, true) : std::nullopt;
    const auto output = transaction ? take_number(text, largest_output, false) : std::nullopt;
    if (!output || !text.empty()) {
        return std::nullopt;
    }
    return Scid{*block << block_shift | *transaction << transaction_shift | *output};
}

std::optional<std::uint8_t> hexadecimal(char digit) {
    if (digit >= '0' && digit <= '9') {
        return static_cast<std::uint8_t>(digit - '0');
    }
    if (digit >= 'a' && digit <= 'f') {
        return static_cast<std::uint8_t>(digit - 'a' + 10);
    }
    if (digit >= 'A' && digit <= 'F') {
        return static_cast<std::uint8_t>(digit - 'A' + 10);
    }
    return std::nullopt;
}

}  // namespace

std::uint64_t time_from(const JsonValue& value) {
    const std::uint64_t time = value.natural();
    if (time < first_implausible_time) {
        return time;
    }
    constexpr std::uint64_t thousand = 1000;
    std::string_view unit = "nanoseconds";
    if (time / thousand < first_implausible_time) {
        unit = "milliseconds";
    } else if (time / thousand / thousand < first_implausible_time) {
        unit = "microseconds";
    }
    value.refuse("is " + std::to_string(time) + ", which looks like " + std::string(unit) +
                 "; times are whole seconds since the Unix epoch");
}

Scid integer_scid_from(const JsonValue& value) {
    return Scid{value.natural()};
}

Scid scid_from(const JsonValue& value) {
    if (!value.is_text()) {
        return integer_scid_from(value);
    }
    const auto scid = parse_scid(value.text());
    if (!scid) {
        value.refuse("is \"" + std::string(value.text()) +
                     "\", and a channel is a 64-bit integer or BLOCKxTRANSACTIONxOUTPUT, such as \"700000x1x0\"");
    }
    return *scid;
}

std::string text_of(Scid scid) {
    const auto bits = static_cast<std::uint64_t>(scid);
    return std::to_string(bits >> block_shift) + "x" + std::to_string(bits >> transaction_shift & largest_transaction) +
           "x" + std::to_string(bits & largest_output);
}

Salt salt_from(const JsonValue& value) {
    Salt salt{};
    const std::string_view text = value.text();
    bool well_formed = text.size() == 2 * salt.size();
    for (std::size_t at = 0; well_formed && at < salt.size(); ++at) {
        const auto high = hexadecimal(text[2 * at]);
        const auto low = hexadecimal(text[2 * at + 1]);
        well_formed = high && low;
        if (well_formed) {
            salt[at] = static_cast<std::uint8_t>(*high << 4U | *low);
        }
    }
    if (!well_formed) {
        value.refuse("is not a salt of 32 bytes, written as 64 hexadecimal digits");
    }
    return salt;
}

std::string text_of(const Salt& salt) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : salt) {
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

Height<> height_from(const JsonValue& value) {
    return Height<>(value.natural(std::numeric_limits<std::uint32_t>::max()));
}

SlotIndex slot_from(const JsonValue& value) {
    return static_cast<SlotIndex>(value.natural(std::numeric_limits<SlotIndex>::max()));
}

Parameters<> checked_parameters(const Parameters<>& parameters, const JsonValue& where) {
    if (!valid(parameters)) {
        where.refuse(
            "is out of range: periods lie in 1 to 2^40 s, the multiplier in 1 to 1000, and the two percentages "
            "add up to at most 100");
    }
    return parameters;
}

std::vector<SlotIndex> occupied_from(const JsonValue& value) {
    return ascending<SlotIndex>(value, slot_from);
}

std::vector<std::pair<Scid, std::uint64_t>> misuse_from(const JsonValue& value,
                                                        Scid (*read_channel)(const JsonValue&)) {
    using Mark = std::pair<Scid, std::uint64_t>;
    const auto read = [&](const JsonValue& item) {
        const auto [channel, time] = item.exactly<2>();
        return Mark{read_channel(channel), time_from(time)};
    };
    return ascending<Mark>(value, read, &Mark::first);
}

ShownPair pair_from(const JsonValue& value) {
    ShownPair pair;
    pair.reserve(value.size());
    value.each([&](const JsonValue& item) {
        const auto [slot, used] = item.exactly<2>();
        const SlotIndex index = slot_from(slot);
        if (std::any_of(pair.begin(), pair.end(), [&](const auto& other) { return other.first == index; })) {
            slot.refuse("is " + std::to_string(index) + ", which the pair has already");
        }
        pair.emplace_back(index, used.boolean());
    });
    return pair;
}

}  // namespace plumbline::conformance
