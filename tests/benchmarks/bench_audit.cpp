// How fast the audit is, measured against what cannot be saved: the JSON library alone, which parses every line of the
// same file in the same run.
//
// A log of PLUMBLINE_BENCH_OPERATIONS operations (1 000 000 where that is not set) is written by the reference, with
// and without state. `of_simdjson` is the rate as a part of simdjson's: by processor time, and by the clock. The
// processor time is that of all threads, so it is what one core would take. `peak_mib` is the largest memory of a
// process that audits the first tenth of the log, and the whole log.
#include "tests/benchmarks/random_node.hpp"
#include "tests/conformance/audit/audit.hpp"
#include "tests/conformance/log/line_source.hpp"
#include "tests/conformance/log/own_format_writer.hpp"

#include <benchmark/benchmark.h>
#include <simdjson.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>

namespace plumbline::benchmarks {
namespace {

namespace fs = std::filesystem;

/// What something took.
struct Taken {
    double processor = 0;  ///< seconds, of all threads
    double clock = 0;
};

class Stopwatch {
public:
    [[nodiscard]] Taken taken() const {
        return {processor() - processor_, std::chrono::duration<double>(Clock::now() - clock_).count()};
    }

private:
    using Clock = std::chrono::steady_clock;

    static double processor() {
        timespec time{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
        return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
    }

    double processor_ = processor();
    Clock::time_point clock_ = Clock::now();
};

std::uint64_t operations() {
    const char* given = std::getenv("PLUMBLINE_BENCH_OPERATIONS");
    const std::uint64_t number = given == nullptr ? 1'000'000 : std::strtoull(given, nullptr, 10);
    return number < 10 ? 10 : number;
}

/// The logs of this run, written when they are asked for and removed at its end.
class Logs {
public:
    Logs() : folder_(fs::temp_directory_path() / ("plumbline-bench-" + std::to_string(getpid()))) {
        fs::create_directory(folder_);
    }

    ~Logs() {
        std::error_code ignored;
        fs::remove_all(folder_, ignored);
    }

    Logs(const Logs&) = delete;
    Logs& operator=(const Logs&) = delete;
    Logs(Logs&&) = delete;
    Logs& operator=(Logs&&) = delete;

    std::string path(Showing showing, std::uint64_t operations) {
        std::string& path = paths_[{showing, operations}];
        if (path.empty()) {
            path = (folder_ / (std::to_string(paths_.size()) + ".jsonl")).string();
            RandomNode node(1, showing);
            std::ofstream file(path, std::ios::binary);
            file << conformance::own_format_line(node.header());
            for (std::uint64_t operation = 0; operation < operations; ++operation) {
                file << conformance::own_format_line(node.next(), node.header());
            }
            if (!file.flush()) {
                throw std::runtime_error(path + " cannot be written");
            }
        }
        return path;
    }

private:
    fs::path folder_;
    std::map<std::pair<Showing, std::uint64_t>, std::string> paths_;
};

Logs& logs() {
    static Logs logs;
    return logs;
}

std::string log_of(const benchmark::State& state) {
    return logs().path(static_cast<Showing>(state.range(0)), operations());
}

/// Each line parsed as the reader does it. Finding the lines and reading the file are not counted.
Taken parse(const std::string& path) {
    conformance::LineSource source(path);
    simdjson::dom::parser parser(conformance::LineSource::longest_line);
    std::vector<char> lines;
    std::vector<std::size_t> ends;
    Taken sum;
    const auto parse_lines = [&] {
        const std::size_t length = lines.size();
        lines.resize(length + simdjson::SIMDJSON_PADDING);
        const Stopwatch stopwatch;
        std::size_t begin = 0;
        for (const std::size_t end : ends) {
            simdjson::dom::element root;
            if (parser.parse(lines.data() + begin, end - begin, false).get(root) != simdjson::SUCCESS) {
                throw std::runtime_error(path + " is not JSON Lines");
            }
            benchmark::DoNotOptimize(root);
            begin = end;
        }
        const Taken taken = stopwatch.taken();
        sum.processor += taken.processor;
        sum.clock += taken.clock;
        lines.clear();
        ends.clear();
    };
    constexpr std::size_t block = std::size_t{256} << 10U;
    while (source.next()) {
        lines.insert(lines.end(), source.line().begin(), source.line().end());
        ends.push_back(lines.size());
        if (lines.size() > block) {
            parse_lines();
        }
    }
    parse_lines();
    return sum;
}

void read(const std::string& path) {
    const auto reader = conformance::open_log(path);
    while (const auto entry = reader->next()) {
        benchmark::DoNotOptimize(entry->number);
    }
}

void audit(const std::string& path) {
    if (!conformance::audit(path, [](const conformance::Work&) {}).conforms()) {
        throw std::runtime_error("the reference's own log does not conform");
    }
}

/// The least of three, once for each log.
const Taken& yardstick(const std::string& path) {
    static std::map<std::string, Taken> measured;
    const auto [found, first] = measured.try_emplace(path, Taken{1e9, 1e9});
    for (int attempt = 0; first && attempt < 3; ++attempt) {
        const Taken taken = parse(path);
        found->second = {std::min(found->second.processor, taken.processor),
                         std::min(found->second.clock, taken.clock)};
    }
    return found->second;
}

/// Runs `work(path)` again and again, and reports its rate and that of simdjson.
template <class Work>
void measure(benchmark::State& state, const Work& work) {
    const std::string path = log_of(state);
    const Taken least = yardstick(path);
    Taken best{1e9, 1e9};
    for ([[maybe_unused]] auto iteration : state) {
        const Stopwatch stopwatch;
        work(path);
        const Taken taken = stopwatch.taken();
        best = {std::min(best.processor, taken.processor), std::min(best.clock, taken.clock)};
    }
    const auto done = static_cast<double>(operations());
    state.counters["ops_per_second"] = done / best.clock;
    state.counters["ops_per_core_second"] = done / best.processor;
    state.counters["of_simdjson_by_processor"] = least.processor / best.processor;
    state.counters["of_simdjson_by_clock"] = least.clock / best.clock;
    state.counters["mb"] = static_cast<double>(fs::file_size(path)) / 1e6;
}

void simdjson_alone(benchmark::State& state) {
    measure(state, [](const std::string& path) { benchmark::DoNotOptimize(parse(path)); });
}

void reader_alone(benchmark::State& state) {
    measure(state, read);
}

void whole_audit(benchmark::State& state) {
    measure(state, audit);
}

/// The most memory that a process of its own has, MiB, when it audits.
double peak_of_audit(const std::string& path) {
    const pid_t child = fork();
    if (child == 0) {
        audit(path);
        _exit(0);
    }
    int status = 0;
    rusage usage{};
    if (child < 0 || wait4(child, &status, 0, &usage) != child || status != 0) {
        throw std::runtime_error("the audit in another process failed");
    }
    return static_cast<double>(usage.ru_maxrss) / 1024;
}

void peak_memory(benchmark::State& state) {
    const auto showing = static_cast<Showing>(state.range(0));
    const std::string tenth = logs().path(showing, operations() / 10);
    const std::string whole = log_of(state);
    for ([[maybe_unused]] auto iteration : state) {
        state.counters["peak_mib_of_a_tenth"] = peak_of_audit(tenth);
        state.counters["peak_mib"] = peak_of_audit(whole);
    }
}

/// Memory first: a process begins with what its parent has.
[[maybe_unused]] const bool registered = [] {
    struct Case {
        const char* name;
        void (*run)(benchmark::State&);
    };
    for (const Case& one : {Case{"peak_memory", peak_memory}, Case{"simdjson_alone", simdjson_alone},
                            Case{"reader_alone", reader_alone}, Case{"whole_audit", whole_audit}}) {
        auto* bench = benchmark::RegisterBenchmark(one.name, one.run);
        bench->ArgName("state")->Arg(0)->Arg(1)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime();
        bench->Iterations(one.run == peak_memory ? 1 : 3);
    }
    return true;
}();

}  // namespace
}  // namespace plumbline::benchmarks
