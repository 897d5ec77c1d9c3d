#include "reference/resource_manager/saved_form.hpp"
#include "reference/resource_manager/saved_form_layout.hpp"
#include "reference/resource_manager/saved_form_profile.hpp"
#include "reference/resource_manager/saved_state.hpp"

#include <string_view>

namespace plumbline::saved_form {
namespace {

using storage::ByteWriter;
using storage::TlvWriter;

template <class Unit>
std::uint64_t bare(const Quantity<Unit, Running>& quantity) {
    return static_cast<std::uint64_t>(quantity.count().get());
}

template <const auto& Records, class Fill>
void put(TlvWriter& stream, std::size_t record, Fill&& fill) {
    stream.record(Records[record].type, std::forward<Fill>(fill));
}

void put_average(ByteWriter& out, const DecayingAverage<>& average) {
    out.i64(average.value.count().get());
    out.u64(bare(average.last_update));
}

void put_name(ByteWriter& out, std::string_view name) {
    for (const char letter : name) {
        out.u8(static_cast<std::uint8_t>(letter));
    }
}

void put_channel(ByteWriter& to, const SavedChannel& channel) {
    TlvWriter stream(to, channel.unknown);
    const auto record = [&](std::size_t which, auto fill) { put<channel_records>(stream, which, fill); };
    record(ChannelRecord::scid, [&](ByteWriter& out) { out.u64(static_cast<std::uint64_t>(channel.scid)); });
    record(ChannelRecord::limits, [&](ByteWriter& out) {
        out.u16(bare(channel.limits.max_accepted_htlcs));
        out.u64(bare(channel.limits.max_htlc_value_in_flight));
    });
    record(ChannelRecord::closing, [&](ByteWriter& out) { out.u8(channel.closing ? 1 : 0); });
    record(ChannelRecord::salt, [&](ByteWriter& out) { out.raw(channel.salt); });
    record(ChannelRecord::reputation, [&](ByteWriter& out) { put_average(out, channel.reputation); });
    record(ChannelRecord::revenue, [&](ByteWriter& out) {
        put_average(out, channel.revenue.sum);
        out.u64(bare(channel.revenue.start));
    });
    if (!channel.misuse.empty()) {
        record(ChannelRecord::misuse, [&](ByteWriter& out) {
            for (const SavedMark& mark : channel.misuse) {
                out.u64(static_cast<std::uint64_t>(mark.outgoing));
                out.u64(bare(mark.time));
            }
        });
    }
    stream.finish();
}

std::uint64_t number_of(Bucket bucket) {
    return bucket == Bucket::general ? 0 : bucket == Bucket::congestion ? 1 : 2;
}

void put_htlc(ByteWriter& to, const SavedHtlc& saved) {
    const PendingHtlc<>& htlc = saved.htlc;
    TlvWriter stream(to, saved.unknown);
    const auto record = [&](std::size_t which, auto fill) { put<htlc_records>(stream, which, fill); };
    record(HtlcRecord::name, [&](ByteWriter& out) {
        out.u64(static_cast<std::uint64_t>(saved.name.incoming));
        out.u64(static_cast<std::uint64_t>(saved.name.id));
    });
    record(HtlcRecord::outgoing, [&](ByteWriter& out) { out.u64(static_cast<std::uint64_t>(htlc.outgoing)); });
    record(HtlcRecord::amount, [&](ByteWriter& out) { out.u64(bare(htlc.amount)); });
    record(HtlcRecord::fee, [&](ByteWriter& out) { out.u64(bare(htlc.fee)); });
    record(HtlcRecord::risk, [&](ByteWriter& out) { out.u64(bare(htlc.risk)); });
    record(HtlcRecord::added, [&](ByteWriter& out) {
        out.u64(bare(htlc.added_at));
        out.u32(bare(htlc.height_added));
        out.u32(bare(htlc.cltv_expiry));
    });
    record(HtlcRecord::accountable, [&](ByteWriter& out) {
        out.u8(htlc.incoming_accountable ? 1 : 0);
        out.u8(htlc.outgoing_accountable ? 1 : 0);
    });
    record(HtlcRecord::bucket, [&](ByteWriter& out) { out.u8(number_of(htlc.bucket)); });
    if (htlc.bucket == Bucket::general) {
        record(HtlcRecord::slots, [&](ByteWriter& out) {
            for (const SlotIndex slot : htlc.slots) {
                out.u16(slot);
            }
        });
    }
    stream.finish();
}

void put_parameters(ByteWriter& out, const DefaultResourceManager::Options& options) {
    const Parameters<>& parameters = options.parameters;
    out.u64(bare(parameters.resolution_period));
    out.u64(bare(parameters.revenue_window));
    out.u64(parameters.reputation_multiplier);
    out.u64(bare(parameters.congestion_misuse_window));
    out.u8(parameters.general_percent);
    out.u8(parameters.congestion_percent);
    put_name(out, profile_name(options.rules));
}

/// Streams, each with its length before it.
template <class Entry>
void put_list(ByteWriter& out, const std::vector<Entry>& entries, void (*put_entry)(ByteWriter&, const Entry&)) {
    ByteWriter stream;
    for (const Entry& entry : entries) {
        stream.clear();
        put_entry(stream, entry);
        out.big_size(stream.bytes().size());
        out.raw(stream.bytes());
    }
}

}  // namespace

std::string_view this_writer() {
    return "plumbline " PLUMBLINE_VERSION;
}

std::vector<std::uint8_t> write(const DefaultResourceManager& manager, const Informative& informative) {
    const SavedState state = ManagerAccess::state_of(manager);
    ByteWriter body;
    TlvWriter stream(body, state.unknown);
    const auto record = [&](std::size_t which, auto fill) { put<form_records>(stream, which, fill); };
    if (!informative.written_by.empty()) {
        record(FormRecord::written_by, [&](ByteWriter& out) { put_name(out, informative.written_by); });
    }
    record(FormRecord::written_at, [&](ByteWriter& out) { out.u64(bare(state.written_at)); });
    if (informative.parameters) {
        record(FormRecord::parameters, [&](ByteWriter& out) { put_parameters(out, manager.options()); });
    }
    record(FormRecord::channels, [&](ByteWriter& out) { put_list(out, state.channels, put_channel); });
    record(FormRecord::pending_htlcs, [&](ByteWriter& out) { put_list(out, state.pending, put_htlc); });
    stream.finish();

    ByteWriter form;
    form.raw(magic);
    form.u16(version);
    form.u64(body.bytes().size());
    form.raw(body.bytes());
    form.raw(checksum(form.bytes()));
    return form.take();
}

}  // namespace plumbline::saved_form
