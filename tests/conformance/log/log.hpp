// A log of operations and answers, in memory: what readers produce and the audit judges.
//
// Reading is streaming: a reader hands out one entry at a time.
#pragma once

#include "reference/resource_manager/default_resource_manager.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace plumbline::conformance {

/// Where in a file something stands. Lines count from 1.
struct Place {
    std::string file;
    std::uint64_t line = 0;
};

/// What a log says once, in its first line.
struct LogHeader {
    std::string format;          ///< "plumbline-log-1", or the importer's name: "ldk-4409"
    std::string implementation;  ///< free text: which implementation, which commit
    Parameters<> parameters;
    Rules profile;                             ///< draft_profile or later_profile
    std::optional<Salt> node_salt;             ///< where the implementation derives salts from one
    bool upgrade_accountability_known = true;  ///< false: the log has no such input (see judge())
    bool fee_known = true;  ///< false: the log has no policy fee; incoming - outgoing amount stands for it
    std::optional<std::uint64_t> operations;  ///< how many entries follow; a reader refuses more or fewer

    friend bool operator==(const LogHeader&, const LogHeader&) = default;
};

struct AddChannel {
    Scid channel{};
    ChannelLimits<> limits{};
    std::optional<Salt> salt;  ///< where the implementation shows it

    friend bool operator==(const AddChannel&, const AddChannel&) = default;
};

struct UpdateChannel {
    Scid channel{};
    ChannelLimits<> limits{};

    friend bool operator==(const UpdateChannel&, const UpdateChannel&) = default;
};

struct RemoveChannel {
    Scid channel{};

    friend bool operator==(const RemoveChannel&, const RemoveChannel&) = default;
};

struct AddHtlc {
    HtlcOffer<> offer{};

    friend bool operator==(const AddHtlc&, const AddHtlc&) = default;
};

struct ResolveHtlc {
    HtlcRef htlc;
    Scid outgoing{};
    Resolution resolution = Resolution::settled;

    friend bool operator==(const ResolveHtlc&, const ResolveHtlc&) = default;
};

using Operation = std::variant<AddChannel, UpdateChannel, RemoveChannel, AddHtlc, ResolveHtlc>;

/// How the implementation answered.
struct Answer {
    bool ok = true;                    ///< false: an error
    std::optional<std::string> error;  ///< its name, where the log has one
    std::optional<bool> forwarded;     ///< of add_htlc that is ok
    std::optional<bool> outgoing_accountable;
    std::optional<Bucket> bucket;  ///< of a forwarded HTLC; of a resolved one
    std::optional<std::int64_t> htlc_risk_msat;

    friend bool operator==(const Answer&, const Answer&) = default;
};

/// One bucket as shown. A member that the log does not show is absent, here and below.
struct ShownBucket {
    std::optional<std::uint64_t> slots;
    std::optional<std::uint64_t> slots_used;
    std::optional<std::uint64_t> msat;
    std::optional<std::uint64_t> msat_used;

    friend bool operator==(const ShownBucket&, const ShownBucket&) = default;
};

/// An average as shown.
struct ShownAverage {
    std::optional<std::int64_t> read;          ///< as a read at the operation's time gives it
    std::optional<std::int64_t> value;         ///< as stored
    std::optional<std::uint64_t> last_update;  ///< as stored
    std::optional<std::uint64_t> start;        ///< of a window average

    friend bool operator==(const ShownAverage&, const ShownAverage&) = default;
};

/// What the implementation shows of a channel after an operation.
struct ShownChannel {
    Scid channel{};
    bool present = true;
    std::optional<bool> closing;
    ShownAverage reputation;
    ShownAverage revenue;  ///< `read` is the incoming revenue threshold
    std::optional<std::uint64_t> pending_outgoing;
    std::optional<std::int64_t> in_flight_risk;
    std::optional<bool> congestion_in_flight;  ///< as outgoing channel, in any incoming channel's congestion bucket
    ShownBucket general;
    ShownBucket congestion;
    ShownBucket protected_;
    std::optional<std::uint64_t> pair_allocation;                       ///< general slots for each pair
    std::optional<std::uint64_t> slot_liquidity_msat;                   ///< what one general slot stands for
    std::optional<std::vector<SlotIndex>> occupied;                     ///< occupied general slots, ascending
    std::optional<std::vector<std::pair<Scid, std::uint64_t>>> misuse;  ///< outgoing channel → when; ascending

    friend bool operator==(const ShownChannel&, const ShownChannel&) = default;
};

/// The pair's assigned general slots in order, and whether the pair itself uses each.
using ShownPair = std::vector<std::pair<SlotIndex, bool>>;

struct Shown {
    std::vector<ShownChannel> channels;  ///< the channels concerned, each once
    std::optional<ShownPair> pair;       ///< of add_htlc and resolve_htlc
    std::optional<std::uint64_t> channel_count;

    friend bool operator==(const Shown&, const Shown&) = default;
};

/// One line of a log.
struct LogEntry {
    std::uint64_t line = 0;    ///< in the file, from 1
    std::uint64_t number = 0;  ///< the operation's own number
    Seconds<> time{};
    Operation operation;
    Answer answer;
    Shown shown;

    friend bool operator==(const LogEntry&, const LogEntry&) = default;
};

/// A log that cannot be read: what() is one sentence with file, line and field.
class UnreadableLog : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Hands out a log's entries in order.
class LogReader {
public:
    LogReader() = default;
    LogReader(const LogReader&) = delete;
    LogReader& operator=(const LogReader&) = delete;
    LogReader(LogReader&&) = delete;
    LogReader& operator=(LogReader&&) = delete;
    virtual ~LogReader() = default;

    [[nodiscard]] virtual const LogHeader& header() const = 0;
    /// The next entry; none at the end. Throws UnreadableLog.
    virtual std::optional<LogEntry> next() = 0;
    /// How much of the file has been consumed, 0 … 1; for progress.
    [[nodiscard]] virtual double progress() const = 0;
};

/// Opens a log: own format or a foreign recording, plain, .xz or .gz, told apart by content. Throws UnreadableLog.
std::unique_ptr<LogReader> open_log(const std::string& path);
/// The same for a file's content that is in memory already, called `name` in refusals.
std::unique_ptr<LogReader> open_log(const std::string& name, std::span<const std::uint8_t> content);

}  // namespace plumbline::conformance
