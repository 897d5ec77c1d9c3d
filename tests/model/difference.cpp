#include "tests/model/difference.hpp"

#include <algorithm>
#include <cmath>

namespace plumbline::model {

std::string describe(const Difference& difference) {
    const spec::Requirement& requirement = difference.requirement.get();
    return std::string(requirement.id) + "\n  " + std::string(requirement.sentence) + "\n  value     " +
           difference.value + "\n  allowed   " + difference.allowed + "\n  seen      " + difference.seen + "\n";
}

std::string text(bool value) {
    return value ? "yes" : "no";
}

std::string text(Wide value) {
    std::string digits;
    for (Wide rest = value; rest != 0 || digits.empty(); rest /= 10) {
        digits += static_cast<char>('0' + std::abs(static_cast<int>(rest % 10)));
    }
    if (value < 0) {
        digits += '-';
    }
    std::reverse(digits.begin(), digits.end());
    return digits;
}

std::string text(std::string_view value) {
    return std::string(value);
}

std::string text(Bucket bucket) {
    return std::string(name(bucket));
}

std::string text(Scid channel) {
    const auto number = static_cast<std::uint64_t>(channel);
    return std::to_string(number >> 40U) + "x" + std::to_string(number >> 16U & 0xff'ffffU) + "x" +
           std::to_string(number & 0xffffU);
}

std::string text(const Size& size) {
    return std::to_string(size.slots) + " slots, " + std::to_string(size.msat) + " msat";
}

std::string text(const Rounded& rounded) {
    return rounded.tolerance == 0
               ? text(rounded.nearest)
               : text(rounded.nearest - rounded.tolerance) + " to " + text(rounded.nearest + rounded.tolerance);
}

std::string text(const Enclosure& enclosure) {
    return text(static_cast<Wide>(std::ceil(enclosure.low))) + " to " +
           text(static_cast<Wide>(std::floor(enclosure.high)));
}

std::string text(const std::vector<std::uint64_t>& numbers) {
    std::string line;
    for (const std::uint64_t number : numbers) {
        line += (line.empty() ? "" : " ") + std::to_string(number);
    }
    return line.empty() ? "none" : line;
}

std::string text(const std::map<std::uint64_t, Scid>& holders) {
    std::string line;
    for (const auto& [slot, channel] : holders) {
        line += (line.empty() ? "" : ", ") + std::to_string(slot) + " of " + text(channel);
    }
    return line.empty() ? "none" : line;
}

void differ(contracts::RequirementId requirement, std::string_view value, std::string allowed, std::string seen) {
    Difference difference;
    difference.requirement = requirement;
    difference.value = value;
    difference.allowed = std::move(allowed);
    difference.seen = std::move(seen);
    throw difference;
}

}  // namespace plumbline::model
