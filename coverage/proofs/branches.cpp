#include "coverage/proofs/branches.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <set>

namespace plumbline::branches {
namespace {

using nlohmann::json;

bool is_symbolic(const std::string& function) {
    return function.find("symbolic::") != std::string::npos;
}

// The mangled names of the file's functions that are instantiated with terms.
std::set<std::string> symbolic_functions(const json& file, const std::string& name,
                                         std::map<std::pair<std::string, int>, bool>& read) {
    std::set<std::string> found;
    for (const json& function : file.at("functions")) {
        const bool symbolic = is_symbolic(function.at("demangled_name").get<std::string>());
        const bool run = symbolic && function.at("execution_count").get<std::uint64_t>() > 0;
        bool& known = read[{name, function.at("start_line").get<int>()}];
        known = known || run;
        if (symbolic) {
            found.insert(function.at("name").get<std::string>());
        }
    }
    return found;
}

// A call that may throw is two ways for gcov, on or out; neither is a decision of the source.
std::vector<std::uint64_t> ways_of(const json& branches) {
    const auto thrown = [&](std::size_t branch) {
        return branch < branches.size() && branches[branch].at("throw").get<bool>();
    };
    std::vector<std::uint64_t> ways;
    for (std::size_t branch = 0; branch < branches.size(); ++branch) {
        if (thrown(branch)) {
            continue;
        }
        if (!thrown(branch + 1)) {
            ways.push_back(branches[branch].at("count").get<std::uint64_t>());
        }
    }
    return ways;
}

}  // namespace

std::size_t Decision::untaken() const {
    return static_cast<std::size_t>(std::count(ways.begin(), ways.end(), 0U));
}

void add(const json& document, const std::string& root, const std::string& folder, Decisions& decisions,
         std::map<std::pair<std::string, int>, bool>& read) {
    const std::filesystem::path compiled_in = document.at("current_working_directory").get<std::string>();
    for (const json& file : document.at("files")) {
        const std::string path = (compiled_in / file.at("file").get<std::string>()).lexically_normal().string();
        if (path.rfind(root + folder, 0) != 0) {
            continue;
        }
        const std::string name = path.substr(root.size());
        const std::set<std::string> symbolic = symbolic_functions(file, name, read);
        for (const json& line : file.at("lines")) {
            if (!line.contains("function_name") || symbolic.count(line.at("function_name").get<std::string>()) == 0) {
                continue;
            }
            const std::vector<std::uint64_t> ways = ways_of(line.at("branches"));
            if (ways.empty()) {
                continue;
            }
            Decision& decision = decisions[{name, line.at("line_number").get<int>()}];
            decision.ways.resize(std::max(decision.ways.size(), ways.size()));
            for (std::size_t way = 0; way < ways.size(); ++way) {
                decision.ways[way] += ways[way];
            }
        }
    }
}

}  // namespace plumbline::branches
