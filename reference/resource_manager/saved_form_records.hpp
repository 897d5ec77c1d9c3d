// The records of the saved form's three kinds of streams: the tables of chapter 12-saved-form.
#pragma once

#include "reference/storage/byte_reader.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>

namespace plumbline::saved_form {

/// A record that this version knows. Its value has `least` bytes, or `step` more any number of times.
struct RecordKind {
    std::uint64_t type;
    std::string_view name;
    bool always;  ///< whether a stream without it is refused
    std::size_t least;
    std::size_t step = 0;

    [[nodiscard]] constexpr bool takes(std::size_t length) const {
        return length >= least && (step == 0 ? length == least : (length - least) % step == 0);
    }
};

/// The records of the body, in the order of form_records.
struct FormRecord {
    enum : std::size_t { written_by, written_at, parameters, channels, pending_htlcs };
};

inline constexpr std::array form_records{RecordKind{1, "written_by", false, 0, 1}, RecordKind{2, "written_at", true, 8},
                                         RecordKind{3, "parameters", false, 34, 1},
                                         RecordKind{4, "channels", true, 0, 1},
                                         RecordKind{6, "pending_htlcs", true, 0, 1}};

/// The records of a channel, in the order of channel_records.
struct ChannelRecord {
    enum : std::size_t { scid, limits, closing, salt, reputation, revenue, misuse };
};

inline constexpr std::array channel_records{RecordKind{0, "scid", true, 8},         RecordKind{2, "limits", true, 10},
                                            RecordKind{4, "closing", true, 1},      RecordKind{6, "salt", true, 32},
                                            RecordKind{8, "reputation", true, 16},  RecordKind{10, "revenue", true, 24},
                                            RecordKind{12, "misuse", false, 16, 16}};

/// The records of a pending HTLC, in the order of htlc_records.
struct HtlcRecord {
    enum : std::size_t { name, outgoing, amount, fee, risk, added, accountable, bucket, slots };
};

inline constexpr std::array htlc_records{
    RecordKind{0, "name", true, 16},        RecordKind{2, "outgoing", true, 8}, RecordKind{4, "amount", true, 8},
    RecordKind{6, "fee", true, 8},          RecordKind{8, "risk", true, 8},     RecordKind{10, "added", true, 16},
    RecordKind{12, "accountable", true, 2}, RecordKind{14, "bucket", true, 1},  RecordKind{16, "slots", false, 2, 2}};

/// The fixed parts around the body.
inline constexpr std::array<std::uint8_t, 8> magic{0x50, 0x4c, 0x55, 0x4d, 0x42, 0x52, 0x4d, 0x0a};
inline constexpr std::uint64_t version = 1;
inline constexpr std::size_t header_size = 18;
inline constexpr std::size_t checksum_size = 32;

}  // namespace plumbline::saved_form
