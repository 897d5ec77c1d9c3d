// Why a saved form was refused, and where. Chapter 12-saved-form.
#pragma once

#include "contracts/requirement.hpp"
#include "reference/units.hpp"

#include <cstddef>
#include <string>

namespace plumbline::saved_form {

/// The byte at which a reader stopped, and the record that it belongs to (SF-2).
struct Place {
    std::size_t offset = 0;  ///< in bytes, from the beginning of the form
    std::string record;      ///< in words: "channel 700000x1x0, record 8 (reputation)"
    friend bool operator==(const Place&, const Place&) = default;
};

/// A form that is not read. Nothing was changed by the attempt (SF-7).
struct Refusal {
    contracts::RequirementId requirement;  ///< that the form does not meet
    Place place;
    std::string sentence;  ///< what is wrong
    friend bool operator==(const Refusal&, const Refusal&) = default;
};

/// One line with everything that the refusal says.
std::string describe(const Refusal& refusal);

/// The channel as block x transaction x output (BOLT 7).
std::string text(Scid scid);

/// The HTLC as its incoming channel / ID.
std::string text(const HtlcRef& htlc);

}  // namespace plumbline::saved_form
