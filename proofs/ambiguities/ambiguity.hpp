// An ambiguity of the draft as a claim to be refuted: that two readings of one text decide alike.
//
// A body is a generic lambda over a trial; it draws inputs and gives what each reading answers to them. Z3 finds inputs
// on which the answers differ, and the running reference is run on them. The readings agree on other inputs, or there
// would be nothing to find.
#pragma once

#include "proofs/engine/proof.hpp"
#include "reference/resource_manager/verdict.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plumbline::proofs {

/// What is answered under the specification's reading, and under the other one.
template <class Answer>
struct Readings {
    Answer specified;
    Answer other;
};

template <class Answer>
Readings(Answer, Answer) -> Readings<Answer>;

/// What a reader is told of an ambiguity.
struct Text {
    std::string name;       ///< of its vector; begins with the U of the decision
    std::string question;   ///< what is answered
    std::string specified;  ///< the two readings
    std::string other;
    std::string bounds;  ///< of the inputs
};

/// An answer of the running reference, as text: yes or no, a bucket's name, a number, a name.
template <class Answer>
std::string answer_text(const Answer& answer) {
    if constexpr (std::same_as<Answer, bool>) {
        return answer ? "yes" : "no";
    } else if constexpr (std::same_as<Answer, Bucket>) {
        return std::string(name(answer));
    } else if constexpr (std::convertible_to<Answer, std::string_view>) {
        return std::string(std::string_view(answer));
    } else if constexpr (std::integral<Answer>) {
        return std::to_string(answer);
    } else {
        return std::to_string(answer.count().get());
    }
}

struct Ambiguity {
    Text text;
    contracts::RequirementId requirement;  ///< which decides
    Proof alike;                           ///< expected to be refuted
    /// What the running reference answers under the two readings.
    std::function<Readings<std::string>(const Values&)> answers;
};

template <contracts::FixedString Id, class Body>
Ambiguity ambiguity(Text text, Body body) {
    const auto alike = [body](auto& trial) {
        using Bool = DomainOf<decltype(trial)>::Bool;
        const auto readings = body(trial);
        trial.template owe<Id>("the two readings decide alike",
                               [&] { return Bool(readings.specified == readings.other); });
    };
    Proof claim = proof("ambiguities/" + text.name, text.bounds, alike, Expected::refuted);
    return {std::move(text), contracts::req<Id>, std::move(claim), [body](const Values& values) {
                RunningTrial trial(values);
                const auto readings = body(trial);
                return Readings<std::string>{answer_text(readings.specified), answer_text(readings.other)};
            }};
}

/// Chapter by chapter.
std::vector<Ambiguity> ambiguities_of_averages();
std::vector<Ambiguity> ambiguities_of_buckets();
std::vector<Ambiguity> ambiguities_of_channels();
std::vector<Ambiguity> ambiguities_of_decisions();
std::vector<Ambiguity> ambiguities_of_signals();
std::vector<Ambiguity> ambiguities_of_slots();

/// All of them, by name.
std::vector<Ambiguity> ambiguities();

}  // namespace plumbline::proofs
