// The parts of find_sites(): each knows one family of mistakes.
#pragma once

#include "proofs/mutants/sites.hpp"

namespace plumbline::mutants {

/// Comparisons, sums, products, connectives: binary operators. Choices of `?:`.
void find_operators(const Source& source, std::vector<Site>& found);

/// `-` and `!` in front of an operand.
void find_unary(const Source& source, std::vector<Site>& found);

/// Calls whose opposite is a plausible mistake: minimum and maximum, roundings, connectives.
void find_calls(const Source& source, std::vector<Site>& found);

/// Literals, named numbers, truth values, enumerators, cited requirements.
void find_constants(const Source& source, const Vocabulary& vocabulary, std::vector<Site>& found);

/// Members and channels that are easily taken for one another.
void find_confusions(const Source& source, std::vector<Site>& found);

/// Branches, and statements that only have an effect.
void find_statements(const Source& source, std::vector<Site>& found);

/// What a member is given before anything else is.
void find_initial_values(const Source& source, std::vector<Site>& found);

}  // namespace plumbline::mutants
