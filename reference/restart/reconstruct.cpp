#include "reference/restart/reconstruct.hpp"

#include "contracts/restart/actions.hpp"
#include "contracts/restart/reading_back.hpp"
#include "contracts/restart/reconstruction.hpp"
#include "reference/restart/rebuilding.hpp"

namespace plumbline::restart {
namespace {

std::string figures(const Rebuilding& node) {
    return std::to_string(node.views.size()) + " channels, " + std::to_string(node.decode_update_add_htlcs.size()) +
           " to decode, " + std::to_string(node.already_forwarded_htlcs.size()) + " forwarded, " +
           std::to_string(node.pending_claims_to_replay.size()) + " claims, " +
           std::to_string(node.failed_htlcs.size()) + " failures";
}

// The passes, as the chapter's notes order them.
class Passes {
public:
    Passes(Rebuilding& node, contracts::Mode mode) : node_(node), contracts_(mode) {}

    std::optional<RestartError> read_back() {
        put_in_order(node_.durable);
        std::optional<RestartError> error = refuse_impossible(node_.durable);
        error = error ? error : read_channels(node_);
        error = error ? error : handle_in_flight_updates(node_);
        if (!error) {
            check(contracts::restart::reading_back_contract, "reading back");
        }
        return error;
    }

    void rebuild() {
        drop_orphaned_additions(node_);
        read_inbound(node_);
        insert_from_monitor_on_startup(node_);
        dedup_decode_update_add_htlcs(node_);
        check(contracts::restart::dedup_contract, "dedup_decode_update_add_htlcs");
        claim_own_payments(node_);
        find_claims(node_);
        check(contracts::restart::claims_contract, "pending_claims_to_replay");
        find_onchain_failures(node_);
        find_failures_in_flight(node_);
        find_missing_forwards(node_);
        drop_missing_parts(node_);
        keep_what_lives(node_);
        let_claims_win(node_);
        move_claimed_payments(node_);
        resolve_once(node_);
        check(contracts::restart::resolution_contract, "resolving");
        drop_needless_claims(node_);
        hold_revocations(node_);
    }

    [[nodiscard]] std::vector<Action> actions() {
        std::vector<Action> actions = list_actions(node_);
        contracts_.check(
            contracts::restart::actions_contract, "listing actions", [&] { return figures(node_); }, node_, actions);
        return actions;
    }

private:
    template <class Contract>
    void check(const Contract& contract, std::string_view operation) {
        contracts_.check(contract, operation, [&] { return figures(node_); }, node_);
    }

    Rebuilding& node_;
    contracts::Monitor contracts_;
};

}  // namespace

std::variant<Reconstructed, RestartError> reconstruct(DurableState durable, const Options& options) {
    Rebuilding node{std::move(durable), options.reconstruct_from_monitors, options.without};
    Passes passes(node, options.without.none() ? options.contracts : contracts::Mode::off);
    if (auto error = passes.read_back()) {
        return *error;
    }
    passes.rebuild();
    std::vector<Action> actions = passes.actions();
    return Reconstructed{node_state(std::move(node)), std::move(actions)};
}

}  // namespace plumbline::restart
