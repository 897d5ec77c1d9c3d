#include "tests/conformance/audit/text.hpp"

namespace plumbline::conformance {

std::string text(Int128 value) {
    const bool negative = value < 0;
    std::string digits;
    int written = 0;
    do {
        if (written == 3) {
            digits.insert(digits.begin(), ' ');
            written = 0;
        }
        const auto digit = static_cast<int>(value % 10);
        digits.insert(digits.begin(), static_cast<char>('0' + (negative ? -digit : digit)));
        ++written;
        value /= 10;
    } while (value != 0);
    return negative ? "-" + digits : digits;
}

std::string text(bool value) {
    return value ? "yes" : "no";
}

std::string text(Scid channel) {
    const auto bits = static_cast<std::uint64_t>(channel);
    return std::to_string(bits >> 40U) + "x" + std::to_string((bits >> 16U) & 0xffffffU) + "x" +
           std::to_string(bits & 0xffffU);
}

std::string text(const std::vector<SlotIndex>& slots) {
    std::string list;
    for (const SlotIndex slot : slots) {
        list += (list.empty() ? "" : " ") + std::to_string(slot);
    }
    return list.empty() ? "none" : list;
}

std::string text(const std::vector<std::pair<Scid, std::uint64_t>>& marks) {
    std::string list;
    for (const auto& [channel, when] : marks) {
        list += (list.empty() ? "" : ", ") + text(channel) + " at " + std::to_string(when);
    }
    return list.empty() ? "none" : list;
}

std::string text(const oracle::Interval& interval) {
    const std::string low = text(interval.low().get());
    return interval.low() == interval.high() ? low : low + " to " + text(interval.high().get());
}

}  // namespace plumbline::conformance
