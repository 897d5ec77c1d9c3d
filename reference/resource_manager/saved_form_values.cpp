#include "reference/resource_manager/saved_form_values.hpp"

#include <limits>
#include <string_view>

namespace plumbline::saved_form {
namespace {

using contracts::req;
using storage::ByteReader;
using FormBytes = std::span<const std::uint8_t>;

constexpr std::uint64_t most_risk = std::numeric_limits<std::int64_t>::max();

/// Reads the values of one stream, record by record, and refuses at the number that was read last.
template <const auto& Records>
class ValueReader {
public:
    ValueReader(FormBytes form, const Stream<Records>& stream, std::size_t number)
        : form_(form), stream_(stream), number_(number), reader_(form, {}) {}

    [[nodiscard]] bool has(std::size_t record) const { return stream_.fields[record].has_value(); }

    void begin(std::size_t record) {
        record_ = record;
        reader_ = ByteReader(form_, stream_.value(record));
    }

    [[nodiscard]] bool at_end() const { return reader_.at_end(); }

    std::uint64_t number(std::size_t width) {
        last_ = reader_.offset();
        return reader_.number(width);
    }

    std::uint64_t u64() { return number(8); }

    std::int64_t i64() { return static_cast<std::int64_t>(u64()); }

    Seconds<> time() { return Seconds<>(u64()); }

    Scid scid() { return Scid{u64()}; }

    FormBytes rest(std::size_t length) { return reader_.bytes(reader_.part(length)); }

    bool flag() {
        const std::uint64_t value = number(1);
        expect<"SF-12">(value <= 1, "a flag is neither 0 nor 1");
        return value == 1;
    }

    Msat<> amount() {
        const std::uint64_t value = u64();
        expect<"CV-3">(value <= supply_msat, "an amount or a fee exceeds the supply");
        return Msat<>(value);
    }

    DecayingAverage<> average() {
        const std::int64_t value = i64();
        expect<"DA-8">(value >= -std::numeric_limits<std::int64_t>::max(), "an average is below -(2^63 - 1)");
        return {SignedMsat<>(value), time()};
    }

    template <contracts::FixedString Id>
    void expect(bool holds, std::string_view sentence) const {
        if (!holds) {
            throw Refused{{req<Id>, {last_, place_of(form_, stream_, number_, record_)}, std::string(sentence)}};
        }
    }

private:
    FormBytes form_;
    const Stream<Records>& stream_;
    std::size_t number_;
    std::size_t record_ = 0;
    std::size_t last_ = 0;
    ByteReader reader_;
};

SavedChannel channel_of(FormBytes form, const ChannelStream& stream, std::size_t number) {
    ValueReader<channel_records> reader(form, stream, number);
    SavedChannel channel;
    reader.begin(ChannelRecord::scid);
    channel.scid = reader.scid();

    reader.begin(ChannelRecord::limits);
    const std::uint64_t slots = reader.number(2);
    reader.expect<"PA-7">(slots >= 1 && slots <= max_accepted_htlcs_limit, "max_accepted_htlcs is not in 1 to 483");
    const std::uint64_t msat = reader.u64();
    reader.expect<"PA-7">(msat <= supply_msat, "max_htlc_value_in_flight_msat exceeds the supply");
    channel.limits = {Slots<>(slots), Msat<>(msat)};

    reader.begin(ChannelRecord::closing);
    channel.closing = reader.flag();
    reader.begin(ChannelRecord::salt);
    const FormBytes salt = reader.rest(channel.salt.size());
    std::copy(salt.begin(), salt.end(), channel.salt.begin());
    reader.begin(ChannelRecord::reputation);
    channel.reputation = reader.average();

    reader.begin(ChannelRecord::revenue);
    const std::int64_t sum = reader.i64();
    reader.expect<"OC-13">(sum >= 0, "a revenue is negative");
    channel.revenue.sum = {SignedMsat<>(sum), reader.time()};
    channel.revenue.start = reader.time();
    reader.expect<"WA-4">(channel.revenue.start <= channel.revenue.sum.last_update,
                          "a revenue was updated before it began to be counted");

    if (reader.has(ChannelRecord::misuse)) {
        reader.begin(ChannelRecord::misuse);
        while (!reader.at_end()) {
            const Scid outgoing = reader.scid();
            channel.misuse.push_back({outgoing, reader.time()});
        }
    }
    channel.unknown = stream.unknown;
    return channel;
}

Bucket bucket_of(ValueReader<htlc_records>& reader) {
    reader.begin(HtlcRecord::bucket);
    constexpr std::array buckets{Bucket::general, Bucket::congestion, Bucket::protected_};
    const std::uint64_t bucket = reader.number(1);
    reader.expect<"SF-12">(bucket < buckets.size(), "a bucket is above 2");
    return buckets[static_cast<std::size_t>(bucket)];
}

SavedHtlc htlc_of(FormBytes form, const HtlcStream& stream, std::size_t number) {
    ValueReader<htlc_records> reader(form, stream, number);
    SavedHtlc saved;
    PendingHtlc<>& htlc = saved.htlc;
    reader.begin(HtlcRecord::name);
    saved.name.incoming = reader.scid();
    saved.name.id = HtlcId{reader.u64()};
    reader.begin(HtlcRecord::outgoing);
    htlc.outgoing = reader.scid();
    reader.begin(HtlcRecord::amount);
    htlc.amount = reader.amount();
    reader.begin(HtlcRecord::fee);
    htlc.fee = reader.amount();

    reader.begin(HtlcRecord::risk);
    const std::uint64_t risk = reader.u64();
    reader.expect<"OC-3">(risk <= most_risk, "a risk is above 2^63 - 1");
    htlc.risk = WideMsat<>(risk);

    reader.begin(HtlcRecord::added);
    htlc.added_at = reader.time();
    htlc.height_added = Height<>(reader.number(4));
    htlc.cltv_expiry = Height<>(reader.number(4));
    reader.expect<"RM-11">(htlc.cltv_expiry > htlc.height_added,
                           "an expiry is not above the height at which the HTLC was added");

    reader.begin(HtlcRecord::accountable);
    htlc.incoming_accountable = reader.flag();
    htlc.outgoing_accountable = reader.flag();
    htlc.bucket = bucket_of(reader);
    saved.unknown = stream.unknown;
    return saved;
}

SavedParameters parameters_of(ValueReader<form_records>& reader, const storage::Part& value) {
    reader.begin(FormRecord::parameters);
    SavedParameters saved;
    saved.parameters.resolution_period = reader.time();
    saved.parameters.revenue_window = reader.time();
    saved.parameters.reputation_multiplier = reader.u64();
    saved.parameters.congestion_misuse_window = reader.time();
    saved.parameters.general_percent = reader.number(1);
    saved.parameters.congestion_percent = reader.number(1);
    const FormBytes profile = reader.rest(value.size() - form_records[FormRecord::parameters].least);
    saved.profile.assign(profile.begin(), profile.end());
    return saved;
}

}  // namespace

Values values_of(FormBytes form, const Layout& layout) {
    Values values;
    ValueReader<form_records> reader(form, layout.form, 0);
    if (reader.has(FormRecord::written_by)) {
        const FormBytes name = form.subspan(layout.form.value(FormRecord::written_by).begin,
                                            layout.form.value(FormRecord::written_by).size());
        values.written_by.assign(name.begin(), name.end());
    }
    reader.begin(FormRecord::written_at);
    values.state.written_at = reader.time();
    if (reader.has(FormRecord::parameters)) {
        values.parameters = parameters_of(reader, layout.form.value(FormRecord::parameters));
    }
    values.state.unknown = layout.form.unknown;
    values.state.channels.reserve(layout.channels.size());
    for (const ChannelStream& stream : layout.channels) {
        values.state.channels.push_back(channel_of(form, stream, values.state.channels.size()));
    }
    values.state.pending.reserve(layout.pending.size());
    for (const HtlcStream& stream : layout.pending) {
        values.state.pending.push_back(htlc_of(form, stream, values.state.pending.size()));
    }
    return values;
}

}  // namespace plumbline::saved_form
