// Every run tries the same generated cases, so that a change is to blame for what fails; RC_PARAMS="seed=…" asks for
// others. Part of each test program but those with OWN_CASES; how many cases a property gets is plumbline_test's CASES.
#include <cstdlib>
#include <string>

namespace {

// RapidCheck reads the variable at the first property; 0 keeps what is set.
[[maybe_unused]] const int same_cases =
    setenv("RC_PARAMS", ("seed=20240229 max_success=" + std::to_string(PLUMBLINE_CASES)).c_str(), 0);

}  // namespace
