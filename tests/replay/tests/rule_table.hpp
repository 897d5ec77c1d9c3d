// The tables of spec/3-restart/7-theorems.md: what is lost without each rule, and what it costs.
#pragma once

#include "tests/replay/explorer/report.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace plumbline::replay::testing {

struct RuleRow {
    std::vector<std::string> rules;  ///< left out together
    std::string theorem;             ///< the first that is lost; "-": none is
    std::size_t steps = 0;
    std::string world;

    /// As `plumbline explore` takes it.
    [[nodiscard]] std::string arguments() const;
    /// The row's counterexample: "claims-first.json"; the names of several rules are joined by "+". Where the world
    /// judges one theorem, with its name: "claims-first.TH-5.json".
    [[nodiscard]] std::string file_name() const;
};

/// The rows of both tables.
std::vector<RuleRow> rule_table();

/// The theorem that a row is about, in what was found of its world; null where none is violated.
const explorer::TheoremReport* first_lost(const explorer::Report& report);

/// Where the counterexamples are.
std::string counterexample_directory();

}  // namespace plumbline::replay::testing
