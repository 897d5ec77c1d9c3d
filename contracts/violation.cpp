#include "contracts/violation.hpp"

#include <atomic>
#include <cstdio>
#include <cstdlib>

namespace plumbline::contracts {
namespace {

void write_to_standard_error(const Violation& violation) {
    const std::string text = describe(violation);
    std::fwrite(text.data(), 1, text.size(), stderr);
}

std::atomic<ViolationHandler>& handler() {
    static std::atomic<ViolationHandler> current{write_to_standard_error};
    return current;
}

}  // namespace

ViolationHandler set_violation_handler(ViolationHandler replacement) {
    return handler().exchange(replacement);
}

void stop(const Violation& violation) {
    handler().load()(violation);
    std::abort();
}

std::string describe(const Violation& violation) {
    const spec::Requirement& requirement = violation.clause.requirement.get();
    std::string text = "violated contract ";
    text += requirement.id;
    text += " (";
    text += name(violation.clause.kind);
    text += "): ";
    text += violation.clause.says;
    text += "\n  requirement: ";
    text += requirement.sentence;
    text += "\n  operation:   ";
    text += violation.operation;
    text += '\n';
    if (!violation.state.empty()) {
        text += "  state:       " + violation.state + '\n';
    }
    return text;
}

}  // namespace plumbline::contracts
