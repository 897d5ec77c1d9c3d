// How a saved form falls into records, before any value is looked at. Chapter 12-saved-form, refusals 1 to 4.
#pragma once

#include "reference/resource_manager/refusal.hpp"
#include "reference/resource_manager/saved_form_records.hpp"
#include "reference/storage/tlv.hpp"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace plumbline::saved_form {

/// Thrown inside the reader and caught at its door, read().
struct Refused {
    Refusal refusal;
};

/// The streams of one kind: its known records by their position in the kind's table, and the unknown ones.
template <const auto& Records>
struct Stream {
    struct Field {
        std::size_t offset = 0;  ///< of the record
        storage::Part value;
    };

    std::array<std::optional<Field>, Records.size()> fields;
    storage::UnknownRecords unknown;

    /// The value of a record that is there.
    [[nodiscard]] const storage::Part& value(std::size_t record) const {
        return fields[record]->value;  // NOLINT(bugprone-unchecked-optional-access): said above
    }
};

using FormStream = Stream<form_records>;
using ChannelStream = Stream<channel_records>;
using HtlcStream = Stream<htlc_records>;

/// A form whose envelope is right and whose streams follow the rules: every record that is always there is there, and
/// has a length that it may have.
struct Layout {
    FormStream form;
    std::vector<ChannelStream> channels;
    std::vector<HtlcStream> pending;
};

/// Throws Refused for what refusals 1 to 4 name.
[[nodiscard]] Layout layout_of(std::span<const std::uint8_t> form);

/// "channel 700000x1x0" or, where the scid cannot be read, "channel number 3"; the same of an HTLC and of the form.
[[nodiscard]] std::string owner(std::span<const std::uint8_t> bytes, const FormStream& stream, std::size_t number);
[[nodiscard]] std::string owner(std::span<const std::uint8_t> bytes, const ChannelStream& stream, std::size_t number);
[[nodiscard]] std::string owner(std::span<const std::uint8_t> bytes, const HtlcStream& stream, std::size_t number);

/// "channel 700000x1x0, record 8 (reputation)".
template <const auto& Records>
[[nodiscard]] std::string place_of(std::span<const std::uint8_t> bytes, const Stream<Records>& stream,
                                   std::size_t number, std::size_t record) {
    const RecordKind& kind = Records[record];
    return owner(bytes, stream, number) + ", record " + std::to_string(kind.type) + " (" + std::string(kind.name) + ")";
}

/// SHA-256 (SF-11).
[[nodiscard]] std::array<std::uint8_t, checksum_size> checksum(std::span<const std::uint8_t> bytes);

}  // namespace plumbline::saved_form
