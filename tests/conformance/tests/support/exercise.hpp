// One short history of a node in which each known deviation shows.
#pragma once

#include "tests/conformance/tests/support/recorder.hpp"
#include "tests/support/manager.hpp"

namespace plumbline::conformance::support {

using plumbline::support::after;
using plumbline::support::alice;
using plumbline::support::bob;
using plumbline::support::carol;
using plumbline::support::dave;
using plumbline::support::offer;
using plumbline::support::start;
using plumbline::support::week;

inline constexpr Scid erin{0x0c35'0400'0005'0004};
inline constexpr Scid frank{0x0c35'0500'0006'0005};

/// add_channel with the salt that a ManagerRecorder draws for its `number`th channel.
AddChannel channel(Scid scid, std::uint64_t slots, std::uint64_t msat, std::size_t number);

/// resolve_htlc for what the offer named.
ResolveHtlc resolution(const HtlcOffer<>& offered, Resolution resolution = Resolution::settled);

/// An outgoing channel for which ten draws per slot do not find frank's five slots in the exercise.
Scid unlucky();

/// Runs the history.
void exercise(Recorder& recorder);

}  // namespace plumbline::conformance::support
