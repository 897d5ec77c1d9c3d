#include "tests/conformance/log/import_ldk_4409.hpp"

#include "tests/conformance/log/field_values.hpp"
#include "tests/conformance/log/ldk_4409_state.hpp"

#include <algorithm>

namespace plumbline::conformance {
namespace {

constexpr auto header_fields =
    field_table("trace", "source", "config", "node_salt", "limits", "timestamps_may_go_back", "build", "ops");
constexpr auto config_fields = field_table("general_allocation_pct", "congestion_allocation_pct",
                                           "resolution_period_secs", "revenue_window_secs", "reputation_multiplier");
constexpr auto limit_fields = field_table("max_accepted_htlcs_max", "max_accepted_htlcs_min", "max_in_flight_msat_min",
                                          "max_in_flight_msat_below", "min_general_slots",
                                          "congestion_misuse_window_secs", "revenue_tracked_windows");
constexpr auto add_channel_fields =
    field_table("i", "op", "t", "chan", "max_in_flight_msat", "max_accepted_htlcs", "result", "touched", "channels");
constexpr auto remove_channel_fields = field_table("i", "op", "t", "chan", "result", "touched", "channels");
constexpr auto add_htlc_fields = field_table(
    "i", "op", "t", "in", "in_amt_msat", "in_cltv", "out", "out_amt_msat", "in_accountable", "htlc_id", "height",
    "result", "outcome", "out_accountable", "bucket", "htlc_risk", "touched", "pair_slots", "channels");
constexpr auto resolve_htlc_fields = field_table("i", "op", "t", "in", "htlc_id", "out", "settled", "result", "bucket",
                                                 "touched", "pair_slots", "channels");
constexpr std::array<Named<bool>, 2> results{{{"ok", true}, {"err", false}}};
constexpr std::array<Named<bool>, 2> outcomes{{{"forward", true}, {"fail", false}}};

void require_null(JsonObject& line, std::string_view field, std::string_view when) {
    const JsonValue value = line[field];
    if (!value.is_null()) {
        value.refuse("is there although " + std::string(when));
    }
}

void read_add_channel(JsonObject& line, LogEntry& entry) {
    AddChannel operation;
    operation.channel = integer_scid_from(line["chan"]);
    operation.limits.max_htlc_value_in_flight = Msat<>(line["max_in_flight_msat"].natural());
    operation.limits.max_accepted_htlcs = Slots<>(line["max_accepted_htlcs"].natural());
    entry.answer.ok = one_of(line["result"], results);
    const std::array concerned{LdkRole{"self", operation.channel}};
    entry.operation = operation;
    entry.shown = ldk_4409_state(line, concerned);
}

void read_remove_channel(JsonObject& line, LogEntry& entry) {
    const RemoveChannel operation{integer_scid_from(line["chan"])};
    entry.answer.ok = one_of(line["result"], results);
    const std::array concerned{LdkRole{"self", operation.channel}};
    entry.operation = operation;
    entry.shown = ldk_4409_state(line, concerned);
}

HtlcOffer<> offer_from(JsonObject& line) {
    HtlcOffer<> offer;
    offer.htlc.incoming = integer_scid_from(line["in"]);
    const std::uint64_t incoming = line["in_amt_msat"].natural();
    offer.cltv_expiry = height_from(line["in_cltv"]);
    offer.outgoing = integer_scid_from(line["out"]);
    const std::uint64_t outgoing = line["out_amt_msat"].natural();
    offer.incoming_amount = Msat<>(incoming);
    offer.outgoing_amount = Msat<>(outgoing);
    offer.fee = Msat<>(incoming - std::min(incoming, outgoing));
    offer.incoming_accountable = line["in_accountable"].boolean();
    offer.upgrade_accountability = false;
    offer.htlc.id = HtlcId{line["htlc_id"].natural()};
    offer.height_added = height_from(line["height"]);
    return offer;
}

Answer verdict_from(JsonObject& line) {
    Answer answer;
    answer.ok = one_of(line["result"], results);
    if (answer.ok) {
        answer.forwarded = one_of(line["outcome"], outcomes);
    } else {
        require_null(line, "outcome", "the result is an error");
    }
    if (answer.forwarded.value_or(false)) {
        answer.outgoing_accountable = line["out_accountable"].boolean();
        answer.bucket = one_of(line["bucket"], bucket_names);
        answer.htlc_risk_msat = line["htlc_risk"].integer();
    } else {
        for (const std::string_view field : {"out_accountable", "bucket", "htlc_risk"}) {
            require_null(line, field, "the HTLC was not forwarded");
        }
    }
    return answer;
}

void read_add_htlc(JsonObject& line, LogEntry& entry) {
    const AddHtlc operation{offer_from(line)};
    entry.answer = verdict_from(line);
    const std::array concerned{LdkRole{"in", operation.offer.htlc.incoming}, LdkRole{"out", operation.offer.outgoing}};
    entry.operation = operation;
    entry.shown = ldk_4409_state(line, concerned);
}

void read_resolve_htlc(JsonObject& line, LogEntry& entry) {
    ResolveHtlc operation;
    operation.htlc.incoming = integer_scid_from(line["in"]);
    operation.htlc.id = HtlcId{line["htlc_id"].natural()};
    operation.outgoing = integer_scid_from(line["out"]);
    operation.resolution = line["settled"].boolean() ? Resolution::settled : Resolution::failed;
    entry.answer.ok = one_of(line["result"], results);
    // The bucket that the HTLC left: there also where the answer is an error and the resources were freed (a resolution
    // dated before the addition).
    if (const auto bucket = line.find("bucket")) {
        entry.answer.bucket = one_of(*bucket, bucket_names);
    } else if (entry.answer.ok) {
        line["bucket"].refuse("is null although the result is ok");
    }
    const std::array concerned{LdkRole{"in", operation.htlc.incoming}, LdkRole{"out", operation.outgoing}};
    entry.operation = operation;
    entry.shown = ldk_4409_state(line, concerned);
}

/// One kind of line: its fields and what reads them.
struct LineKind {
    std::span<const FieldRule> fields;
    void (*read)(JsonObject&, LogEntry&);
};

const std::array<Named<LineKind>, 4> line_kinds{{
    {"add_channel", {add_channel_fields, read_add_channel}},
    {"remove_channel", {remove_channel_fields, read_remove_channel}},
    {"add_htlc", {add_htlc_fields, read_add_htlc}},
    {"resolve_htlc", {resolve_htlc_fields, read_resolve_htlc}},
}};

class Ldk4409Reader final : public LogReader {
public:
    explicit Ldk4409Reader(std::unique_ptr<JsonLines> lines) : lines_(std::move(lines)) { read_header(); }

    [[nodiscard]] const LogHeader& header() const override { return header_; }

    std::optional<LogEntry> next() override {
        if (!lines_->next()) {
            const std::uint64_t announced = header_.operations.value_or(0);
            if (read_ != announced) {
                refuse(lines_->place(), "the recording ends after " + std::to_string(read_) +
                                            " operations, and field `ops` of its header says " +
                                            std::to_string(announced));
            }
            return std::nullopt;
        }
        return entry();
    }

    [[nodiscard]] double progress() const override { return lines_->progress(); }

private:
    void read_header() {
        JsonObject line(lines_->root(), header_fields, Extra::refused);
        static_cast<void>(line["trace"].natural());
        header_.format = ldk_4409_format;
        header_.implementation = line["source"].text();
        read_config(line["config"]);
        header_.node_salt = salt_from(line["node_salt"]);
        read_limits(line["limits"]);
        header_.parameters = checked_parameters(header_.parameters, line["config"]);
        may_go_back_ = line["timestamps_may_go_back"].boolean();
        header_.implementation.append(" (").append(line["build"].text()).append(")");
        header_.operations = line["ops"].natural();
        header_.profile = draft_profile;
        header_.upgrade_accountability_known = false;
        header_.fee_known = false;
    }

    void read_config(const JsonValue& value) {
        JsonObject config(value, config_fields, Extra::refused);
        Parameters<>& parameters = header_.parameters;
        parameters.general_percent = config["general_allocation_pct"].natural();
        parameters.congestion_percent = config["congestion_allocation_pct"].natural();
        parameters.resolution_period = Seconds<>(config["resolution_period_secs"].natural());
        parameters.revenue_window = Seconds<>(config["revenue_window_secs"].natural());
        parameters.reputation_multiplier = config["reputation_multiplier"].natural();
    }

    /// What the implementation has compiled in. Only the misuse window is a parameter; the rest says nothing that the
    /// operations do not show.
    void read_limits(const JsonValue& value) {
        JsonObject limits(value, limit_fields, Extra::refused);
        for (const FieldRule& field : limit_fields) {
            static_cast<void>(limits[field.name].natural());
        }
        header_.parameters.congestion_misuse_window = Seconds<>(limits["congestion_misuse_window_secs"].natural());
    }

    LogEntry entry() {
        const JsonValue root = lines_->root();
        const auto op = root.peek("op");
        if (!op) {
            root.refuse("has no field `op`");
        }
        const LineKind kind = one_of(*op, line_kinds);
        JsonObject line(root, kind.fields, Extra::refused);
        LogEntry entry;
        entry.line = lines_->place().line;
        const JsonValue number = line["i"];
        entry.number = number.natural();
        if (entry.number != read_) {
            number.refuse("is " + std::to_string(entry.number) +
                          ", and the operations are numbered without a gap: " + std::to_string(read_) + " is expected");
        }
        ++read_;
        const JsonValue time = line["t"];
        entry.time = Seconds<>(time_from(time));
        if (!may_go_back_ && entry.time < last_time_) {
            time.refuse("is earlier than in the line before, and the header says that timestamps do not go back");
        }
        last_time_ = entry.time;
        kind.read(line, entry);
        return entry;
    }

    std::unique_ptr<JsonLines> lines_;
    LogHeader header_;
    bool may_go_back_ = false;
    std::uint64_t read_ = 0;
    Seconds<> last_time_{};
};

}  // namespace

bool is_ldk_4409_header(const JsonValue& first_line) {
    const auto source = first_line.peek("source");
    return first_line.peek("trace") && source && source->is_text() &&
           source->text().find("refs/pull/4409") != std::string_view::npos;
}

std::unique_ptr<LogReader> import_ldk_4409(std::unique_ptr<JsonLines> lines) {
    return std::make_unique<Ldk4409Reader>(std::move(lines));
}

}  // namespace plumbline::conformance
