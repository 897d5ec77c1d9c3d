// The model by itself, without a manager to follow: for drawing and shrinking runs.
#include "tests/model/model.hpp"

#include <cmath>
#include <type_traits>

namespace plumbline::model {

void Model::follow_nearest(const Operation& operation) {
    std::visit(
        [&](const auto& done) {
            using Kind = std::decay_t<decltype(done)>;
            if constexpr (std::is_same_v<Kind, Advance> || std::is_same_v<Kind, Restart>) {
                follow(done);
            } else {
                const Call call = expect(done);
                if (!call.mistakes.empty() || call.repetition) {
                    return;
                }
                if constexpr (std::is_same_v<Kind, AddHtlc>) {
                    const Question asked = question(done.offer);
                    const Wide reputation = std::llroundl((asked.reputation.low + asked.reputation.high) / 2);
                    const Wide threshold = std::llroundl((asked.threshold.low + asked.threshold.high) / 2);
                    const Row& row = asked.row(reputation - asked.in_flight_risk - asked.risk.nearest >= threshold);
                    if (row.verdict != Bucket::none) {
                        follow(done, row.verdict, row.outgoing_accountable,
                               row.verdict == Bucket::general ? asked.slots : std::vector<std::uint64_t>{},
                               asked.risk.nearest);
                    }
                } else if constexpr (std::is_same_v<Kind, ResolveHtlc>) {
                    const Rounded fee = effective_fee(pending_.at(done.htlc), done.resolution);
                    follow(done, static_cast<std::int64_t>(fee.nearest));
                } else {
                    follow(done);
                }
            }
        },
        operation);
}

}  // namespace plumbline::model
