// Models of a path: that what is assumed can be, and the numbers of a counterexample.
//
// A model is one of integers, and has exact products, which are non-linear; asked for directly, Z3 may search for
// minutes. So a model in reals comes first and is made one of integers input by input; what then is left to find nearly
// always follows. Where it does not, one factor of each product is held at some value, which leaves exactness linear:
// the value of a model of the linear facts, with the inputs among them asked to be of this or that magnitude.
#include "proofs/symbolic/explorer.hpp"

#include <algorithm>
#include <tuple>

namespace plumbline::symbolic {
namespace {

constexpr const char* magnitudes[] = {"1", "1000", "1000000000", "1000000000000000"};
constexpr std::size_t most_hints = 3;
constexpr unsigned try_milliseconds = 1'000;

// Whether it is a name that a proof gave; fresh ones have a mark in theirs.
bool is_input(const z3::expr& term) {
    return term.is_const() && term.decl().decl_kind() == Z3_OP_UNINTERPRETED &&
           term.decl().name().str().find('!') == std::string::npos;
}

}  // namespace

// Adds to `facts` that inputs begin … end-1 are what the last model has, rounded: all where possible, else half by
// half.
void Explorer::fix_inputs(std::vector<z3::expr>& facts, std::size_t begin, std::size_t end) {
    if (begin == end) {
        return;
    }
    std::vector<z3::expr> fixed = facts;
    for (std::size_t input = begin; input < end; ++input) {
        const z3::expr value = solver_.model().eval(inputs_[input], true);
        const z3::expr rounded(context_, Z3_mk_real2int(context_, value));
        fixed.push_back(inputs_[input] == z3::expr(context_, Z3_mk_int2real(context_, rounded)));
    }
    if (solver_.check_with(fixed, try_milliseconds) == z3::sat) {
        facts = std::move(fixed);
    } else if (end - begin > 1) {
        const std::size_t middle = begin + (end - begin) / 2;
        fix_inputs(facts, begin, middle);
        fix_inputs(facts, middle, end);
    }
}

// A model for the first path in full; of the others it is asked in reals alone, which takes a hundredth of the time.
bool Explorer::has_model() {
    const z3::expr always = context_.bool_val(true);
    return satisfiable_ == 0 ? witness(always).has_value() : solver_.feasible(always);
}

bool Explorer::model_with(const z3::expr& also) {
    std::vector<z3::expr> facts{also};
    facts.insert(facts.end(), suggested_.begin(), suggested_.end());
    z3::check_result in_reals = solver_.check_with(facts, try_milliseconds);
    if (in_reals != z3::sat) {
        facts.assign(1, also);
        in_reals = solver_.check_with(facts);
    }
    if (in_reals == z3::unsat) {
        return false;
    }
    if (in_reals == z3::sat) {
        fix_inputs(facts, 0, inputs_.size());
        facts.push_back(exactly());
        if (solver_.check_with(facts, try_milliseconds) == z3::sat) {
            return true;
        }
    }
    if (exact_.empty()) {
        return solver_.check_with({also && integral()}) == z3::sat;
    }
    std::vector<z3::expr> inputs;  // that are factors
    for (const Operation& product : products_) {
        const z3::expr& factor = is_input(product.right) ? product.right : product.left;
        const bool known =
            std::any_of(inputs.begin(), inputs.end(), [&](const auto& one) { return z3::eq(one, factor); });
        if (is_input(factor) && !known && inputs.size() < most_hints) {
            inputs.push_back(factor);
        }
    }
    // Counts through all ways to give each input a magnitude, or none.
    std::vector<std::size_t> chosen(inputs.size(), 0);
    const auto next = [&] {
        for (std::size_t& choice : chosen) {
            choice = (choice + 1) % (std::size(magnitudes) + 1);
            if (choice != 0) {
                return true;
            }
        }
        return false;
    };
    do {
        z3::expr wanted = also && integral();
        for (std::size_t input = 0; input < inputs.size(); ++input) {
            if (chosen[input] > 0) {
                wanted = wanted && inputs[input] == context_.real_val(magnitudes[chosen[input] - 1]);
            }
        }
        if (solver_.check_with({wanted}, try_milliseconds) != z3::sat) {
            continue;
        }
        for (const Operation& product : products_) {
            const bool right = is_input(product.right);
            const z3::expr& held = right ? product.right : product.left;
            const z3::expr value = solver_.model().eval(held, true);
            wanted = wanted && held == value && product.result == value * (right ? product.left : product.right);
        }
        if (solver_.check_with({wanted}, try_milliseconds) == z3::sat) {
            return true;
        }
    } while (next());
    return solver_.check_with({also && exactly()}) == z3::sat;
}

std::optional<Values> Explorer::witness(const z3::expr& also) {
    if (!model_with(also)) {
        return std::nullopt;
    }
    return values();
}

Values Explorer::values() {
    Values values;
    const auto whole = [&](const z3::expr& number) {
        try {
            return from_text(number.get_decimal_string(0));
        } catch (const std::logic_error& fault) {
            throw EngineFault(fault.what());
        }
    };
    const auto rational = [&](const z3::expr& term) {
        const z3::expr number = solver_.model().eval(term, true);
        if (!number.is_numeral()) {
            throw EngineFault("a model whose " + term.to_string() + " is no fraction: " + number.to_string());
        }
        return std::pair(whole(number.numerator()), whole(number.denominator()));
    };
    const auto value = [&](const z3::expr& term) {
        const auto [numerator, denominator] = rational(term);
        if (denominator != 1) {
            throw EngineFault("a model whose " + term.to_string() + " is no integer");
        }
        return numerator;
    };
    for (const auto& [name, term] : shown_) {
        values[name] = value(term);
    }
    for (const auto& [name, term] : shown_reals_) {
        std::tie(values[name + ".numerator"], values[name + ".denominator"]) = rational(term);
    }
    for (const auto& [name, size] : tables_) {
        const z3::func_decl cells = context_.function(name.c_str(), context_.real_sort(), context_.real_sort());
        const Int128 end = value(size);
        for (Int128 cell = 0; cell < end; ++cell) {
            values[name + "[" + to_text(cell) + "]"] = value(cells(expression(Number{cell})));
        }
    }
    return values;
}

}  // namespace plumbline::symbolic
