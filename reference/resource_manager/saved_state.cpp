#include "reference/resource_manager/saved_state.hpp"

#include <algorithm>
#include <memory>
#include <utility>

namespace plumbline::saved_form {
namespace {

template <class Key, class Map>
storage::UnknownRecords kept(const Map& records, const Key& key) {
    const auto found = records.find(key);
    return found == records.end() ? storage::UnknownRecords{} : found->second;
}

std::vector<SavedMark> marks_of(const Channel<>& channel) {
    std::vector<SavedMark> marks;
    channel.pairs.for_each([&](const Pair<>& pair, PairNumber) {
        if (pair.congestion.misused) {
            marks.push_back({pair.outgoing, pair.congestion.misused_at});
        }
    });
    std::sort(marks.begin(), marks.end(),
              [](const SavedMark& a, const SavedMark& b) { return a.outgoing < b.outgoing; });
    return marks;
}

/// A manager that is not destroyed by itself: where memory ran out inside one of its Abseil tables, it cannot be, for
/// the table then has the new capacity and the old storage. What was built so far is given up where it lies.
union Unfinished {
    explicit Unfinished(DefaultResourceManager&& empty) : manager(std::move(empty)) {}

    Unfinished(const Unfinished&) = delete;
    Unfinished(Unfinished&&) = delete;
    Unfinished& operator=(const Unfinished&) = delete;
    Unfinished& operator=(Unfinished&&) = delete;

    ~Unfinished() {}  // NOLINT(modernize-use-equals-default): a union's own would be deleted

    DefaultResourceManager manager;
};

}  // namespace

SavedState ManagerAccess::state_of(const DefaultResourceManager& manager) {
    const auto& state = manager.state_;
    SavedState saved;
    saved.written_at = state.latest;
    saved.unknown = manager.kept_.form;
    saved.channels.reserve(state.channels.size());
    for (const auto& [scid, channel] : state.channels) {
        saved.channels.push_back({durable(channel), scid, marks_of(channel), kept(manager.kept_.channels, scid)});
    }
    saved.pending.reserve(state.pending.size());
    for (const auto& [name, htlc] : state.pending) {
        saved.pending.push_back({name, htlc, kept(manager.kept_.htlcs, name)});
    }
    std::sort(saved.channels.begin(), saved.channels.end(),
              [](const SavedChannel& a, const SavedChannel& b) { return a.scid < b.scid; });
    std::sort(saved.pending.begin(), saved.pending.end(),
              [](const SavedHtlc& a, const SavedHtlc& b) { return a.name < b.name; });
    return saved;
}

void ManagerAccess::fill(DefaultResourceManager& manager, const SavedState& state) {
    manager.state_.latest = state.written_at;
    manager.kept_.form = state.unknown;
    manager.state_.channels.reserve(state.channels.size());
    for (const SavedChannel& saved : state.channels) {
        manager.state_.channels.emplace(saved.scid,
                                        restored_channel(saved, manager.options_.parameters, manager.options_.rules));
        if (!saved.unknown.empty()) {
            manager.kept_.channels.emplace(saved.scid, saved.unknown);
        }
    }
    const auto pair_of = [&](Scid incoming_scid, Scid outgoing) {
        Channel<>& incoming = *manager.find(incoming_scid);
        const PairNumber known = incoming.pairs.find(outgoing);
        if (known != no_pair) {
            return known;
        }
        const auto total = static_cast<std::size_t>(incoming.general.resources.slots.count().get());
        const auto assigned = assigned_slots(incoming.salt, incoming_scid, outgoing, total, manager.options_.rules);
        return DefaultResourceManager::add_pair(incoming_scid, incoming, outgoing, *manager.find(outgoing),
                                                assigned.value_or(SlotSet{}));
    };
    for (const SavedChannel& saved : state.channels) {
        for (const SavedMark& mark : saved.misuse) {
            const PairNumber number = pair_of(saved.scid, mark.outgoing);
            restore_mark(manager.find(saved.scid)->pairs[number].congestion, mark.time);
        }
    }
    manager.state_.pending.reserve(state.pending.size());
    for (const SavedHtlc& saved : state.pending) {
        const PairNumber number = pair_of(saved.name.incoming, saved.htlc.outgoing);
        Channel<>& incoming = *manager.find(saved.name.incoming);
        restore_htlc(incoming, *manager.find(saved.htlc.outgoing), incoming.pairs[number], number, saved.htlc);
        manager.state_.pending.emplace(saved.name, saved.htlc);
        if (!saved.unknown.empty()) {
            manager.kept_.htlcs.emplace(saved.name, saved.unknown);
        }
    }
    manager.check_restored();
}

DefaultResourceManager ManagerAccess::restore(DefaultResourceManager::Options options, const SavedState& state) {
    Unfinished unfinished(DefaultResourceManager(std::move(options)));
    fill(unfinished.manager, state);
    DefaultResourceManager manager = std::move(unfinished.manager);
    std::destroy_at(&unfinished.manager);
    return manager;
}

}  // namespace plumbline::saved_form
