// Conformance vectors out of proofs: inputs at the boundaries of the comparisons, with what the running reference
// answers. Z3 only finds the inputs.
//
// A proof that is to give vectors names the answers of the operation that it calls: trial.result("bucket", …). For
// others, only where a path gets to (trial.reach) tells one rule from another.
#pragma once

#include "proofs/engine/run.hpp"

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::proofs {

struct Vector {
    std::string name;  ///< the proof's, the comparison's number and the side of it: opportunity-cost/bounds/0-below
    std::string comparison;                 ///< its two sides, where they are made of inputs alone
    std::vector<std::string> requirements;  ///< that the reference was held to on these inputs
    Values inputs;
    Results answers;
    std::vector<std::string> reached;
};

struct VectorFile {
    std::string proof;
    std::string bounds;
    std::vector<Vector> vectors;
};

/// The boundaries of `outcome`, answered by the running reference. Two with the same inputs, or with inputs that the
/// running reference does not take as far as the proof did, are one or none; so are those of a proof that has no
/// answers.
VectorFile vectors_of(const Proof& proof, const Outcome& outcome);

/// tests/conformance/vectors/vectors-1.schema.json describes it; one vector a line.
std::string vectors_text(const VectorFile& file);

/// A file that is not as vectors_text() writes it.
struct BadVectors : std::runtime_error {
    using std::runtime_error::runtime_error;
};

VectorFile parse_vectors(std::string_view text);

}  // namespace plumbline::proofs
