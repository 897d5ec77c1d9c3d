// The witness of an ambiguity as a file: inputs on which two readings of the draft decide differently.
//
// Z3 finds the inputs once; what is said of them is what the running reference answers.
#pragma once

#include "proofs/ambiguities/ambiguity.hpp"

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>

namespace plumbline::proofs {

struct AmbiguityVector {
    std::string name;
    std::string requirement;  ///< the ID of the one that decides
    std::string question;
    Values inputs;
    Readings<std::string> readings;  ///< in words
    Readings<std::string> answers;   ///< by the running reference
};

/// A witness that Z3 finds; none where it finds none that the running reference confirms.
std::optional<AmbiguityVector> find_witness(const Ambiguity& ambiguity);

/// tests/conformance/vectors/ambiguities/ambiguity-1.schema.json describes it.
std::string vector_text(const AmbiguityVector& vector);

/// A file that is not as vector_text() writes it.
struct BadAmbiguityVector : std::runtime_error {
    using std::runtime_error::runtime_error;
};

AmbiguityVector parse_vector(std::string_view text);

}  // namespace plumbline::proofs
