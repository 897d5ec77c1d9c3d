// Proofs that a mutant is no mistake: the same function runs twice on the same inputs, as it is written and mutated,
// and owes to keep the same contracts and, where it keeps them, to give the same.
#pragma once

#include "proofs/engine/proof.hpp"
#include "proofs/mutants/mutant.hpp"

#include <optional>
#include <utility>
#include <vector>

namespace plumbline::mutants {

/// The number of the mutant that is compared with the reference; mutant::noting where the ones that are asked for are
/// noted.
inline int& under_test() {
    static int number = 0;
    return number;
}

/// While it lives, the mutant under test runs.
class Mutated {
public:
    Mutated() : before_(std::exchange(mutant::selected, under_test())) {}

    ~Mutated() { mutant::selected = before_; }

    Mutated(const Mutated&) = delete;
    Mutated& operator=(const Mutated&) = delete;
    Mutated(Mutated&&) = delete;
    Mutated& operator=(Mutated&&) = delete;

private:
    int before_;
};

/// Owes that `call()` is the same with the mutant as without. What it gives is all that can be seen of it: the result,
/// and the state that it changes. `same(a, b)` compares two of these, in one formula. `Id` is what the function is for.
template <contracts::FixedString Id, class Trial, class Call, class Same>
void owe_the_same(Trial& trial, Call&& call, Same&& same) {
    using Seen = decltype(call());
    std::optional<Seen> written;
    std::optional<Seen> mutated;
    const auto written_keeps = trial.keeps_contracts([&] { written.emplace(call()); });
    const auto mutated_keeps = trial.keeps_contracts([&] {
        const Mutated running;
        mutated.emplace(call());
    });
    trial.template owe<Id>("the mutant violates a contract where the reference does, and nowhere else",
                           [&] { return written_keeps == mutated_keeps; });
    if (written && mutated) {
        trial.template owe<Id>("the mutant gives what the reference gives", [&] {
            return contracts::implies(written_keeps, [&] { return same(*written, *mutated); });
        });
    }
}

/// Where what can be seen is one number or truth.
template <contracts::FixedString Id, class Trial, class Call>
void owe_the_same(Trial& trial, Call&& call) {
    owe_the_same<Id>(trial, std::forward<Call>(call), [](const auto& a, const auto& b) { return a == b; });
}

/// All of them, named `equivalent/FUNCTION`: those of numbers and sums, and those of buckets.
std::vector<proofs::Proof> equivalences();

/// The functions of chapters 1 to 4 and of the number domains.
std::vector<proofs::Proof> equivalences_of_sums();

/// The functions of chapters 5 to 7.
std::vector<proofs::Proof> equivalences_of_buckets();

}  // namespace plumbline::mutants
