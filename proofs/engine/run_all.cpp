#include "proofs/engine/run_all.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <limits>
#include <mutex>
#include <numeric>
#include <thread>

namespace plumbline::proofs {
namespace {

// Of a proof that is not recorded nothing is known: it may be long.
double expected_seconds(const Proof& proof, const Record& record) {
    const auto known = record.find(proof.name);
    return known == record.end() ? std::numeric_limits<double>::infinity() : known->second.seconds;
}

}  // namespace

void in_parallel(unsigned jobs, std::size_t count, const std::function<void(std::size_t)>& work) {
    std::atomic<std::size_t> next = 0;
    std::mutex failing;
    std::exception_ptr failure;
    const auto take = [&] {
        for (std::size_t taken = next++; taken < count; taken = next++) {
            try {
                work(taken);
            } catch (...) {
                const std::lock_guard lock(failing);
                failure = failure ? failure : std::current_exception();
            }
        }
    };
    {
        std::vector<std::jthread> others;
        for (std::size_t job = 1; job < std::min<std::size_t>(jobs, count); ++job) {
            others.emplace_back(take);
        }
        take();
    }
    if (failure) {
        std::rethrow_exception(failure);
    }
}

std::vector<Outcome> run_all(const std::vector<Proof>& proofs, const RunOptions& options, unsigned jobs,
                             const Record& record, const Observer& observer) {
    std::vector<std::size_t> order(proofs.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(-expected_seconds(proofs[a], record), a) < std::pair(-expected_seconds(proofs[b], record), b);
    });
    std::vector<Outcome> outcomes(proofs.size());
    std::mutex telling;
    in_parallel(jobs, order.size(), [&](std::size_t taken) {
        const std::size_t at = order[taken];
        {
            const std::lock_guard lock(telling);
            observer.begins(proofs[at]);
        }
        outcomes[at] = run(proofs[at], options);
        const std::lock_guard lock(telling);
        observer.ends(outcomes[at]);
    });
    return outcomes;
}

}  // namespace plumbline::proofs
