// What an implementation shows of itself, taken from the reference's own state.
#pragma once

#include "tests/conformance/log/log.hpp"

namespace plumbline::conformance::support {

/// All that a log can show of a channel at `now`; that it is gone, if there is none.
ShownChannel show(Scid scid, const Channel<>* channel, Seconds<> now, const Parameters<>& parameters,
                  const Rules& rules);

/// The pair's slots in order, and which of them it uses; empty if the incoming channel has no such pair.
ShownPair show_pair(const Channel<>& incoming, Scid outgoing);

/// The answers of the resource manager's functions, as a log has them.
Answer answer_of(Mistake mistake);
Answer answer_of(const Verdict<>& verdict);
Answer answer_of(Bucket resolved);

}  // namespace plumbline::conformance::support
