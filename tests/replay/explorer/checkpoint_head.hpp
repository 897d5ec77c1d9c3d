// What a checkpoint says before its states.
#pragma once

#include "tests/replay/explorer/checkpoint_file.hpp"
#include "tests/replay/explorer/search.hpp"

#include <string>

namespace plumbline::replay::explorer {

struct CheckpointHead {
    std::string machine;
    std::string configuration;
    std::size_t words = 0;
    bool symmetry = false;
    Position position{};
    std::size_t levels = 0;
    Ends states{};

    [[nodiscard]] std::uint64_t all_states() const;
};

/// Throw CheckpointError.
void write_head(CheckpointWriter& file, const CheckpointHead& head);
CheckpointHead read_head(CheckpointReader& file);
/// The checkpoint is of the machine, configuration and symmetry that are wanted.
void expect_same(const CheckpointReader& file, const CheckpointHead& found, const CheckpointHead& wanted);
/// Levels that follow one another and end where states are; pieces that lie in the newest.
Levels read_levels(CheckpointReader& file, const CheckpointHead& head);

}  // namespace plumbline::replay::explorer
