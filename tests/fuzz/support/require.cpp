#include "tests/fuzz/support/require.hpp"

#include <cstdio>
#include <cstdlib>

namespace plumbline::fuzz {

void require(bool holds, const char* says) {
    if (!holds) {
        static_cast<void>(std::fprintf(stderr, "does not hold: %s\n", says));
        std::abort();
    }
}

}  // namespace plumbline::fuzz
