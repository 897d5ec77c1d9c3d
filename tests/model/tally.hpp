// What a run has met, so that its silence means something.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <map>
#include <string>
#include <vector>

namespace plumbline::model {

class Tally {
public:
    void count(const std::string& what) { ++met_[what]; }

    [[nodiscard]] std::uint64_t operator[](const std::string& what) const {
        const auto found = met_.find(what);
        return found == met_.end() ? 0 : found->second;
    }

    /// What was met, and how often: a line each.
    void print(std::ostream& out) const;

private:
    std::map<std::string, std::uint64_t> met_;
};

/// All that runs of the specification's rules can meet.
std::vector<std::string> everything_to_meet();

}  // namespace plumbline::model
