#include "tests/conformance/values/mistakes.hpp"

#include "tests/conformance/values/mistakes_of_averages.hpp"
#include "tests/conformance/values/mistakes_of_buckets.hpp"
#include "tests/conformance/values/mistakes_of_costs.hpp"

namespace plumbline::values {

std::span<const Mistake> mistakes() {
    static const std::vector<Mistake> all = [] {
        std::vector<Mistake> list;
        for (std::vector<Mistake> some : {mistakes_of_averages(), mistakes_of_costs(), mistakes_of_buckets()}) {
            list.insert(list.end(), std::make_move_iterator(some.begin()), std::make_move_iterator(some.end()));
        }
        return list;
    }();
    return all;
}

std::vector<std::string> caught(const Inputs& inputs, const Answer& answer) {
    std::vector<std::string> names;
    for (const Mistake& mistake : mistakes()) {
        if (static_cast<std::size_t>(mistake.subject) == inputs.index() && !allows(answer, mistake.answer(inputs))) {
            names.emplace_back(mistake.name);
        }
    }
    return names;
}

}  // namespace plumbline::values
