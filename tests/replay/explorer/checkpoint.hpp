// A search to a file, and from it.
#pragma once

#include "tests/replay/explorer/checkpoint_file.hpp"
#include "tests/replay/explorer/checkpoint_head.hpp"
#include "tests/replay/explorer/search.hpp"

namespace plumbline::replay::explorer {

/// Writes a search that was stopped, or ran out of memory. Throws CheckpointError.
template <Machine M>
void save(const Search<M>& search, const std::string& path) {
    CheckpointHead head{search.machine().name(), search.machine().configuration(), kWords<M>, search.limits().symmetry,
                        search.position(),       search.levels().count(),          {}};
    for (std::size_t shard = 0; shard < kShards; ++shard) {
        head.states[shard] = search.states().size(shard);
    }
    CheckpointWriter file(path);
    write_head(file, head);
    for (std::size_t level = 0; level < search.levels().count(); ++level) {
        file.write(std::as_bytes(std::span(search.levels().end(level))));
    }
    for (std::uint32_t shard = 0; shard < kShards; ++shard) {
        for (std::uint32_t place = 0; place < head.states[shard]; ++place) {
            file.write(std::as_bytes(std::span(search.states()[{shard, place}])));
        }
    }
    file.finish();
}

/// Puts a new search where the saved one was. Returns false where memory does not suffice: the search is then of no
/// use. Throws CheckpointError where the file is none, is damaged, or is of another machine or configuration.
template <Machine M>
bool load(Search<M>& search, const std::string& path) {
    using State = typename M::State;
    CheckpointReader file(path);
    const CheckpointHead head = read_head(file);
    expect_same(file, head,
                {search.machine().name(), search.machine().configuration(), kWords<M>, search.limits().symmetry});
    const Levels levels = read_levels(file, head);
    const bool room = search.resume(levels, head.position, [&](const auto& add) {
        for (std::uint32_t shard = 0; shard < kShards; ++shard) {
            for (std::uint32_t place = 0; place < head.states[shard]; ++place) {
                State state{};
                file.read(std::as_writable_bytes(std::span(state)));
                if (hash_of(state) >> (64 - kShardBits) != shard) {
                    file.damaged("it is damaged, a state is where it does not belong");
                }
                if (!add(state)) {
                    return;
                }
            }
        }
        file.finish();
    });
    if (room && search.states().size() != head.all_states()) {
        file.damaged("it is damaged, a state occurs twice");
    }
    return room;
}

}  // namespace plumbline::replay::explorer
