#include "tests/conformance/values/digits.hpp"

#include <algorithm>

namespace plumbline::values {
namespace {

bool all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string digits(Int128 number) {
    const bool negative = number < 0;
    std::string text;
    do {
        const auto digit = static_cast<int>(number % 10);
        text.insert(text.begin(), static_cast<char>('0' + (negative ? -digit : digit)));
        number /= 10;
    } while (number != 0);
    return negative ? "-" + text : text;
}

std::optional<Int128> number_from(std::string_view text) {
    constexpr std::size_t longest = 30;
    const bool negative = text.starts_with('-');
    const std::string_view number = text.substr(negative ? 1 : 0);
    if (!all_digits(number) || number.size() > longest || (number.front() == '0' && text != "0")) {
        return std::nullopt;
    }
    Int128 value = 0;
    for (const char digit : number) {
        value = 10 * value + (digit - '0');
    }
    return negative ? -value : value;
}

bool is_decimal(std::string_view text) {
    constexpr std::size_t longest = 60;
    const std::string_view number = text.substr(text.starts_with('-') ? 1 : 0);
    const std::size_t point = std::min(number.find('.'), number.size());
    const std::string_view whole = number.substr(0, point);
    if (text.size() > longest || !all_digits(whole) || (whole.size() > 1 && whole.front() == '0')) {
        return false;
    }
    if (point == number.size()) {
        return text != "-0";
    }
    const std::string_view fraction = number.substr(point + 1);
    return all_digits(fraction) && fraction.back() != '0';
}

}  // namespace plumbline::values
