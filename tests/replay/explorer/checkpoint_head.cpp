#include "tests/replay/explorer/checkpoint_head.hpp"

#include <nlohmann/json.hpp>

#include <numeric>

namespace plumbline::replay::explorer {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kFirstLine = "plumbline explore checkpoint 1";

Json head_json(const CheckpointHead& head) {
    Json unfinished = Json::array();
    for (const Piece& piece : head.position.unfinished) {
        unfinished.push_back({piece.shard, piece.begin, piece.end});
    }
    return {{"machine", head.machine},
            {"configuration", head.configuration},
            {"words", head.words},
            {"symmetry", head.symmetry},
            {"transitions", head.position.transitions},
            {"next_piece", head.position.next_piece},
            {"unfinished", unfinished},
            {"begun", head.position.begun},
            {"levels", head.levels},
            {"states", head.states}};
}

CheckpointHead head_from(const Json& json) {
    CheckpointHead head{json.at("machine"), json.at("configuration"), json.at("words"), json.at("symmetry"), {}, 0, {}};
    head.position.transitions = json.at("transitions");
    head.position.next_piece = json.at("next_piece");
    for (const Json& piece : json.at("unfinished")) {
        head.position.unfinished.push_back({piece.at(0), piece.at(1), piece.at(2)});
    }
    head.position.begun = json.at("begun");
    head.levels = json.at("levels");
    head.states = json.at("states").get<Ends>();
    return head;
}

bool lies_in(const Piece& piece, const Ends& begin, const Ends& end) {
    return piece.shard < kShards && begin[piece.shard] <= piece.begin && piece.begin <= piece.end &&
           piece.end <= end[piece.shard] && piece.end - piece.begin <= kPieceStates;
}

}  // namespace

std::uint64_t CheckpointHead::all_states() const {
    return std::accumulate(states.begin(), states.end(), std::uint64_t{0});
}

void write_head(CheckpointWriter& file, const CheckpointHead& head) {
    file.write_line(kFirstLine);
    file.write_line(head_json(head).dump());
}

CheckpointHead read_head(CheckpointReader& file) {
    constexpr std::size_t longest = std::size_t{1} << 30;
    if (file.read_line(kFirstLine.size()) != kFirstLine) {
        file.damaged("it is no checkpoint of this tool");
    }
    try {
        return head_from(Json::parse(file.read_line(longest)));
    } catch (const Json::exception& error) {
        file.damaged(std::string("its second line is damaged: ") + error.what());
    }
}

void expect_same(const CheckpointReader& file, const CheckpointHead& found, const CheckpointHead& wanted) {
    const auto text = [](const CheckpointHead& head) {
        return head.machine + ", " + head.configuration + (head.symmetry ? ", with symmetry" : "");
    };
    if (text(found) != text(wanted) || found.words != wanted.words || found.symmetry != wanted.symmetry) {
        file.damaged("it is of \"" + text(found) + "\", not of \"" + text(wanted) + "\"");
    }
}

Levels read_levels(CheckpointReader& file, const CheckpointHead& head) {
    Levels levels;
    Ends before{};
    for (std::size_t level = 0; level < head.levels; ++level) {
        Ends ends{};
        file.read(std::as_writable_bytes(std::span(ends)));
        for (std::size_t shard = 0; shard < kShards; ++shard) {
            if (ends[shard] < before[shard] || ends[shard] > head.states[shard]) {
                file.damaged("it is damaged, its levels do not follow one another");
            }
        }
        levels.close(ends);
        before = ends;
    }
    if (head.position.begun != (head.levels > 0)) {
        file.damaged("it is damaged, it has begun without a level");
    }
    if (head.levels > 0) {
        const Ends begin = levels.begin(head.levels - 1);
        if (head.position.next_piece > levels.pieces(head.levels - 1).count()) {
            file.damaged("it is damaged, it is beyond its newest level");
        }
        for (const Piece& piece : head.position.unfinished) {
            if (!lies_in(piece, begin, before)) {
                file.damaged("it is damaged, a piece lies outside its newest level");
            }
        }
    }
    return levels;
}

}  // namespace plumbline::replay::explorer
