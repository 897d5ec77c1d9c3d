// A node with three channels whose log can be made to show a fault.
#pragma once

#include "tests/conformance/tests/support/audits.hpp"
#include "tests/conformance/tests/support/exercise.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace plumbline::conformance::support {

class Faults : public testing::Test {
protected:
    void open(std::uint64_t slots = 114, std::uint64_t msat = 112'500'000) {
        for (const Scid scid : {alice, bob, carol}) {
            simulation.run(channel(scid, slots, msat, 0), after(0));
        }
    }

    const LogEntry& add(const plumbline::support::OfferOf& of, std::uint64_t when,
                        const std::optional<Answer>& answer = {}, const std::function<void(LogEntry&)>& tamper = {}) {
        return simulation.run(AddHtlc{offer(of)}, after(when), answer, tamper);
    }

    const LogEntry& resolve(const plumbline::support::OfferOf& of, std::uint64_t when,
                            const std::function<void(LogEntry&)>& tamper = {}) {
        return simulation.run(resolution(offer(of)), after(when), {}, tamper);
    }

    [[nodiscard]] std::map<std::string, Broken> violated() const { return judged(simulation.log()).violated; }

    static Answer forwarded(Bucket bucket, bool accountable = false) {
        Answer answer;
        answer.forwarded = true;
        answer.bucket = bucket;
        answer.outgoing_accountable = accountable;
        return answer;
    }

    Simulation simulation{header_for(), draft_profile};
};

inline ShownChannel& shown(LogEntry& entry, Scid scid) {
    return *std::find_if(entry.shown.channels.begin(), entry.shown.channels.end(),
                         [&](const ShownChannel& channel) { return channel.channel == scid; });
}

}  // namespace plumbline::conformance::support
