#include "tests/conformance/tests/support/tool.hpp"

#include "tests/conformance/tests/log_files.hpp"
#include "tests/conformance/tests/support/exercise.hpp"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <sstream>
#include <stdexcept>

namespace plumbline::conformance::support {
namespace {

/// The process's outputs, each into a file.
class Outputs {
public:
    explicit Outputs(const Directory& directory) : out_(directory.path() + "/out"), err_(directory.path() + "/err") {
        constexpr mode_t only_the_owner = 0600;
        posix_spawn_file_actions_init(&actions_);
        for (const auto& [descriptor, path] : {std::pair(STDOUT_FILENO, &out_), std::pair(STDERR_FILENO, &err_)}) {
            posix_spawn_file_actions_addopen(&actions_, descriptor, path->c_str(), O_WRONLY | O_CREAT | O_TRUNC,
                                             only_the_owner);
        }
    }

    ~Outputs() { posix_spawn_file_actions_destroy(&actions_); }

    Outputs(const Outputs&) = delete;
    Outputs& operator=(const Outputs&) = delete;
    Outputs(Outputs&&) = delete;
    Outputs& operator=(Outputs&&) = delete;

    [[nodiscard]] const posix_spawn_file_actions_t* actions() const { return &actions_; }

    [[nodiscard]] ToolRun read(int status) const {
        return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, content_of(out_), content_of(err_)};
    }

private:
    std::string out_;
    std::string err_;
    posix_spawn_file_actions_t actions_{};
};

}  // namespace

ToolRun run_tool(const std::vector<std::string>& arguments) {
    const Directory directory;
    const Outputs outputs(directory);
    std::vector<std::string> words{PLUMBLINE_TOOL};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<char*> argv;
    for (std::string& word : words) {
        argv.push_back(word.data());
    }
    argv.push_back(nullptr);
    pid_t child = 0;
    int status = 0;
    if (posix_spawn(&child, PLUMBLINE_TOOL, outputs.actions(), nullptr, argv.data(), environ) != 0 ||
        waitpid(child, &status, 0) != child) {
        throw std::runtime_error("the tool does not run");
    }
    return outputs.read(status);
}

std::vector<nlohmann::json> values_in(const std::string& text) {
    std::istringstream stream(text);
    std::vector<nlohmann::json> values;
    while (stream >> std::ws && !stream.eof()) {
        stream >> values.emplace_back();
    }
    return values;
}

std::string conforming_log() {
    ManagerRecorder recorder(header_for(), draft_profile, Showing::everything);
    exercise(recorder);
    return recorder.log().text();
}

std::string header_line() {
    std::string text = replaced(small_log(), R"(,"operations":4)", "");
    return text.substr(0, text.find('\n') + 1);
}

}  // namespace plumbline::conformance::support
