// The saved form of a manager: what lets a restart forget nothing. Chapter 12-saved-form.
#pragma once

#include "reference/resource_manager/default_resource_manager.hpp"
#include "reference/resource_manager/refusal.hpp"

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace plumbline::saved_form {

/// The name and version of this library.
[[nodiscard]] std::string_view this_writer();

/// What a form may say beyond what a reader needs.
struct Informative {
    std::string_view written_by = this_writer();  ///< UTF-8; empty: left out
    bool parameters = true;                       ///< of the manager, so that a reader can say what has changed
};

/// The form of the manager as it is between two operations (SF-1, SF-10, SF-11). Its salts are secrets: so is the form.
/// For managers under a profile (CV-5); what a deviation has left behind may be refused when it is read.
[[nodiscard]] std::vector<std::uint8_t> write(const DefaultResourceManager& manager,
                                              const Informative& informative = {});

/// A parameter that was another one when the form was written.
struct Difference {
    std::string_view parameter;  ///< as the specification calls it, or "profile"
    std::string saved;
    std::string configured;
    friend bool operator==(const Difference&, const Difference&) = default;
};

/// What was read.
struct Restored {
    DefaultResourceManager manager;
    std::string written_by;               ///< as the form says, unchecked; empty if it does not
    Seconds<> written_at{};               ///< the latest time of an operation before it was written
    std::vector<Difference> differences;  ///< from the configuration, which is what the manager follows
};

/// What was read; or why nothing was; or the caller's mistake parameters_out_of_range.
using ReadResult = std::variant<Restored, Refusal, Mistake>;

/// Reads a form, by nothing but its bytes and the configuration (SF-2 to SF-6, SF-9, SF-12). Nothing is decided again;
/// other percentages than those that the form was written under are changed limits (SF-13, CH-4, CH-5). Unless
/// contracts are off, the restored state is checked as a whole. Takes time in proportion to the form. Where memory runs
/// out (std::bad_alloc), nothing has changed, and what had been built of the new manager is not returned to the heap.
[[nodiscard]] ReadResult read(std::span<const std::uint8_t> form, DefaultResourceManager::Options options);

}  // namespace plumbline::saved_form
