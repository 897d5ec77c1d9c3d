#include "tests/conformance/tests/log_files.hpp"

#include <gtest/gtest.h>
#include <lzma.h>
#include <zlib.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>

namespace plumbline::conformance::support {

Directory::Directory() {
    std::string pattern = (std::filesystem::temp_directory_path() / "plumbline-log-XXXXXX").string();
    if (mkdtemp(pattern.data()) == nullptr) {
        throw std::runtime_error("no temporary directory");
    }
    path_ = pattern;
}

Directory::~Directory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
}

std::string Directory::write(std::string_view name, std::string_view content) const {
    const std::string path = (path_ / name).string();
    std::ofstream(path, std::ios::binary) << content;
    return path;
}

std::string content_of(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

std::string as_xz(std::string_view content) {
    std::string output(lzma_stream_buffer_bound(content.size()), '\0');
    std::size_t written = 0;
    const lzma_ret result = lzma_easy_buffer_encode(
        LZMA_PRESET_DEFAULT, LZMA_CHECK_CRC64, nullptr, reinterpret_cast<const std::uint8_t*>(content.data()),
        content.size(), reinterpret_cast<std::uint8_t*>(output.data()), &written, output.size());
    EXPECT_EQ(result, LZMA_OK);
    output.resize(written);
    return output;
}

std::string as_gz(std::string_view content) {
    z_stream stream{};
    constexpr int gzip_only = 16;
    constexpr int memory_level = 8;
    EXPECT_EQ(deflateInit2(&stream, Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS + gzip_only, memory_level,
                           Z_DEFAULT_STRATEGY),
              Z_OK);
    std::string input(content);
    std::string output(deflateBound(&stream, input.size()), '\0');
    stream.next_in = reinterpret_cast<Bytef*>(input.data());
    stream.avail_in = static_cast<uInt>(input.size());
    stream.next_out = reinterpret_cast<Bytef*>(output.data());
    stream.avail_out = static_cast<uInt>(output.size());
    EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
    output.resize(stream.total_out);
    EXPECT_EQ(deflateEnd(&stream), Z_OK);
    return output;
}

std::string replaced(std::string text, std::string_view old, std::string_view with) {
    const std::size_t at = text.find(old);
    if (at == std::string::npos || text.find(old, at + 1) != std::string::npos) {
        ADD_FAILURE() << "not exactly once in the text: " << old;
        return text;
    }
    return text.replace(at, old.size(), with);
}

ReadLog read_log(const std::string& path) {
    const auto reader = open_log(path);
    ReadLog log{reader->header(), {}};
    while (auto entry = reader->next()) {
        log.entries.push_back(std::move(*entry));
    }
    return log;
}

std::string complaint(const std::string& path) {
    try {
        static_cast<void>(read_log(path));
    } catch (const UnreadableLog& problem) {
        const std::string text = problem.what();
        EXPECT_TRUE(text.starts_with(path)) << text;
        return text.substr(path.size());
    }
    return {};
}

std::string recording(std::string_view name) {
    return PLUMBLINE_SOURCE_DIR "/tests/conformance/recordings/ldk-4409/" + std::string(name) + ".jsonl.xz";
}

std::string small_log() {
    return R"({"plumbline_log":1,"implementation":"none, 0000000","profile":"draft-3d7d840","parameters":{"resolution_period_seconds":90,"revenue_window_seconds":1209600,"congestion_misuse_window_seconds":1209600,"reputation_multiplier":12,"general_percent":40,"congestion_percent":20},"operations":4}
{"number":0,"time":1700000000,"operation":"add_channel","channel":"700000x1x0","max_accepted_htlcs":483,"max_htlc_value_in_flight_msat":1000000000,"salt":"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f","answer":{"ok":true}}
{"number":1,"time":1700000001,"operation":"add_channel","channel":769659255111221249,"max_accepted_htlcs":50,"max_htlc_value_in_flight_msat":2000000000,"answer":{"ok":true},"state":{"channels":[{"channel":769659255111221249,"present":true,"closing":false,"reputation":{"read_msat":-1,"value_msat":-2,"last_update":1700000003},"revenue":{"read_msat":4,"value_msat":5,"last_update":1700000006,"start":1700000007},"pending_outgoing":8,"in_flight_risk_msat":9,"congestion_in_flight":true,"general":{"slots":10,"slots_used":11,"capacity_msat":12,"used_msat":13},"congestion":{"slots":14,"slots_used":15,"capacity_msat":16,"used_msat":17},"protected":{"slots":18,"slots_used":19,"capacity_msat":20,"used_msat":21},"pair_allocation":22,"slot_liquidity_msat":23,"occupied":[24,25],"misuse":[["700000x1x0",1700000026]]}],"channel_count":2}}
{"number":5,"time":1700000002,"operation":"add_htlc","incoming_channel":"700000x1x0","htlc_id":7,"outgoing_channel":769659255111221249,"incoming_amount_msat":1001000,"outgoing_amount_msat":1000000,"fee_msat":999,"cltv_expiry":800144,"height_added":800000,"incoming_accountable":false,"upgrade_accountability":true,"answer":{"ok":true,"forwarded":true,"outgoing_accountable":false,"bucket":"general","htlc_risk_msat":958041},"state":{"pair":[[28,true],[12,false]]}}
{"number":6,"time":1700000009,"operation":"resolve_htlc","incoming_channel":"700000x1x0","htlc_id":7,"outgoing_channel":769659255111221249,"settled":true,"answer":{"ok":true,"bucket":"general"}}
)";
}

}  // namespace plumbline::conformance::support
