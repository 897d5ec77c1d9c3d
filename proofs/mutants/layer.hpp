// A layer of the evidence, as a program: it passes over the reference as it is, and is to notice a mutant.
#pragma once

#include "proofs/mutants/process.hpp"

#include <string>
#include <vector>

namespace plumbline::mutants {

struct Layer {
    std::string name;
    Command command;
    double seconds = 60;   ///< the most that it may take
    bool decides = false;  ///< exit 1 alone notices: a prover that does not know has noticed nothing
    bool beside = false;   ///< runs whatever other layers noticed, and what it says is told beside theirs
};

/// How a mutant was noticed.
enum class How : std::uint8_t {
    not_at_all,
    contract,  ///< a contract was violated
    test,      ///< a test or property failed
    refuted,   ///< a proof failed
    crash,     ///< the program ended by a signal, without a violated contract
    hang,      ///< it did not end in time
};

/// A word for it: `contract`.
std::string name(How how);

struct Noticed {
    How how = How::not_at_all;
    std::string by;  ///< the requirement of the contract, the test, the proof; empty where none is known
                     ///< where nothing was noticed: what a layer that decides says instead, `not-reached`
    double seconds = 0;

    explicit operator bool() const { return how != How::not_at_all; }
};

/// Runs a layer against a mutant; 0 is the reference as it is. Throws std::runtime_error where it could not run: exit
/// 2 or 3 of a layer that decides.
Noticed run(const Layer& layer, int mutant, double limit, const std::string& output_file);

/// The layers in a file that the build writes. Throws std::runtime_error.
std::vector<Layer> read_layers(const std::string& path);

}  // namespace plumbline::mutants
