#include "tests/conformance/audit/audit.hpp"

namespace plumbline::conformance {
namespace {

std::string limits_text(const ChannelLimits<>& limits) {
    return text(limits.max_accepted_htlcs.count()) + " HTLCs, " + text(limits.max_htlc_value_in_flight.count()) +
           " msat";
}

std::string ref_text(const HtlcRef& htlc) {
    return text(htlc.incoming) + "/" + std::to_string(static_cast<std::uint64_t>(htlc.id));
}

std::string describe(const AddChannel& add) {
    return "add_channel " + text(add.channel) + ", " + limits_text(add.limits);
}

std::string describe(const UpdateChannel& update) {
    return "update_channel " + text(update.channel) + ", " + limits_text(update.limits);
}

std::string describe(const RemoveChannel& remove) {
    return "remove_channel " + text(remove.channel);
}

std::string describe(const AddHtlc& add) {
    const HtlcOffer<>& offer = add.offer;
    const auto blocks = Int128{offer.cltv_expiry.count().get()} - Int128{offer.height_added.count().get()};
    return "add_htlc " + ref_text(offer.htlc) + " -> " + text(offer.outgoing) + ", " +
           text(offer.incoming_amount.count()) + " msat, fee " + text(offer.fee.count()) + ", " + text(blocks) +
           " blocks" + (offer.incoming_accountable ? ", accountable" : "") +
           (offer.upgrade_accountability ? ", upgradable" : "");
}

std::string describe(const ResolveHtlc& resolve) {
    return "resolve_htlc " + ref_text(resolve.htlc) + " -> " + text(resolve.outgoing) +
           (resolve.resolution == Resolution::settled ? ", settled" : ", failed");
}

}  // namespace

std::string operation_text(const LogEntry& entry) {
    return std::visit([](const auto& operation) { return describe(operation); }, entry.operation) + ", at " +
           std::to_string(entry.time.count().get());
}

}  // namespace plumbline::conformance
