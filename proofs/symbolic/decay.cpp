#include "proofs/symbolic/decay.hpp"

#include "proofs/symbolic/explorer.hpp"
#include "proofs/symbolic/symbolic.hpp"

namespace plumbline::symbolic {
namespace {

z3::expr magnitude(const z3::expr& term) {
    return z3::ite(term >= 0, term, -term);
}

}  // namespace

z3::expr is_nearest(const z3::expr& decayed, const z3::expr& value, const z3::expr& kept) {
    z3::context& context = value.ctx();
    const z3::expr half = context.real_val(1, 2);
    const z3::expr exact = magnitude(value) * kept;
    const z3::expr rounded = magnitude(decayed);
    return exact - half < rounded && rounded <= exact + half && z3::implies(decayed > 0, value > 0) &&
           z3::implies(decayed < 0, value < 0);
}

z3::expr may_be_kept(const z3::expr& kept, const z3::expr& elapsed) {
    return kept > 0 && kept <= 1 && z3::implies(elapsed == 0, kept == 1);
}

z3::expr follows(const z3::expr& decayed, const z3::expr& value, const z3::expr& elapsed) {
    return z3::implies(value >= 0, decayed >= 0 && decayed <= value) &&
           z3::implies(value <= 0, decayed <= 0 && decayed >= value) && z3::implies(elapsed == 0, decayed == value);
}

z3::expr follows_for_two(const z3::expr& decayed, const z3::expr& value, const z3::expr& elapsed,
                         const z3::expr& other_decayed, const z3::expr& other_value, const z3::expr& other_elapsed) {
    return z3::implies(value == other_value && elapsed <= other_elapsed,
                       magnitude(other_decayed) <= magnitude(decayed)) &&
           z3::implies(value == other_value && other_elapsed <= elapsed,
                       magnitude(decayed) <= magnitude(other_decayed)) &&
           z3::implies(elapsed == other_elapsed && value <= other_value, decayed <= other_decayed) &&
           z3::implies(elapsed == other_elapsed && other_value <= value, other_decayed <= decayed);
}

Int<Integer64> Symbolic::decay(Integer value, Natural elapsed, Natural window, DecayRate rate) {
    Explorer& explorer = Explorer::current();
    const z3::expr v = explorer.expression(value.number());
    const z3::expr e = explorer.expression(elapsed.number());
    const z3::expr w = explorer.expression(window.number());
    const char* const profile = rate == DecayRate::draft ? "decay draft" : "decay later";
    const Number result = explorer.once(profile, {v, e, w}, [&] {
        const Range range = explorer.range(value.number());
        const Number decayed =
            explorer.fresh("decayed", {range.low < 0 ? range.low : 0, range.high > 0 ? range.high : 0});
        const z3::expr d = explorer.expression(decayed);
        explorer.define(follows(d, v, e));
        for (const Explorer::Decay& other : explorer.decays()) {
            if (other.draft == (rate == DecayRate::draft)) {
                explorer.define(z3::implies(w == other.window,
                                            follows_for_two(d, v, e, other.decayed, other.value, other.elapsed)));
            }
        }
        explorer.remember_decay({d, v, e, w, rate == DecayRate::draft});
        return decayed;
    });
    return Integer::fitting(result);
}

// Any function: nothing but that the same arguments have the same result.
Int<Integer64> Symbolic::six_window_warm_up(Integer sum, Natural age, Natural span) {
    Explorer& explorer = Explorer::current();
    const z3::sort real = explorer.context().real_sort();
    const z3::expr average = explorer.context().function("warm_up", real, real, real, real)(
        explorer.expression(sum.number()), explorer.expression(age.number()), explorer.expression(span.number()));
    const Number result = explorer.number(average, Integer64::range);
    explorer.define(average >= explorer.expression(Number{Integer64::range.low}) &&
                    average <= explorer.expression(Number{Integer64::range.high}));
    explorer.define_integer(average);
    return Integer::fitting(result);
}

}  // namespace plumbline::symbolic
