// What tests leave to the compiler, evaluated when the program starts, so that it meets the mutants, too.
#pragma once

#include "proofs/mutants/source.hpp"

#include <string>

namespace plumbline::mutants {

/// The source with each static_assert outside functions and types as a check at the program's start. `file` is the name
/// under which a failure is told.
std::string evaluate_at_start(const std::string& file, const Source& source);

}  // namespace plumbline::mutants
