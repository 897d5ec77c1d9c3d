#include "proofs/mutants/process.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace plumbline::mutants {
namespace {

constexpr rlim_t most_output = rlim_t{64} << 20U;
constexpr rlim_t most_memory = rlim_t{6} << 30U;
constexpr int not_started = 127;

void limit_to(decltype(RLIMIT_CORE) resource, rlim_t most) {
    const rlimit limit{most, most};
    setrlimit(resource, &limit);
}

// In the child: nothing but system calls until the program begins.
[[noreturn]] void become(char* const* words, char* const* environment, const char* output_file) {
    constexpr mode_t only_the_owner = 0600;
    setpgid(0, 0);
    limit_to(RLIMIT_CORE, 0);
    limit_to(RLIMIT_FSIZE, most_output);
    limit_to(RLIMIT_AS, most_memory);
    const int out = open(output_file, O_WRONLY | O_CREAT | O_TRUNC, only_the_owner);
    const int nothing = open("/dev/null", O_RDONLY);
    if (out < 0 || nothing < 0 || dup2(nothing, 0) < 0 || dup2(out, 1) < 0 || dup2(out, 2) < 0) {
        _exit(not_started);
    }
    execve(words[0], words, environment);
    _exit(not_started);
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> found;
    found.reserve(texts.size() + 1);
    for (std::string& text : texts) {
        found.push_back(text.data());
    }
    found.push_back(nullptr);
    return found;
}

std::vector<std::string> whole_environment(const std::map<std::string, std::string>& own) {
    std::vector<std::string> all;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string text(*entry);
        if (!own.contains(text.substr(0, text.find('=')))) {
            all.push_back(text);
        }
    }
    for (const auto& [name, value] : own) {
        all.push_back(std::string(name).append("=").append(value));
    }
    return all;
}

}  // namespace

Ended run(const Command& command, std::chrono::duration<double> limit, const std::string& output_file) {
    std::vector<std::string> words = command.words;
    std::vector<std::string> environment = whole_environment(command.environment);
    const std::vector<char*> argv = pointers(words);
    const std::vector<char*> envp = pointers(environment);
    const auto started = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0) {
        become(argv.data(), envp.data(), output_file.c_str());
    }
    const int watched = child < 0 ? -1 : static_cast<int>(syscall(SYS_pidfd_open, child, 0));
    if (watched < 0) {
        throw std::runtime_error(words.front() + " cannot be started");
    }
    pollfd waited{watched, POLLIN, 0};
    const int ready = poll(&waited, 1, static_cast<int>(limit.count() * 1000.0));
    close(watched);
    Ended ended;
    ended.in_time = ready > 0;
    if (!ended.in_time) {
        kill(-child, SIGKILL);
        kill(child, SIGKILL);
    }
    int status = 0;
    waitpid(child, &status, 0);
    ended.took = std::chrono::steady_clock::now() - started;
    if (ended.in_time && WIFEXITED(status)) {
        ended.code = WEXITSTATUS(status);
    }
    ended.signal = ended.in_time && WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    std::ifstream file(output_file, std::ios::binary);
    ended.output.assign(std::istreambuf_iterator<char>(file), {});
    if (ended.code == not_started) {
        throw std::runtime_error(words.front() + " cannot be started");
    }
    return ended;
}

}  // namespace plumbline::mutants
