// Citing a requirement that no chapter defines: without a case everything here compiles.
#include "contracts/clause.hpp"
#include "contracts/violation.hpp"

using namespace plumbline::contracts;

constexpr RequirementId cited = req<"GB-3">;
constexpr auto clause =
    invariant<"GB-3">("a pair holds at most its share", [](int held, int share) { return held <= share; });
static_assert(clause.holds(1, 2) && clause.name.requirement == cited);

#if defined(UNKNOWN_REQUIREMENT)
constexpr RequirementId wrong = req<"GB-999">;
#elif defined(CLAUSE_OF_UNKNOWN_REQUIREMENT)
constexpr auto wrong = postcondition<"XX-1">("nothing", [](int) { return true; });
#elif defined(LOWER_CASE_REQUIREMENT)
constexpr RequirementId wrong = req<"gb-3">;
#elif defined(VIOLATED_IN_A_CONSTANT_EXPRESSION)
constexpr int wrong = (require<"GB-14">(false, "an index is in the table", "example"), 1);
#endif

int main() {
    return cited.id() == "GB-3" ? 0 : 1;
}
