// Branches of the reference's templates as gcov counts them, of their symbolic reading alone.
#pragma once

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace plumbline::branches {

/// A decision of the source: a line of a file, and how often each of its ways was taken.
struct Decision {
    std::vector<std::uint64_t> ways;  ///< of all instantiations together

    [[nodiscard]] std::size_t untaken() const;
};

/// By file, and by line.
using Decisions = std::map<std::pair<std::string, int>, Decision>;

/// Adds what one document of `gcov --json-format` says of the symbolic instantiations in files below `folder`, a path
/// that ends with a slash; files are named by what follows `root` in their path. `read` gets every function of those
/// files, by file and line, and whether a symbolic instantiation of it was run.
void add(const nlohmann::json& document, const std::string& root, const std::string& folder, Decisions& decisions,
         std::map<std::pair<std::string, int>, bool>& read);

}  // namespace plumbline::branches
