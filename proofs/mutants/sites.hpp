// Where a source can be mutated, and into what: the mechanical mistakes, and the alternatives at variation points.
#pragma once

#include "proofs/mutants/expressions.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace plumbline::mutants {

struct Mutation {
    std::string kind;      ///< `comparison`, `off by one`, …: one of kinds()
    std::string original;  ///< what is written, on one line
    std::string mutated;   ///< what a reader would see instead
    std::string code;      ///< the same as C++; for a statement nothing, or another statement
};

enum class Form : std::uint8_t {
    value,      ///< an expression; the mutated one has its type
    truth,      ///< an expression that is asked for its truth
    statement,  ///< one with its semicolon
};

struct Site {
    Extent extent;
    Form form = Form::value;
    std::vector<Mutation> mutations;
    std::string point;  ///< of a variation point: its name; all its sites are mutated together
};

/// What the finder knows of the sources as a whole.
struct Vocabulary {
    std::map<std::string, std::vector<std::string>> enumerations;  ///< enumerators, by the name of their type
    std::map<std::string, std::string> points;  ///< the variation points of `struct Rules`, with their types
    std::set<std::string> constants;  ///< named numbers: `seconds_per_block`, or `valid::longest` in a function
};

/// Adds what a source declares.
void learn(const Source& source, Vocabulary& vocabulary);

/// Everything in the source that can be mutated, in no particular order. Extents are nested or apart.
std::vector<Site> find_sites(const Source& source, const Vocabulary& vocabulary);

/// Only the reads of variation points.
std::vector<Site> find_points(const Source& source, const Vocabulary& vocabulary);

}  // namespace plumbline::mutants
