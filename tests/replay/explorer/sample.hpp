// Many random runs, and what they found.
#pragma once

#include "tests/replay/explorer/explore.hpp"
#include "tests/replay/explorer/shorten.hpp"

namespace plumbline::replay::explorer {

struct SampleOptions {
    std::uint64_t runs = 0;  ///< 0: every state is visited instead
    std::uint64_t seed = 1;
    std::size_t steps = 400;  ///< of a run, at most, before it goes home
};

/// Takes random runs until one violates a theorem: of several at a time, the first by number.
template <Machine M>
class Sample {
public:
    Sample(const M& machine, const SampleOptions& options, unsigned threads)
        : machine_(&machine), options_(options), workers_(threads) {}

    Report run(const Control& control);

private:
    struct Worker {
        std::vector<KindTally> kinds;
        std::uint64_t steps = 0;
        std::uint64_t judged = 0;
        std::uint64_t longest = 0;
        std::optional<std::pair<std::uint64_t, Walk<M>>> lost;  ///< with its number
    };

    static std::uint64_t seed_of(std::uint64_t seed, std::uint64_t number) {
        return Dice(seed ^ Dice(number).next()).next();
    }

    bool take(Worker& worker, std::uint64_t number);
    void count(Worker& worker, const Walk<M>& walk) const;
    void merge(Report& report) const;
    void tell_lost(Report& report) const;

    const M* machine_;
    SampleOptions options_;
    std::vector<Worker> workers_;
    std::atomic<std::uint64_t> judged_{0};
};

template <Machine M>
bool Sample<M>::take(Worker& worker, std::uint64_t number) {
    Walker<M> walker(*machine_);
    const Walk<M> walk = walker.walk(seed_of(options_.seed, number), options_.steps);
    count(worker, walk);
    judged_.fetch_add(walk.judged, std::memory_order_relaxed);
    if (walk.lost) {
        worker.lost.emplace(number, walk);
    }
    return !walk.lost;
}

template <Machine M>
void Sample<M>::count(Worker& worker, const Walk<M>& walk) const {
    worker.steps += walk.run.steps.size();
    worker.judged += walk.judged;
    worker.longest = std::max<std::uint64_t>(worker.longest, walk.run.steps.size());
    if constexpr (MachineWithKinds<M>) {
        worker.kinds.resize(machine_->kinds());
        std::vector<std::uint64_t> times(machine_->kinds());
        for (const auto& [step, after] : walk.run.steps) {
            ++times[machine_->kind_of(step)];
        }
        for (std::size_t kind = 0; kind < times.size(); ++kind) {
            worker.kinds[kind].steps += times[kind];
            worker.kinds[kind].runs += times[kind] > 0 ? 1U : 0U;
        }
    }
}

template <Machine M>
void Sample<M>::merge(Report& report) const {
    Sampled& sampled = *report.sampled;
    for (const Worker& worker : workers_) {
        report.states += worker.steps;
        report.transitions += worker.judged;
        report.depth = std::max(report.depth, worker.longest);
        sampled.kinds.resize(std::max(sampled.kinds.size(), worker.kinds.size()));
        for (std::size_t kind = 0; kind < worker.kinds.size(); ++kind) {
            sampled.kinds[kind].steps += worker.kinds[kind].steps;
            sampled.kinds[kind].runs += worker.kinds[kind].runs;
        }
    }
    if constexpr (MachineWithKinds<M>) {
        for (std::size_t kind = 0; kind < sampled.kinds.size(); ++kind) {
            sampled.kinds[kind].kind = machine_->describe_kind(kind);
        }
    }
}

template <Machine M>
void Sample<M>::tell_lost(Report& report) const {
    const std::pair<std::uint64_t, Walk<M>>* first = nullptr;
    for (const Worker& worker : workers_) {
        if (worker.lost && (first == nullptr || worker.lost->first < first->first)) {
            first = &*worker.lost;
        }
    }
    if (first == nullptr) {
        return;
    }
    Walker<M> walker(*machine_);
    const Walk<M> walk = Shortener<M>(walker, first->second).run();
    report.ended = Ended::violated;
    report.sampled->lost_by = first->first;
    report.sampled->found_after = first->second.distance;
    TheoremReport& theorem = report.theorems[*walk.lost];
    theorem.verdict = Verdict::violated;
    theorem.run = tell(*machine_, walk.run, walk.distance);
    theorem.run->back_to = walk.back_to;
}

template <Machine M>
Report Sample<M>::run(const Control& control) {
    Report report = report_of(*machine_);
    report.threads = static_cast<unsigned>(workers_.size());
    report.sampled = Sampled{};
    report.sampled->seed = options_.seed;
    const auto begun = std::chrono::steady_clock::now();
    const auto work = [&](unsigned worker, std::uint64_t number) { return take(workers_[worker], number); };
    const auto show = [&](double done) {
        if (control.show) {
            control.show({"running at random", judged_, judged_, 0, 0, 0, done});
        }
    };
    report.sampled->runs = for_each_piece(report.threads, 0, options_.runs, work, control, show);
    report.search_seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begun).count();
    report.ended = report.sampled->runs < options_.runs ? Ended::stopped : Ended::sampled;
    merge(report);
    report.found_here = report.states;
    tell_lost(report);
    return report;
}

}  // namespace plumbline::replay::explorer
