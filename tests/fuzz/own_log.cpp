// The reader of the own log format.
#include "tests/conformance/log/own_format.hpp"
#include "tests/fuzz/log_round_trip.hpp"

// NOLINTNEXTLINE(readability-identifier-naming): libFuzzer's name for it
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace plumbline;
    return fuzz::check_log({data, size}, conformance::own_format_name) ? 0 : -1;
}
