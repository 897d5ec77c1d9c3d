// Which values are published. What is allowed for each is computed (evaluate.hpp), never written here.
#pragma once

#include "tests/conformance/values/published.hpp"

namespace plumbline::values {

/// The values of one file; their answers are not filled in, nor what they catch.
std::vector<Value> cases(Subject subject);

std::vector<Value> decaying_average_cases();
std::vector<Value> window_average_cases();
std::vector<Value> opportunity_cost_cases();
std::vector<Value> effective_fee_cases();
std::vector<Value> in_flight_risk_cases();
std::vector<Value> slot_assignment_cases();
std::vector<Value> bucket_split_cases();
std::vector<Value> congestion_amount_cases();
std::vector<Value> sufficiency_cases();

inline constexpr std::uint64_t day = 86'400;
inline constexpr std::uint64_t week = 7 * day;
inline constexpr std::uint64_t two_weeks = 2 * week;
inline constexpr std::uint64_t all_windows = 12 * two_weeks;
inline constexpr std::int64_t most_msat = 9'223'372'036'854'775'807;
inline constexpr std::uint64_t all_bitcoin = 2'100'000'000'000'000'000;

}  // namespace plumbline::values
