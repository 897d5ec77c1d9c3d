#include "tests/conformance/values/cases.hpp"

namespace plumbline::values {

std::vector<Value> cases(Subject subject) {
    using Make = std::vector<Value>();
    constexpr std::array<Make*, subject_names.size()> make{
        decaying_average_cases, window_average_cases,    opportunity_cost_cases,
        effective_fee_cases,    in_flight_risk_cases,    slot_assignment_cases,
        bucket_split_cases,     congestion_amount_cases, sufficiency_cases};
    return make[static_cast<std::size_t>(subject)]();
}

}  // namespace plumbline::values
