// Small forms to begin fuzzing with.
#pragma once

#include "tests/saved_form/hand_made.hpp"

#include <map>
#include <string>

namespace plumbline::saved_form_test {

/// Inputs of the target tests/fuzz/saved_form.cpp, by file name.
std::map<std::string, Bytes> fuzzing_seeds();

}  // namespace plumbline::saved_form_test
