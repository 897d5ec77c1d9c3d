// One run of a proof's body: where its inputs come from, what it may assume, what it owes.
//
// A body is a generic lambda over a Trial. In the symbolic reading its inputs are unknowns, and what it owes is asked
// of Z3; in the running reading they are the numbers of a counterexample, and what it owes is evaluated. So every
// counterexample can be run.
#pragma once

#include "contracts/clause.hpp"
#include "contracts/describe.hpp"
#include "contracts/logic.hpp"
#include "contracts/violation.hpp"
#include "proofs/symbolic/explorer.hpp"
#include "proofs/symbolic/pair_table.hpp"  // a specialisation: every body has to see the same one
#include "proofs/symbolic/symbolic.hpp"
#include "reference/resource_manager/rules.hpp"
#include "reference/units.hpp"

#include <boost/hana/accessors.hpp>
#include <boost/hana/concept/struct.hpp>
#include <boost/hana/core/to.hpp>
#include <boost/hana/first.hpp>
#include <boost/hana/for_each.hpp>
#include <boost/hana/second.hpp>
#include <boost/hana/string.hpp>

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace plumbline::proofs {

using symbolic::Range;
using symbolic::Symbolic;
using symbolic::Values;

/// What a number of each unit may be where nothing else is said: amounts up to the supply, heights over all of 32 bits,
/// times over all of 64 bits, slots up to BOLT 2's limit (PA-7, CV-3).
template <class Unit>
struct Everything;

template <>
struct Everything<MsatUnit> {
    static constexpr Range range{0, Int128{2'100'000'000'000'000'000}};
};

template <>
struct Everything<SignedMsatUnit> {
    static constexpr Range range{-symbolic::detail::power_of_two(63) + 1, symbolic::detail::power_of_two(63) - 1};
};

/// Sums of fewer than 2^40 risks of 64 bits.
template <>
struct Everything<WideMsatUnit> {
    static constexpr Range range{0, symbolic::detail::power_of_two(103)};
};

template <>
struct Everything<SecondsUnit> {
    static constexpr Range range = symbolic::Natural64::range;
};

template <>
struct Everything<SlotsUnit> {
    static constexpr Range range{0, 483};
};

template <>
struct Everything<HeightUnit> {
    static constexpr Range range = symbolic::Natural32::range;
};

/// What a trial can do in either reading. `Reading` gives number(name, range), truth_of(name), choice(name, count),
/// table(name, slots), rules(), suppose(condition), suggest(number, usual), owe_clause(holds, clause, operation),
/// keeps_contracts(call), reach(what) and result(name, value).
template <class N, class Reading>
class Trial : public Reading {
public:
    using Domain = N;
    using Reading::Reading;

    /// Any quantity of a unit.
    template <class Quantity>
    Quantity any(const std::string& name) {
        return any<Quantity>(name, Everything<typename Unit<Quantity>::Type>::range);
    }

    template <class Quantity>
    Quantity any(const std::string& name, Range range) {
        using Rep = typename Quantity::Rep;
        return Quantity(this->template number<Rep>(name, range));
    }

    /// Any value of a Hana struct of quantities and truths: its symbolic twin.
    template <class Struct>
    Struct havoc(const std::string& name) {
        Struct value{};
        boost::hana::for_each(boost::hana::accessors<Struct>(), [&](const auto& member) {
            const std::string member_name =
                name + "." + std::string(boost::hana::to<const char*>(boost::hana::first(member)));
            fill(boost::hana::second(member)(value), member_name);
        });
        return value;
    }

    /// Assumes each clause of `state...`, as it is now: what is assumed of every slot is said of slots that are read
    /// later, too, when the state may be another one.
    template <class Clauses, class... State>
    void suppose_all(const Clauses& clauses, const State&... state) {
        suppose_of(
            [&](const State&... now) {
                contracts::for_each_clause(
                    clauses, [&](const auto& clause) { this->suppose_clause([&] { return clause.holds(now...); }); });
            },
            state...);
    }

    /// Calls `suppose` with the state as it is now, which then stays as it is.
    template <class Suppose, class... State>
    void suppose_of(Suppose&& suppose, const State&... state) {
        suppose(this->kept(state)...);
    }

    /// Owes each clause of `state...`.
    template <class Clauses, class... State>
    void owe_all(const Clauses& clauses, const std::string& operation, const State&... state) {
        contracts::for_each_clause(clauses, [&](const auto& clause) {
            this->owe_clause([&] { return clause.holds(state...); }, clause.name, operation);
        });
    }

    /// Owes what `holds()` says: a sentence of the proof's own.
    template <contracts::FixedString Id, class Holds>
    void owe(std::string_view says, Holds&& holds) {
        this->owe_clause(std::forward<Holds>(holds),
                         contracts::ClauseName{contracts::req<Id>, contracts::ClauseKind::postcondition, says},
                         "theorem");
    }

private:
    template <class T>
    struct Unit;

    template <class U>
    struct Unit<Quantity<U, N>> {
        using Type = U;
    };

    template <class T>
    void fill(T& member, const std::string& name) {
        if constexpr (boost::hana::Struct<T>::value) {
            member = havoc<T>(name);
        } else if constexpr (std::same_as<T, typename N::Bool>) {
            member = this->truth_of(name);
        } else if constexpr (std::same_as<T, typename N::Count>) {
            member = this->template number<T>(name, symbolic::Natural32::range);
        } else if constexpr (requires { member.count(); }) {
            member = any<T>(name);
        }
        // Names of channels and HTLCs, buckets and slots are the proof's to choose.
    }
};

/// A contract was violated by numbers that are known. It ends a path, or a replay, not the program.
struct Stopped {
    contracts::Violation violation;
};

/// Copies of states, as they were at some point of a body.
class Keeping {
public:
    /// A copy that lives as long as the trial.
    template <class State>
    const State& kept(const State& state) {
        auto copy = std::make_shared<const State>(state);
        kept_.push_back(copy);
        return *copy;
    }

private:
    std::vector<std::shared_ptr<const void>> kept_;
};

/// The symbolic reading.
class ByTerms : public Keeping {
public:
    explicit ByTerms(const Rules& rules = draft_profile) : rules_(rules) {}

    /// The rules that the body is to hand to the reference. They are the pinned draft's unless a test asks what another
    /// choice at a variation point does.
    [[nodiscard]] const Rules& rules() const { return rules_; }

    template <class Rep>
    Rep number(const std::string& name, Range range) {
        return Rep::fitting(explorer().input(name, range));
    }

    symbolic::Truth truth_of(const std::string& name) { return explorer().input_truth(name); }

    /// One of 0 … count-1; each is explored.
    int choice(const std::string& name, int count);

    symbolic::SlotTable table(const std::string& name, Slots<Symbolic> slots) {
        return symbolic::SlotTable::input(name, slots.count());
    }

    void suppose(symbolic::Truth condition) { explorer().assume(condition); }

    /// A number of which models are easy to find if it is `usual`; nothing is assumed.
    template <class Rep>
    void suggest(const Rep& number, Int128 usual) {
        explorer().suggest(explorer().expression(number.number()) == explorer().expression(symbolic::Number{usual}));
    }

    template <class Holds>
    void suppose_clause(Holds&& holds) {
        const symbolic::Assuming assuming;
        suppose(formula(std::forward<Holds>(holds)));
    }

    template <class Holds>
    void owe_clause(Holds&& holds, const contracts::ClauseName& clause, const std::string& operation) {
        const symbolic::Truth condition = formula(std::forward<Holds>(holds));
        explorer().oblige(explorer().expression(condition), {clause, operation});
    }

    /// Calls `call()`, which owes nothing here: whether it keeps every contract.
    template <class Call>
    symbolic::Truth keeps_contracts(Call&& call) {
        const symbolic::Explorer::Capture capture;
        try {
            call();
        } catch (const Stopped&) {
            return false;
        }
        return capture.holds();
    }

    /// The path got here: a witness of `what` is kept.
    void reach(const std::string& what) { reached_.push_back(what); }

    /// Names an answer of the reference; what it is for given inputs, only the running reading knows.
    template <class Value>
    void result(const std::string& /*name*/, const Value& /*value*/) {}

    [[nodiscard]] const std::vector<std::string>& reached() const { return reached_; }

private:
    static symbolic::Explorer& explorer() { return symbolic::Explorer::current(); }

    template <class Holds>
    static symbolic::Truth formula(Holds&& holds) {
        const symbolic::Explorer::ClauseScope clause;
        return holds();
    }

    Rules rules_;
    std::vector<std::string> reached_;
};

/// A counterexample that does not get as far as the proof did: what it assumes does not hold for it.
struct NotReproduced : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// What the reference answered, by the names that the body gives.
using Results = std::vector<std::pair<std::string, std::string>>;

/// The running reading, on the numbers of a model.
class ByNumbers : public Keeping {
public:
    explicit ByNumbers(const Values& values, const Rules& rules = draft_profile) : values_(values), rules_(rules) {}

    [[nodiscard]] const Rules& rules() const { return rules_; }

    template <class Rep>
    Rep number(const std::string& name, Range /*range*/) {
        return Rep(value(name));
    }

    bool truth_of(const std::string& name) { return value(name) != 0; }

    int choice(const std::string& name, int /*count*/) { return static_cast<int>(value(name)); }

    SlotTable table(const std::string& name, Slots<Running> slots);

    void suppose(bool condition) const;

    template <class Rep>
    void suggest(const Rep& /*number*/, Int128 /*usual*/) {}

    template <class Holds>
    void suppose_clause(Holds&& holds) {
        suppose(holds());
    }

    template <class Holds>
    void owe_clause(Holds&& holds, const contracts::ClauseName& clause, const std::string& operation) {
        obliged_.emplace(clause.requirement.id());
        if (!holds()) {
            violated_.push_back({clause, operation});
        }
    }

    template <class Call>
    bool keeps_contracts(Call&& call) {
        try {
            call();
        } catch (const Stopped&) {
            return false;
        }
        return true;
    }

    void reach(const std::string& what) { reached_.push_back(what); }

    [[nodiscard]] const std::vector<std::string>& reached() const { return reached_; }

    [[nodiscard]] const std::vector<symbolic::Obligation>& violated() const { return violated_; }

    /// The IDs of the requirements that were owed.
    [[nodiscard]] const std::set<std::string>& obliged() const { return obliged_; }

    /// Keeps an answer of the reference as text: a quantity, a truth, a set of slots, a name. A vector's expected
    /// answers are these (proofs/engine/vectors.hpp).
    template <class Value>
    void result(const std::string& name, const Value& value) {
        if constexpr (std::convertible_to<Value, std::string_view>) {
            results_.emplace_back(name, std::string(std::string_view(value)));
        } else {
            results_.emplace_back(name, contracts::describe_value(value));
        }
    }

    [[nodiscard]] const Results& results() const { return results_; }

private:
    [[nodiscard]] Int128 value(const std::string& name) const;

    const Values& values_;
    Rules rules_;
    std::vector<symbolic::Obligation> violated_;
    std::set<std::string> obliged_;
    std::vector<std::string> reached_;
    Results results_;
};

using SymbolicTrial = Trial<Symbolic, ByTerms>;
using RunningTrial = Trial<Running, ByNumbers>;

/// The number domain of the trial that a body is given, as DomainOf<decltype(trial)>.
template <class Reference>
using DomainOf = typename std::decay_t<Reference>::Domain;

}  // namespace plumbline::proofs
