// For a build without Z3.
#include "tests/conformance/prove/command.hpp"

#include <iostream>

namespace plumbline::conformance {

ProveExit run_prove(const ProveOptions& /*options*/) {
    std::cerr
        << "plumbline: this build has no prover; where Z3 is installed, configure it with -DPLUMBLINE_PROOFS=ON\n";
    return ProveExit::usage;
}

}  // namespace plumbline::conformance
