#include "tests/replay/machine/read_back.hpp"

#include "tests/replay/machine/acts.hpp"
#include "tests/replay/machine/writes.hpp"

#include <array>

namespace plumbline::replay {

namespace {

class ReadBack {
public:
    ReadBack(const World& world, const Lanes& before) : w(world), s(before) {}

    Lanes run() {
        close_stale_channels();
        read_inbound();
        read_outbound();
        return s;
    }

private:
    // RB-2, RB-4. A channel's last update ID is the sum over its HTLCs.
    void close_stale_channels() {
        if (w.without(Rule::close_stale_channel)) {
            return;
        }
        std::array<int, 2 * kMostLanes> behind{};
        for (std::size_t i = 0; i < w.inbound(); ++i) {
            behind[w.channel_of(i)] += updates_of(s.in_disk(i)) - handed_out(w, s, i);
        }
        // Channels that carry HTLCs one way only are numbered apart.
        const std::size_t apart = w.shape().cross ? 0 : kMostLanes;
        for (std::size_t j = w.inbound(); j < w.out_end(); ++j) {
            behind[apart + w.channel_of(j)] += updates_of(s.out_disk(j)) - handed_out(w, s, j);
        }
        for (std::size_t i = 0; i < w.inbound(); ++i) {
            if (!s.in_closed(i) && behind[w.channel_of(i)] > 0) {
                s.in(i, is_claimed(s.in_saved(i)) ? In::claimed : In::closed);
                close_in(w, s, i);
            }
        }
        for (std::size_t j = w.inbound(); j < w.out_end(); ++j) {
            if (is_open(s, j) && behind[apart + w.channel_of(j)] > 0) {
                const bool held = s.out_saved(j) == Out::held && w.without(Rule::monitor_decides_closed);
                close_out(w, s, j);
                s.out_saved(j, held ? Out::held : s.out_saved(j));
            }
        }
    }

    void read_inbound() {
        for (std::size_t i = 0; i < w.inbound(); ++i) {
            const auto saved = s.in_saved(i);
            const bool claimed = s.in_disk(i) == InDisk::preimage || is_claimed(saved);
            if (s.in_closed(i)) {
                s.in(i, saved == In::accumulated && claimed ? In::accumulated_claimed
                        : claimed                           ? In::claimed
                        : saved == In::not_arrived          ? In::closed
                                                            : saved);  // only without dedup-legacy
            } else {
                s.in(i, w.shape().from_monitors ? in_memory(saved) : listed(i, saved));
            }
        }
    }

    // HS-4, RC-5. What is to be decoded is queued.
    [[nodiscard]] In in_memory(In saved) const {
        switch (saved) {
        case In::accumulated:
        case In::dispatched:
            return In::queued;
        case In::held:
            return w.without(Rule::skip_held_removals) ? In::queued_held : In::held;
        case In::accumulated_held:
        case In::dispatched_held:
            return In::queued_held;
        case In::queued_claimed:
        case In::accumulated_claimed:
        case In::dispatched_claimed:
            return In::claimed;
        default:
            return saved;
        }
    }

    // RC-24. What was decoded is in forward_htlcs, but for a trampoline's, which is in no collection.
    [[nodiscard]] In listed(std::size_t i, In saved) const {
        return saved == In::accumulated && w.payments()[w.payment_of(i)].trampoline() ? In::dispatched : saved;
    }

    void read_outbound() {
        for (std::size_t j = w.inbound(); j < w.out_end(); ++j) {
            if (!is_open(s, j)) {
                const auto chain = s.chain(j);
                const bool pending = chain == Chain::unresolved || chain == Chain::timed_out;
                s.out(j, pending ? Out::closed : Out::resolved);
            } else {
                s.out(j, in_memory(j, s.out_saved(j)));
            }
        }
    }

    // HS-6, RC-21. A forward's failure in flight is passed on when it is durable (MU-11); what is durable, or an own
    // payment's, is found by what is Forwarded, and by RC-27.
    [[nodiscard]] Out in_memory(std::size_t j, Out saved) const {
        const bool unheld = w.without(Rule::rebuild_holds);
        switch (saved) {
        case Out::fulfilled:
        case Out::fulfilled_unheld:
            return Out::committed;
        case Out::fulfil_sign:
        case Out::fulfil_sign_unheld:
            return unheld ? Out::fulfil_sign_unheld : Out::fulfil_sign;
        case Out::fulfil_gone:
        case Out::fulfil_gone_unheld:
            return unheld ? Out::fulfil_gone_unheld : Out::fulfil_gone;
        case Out::fail_gone: {
            const bool kept = !w.shape().from_monitors && !w.without(Rule::keep_waiting_failures);
            const bool found = s.out_disk(j) == OutDisk::fail_gone && !kept;
            return found || w.payments()[w.payment_of(j)].own() ? Out::failed : Out::fail_gone;
        }
        default:
            return saved;
        }
    }

    const World& w;
    Lanes s;
};

}  // namespace

Lanes read_back(const World& w, const Lanes& before) {
    return ReadBack(w, before).run();
}

}  // namespace plumbline::replay
