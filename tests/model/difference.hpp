// A difference between the manager and what the model allows, in the specification's words.
#pragma once

#include "contracts/requirement.hpp"
#include "tests/model/model.hpp"

#include <concepts>
#include <exception>
#include <string>
#include <string_view>

namespace plumbline::model {

/// Thrown where the manager and the model first differ.
struct Difference : std::exception {
    contracts::RequirementId requirement;
    std::string value;    ///< what was looked at
    std::string allowed;  ///< by the chapters
    std::string seen;     ///< of the manager

    [[nodiscard]] const char* what() const noexcept override { return "the manager and the model differ"; }

    friend bool operator==(const Difference& a, const Difference& b) {
        return a.requirement == b.requirement && a.value == b.value && a.allowed == b.allowed && a.seen == b.seen;
    }
};

/// The requirement with its sentence, then value, allowed and seen, a line each.
std::string describe(const Difference& difference);

std::string text(bool value);
std::string text(Wide value);
std::string text(std::string_view value);
std::string text(Bucket bucket);
std::string text(Scid channel);
std::string text(const Size& size);
std::string text(const Rounded& rounded);
std::string text(const Enclosure& enclosure);

template <std::integral Number>
    requires(!std::same_as<Number, bool> && !std::same_as<Number, Wide>)
std::string text(Number value) {
    return text(Wide{value});
}

/// "3 17 5"; "none" where there is nothing.
std::string text(const std::vector<std::uint64_t>& numbers);
/// "3 of 800000x1x0, 17 of ..."; "none" where there is nothing.
std::string text(const std::map<std::uint64_t, Scid>& holders);

[[noreturn]] void differ(contracts::RequirementId requirement, std::string_view value, std::string allowed,
                         std::string seen);

/// The manager's value is the only one that is allowed.
template <contracts::FixedString Id>
void expect_same(std::string_view value, const auto& allowed, const auto& seen) {
    if (!(allowed == seen)) {
        differ(contracts::req<Id>, value, text(allowed), text(seen));
    }
}

/// The manager's value is among those that are allowed.
template <contracts::FixedString Id>
void expect_within(std::string_view value, const Enclosure& allowed, std::int64_t seen) {
    if (!allowed.contains(seen)) {
        differ(contracts::req<Id>, value, text(allowed), text(seen));
    }
}

template <contracts::FixedString Id>
void expect_within(std::string_view value, const Rounded& allowed, Wide seen) {
    if (!allowed.allows(seen)) {
        differ(contracts::req<Id>, value, text(allowed), text(seen));
    }
}

}  // namespace plumbline::model
