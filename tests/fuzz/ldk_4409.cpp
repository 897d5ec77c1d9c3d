// The importer of LDK 4409 recordings.
#include "tests/conformance/log/import_ldk_4409.hpp"
#include "tests/fuzz/log_round_trip.hpp"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name for it
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plumbline;
    return fuzz::check_log({data, size}, conformance::ldk_4409_format) ? 0 : -1;
}
