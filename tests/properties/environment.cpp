// What holds for all properties of this program: a violated contract makes one fail, and its case shrink.
#include "tests/support/violations.hpp"

namespace {

const plumbline::support::ThrowingViolations throwing;

}  // namespace
