// What holds for all properties of this program.
#include "tests/support/violations.hpp"

#include <cstdlib>

namespace {

// The same cases in every run: RapidCheck reads the variable at the first property. 0 keeps what is set.
// Half as many in builds that are made to be slow: sanitizers, coverage.
#ifdef NDEBUG
constexpr const char* cases = "seed=20240229 max_success=1000";
#else
constexpr const char* cases = "seed=20240229 max_success=500";
#endif
[[maybe_unused]] const int parameters = setenv("RC_PARAMS", cases, 0);

// A violated contract makes a property fail, and its case shrink.
const plumbline::support::ThrowingViolations throwing;

}  // namespace
