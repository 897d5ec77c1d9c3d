#include "proofs/mutants/layer.hpp"

#include <nlohmann/json.hpp>

#include <array>
#include <csignal>
#include <fstream>
#include <stdexcept>

namespace plumbline::mutants {
namespace {

/// The rest of the line behind the last, or the first, `mark`; empty if there is none.
std::string behind(const std::string& output, const std::string& mark, bool last) {
    const std::size_t at = last ? output.rfind(mark) : output.find(mark);
    if (at == std::string::npos) {
        return {};
    }
    const std::size_t begin = at + mark.size();
    return output.substr(begin, output.find_first_of(" ,(\n", begin) - begin);
}

std::string last_line(const std::string& output) {
    const std::size_t end = output.find_last_not_of('\n');
    if (end == std::string::npos) {
        return {};
    }
    const std::size_t before = output.rfind('\n', end);
    const std::size_t begin = before == std::string::npos ? 0 : before + 1;
    return output.substr(begin, end + 1 - begin);
}

/// What a prover says in its last line: `refuted PROOF`, or a word for why not.
Noticed what_was_decided(const Layer& layer, const Ended& ended) {
    constexpr int usage = 2;
    constexpr int not_run = 3;
    if (ended.code == usage || ended.code == not_run) {
        throw std::runtime_error("the layer \"" + layer.name + "\" does not run: " + last_line(ended.output));
    }
    const std::string says = last_line(ended.output);
    if (ended.code == 1) {
        const std::size_t behind_the_word = says.find(' ') + 1;
        return {How::refuted, says.substr(behind_the_word), ended.took.count()};
    }
    const std::string instead = !ended.in_time ? "out-of-time" : ended.signal != 0 ? "fault" : says;
    return {How::not_at_all, instead, ended.took.count()};
}

Noticed what_was_noticed(const Layer& layer, const Ended& ended) {
    if (layer.decides) {
        return what_was_decided(layer, ended);
    }
    Noticed noticed;
    noticed.seconds = ended.took.count();
    if (ended.code == 0) {
        return noticed;
    }
    const std::string requirement = behind(ended.output, "violated contract ", false);
    const std::string failed = behind(ended.output, "[  FAILED  ] ", false);
    const std::string running = behind(ended.output, "[ RUN      ] ", true);
    if (!ended.in_time) {
        noticed.how = How::hang;
        noticed.by = running;
    } else if (!requirement.empty()) {
        noticed.how = How::contract;
        noticed.by = requirement;
    } else {
        noticed.how = ended.signal != 0 ? How::crash : How::test;
        noticed.by = failed.empty() ? running : failed;
    }
    return noticed;
}

}  // namespace

std::string name(How how) {
    constexpr std::array<const char*, 6> names{"not at all", "contract", "test", "refuted", "crash", "hang"};
    return names.at(static_cast<std::size_t>(how));
}

Noticed run(const Layer& layer, int mutant, double limit, const std::string& output_file) {
    Command command = layer.command;
    command.environment["PLUMBLINE_MUTANT"] = std::to_string(mutant);
    return what_was_noticed(layer, run(command, std::chrono::duration<double>(limit), output_file));
}

std::vector<Layer> read_layers(const std::string& path) {
    std::ifstream file(path);
    const nlohmann::json json = nlohmann::json::parse(file, nullptr, false);
    if (!json.is_array()) {
        throw std::runtime_error(path + " is no list of layers");
    }
    std::vector<Layer> layers;
    for (const nlohmann::json& entry : json) {
        Layer layer;
        layer.name = entry.at("name");
        layer.command.words = entry.at("command").get<std::vector<std::string>>();
        layer.command.environment = entry.at("environment").get<std::map<std::string, std::string>>();
        layer.seconds = entry.at("seconds");
        layer.decides = entry.at("decides");
        layer.beside = entry.at("beside");
        layers.push_back(std::move(layer));
    }
    return layers;
}

}  // namespace plumbline::mutants
