// Requirement IDs as compile-time constants. The chapters in spec/ define them; citing one that no chapter defines does
// not compile.
#pragma once

#include "generated/requirements.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace plumbline::contracts {

/// A string literal as a template argument.
template <std::size_t Size>
struct FixedString {
    char text[Size]{};

    // NOLINTNEXTLINE(google-explicit-constructor,hicpp-explicit-conversions): a literal is to convert
    consteval FixedString(const char (&literal)[Size]) { std::copy_n(literal, Size, text); }

    [[nodiscard]] constexpr std::string_view view() const { return {text, Size - 1}; }
};

/// Position of `id` in the generated table; the table's size if no chapter defines it.
consteval std::size_t requirement_index(std::string_view id) {
    std::size_t index = 0;
    while (index < spec::requirements.size() && spec::requirements[index].id != id) {
        ++index;
    }
    return index;
}

/// A reference to one requirement, two bytes wide, so that a verdict can carry the rules on its path.
class RequirementId {
public:
    RequirementId() = default;

    constexpr explicit RequirementId(std::size_t index) : index_(static_cast<std::uint16_t>(index)) {}

    [[nodiscard]] constexpr const spec::Requirement& get() const { return spec::requirements[index_]; }

    [[nodiscard]] constexpr std::string_view id() const { return get().id; }

    friend constexpr bool operator==(RequirementId, RequirementId) = default;

private:
    std::uint16_t index_ = 0;
};

template <FixedString Id>
consteval RequirementId find_requirement() {
    constexpr std::size_t index = requirement_index(Id.view());
    static_assert(index < spec::requirements.size(), "no chapter of spec/ defines this requirement ID");
    return RequirementId{index};
}

/// The requirement with this ID: `req<"GB-3">`.
template <FixedString Id>
inline constexpr RequirementId req = find_requirement<Id>();

}  // namespace plumbline::contracts
