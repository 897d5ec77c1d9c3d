#include "reference/resource_manager/saved_form_layout.hpp"

#include <sodium.h>

#include <algorithm>
#include <string>

namespace plumbline::saved_form {
namespace {

using contracts::req;
using contracts::RequirementId;
using storage::ByteReader;
using storage::Fault;
using storage::Part;
using storage::TlvReader;
using storage::TlvRecord;
using FormBytes = std::span<const std::uint8_t>;

[[noreturn]] void refuse(RequirementId requirement, std::size_t offset, std::string record, std::string sentence) {
    throw Refused{{requirement, {offset, std::move(record)}, std::move(sentence)}};
}

/// Refusals 1 to 3: the header, the length and the checksum. The body, if they are right (SF-1, SF-2).
Part body_of(FormBytes form) {
    const std::string header = "header";
    if (form.size() < header_size + checksum_size) {
        refuse(req<"SF-2">, form.size(), "end of the form",
               "the form is truncated: it has " + std::to_string(form.size()) + " bytes, and the shortest has " +
                   std::to_string(header_size + checksum_size));
    }
    const auto other = std::mismatch(magic.begin(), magic.end(), form.begin());
    if (other.first != magic.end()) {
        refuse(req<"SF-11">, static_cast<std::size_t>(other.first - magic.begin()), header,
               "this is no saved form of a resource manager, or a transfer rewrote its line ends");
    }
    ByteReader reader(form, {magic.size(), header_size});
    if (const std::uint64_t its = reader.number(2); its != version) {
        refuse(req<"SF-2">, magic.size(), header,
               "version " + std::to_string(its) + " is unknown; this reader knows version " + std::to_string(version));
    }
    const std::uint64_t length = reader.u64();
    const std::size_t room = form.size() - header_size - checksum_size;
    if (length > room) {
        refuse(req<"SF-2">, form.size(), "end of the form",
               "the form is truncated: the header announces a body of " + std::to_string(length) +
                   " bytes, and there are " + std::to_string(room));
    }
    if (length < room) {
        refuse(req<"SF-2">, header_size + static_cast<std::size_t>(length) + checksum_size, "behind the checksum",
               "the form is followed by " + std::to_string(room - length) + " further bytes");
    }
    const Part body{header_size, form.size() - checksum_size};
    const auto sum = checksum(form.first(body.end));
    if (!std::equal(sum.begin(), sum.end(), form.begin() + static_cast<std::ptrdiff_t>(body.end))) {
        refuse(req<"SF-2">, body.end, "checksum",
               "the form is altered: the checksum is not that of the bytes before it");
    }
    return body;
}

/// Reads one stream by the table of its kind (refusal 4).
template <const auto& Records>
class StreamParser {
public:
    StreamParser(FormBytes form, Part part, std::size_t number) : form_(form), part_(part), number_(number) {}

    Stream<Records> parse() {
        try {
            TlvReader reader(form_, part_);
            while (const auto record = reader.next()) {
                take(*record);
            }
        } catch (const Fault& fault) {
            refuse(req<"SF-11">, fault.offset, owner(form_, stream_, number_), std::string(fault.sentence));
        }
        expect_none_missing(Records.size(), part_.end);
        return std::move(stream_);
    }

private:
    void take(const TlvRecord& record) {
        const auto* known = std::find_if(Records.begin(), Records.end(),
                                         [&](const RecordKind& kind) { return kind.type == record.type; });
        const auto position = static_cast<std::size_t>(known - Records.begin());
        if (known == Records.end()) {
            keep(record);
            return;
        }
        expect_none_missing(position, record.offset);
        if (!known->takes(record.value.size())) {
            refuse(req<"SF-11">, record.offset, place_of(form_, stream_, number_, position),
                   "its value cannot have " + std::to_string(record.value.size()) + " bytes");
        }
        stream_.fields[position] = {record.offset, record.value};
    }

    // SF-3: it's ok to be odd.
    void keep(const TlvRecord& record) {
        if (record.type % 2 == 0) {
            const std::string type = std::to_string(record.type);
            refuse(req<"SF-2">, record.offset, owner(form_, stream_, number_) + ", record " + type,
                   "an even record that this reader does not know may not be passed over");
        }
        const auto value = form_.subspan(record.value.begin, record.value.size());
        stream_.unknown.push_back({record.type, {value.begin(), value.end()}});
    }

    // All up to the next record must be there.
    void expect_none_missing(std::size_t next, std::size_t offset) {
        for (; checked_ < next; ++checked_) {
            if (Records[checked_].always && !stream_.fields[checked_]) {
                refuse(req<"SF-11">, offset, place_of(form_, stream_, number_, checked_), "the record is missing");
            }
        }
    }

    FormBytes form_;
    Part part_;
    std::size_t number_;
    std::size_t checked_ = 0;
    Stream<Records> stream_;
};

/// The streams of a record that lists them, each with its length before it.
template <const auto& Records>
std::vector<Stream<Records>> parse_list(FormBytes bytes, const FormStream& form, std::size_t record) {
    std::vector<Stream<Records>> streams;
    ByteReader reader(bytes, form.value(record));
    while (!reader.at_end()) {
        const auto next = [&] {
            try {
                return reader.part(reader.big_size());
            } catch (const Fault& fault) {
                refuse(req<"SF-11">, fault.offset, place_of(bytes, form, 0, record), std::string(fault.sentence));
            }
        };
        streams.push_back(StreamParser<Records>(bytes, next(), streams.size()).parse());
    }
    return streams;
}

}  // namespace

std::string owner(FormBytes /*bytes*/, const FormStream& /*stream*/, std::size_t /*number*/) {
    return "form";
}

std::string owner(FormBytes bytes, const ChannelStream& stream, std::size_t number) {
    if (!stream.fields[ChannelRecord::scid]) {
        return "channel number " + std::to_string(number + 1);
    }
    return "channel " + text(Scid{ByteReader(bytes, stream.value(ChannelRecord::scid)).u64()});
}

std::string owner(FormBytes bytes, const HtlcStream& stream, std::size_t number) {
    if (!stream.fields[HtlcRecord::name]) {
        return "HTLC number " + std::to_string(number + 1);
    }
    ByteReader reader(bytes, stream.value(HtlcRecord::name));
    const Scid incoming{reader.u64()};
    return "HTLC " + text(HtlcRef{incoming, HtlcId{reader.u64()}});
}

std::array<std::uint8_t, checksum_size> checksum(FormBytes bytes) {
    static_assert(checksum_size == crypto_hash_sha256_BYTES);
    std::array<std::uint8_t, checksum_size> sum{};
    crypto_hash_sha256(sum.data(), bytes.data(), bytes.size());
    return sum;
}

Layout layout_of(FormBytes form) {
    Layout layout;
    layout.form = StreamParser<form_records>(form, body_of(form), 0).parse();
    layout.channels = parse_list<channel_records>(form, layout.form, FormRecord::channels);
    layout.pending = parse_list<htlc_records>(form, layout.form, FormRecord::pending_htlcs);
    return layout;
}

}  // namespace plumbline::saved_form
