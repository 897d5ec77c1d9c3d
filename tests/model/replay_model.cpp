// replay_model: runs a file's operations on the manager and the model, and prints the first difference.
#include "tests/conformance/audit/deviation.hpp"
#include "tests/conformance/log/log.hpp"
#include "tests/model/run_file.hpp"
#include "tests/model/session.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <exception>
#include <iostream>

namespace plumbline::model {
namespace {

/// Exit codes, as --help lists them.
enum class Exit : int { same = 0, differs = 1, usage = 2, unreadable = 3 };

void print_json(const Run& run, const std::optional<Found>& found) {
    nlohmann::ordered_json json{{"same", !found}, {"operations", run.operations.size()}};
    if (found) {
        json["operation"] = found->operation + 1;
        json["requirement"] = found->difference.requirement.id();
        json["value"] = found->difference.value;
        json["allowed"] = found->difference.allowed;
        json["seen"] = found->difference.seen;
    }
    std::cout << json.dump(2) << '\n';
}

void print_text(const Run& run, const std::optional<Found>& found) {
    if (!found) {
        std::cout << "the manager did what the model allows in all " << run.operations.size() << " operations\n";
        return;
    }
    std::cout << "after operation " << found->operation + 1 << " of " << run.operations.size() << ", "
              << line_of(run.operations[found->operation]) << ":\n"
              << describe(found->difference);
}

Exit run(int argc, char** argv) {
    CLI::App app{
        "Runs the operations of a file on the reference's manager and on the model of the chapters, and prints "
        "the first difference."};
    app.name("replay_model");
    app.footer("Exit codes: 0 no difference, 1 a difference, 2 usage, 3 the file cannot be read.");
    std::string file;
    std::string deviation;
    bool json = false;
    app.add_option("FILE", file, "a run, as a failing test prints it")->required();
    app.add_option("--deviation", deviation, "make the manager follow this known deviation, whatever the file says")
        ->check([](const std::string& name) {
            return conformance::find_deviation(name) != nullptr ? "" : name + " is no known deviation's name";
        });
    app.add_flag("--json", json, "write JSON, for a program");
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? Exit::same : Exit::usage;
    }
    Run run = read_run(file);
    if (!deviation.empty()) {
        run.setting.deviation = deviation;
    }
    const auto found = first_difference(run);
    json ? print_json(run, found) : print_text(run, found);
    return found ? Exit::differs : Exit::same;
}

}  // namespace
}  // namespace plumbline::model

int main(int argc, char** argv) {
    using plumbline::model::Exit;
    try {
        return static_cast<int>(plumbline::model::run(argc, argv));
    } catch (const plumbline::conformance::UnreadableLog& unreadable) {
        std::cerr << "replay_model: " << unreadable.what() << '\n';
        return static_cast<int>(Exit::unreadable);
    }
}
