#include "tests/model/tally.hpp"

#include <ostream>

namespace plumbline::model {

void Tally::print(std::ostream& out) const {
    for (const auto& [what, count] : met_) {
        out << count << '\t' << what << '\n';
    }
}

std::vector<std::string> everything_to_meet() {
    return {"row 01",
            "row 02",
            "row 03",
            "row 04",
            "row 05",
            "row 06",
            "row 07",
            "row 08",
            "row 09",
            "row 10",
            "row 11",
            "row 12",
            "mistake limits_out_of_range",
            "mistake channel_exists",
            "mistake channel_closing",
            "mistake unknown_channel",
            "mistake same_channel",
            "mistake expired",
            "mistake height_out_of_range",
            "mistake outgoing_exceeds_incoming",
            "mistake amount_out_of_range",
            "mistake duplicate_htlc",
            "mistake unknown_htlc",
            "mistake wrong_outgoing_channel",
            "repetition channel_already_added",
            "repetition channel_already_removed",
            "repetition channel_already_closing",
            "repetition limits_unchanged",
            "general bucket full",
            "congestion bucket full",
            "protected bucket full",
            "misuse marked",
            "refused by a misuse mark",
            "congestion after a mark expired",
            "limits shrunk below what is held",
            "channel gone at once",
            "channel closing",
            "closing channel drained",
            "saturated average",
            "clock advanced",
            "clock set back",
            "restart",
            "restart with other percentages"};
}

}  // namespace plumbline::model
