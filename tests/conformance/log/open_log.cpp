#include "tests/conformance/log/import_ldk_4409.hpp"

namespace plumbline::conformance {

std::unique_ptr<LogReader> open_log(const std::string& path) {
    auto lines = std::make_unique<JsonLines>(path);
    if (!lines->next()) {
        refuse(lines->place(), "the file is empty; a log begins with a header");
    }
    const JsonValue first = lines->root();
    if (is_ldk_4409_header(first)) {
        return import_ldk_4409(std::move(lines));
    }
    first.refuse(
        "is no header of a known format: plumbline-log-1 (field `plumbline_log`), ldk-4409 (fields `trace` and "
        "`source`)");
}

}  // namespace plumbline::conformance
