// Chapter 9: a closing channel stays while an HTLC refers to it, and goes with the last one, when it holds nothing.
// What happens when an HTLC is added or resolved is proved with the invariants.
#include "proofs/resource_manager/closing.hpp"

#include "proofs/resource_manager/chapters.hpp"

namespace plumbline::proofs {
namespace {

// remove_channel of any channel that is not closing yet.
constexpr auto start = [](auto& trial) {
    auto scene = any_scene(trial, 1);
    suppose_sums_of_none(trial, scene.of_incoming);
    trial.suppose(!scene.incoming.closing);
    scene.incoming.closing = true;
    trial.reach(unused(scene.incoming) ? "goes at once" : "stays");
    owe_closing(trial, scene.incoming, scene.of_incoming);
};

}  // namespace

std::vector<Proof> closing_proofs() {
    return {proof("closing/remove-channel", "any channel in any state that the invariants allow", start)};
}

}  // namespace plumbline::proofs
