// What the arithmetic of the reference means in Z3.
//
// Products and quotients of two terms are non-linear, and Z3 is erratic with them. Each becomes a fresh number with the
// linear facts that nearly every proof needs; the exact equation is added only to questions that the facts leave open.
#include "proofs/symbolic/explorer.hpp"

#include <algorithm>

namespace plumbline::symbolic {
namespace {

Explorer& explorer() {
    return Explorer::current();
}

z3::expr literal(Int128 value) {
    return explorer().expression(Number{value});
}

// (x - xl)(y - yl) >= 0 and its three siblings, multiplied out: p is between the planes through the corners.
void define_corners(const z3::expr& p, const z3::expr& x, Range xs, const z3::expr& y, Range ys) {
    const auto bounded = [](Int128 bound) { return bound > -unbounded && bound < unbounded; };
    const auto corner = [&](Int128 a, Int128 b, bool above) {
        if (bounded(a) && bounded(b)) {
            const z3::expr difference = p - literal(b) * x - literal(a) * y + literal(a) * literal(b);
            explorer().define(above ? difference >= 0 : difference <= 0);
        }
    };
    corner(xs.low, ys.low, true);
    corner(xs.high, ys.high, true);
    corner(xs.low, ys.high, false);
    corner(xs.high, ys.low, false);
}

z3::expr magnitude(const z3::expr& term) {
    return z3::ite(term >= 0, term, -term);
}

Range magnitude(Range range) {
    const Int128 low = range.low > 0 ? range.low : range.high < 0 ? -range.high : Int128{0};
    return {low, std::max(range.high, -range.low)};
}

// Where one factor is at least `least` >= 0, the product has the sign of the other and at least so many times its size.
void define_sign_of_product(const z3::expr& p, const z3::expr& x, Range xs, const z3::expr& y, Range ys) {
    const auto sign = [&](const z3::expr& factor, Range range, Int128 least) {
        if (least >= 0 && least < unbounded && range.low < 0 && range.high > 0) {
            explorer().define(z3::implies(factor >= 0, p >= literal(least) * factor));
            explorer().define(z3::implies(factor <= 0, p <= literal(least) * factor));
        }
    };
    sign(x, xs, ys.low);
    sign(y, ys, xs.low);
}

// A product of two terms, and what is known of the terms.
struct Factors {
    const z3::expr& product;
    const z3::expr& common;  // not negative
    Range commons;
    const z3::expr& factor;
    Range factors;
};

// Of two products with a common factor, the one with the larger other factor is not smaller. Where the other factors
// add up to less than the bound of one, their sum is a factor within that bound, too (define_corners).
void define_products_of_common(const Factors& one, const z3::expr& other_product, const z3::expr& other_factor) {
    const auto& [p, common, commons, factor, factors] = one;
    explorer().define(z3::implies(factor <= other_factor, p <= other_product));
    explorer().define(z3::implies(other_factor <= factor, other_product <= p));
    if (commons.high < unbounded && factors.high < unbounded) {
        const z3::expr most = literal(factors.high);
        const z3::expr largest = literal(commons.high);
        const z3::expr both = factor + other_factor;
        explorer().define(
            z3::implies(both <= most, p + other_product <= most * common &&
                                          p + other_product >= largest * both + most * common - largest * most));
    }
}

void define_order_of_products(const z3::expr& p, const z3::expr& x, Range xs, const z3::expr& y, Range ys) {
    const auto compare = [&](const Factors& one, const Explorer::Operation& other) {
        if (one.commons.low >= 0 && z3::eq(one.common, other.left)) {
            define_products_of_common(one, other.result, other.right);
        } else if (one.commons.low >= 0 && z3::eq(one.common, other.right)) {
            define_products_of_common(one, other.result, other.left);
        }
    };
    for (const Explorer::Operation& other : explorer().products()) {
        compare({p, x, xs, y, ys}, other);
        compare({p, y, ys, x, xs}, other);
    }
}

// Of two quotients by the same divisor, the one with the larger dividend is not smaller.
void define_order_of_quotients(const z3::expr& q, const z3::expr& dividend, const z3::expr& divisor) {
    for (const Explorer::Operation& other : explorer().quotients()) {
        if (z3::eq(divisor, other.right)) {
            explorer().define(z3::implies(divisor > 0 && dividend <= other.left, q <= other.result));
            explorer().define(z3::implies(divisor > 0 && other.left <= dividend, other.result <= q));
        }
    }
}

// With q = floor(a / b), where a is a product x·y and less than another b: at most |x| where y <= b, at least where
// y >= b.
void define_scale_of_quotient(const z3::expr& q, const z3::expr& dividend, const z3::expr& divisor) {
    const auto scale = [&](const z3::expr& p, const z3::expr& x, const z3::expr& y) {
        const z3::expr at_most = z3::implies(x >= 0 && dividend < divisor + p, q <= x) &&
                                 z3::implies(x <= 0 && dividend < divisor - p, q <= -x);
        const z3::expr at_least =
            z3::implies(x >= 0 && dividend >= p, q >= x) && z3::implies(x <= 0 && dividend >= -p, q >= -x);
        explorer().define(z3::implies(divisor > 0 && y >= 0 && y <= divisor, at_most));
        explorer().define(z3::implies(divisor > 0 && y >= divisor, at_least));
    };
    for (const Explorer::Operation& product : explorer().products()) {
        scale(product.result, product.left, product.right);
        scale(product.result, product.right, product.left);
    }
}

// floor(a / b) for a >= 0; any number where b <= 0.
Number floored(Number a, Number b) {
    const z3::expr x = explorer().expression(a);
    const z3::expr y = explorer().expression(b);
    return explorer().once("div", {x, y}, [&] {
        const Int128 most = explorer().range(a).high;
        const Int128 largest = most >= unbounded ? unbounded : most / std::max<Int128>(explorer().range(b).low, 1);
        const Number quotient = explorer().fresh("quotient", {0, largest});
        const z3::expr q = explorer().expression(quotient);
        define_order_of_quotients(q, x, y);
        define_scale_of_quotient(q, x, y);
        const z3::expr whole = explorer().expression(term_product(b, quotient));
        explorer().define(z3::implies(y >= 1, q >= 0 && q <= x && whole <= x && x + 1 <= whole + y));
        explorer().remember_quotient({q, x, y});
        return quotient;
    });
}

Number magnitude(Number number) {
    if (explorer().range(number).low >= 0) {
        return number;
    }
    return explorer().number(magnitude(explorer().expression(number)), magnitude(explorer().range(number)));
}

// With q = floor(a / b): a count of at most b of them is at most a.
void define_share(Int128 count, const z3::expr& term) {
    for (const Explorer::Operation& quotient : explorer().quotients()) {
        if (count > 0 && z3::eq(term, quotient.result)) {
            explorer().define(z3::implies(quotient.right >= literal(count), literal(count) * term <= quotient.left));
        }
    }
}

}  // namespace

Number term_sum(Number a, Number b) {
    return explorer().number(explorer().expression(a) + explorer().expression(b),
                             sum(explorer().range(a), explorer().range(b)));
}

Number term_difference(Number a, Number b) {
    return explorer().number(explorer().expression(a) - explorer().expression(b),
                             sum(explorer().range(a), negated(explorer().range(b))));
}

Number term_product(Number a, Number b) {
    const Range range = product(explorer().range(a), explorer().range(b));
    const z3::expr x = explorer().expression(a);
    const z3::expr y = explorer().expression(b);
    if (a.known() || b.known()) {
        define_share(a.known() ? a.constant : b.constant, a.known() ? y : x);
        return explorer().number(x * y, range);
    }
    const bool ordered = Z3_get_ast_id(x.ctx(), x) <= Z3_get_ast_id(y.ctx(), y);
    return explorer().once("mul", ordered ? std::vector{x, y} : std::vector{y, x}, [&] {
        const Number result = explorer().fresh("product", range);
        const z3::expr p = explorer().expression(result);
        define_corners(p, x, explorer().range(a), y, explorer().range(b));
        define_sign_of_product(p, x, explorer().range(a), y, explorer().range(b));
        define_order_of_products(p, x, explorer().range(a), y, explorer().range(b));
        explorer().remember_product({p, x, y});
        explorer().define_exactly(p == x * y);
        return result;
    });
}

Number term_quotient(Number a, Number b) {
    const Number quotient = floored(magnitude(a), magnitude(b));
    if (explorer().range(a).low >= 0 && explorer().range(b).low >= 0) {
        return quotient;
    }
    const z3::expr q = explorer().expression(quotient);
    const z3::expr same_sign = (explorer().expression(a) >= 0) == (explorer().expression(b) >= 0);
    const Int128 largest = explorer().range(quotient).high;
    return explorer().number(z3::ite(same_sign, q, -q), {-largest, largest});
}

Number term_remainder(Number a, Number b) {
    const Number whole = term_product(term_quotient(a, b), b);
    const Number rest = term_difference(a, whole);
    const Range range = explorer().range(b);
    const Int128 most = std::max({range.high, -range.low, Int128{0}});
    return explorer().number(explorer().expression(rest), {explorer().range(a).low >= 0 ? Int128{0} : -most, most});
}

Truth term_less(Number a, Number b) {
    if (surely_less(explorer().range(a), explorer().range(b))) {
        return true;
    }
    if (surely_not_less(explorer().range(a), explorer().range(b))) {
        return false;
    }
    const z3::expr x = explorer().expression(a);
    const z3::expr y = explorer().expression(b);
    return explorer().comparison("less", x, y, x + 1 <= y, y <= x);
}

Truth term_equal(Number a, Number b) {
    if (surely_less(explorer().range(a), explorer().range(b)) ||
        surely_less(explorer().range(b), explorer().range(a))) {
        return false;
    }
    const z3::expr x = explorer().expression(a);
    const z3::expr y = explorer().expression(b);
    // Beside a constant it matters on which side the other is; between two unknowns that would only split cases.
    const bool literal = a.known() || b.known();
    return explorer().comparison("equal", x, y, x == y, literal ? x + 1 <= y || y + 1 <= x : x != y);
}

// What may leave its type is settled at once: from there on the path goes where it does not, and all that follows has
// the type's bounds. What a clause computes, or only one side of a connective, is not known to be asked for.
Number obliged(Number value, Range range, std::string_view type, std::string_view operation) {
    constexpr contracts::ClauseName clause{contracts::req<"CV-4">, contracts::ClauseKind::precondition,
                                           "a result fits its type"};
    const z3::expr term = explorer().expression(value);
    explorer().oblige(term >= literal(range.low) && term <= literal(range.high),
                      {clause, std::string(operation) + " to " + std::string(type)});
    const Range known = explorer().range(value);
    if ((range.low <= known.low && known.high <= range.high) || explorer().in_clause() || explorer().capturing() ||
        !explorer().all_guards().empty()) {
        return value;
    }
    explorer().settle();
    return explorer().number(term, {std::max(range.low, known.low), std::min(range.high, known.high)});
}

void oblige_divisor(Number divisor) {
    constexpr contracts::ClauseName clause{contracts::req<"CV-4">, contracts::ClauseKind::precondition,
                                           "a divisor is not zero"};
    explorer().oblige(explorer().expression(divisor) >= 1 || explorer().expression(divisor) <= -1,
                      {clause, "division"});
}

Number select(Truth condition, Number yes, Number no) {
    if (condition.known()) {
        return condition.value() ? yes : no;
    }
    return explorer().number(
        z3::ite(explorer().expression(condition), explorer().expression(yes), explorer().expression(no)),
        hull(explorer().range(yes), explorer().range(no)));
}

void oblige(Truth condition, const contracts::ClauseName& clause, std::string_view operation) {
    if (condition.known() && condition.value()) {
        return;
    }
    explorer().oblige(explorer().expression(condition), {clause, std::string(operation)});
}

Truth::Guarded::Guarded(Truth guard) {
    explorer().guard(explorer().expression(guard));
}

Truth::Guarded::~Guarded() {
    explorer().unguard();
}

bool Truth::ask() const {
    return explorer().answer(*this);
}

Truth Truth::negation(Truth a) {
    return explorer().negated(a);
}

Truth Truth::equivalence(Truth a, Truth b) {
    return explorer().combined(explorer().expression(a) == explorer().expression(b), {a, b});
}

Truth Truth::meet(Truth a, Truth b) {
    if (b.known()) {
        return b.value() ? a : b;
    }
    return explorer().combined(explorer().expression(a) && explorer().expression(b), {a, b});
}

Truth Truth::join(Truth a, Truth b) {
    if (b.known()) {
        return b.value() ? b : a;
    }
    return explorer().combined(explorer().expression(a) || explorer().expression(b), {a, b});
}

}  // namespace plumbline::symbolic
