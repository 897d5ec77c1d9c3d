// What must hold for whatever a log reader accepts.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace plumbline::fuzz {

/// Reads the file; if it is readable, writes it in the own format and reads that again: the same log, or stops. False
/// where it is readable and of another format.
bool check_log(std::span<const std::uint8_t> content, std::string_view format);

}  // namespace plumbline::fuzz
