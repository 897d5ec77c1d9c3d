// How GoogleTest shows the project's types where an expectation fails.
#pragma once

#include "contracts/describe.hpp"
#include "reference/resource_manager/errors.hpp"
#include "reference/resource_manager/slot_set.hpp"
#include "reference/resource_manager/verdict.hpp"
#include "reference/units.hpp"

#include <ostream>

namespace plumbline {

template <class Unit, class N>
void PrintTo(const Quantity<Unit, N>& quantity, std::ostream* out) {
    *out << contracts::describe_value(quantity);
}

template <class T>
void PrintTo(const Checked<T>& number, std::ostream* out) {
    *out << contracts::describe_value(number);
}

inline void PrintTo(const SlotSet& slots, std::ostream* out) {
    *out << contracts::describe_value(slots);
}

inline void PrintTo(Bucket bucket, std::ostream* out) {
    *out << name(bucket);
}

inline void PrintTo(Mistake mistake, std::ostream* out) {
    *out << name(mistake);
}

inline void PrintTo(Repetition repetition, std::ostream* out) {
    *out << name(repetition);
}

}  // namespace plumbline
