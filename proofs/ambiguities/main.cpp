// Writes the vectors of the ambiguities: one file for each, in the project's folder of vectors.
#include "proofs/ambiguities/vector.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>

namespace plumbline::proofs {
namespace {

int write_all(const std::filesystem::path& project) {
    const std::filesystem::path folder = project / "tests/conformance/vectors/ambiguities";
    int missing = 0;
    for (const Ambiguity& ambiguity : ambiguities()) {
        const auto vector = find_witness(ambiguity);
        if (!vector) {
            std::cerr << ambiguity.text.name << ": the two readings were not told apart\n";
            ++missing;
            continue;
        }
        std::ofstream file(folder / (vector->name + ".json"), std::ios::binary);
        file << vector_text(*vector);
        file.close();
        if (!file) {
            std::cerr << "the vector of " << vector->name << " cannot be written\n";
            return 2;
        }
    }
    return missing == 0 ? 0 : 1;
}

}  // namespace
}  // namespace plumbline::proofs

int main(int argc, char** argv) {
    if (argc != 2 || std::string_view(argv[1]).starts_with("-")) {
        std::cerr
            << "usage: plumbline_ambiguities PROJECT\n"
               "Finds inputs on which two readings of the draft decide differently, for each of its ambiguities, "
               "and\n"
               "writes them into PROJECT/tests/conformance/vectors/ambiguities. 1: some were not found. 2: usage, "
               "or a\n"
               "file cannot be written.\n";
        return 2;
    }
    try {
        return plumbline::proofs::write_all(argv[1]);
    } catch (const std::exception& problem) {
        std::cerr << "plumbline_ambiguities: " << problem.what() << "\n";
        return 2;
    }
}
