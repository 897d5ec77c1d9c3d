#include "tests/conformance/tests/support/random_log.hpp"

#include <limits>

namespace plumbline::conformance::support {
namespace {

namespace node = plumbline::support;

/// The operation as a log has it; none where it has none.
struct InALog {
    std::optional<Operation> operator()(const node::AddChannel& add) const {
        return AddChannel{add.channel, add.limits, std::nullopt};
    }

    std::optional<Operation> operator()(const node::UpdateChannel& update) const {
        return UpdateChannel{update.channel, update.limits};
    }

    std::optional<Operation> operator()(const node::RemoveChannel& remove) const {
        return RemoveChannel{remove.channel};
    }

    std::optional<Operation> operator()(const node::AddHtlc& add) const {
        // A log has no room for larger heights.
        const Height<> highest(std::numeric_limits<std::uint32_t>::max());
        return add.offer.cltv_expiry > highest ? std::nullopt : std::optional<Operation>(AddHtlc{add.offer});
    }

    std::optional<Operation> operator()(const node::ResolveHtlc& resolve) const {
        return ResolveHtlc{resolve.htlc, resolve.outgoing, resolve.resolution};
    }

    std::optional<Operation> operator()(const node::Wait&) const { return std::nullopt; }

    std::optional<Operation> operator()(const node::Look&) const { return std::nullopt; }
};

}  // namespace

RandomHistory::RandomHistory(const Rules& profile, std::uint64_t seed) : words_(seed), world_({}, profile) {
    constexpr std::array sizes{node::usual_limits, node::limits(30, 30'000), node::limits(483, 1'000'000)};
    for (std::size_t i = 0; i < sizes.size(); ++i) {
        world_.apply(node::AddChannel{node_channels[i], sizes[(i + seed) % sizes.size()]}, tally_);
        first_.push_back(AddChannel{node_channels[i], sizes[(i + seed) % sizes.size()], std::nullopt});
    }
}

LogEntry RandomHistory::step(Recorder& recorder) {
    if (!first_.empty()) {
        const Operation operation = first_.front();
        first_.pop_front();
        return recorder.run(operation, world_.now);
    }
    for (;;) {
        const node::Operation drawn = node::random_operation(world_, words_());
        const auto operation = std::visit(InALog{}, drawn);
        const Seconds<> now = world_.now;
        world_.apply(drawn, tally_);
        if (operation) {
            return recorder.run(*operation, now);
        }
    }
}

RecordedLog random_log(const Rules& profile, std::uint64_t seed, int operations, Showing showing) {
    ManagerRecorder recorder(header_for(profile), profile, showing);
    RandomHistory history(profile, seed);
    for (int i = 0; i < operations; ++i) {
        history.step(recorder);
    }
    return recorder.log();
}

}  // namespace plumbline::conformance::support
