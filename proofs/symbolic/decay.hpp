// What proofs may know of a decay: that rate^elapsed is in (0, 1], is 1 at 0, and does not grow with elapsed (DA-11).
#pragma once

#include <z3++.h>

namespace plumbline::symbolic {

/// That `decayed` is the integer nearest to value · kept, halves away from zero, as the axioms have it. The terms are
/// integers but `kept`, a real number.
z3::expr is_nearest(const z3::expr& decayed, const z3::expr& value, const z3::expr& kept);

/// That `kept` may be rate^elapsed.
z3::expr may_be_kept(const z3::expr& kept, const z3::expr& elapsed);

/// What follows for one decay, without `kept`: sign and magnitude, and nothing happens in no time. Proved of
/// is_nearest() and may_be_kept() by proofs/resource_manager/decaying_average.cpp.
z3::expr follows(const z3::expr& decayed, const z3::expr& value, const z3::expr& elapsed);

/// What follows for two decays under one window: the same value is closer to zero later, and of two values the larger
/// stays the larger.
z3::expr follows_for_two(const z3::expr& decayed, const z3::expr& value, const z3::expr& elapsed,
                         const z3::expr& other_decayed, const z3::expr& other_value, const z3::expr& other_elapsed);

}  // namespace plumbline::symbolic
