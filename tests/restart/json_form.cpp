#include "tests/restart/json_form.hpp"

#include <charconv>

namespace plumbline::restart {

std::string hex(std::span<const std::uint8_t> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const std::uint8_t byte : bytes) {
        text += digits[byte >> 4U];
        text += digits[byte & 15U];
    }
    return text;
}

void from_hex(const Json& json, const std::string& place, std::span<std::uint8_t> bytes) {
    const std::string digits = json.is_string() ? json.get<std::string>() : "";
    bool right = digits.size() == 2 * bytes.size();
    for (std::size_t i = 0; right && i < bytes.size(); ++i) {
        const char* const begin = digits.data() + 2 * i;
        right = std::from_chars(begin, begin + 2, bytes[i], 16).ptr == begin + 2;
    }
    if (!right) {
        throw JsonFormError(place, "is not " + std::to_string(2 * bytes.size()) + " hexadecimal digits");
    }
}

InboundKey inbound_key_from(const Json& json, const std::string& place) {
    const std::string key = json.is_string() ? json.get<std::string>() : "";
    std::uint64_t channel = 0;
    std::uint64_t htlc = 0;
    const char* const end = key.data() + key.size();
    const auto first = std::from_chars(key.data(), end, channel);
    if (first.ec == std::errc{} && first.ptr != end && *first.ptr == '/') {
        const auto second = std::from_chars(first.ptr + 1, end, htlc);
        if (second.ec == std::errc{} && second.ptr == end) {
            return {ChannelId{channel}, HtlcId{htlc}};
        }
    }
    throw JsonFormError(place, "is no channel/htlc");
}

}  // namespace plumbline::restart
