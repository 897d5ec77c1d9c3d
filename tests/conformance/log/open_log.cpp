#include "tests/conformance/log/import_ldk_4409.hpp"
#include "tests/conformance/log/own_format.hpp"

namespace plumbline::conformance {

namespace {

std::unique_ptr<LogReader> open(std::unique_ptr<JsonLines> lines) {
    if (!lines->next()) {
        refuse(lines->place(), "the file is empty; a log begins with a header");
    }
    const JsonValue first = lines->root();
    if (is_own_format_header(first)) {
        return read_own_format(std::move(lines));
    }
    if (is_ldk_4409_header(first)) {
        return import_ldk_4409(std::move(lines));
    }
    if (first.peek("operation") || first.peek("op")) {
        first.refuse("is an operation, and field `plumbline_log` is missing: a log begins with a header");
    }
    first.refuse("is not the header of a known format; known are plumbline-log-1 (field `plumbline_log`) and ldk-4409 "
                 "(fields `trace` and `source`)");
}

}  // namespace

std::unique_ptr<LogReader> open_log(const std::string& path) {
    return open(std::make_unique<JsonLines>(path));
}

std::unique_ptr<LogReader> open_log(const std::string& name, std::span<const std::uint8_t> content) {
    return open(std::make_unique<JsonLines>(name, content));
}

}  // namespace plumbline::conformance
