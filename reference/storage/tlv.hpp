// TLV streams by the rules of BOLT 1: type and length as BigSize, types strictly ascending.
#pragma once

#include "reference/storage/byte_reader.hpp"
#include "reference/storage/byte_writer.hpp"

#include <optional>
#include <span>
#include <utility>
#include <vector>

namespace plumbline::storage {

/// A record whose type means nothing to the reader, and which it keeps.
struct UnknownRecord {
    std::uint64_t type = 0;
    Bytes value;
    friend bool operator==(const UnknownRecord&, const UnknownRecord&) = default;
};

/// In ascending order of their types.
using UnknownRecords = std::vector<UnknownRecord>;

/// Writes a stream, with the unknown records in their places.
class TlvWriter {
public:
    /// Appends to `out`; both must outlive the writer.
    TlvWriter(ByteWriter& out, const UnknownRecords& unknown) : out_(out), unknown_(unknown) {}

    /// A record whose value `fill(ByteWriter&)` writes. Types ascend from call to call.
    template <class Fill>
    void record(std::uint64_t type, Fill&& fill) {
        unknown_below(type);
        value_.clear();
        std::forward<Fill>(fill)(value_);
        put(type, value_.bytes());
    }

    /// After the last record.
    void finish() {
        while (!unknown_.empty()) {
            put_unknown();
        }
    }

private:
    void unknown_below(std::uint64_t type) {
        while (!unknown_.empty() && unknown_.front().type < type) {
            put_unknown();
        }
    }

    void put_unknown() {
        put(unknown_.front().type, unknown_.front().value);
        unknown_ = unknown_.subspan(1);
    }

    void put(std::uint64_t type, std::span<const std::uint8_t> value) {
        out_.big_size(type);
        out_.big_size(value.size());
        out_.raw(value);
    }

    ByteWriter& out_;
    std::span<const UnknownRecord> unknown_;
    ByteWriter value_;
};

/// One record as it stands in the bytes.
struct TlvRecord {
    std::uint64_t type = 0;
    std::size_t offset = 0;  ///< of its type
    Part value;
};

/// Reads a stream record by record; throws a Fault where the rules are broken.
class TlvReader {
public:
    TlvReader(std::span<const std::uint8_t> all, Part stream) : reader_(all, stream) {}

    /// The next record; none at the end.
    std::optional<TlvRecord> next() {
        if (reader_.at_end()) {
            return std::nullopt;
        }
        TlvRecord record;
        record.offset = reader_.offset();
        record.type = reader_.big_size();
        if (last_ && record.type <= *last_) {
            throw Fault{record.offset, "record types do not ascend"};
        }
        last_ = record.type;
        record.value = reader_.part(reader_.big_size());
        return record;
    }

private:
    ByteReader reader_;
    std::optional<std::uint64_t> last_;
};

}  // namespace plumbline::storage
