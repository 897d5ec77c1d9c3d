#include <plumbline/generated/requirements.hpp>

#include <algorithm>
#include <iostream>

auto main() -> int {
    using plumbline::spec::requirements;
    static_assert(!requirements.empty());
    const auto musts = std::count_if(requirements.begin(), requirements.end(), [](const auto& requirement) {
        return requirement.level == plumbline::spec::Level::must;
    });
    std::cout << requirements.size() << " requirements, " << musts << " of them MUST\n";
    return musts > 0 ? 0 : 1;
}
