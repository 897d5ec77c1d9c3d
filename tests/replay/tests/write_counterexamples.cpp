// Writes tests/replay/scenarios/without anew: for each row of the table of spec/3-restart/7-theorems.md the run that
// `plumbline explore WORLD --without RULE --runs DIRECTORY` writes of the row's theorem.
#include "tests/replay/command/explore.hpp"
#include "tests/replay/tests/options.hpp"
#include "tests/replay/tests/rule_table.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>

namespace plumbline::replay::testing {
namespace {

bool write_all() {
    const std::filesystem::path directory = counterexample_directory();
    std::filesystem::remove_all(directory);
    std::filesystem::create_directories(directory);
    for (const RuleRow& row : rule_table()) {
        const explorer::Report report = search_world(world_of(row.arguments()), {});
        const explorer::TheoremReport* const lost = first_lost(report);
        std::cout << row.file_name() << ": " << (lost != nullptr ? lost->id : "-") << "\n";
        if (lost != nullptr) {
            std::ofstream file(directory / row.file_name(), std::ios::binary);
            write_run_json(file, report, *lost);
            if (!file.flush()) {
                std::cerr << row.file_name() << " cannot be written\n";
                return false;
            }
        }
    }
    return true;
}

}  // namespace
}  // namespace plumbline::replay::testing

int main() {
    return plumbline::replay::testing::write_all() ? 0 : 1;
}
