#include "reference/resource_manager/refusal.hpp"

namespace plumbline::saved_form {

std::string describe(const Refusal& refusal) {
    std::string line(refusal.requirement.id());
    line += ": byte " + std::to_string(refusal.place.offset);
    line += ", " + refusal.place.record;
    line += ": " + refusal.sentence;
    return line;
}

std::string text(Scid scid) {
    const auto bits = static_cast<std::uint64_t>(scid);
    std::string words = std::to_string(bits >> 40U);
    words += 'x' + std::to_string(bits >> 16U & 0xff'ffffU);
    words += 'x' + std::to_string(bits & 0xffffU);
    return words;
}

std::string text(const HtlcRef& htlc) {
    std::string words = text(htlc.incoming);
    words += '/' + std::to_string(static_cast<std::uint64_t>(htlc.id));
    return words;
}

}  // namespace plumbline::saved_form
