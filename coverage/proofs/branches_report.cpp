// branches_report ROOT EXPLAINED < documents of gcov, one a line
//
// Every way of every decision in the reference's templates is on a feasible path of some proof, or explained in the
// file EXPLAINED. Exit code 1: one is not, or an explanation has nothing left to explain.
#include "coverage/proofs/branches.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace {

using nlohmann::json;
using plumbline::branches::Decisions;

std::string line_of(const std::string& path, int number) {
    std::ifstream file(path);
    std::string line;
    for (int read = 0; read < number && std::getline(file, line); ++read) {
    }
    line.erase(0, line.find_first_not_of(' '));
    return line;
}

// An explanation, by the file and the text of the line; used up where a decision needs it.
struct Explanation {
    std::size_t untaken = 0;
    std::string why;
    bool used = false;
};

using Explanations = std::map<std::pair<std::string, std::string>, Explanation>;

Explanations explanations_in(const std::string& path) {
    std::ifstream file(path);
    Explanations found;
    for (const json& entry : json::parse(file)) {
        found[{entry.at("file").get<std::string>(), entry.at("line").get<std::string>()}] = {
            entry.at("untaken").get<std::size_t>(), entry.at("why").get<std::string>(), false};
    }
    return found;
}

// The function templates over a number domain of which no symbolic instantiation was run, with the line that names
// them.
std::map<std::pair<std::string, int>, std::string> unread(
    const std::string& root, const std::map<std::pair<std::string, int>, bool>& functions) {
    constexpr int most_lines_before_the_name = 3;
    std::map<std::pair<std::string, int>, std::string> found;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root + "reference/resource_manager")) {
        const std::string name = entry.path().string().substr(root.size());
        std::ifstream file(entry.path());
        int number = 1;
        int template_at = 0;
        for (std::string line; std::getline(file, line); ++number) {
            if (template_at != 0) {
                const bool type = line.rfind("struct", 0) == 0 || line.rfind("class", 0) == 0;
                const auto first = functions.lower_bound({name, template_at});
                const bool was_run =
                    std::any_of(first, functions.upper_bound({name, template_at + most_lines_before_the_name}),
                                [](const auto& function) { return function.second; });
                if (!type && !was_run) {
                    found[{name, number}] = line;
                }
                template_at = 0;
            }
            if (line.rfind("template <class N", 0) == 0) {
                template_at = number;
            }
        }
    }
    return found;
}

int report(const std::string& root, Explanations explanations) {
    Decisions decisions;
    std::map<std::pair<std::string, int>, bool> functions;
    for (std::string line; std::getline(std::cin, line);) {
        plumbline::branches::add(json::parse(line), root, "reference/", decisions, functions);
    }
    std::size_t ways = 0;
    std::size_t taken = 0;
    std::size_t explained = 0;
    int faults = 0;
    for (const auto& [place, decision] : decisions) {
        ways += decision.ways.size();
        taken += decision.ways.size() - decision.untaken();
        if (decision.untaken() == 0) {
            continue;
        }
        const std::string text = line_of(root + place.first, place.second);
        const auto found = explanations.find({place.first, text});
        if (found != explanations.end() && found->second.untaken >= decision.untaken()) {
            found->second.used = true;
            explained += decision.untaken();
            continue;
        }
        ++faults;
        std::cout << place.first << ":" << place.second << ": " << decision.untaken() << " of " << decision.ways.size()
                  << " ways on no feasible path: " << text << "\n";
    }
    for (const auto& [place, text] : unread(root, functions)) {
        const auto found = explanations.find({place.first, text});
        if (found != explanations.end()) {
            found->second.used = true;
            continue;
        }
        ++faults;
        std::cout << place.first << ":" << place.second << ": no proof reads this template: " << text << "\n";
    }
    for (const auto& [place, explanation] : explanations) {
        if (!explanation.used) {
            ++faults;
            std::cout << place.first << ": explained, but taken or gone: " << place.second << "\n";
        }
    }
    std::cout << taken << " of " << ways << " ways through the reference's templates are on a feasible path, "
              << explained << " are explained, " << ways - taken - explained << " are left\n";
    return ways == 0 || faults > 0 ? 1 : 0;
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 3) {
        std::cerr << "usage: branches_report ROOT EXPLAINED < documents of gcov\n";
        return 2;
    }
    try {
        return report(arguments[1], explanations_in(arguments[2]));
    } catch (const std::exception& fault) {
        std::cerr << "branches_report: " << fault.what() << "\n";
        return 2;
    }
}
