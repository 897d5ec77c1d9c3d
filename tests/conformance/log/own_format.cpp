#include "tests/conformance/log/own_format.hpp"

#include "tests/conformance/log/own_format_entry.hpp"
#include "tests/conformance/log/own_format_fields.hpp"
#include "tests/conformance/log/own_format_names.hpp"

namespace plumbline::conformance {
namespace {

using namespace own_format;

constexpr std::uint64_t version = 1;

Parameters<> parameters_from(const JsonValue& value) {
    JsonObject fields(value, parameter_fields, Extra::own_additions);
    Parameters<> parameters;
    parameters.resolution_period = Seconds<>(fields["resolution_period_seconds"].natural());
    parameters.revenue_window = Seconds<>(fields["revenue_window_seconds"].natural());
    parameters.congestion_misuse_window = Seconds<>(fields["congestion_misuse_window_seconds"].natural());
    parameters.reputation_multiplier = fields["reputation_multiplier"].natural();
    parameters.general_percent = fields["general_percent"].natural();
    parameters.congestion_percent = fields["congestion_percent"].natural();
    return checked_parameters(parameters, value);
}

bool known(JsonObject& header, std::string_view name) {
    const auto value = header.find(name);
    return !value || value->boolean();
}

LogHeader header_from(const JsonValue& line) {
    // First of all: another version may have other fields.
    if (const auto format = line.peek("plumbline_log"); format && format->natural() != version) {
        format->refuse("is " + std::to_string(format->natural()) + ", and version " + std::to_string(version) +
                       " of the format is read here");
    }
    JsonObject fields(line, header_fields, Extra::own_additions);
    LogHeader header;
    header.format = own_format_name;
    header.implementation = fields["implementation"].text();
    header.profile = one_of(fields["profile"], profile_names);
    header.parameters = parameters_from(fields["parameters"]);
    header.upgrade_accountability_known = known(fields, "upgrade_accountability_known");
    header.fee_known = known(fields, "fee_known");
    if (const auto salt = fields.find("node_salt")) {
        header.node_salt = salt_from(*salt);
    }
    if (const auto operations = fields.find("operations")) {
        header.operations = operations->natural();
    }
    return header;
}

class OwnFormatReader final : public LogReader {
public:
    explicit OwnFormatReader(std::unique_ptr<JsonLines> lines)
        : lines_(std::move(lines)), header_(header_from(lines_->root())) {}

    [[nodiscard]] const LogHeader& header() const override { return header_; }

    std::optional<LogEntry> next() override {
        if (!lines_->next()) {
            if (header_.operations && *header_.operations != read_) {
                refuse(lines_->place(), "the log ends after " + std::to_string(read_) +
                                            " operations, and field `operations` of its header says " +
                                            std::to_string(*header_.operations));
            }
            return std::nullopt;
        }
        const JsonValue line = lines_->root();
        LogEntry entry = entry_from(line, header_);
        entry.line = lines_->place().line;
        if (read_ > 0 && entry.number <= last_number_) {
            refuse_number(line, entry.number);
        }
        last_number_ = entry.number;
        ++read_;
        return entry;
    }

    [[nodiscard]] double progress() const override { return lines_->progress(); }

private:
    [[noreturn]] void refuse_number(const JsonValue& line, std::uint64_t number) const {
        line.peek("number").value_or(line).refuse("is " + std::to_string(number) + " after " +
                                                  std::to_string(last_number_) +
                                                  ", and numbers increase from line to line");
    }

    std::unique_ptr<JsonLines> lines_;
    LogHeader header_;
    std::uint64_t read_ = 0;
    std::uint64_t last_number_ = 0;
};

}  // namespace

bool is_own_format_header(const JsonValue& first_line) {
    return first_line.peek("plumbline_log").has_value();
}

std::unique_ptr<LogReader> read_own_format(std::unique_ptr<JsonLines> lines) {
    return std::make_unique<OwnFormatReader>(std::move(lines));
}

}  // namespace plumbline::conformance
