// From records to values, and whether they can stand together. Chapter 12-saved-form, refusals 5 to 8.
#pragma once

#include "reference/resource_manager/saved_form_layout.hpp"
#include "reference/resource_manager/saved_state.hpp"

#include <string>

namespace plumbline::saved_form {

/// The parameters with which the writer ran; they bind nobody.
struct SavedParameters {
    Parameters<> parameters;
    std::string profile;
};

/// A form's values, one entry for each stream of its layout and in the same order.
struct Values {
    SavedState state;
    std::string written_by;
    std::optional<SavedParameters> parameters;
};

/// Throws Refused for a value outside its range (refusal 5). The slots of HTLCs are left to relate().
[[nodiscard]] Values values_of(std::span<const std::uint8_t> form, const Layout& layout);

/// Gives each HTLC the slots that its record names. Throws Refused for what no manager can hold together (refusals 6
/// to 8).
void relate(std::span<const std::uint8_t> form, const Layout& layout, SavedState& state);

}  // namespace plumbline::saved_form
