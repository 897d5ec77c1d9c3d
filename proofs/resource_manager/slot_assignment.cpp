// Chapter 5: slots are assigned by steps, each a draw or, where the words run out, the next lowest index. Whatever the
// words, each step keeps the assignment distinct and in range, and completion ends.
#include "reference/resource_manager/slot_assignment.hpp"

#include "contracts/resource_manager/channel.hpp"
#include "proofs/resource_manager/chapters.hpp"
#include "proofs/resource_manager/scene.hpp"

namespace plumbline::proofs {
namespace {

/// What `assigned` has before a step: `size` slots, distinct and below `total`.
template <class Trial>
auto any_assignment(Trial& trial, int size, const Slots<typename Trial::Domain>& total) {
    auto assigned = any_slots(trial, "assigned", size);
    trial.suppose_clause([&] { return contracts::distinct_below(assigned, total); });
    return assigned;
}

/// How many of the first `first` slots are below `index`.
template <class N, class Set>
auto below(const Set& assigned, const Slots<N>& index, std::size_t first = max_pair_slots) {
    typename N::SlotSet lower;
    for (const auto slot : assigned) {
        if (first-- == 0) {
            break;
        }
        lower.push_back_if(Slots<N>(typename Slots<N>::Rep(slot)) < index, slot);
    }
    return Slots<N>(lower.size());
}

// One more than before are below `index + 1` if `index` is among the slots, the same if not: slot by slot, since Z3
// takes minutes to see it of a dozen at once.
template <class Trial, class Set, class Index>
void owe_counting(Trial& trial, const Set& assigned, Index index) {
    using N = typename Trial::Domain;
    const Slots<N> offered{typename Slots<N>::Rep(index)};
    Set some;
    std::size_t count = 0;
    for (const auto slot : assigned) {
        some.push_back(slot);
        ++count;
        trial.template owe<"GB-6">("below the next are those below this one, and itself", [&] {
            const Slots<N> up_to = below<N>(assigned, offered + Slots<N>(1), count);
            const Slots<N> less = below<N>(assigned, offered, count);
            return contracts::both(
                contracts::implies(some.contains(index), [&] { return up_to == less + Slots<N>(1); }),
                [&] { return contracts::either(some.contains(index), [&] { return up_to == less; }); });
        });
    }
}

// What a step owes that offers `index`: it is in the set afterwards, once, and nothing else has changed.
template <class Trial, class Set, class Index>
void owe_step(Trial& trial, const Set& before, const Set& after, Index index,
              const Slots<typename Trial::Domain>& total) {
    using N = typename Trial::Domain;
    const Slots<N> had(before.size());
    const Slots<N> has(after.size());
    trial.template owe<"GB-4">("what is drawn is assigned", [&] { return after.contains(index); });
    trial.template owe<"GB-4">("a slot drawn before is skipped",
                               [&] { return contracts::implies(before.contains(index), [&] { return has == had; }); });
    trial.template owe<"GB-4">("a new slot is one more", [&] {
        return contracts::either(before.contains(index), [&] { return has == had + Slots<N>(1); });
    });
    trial.template owe<"GB-14">("it is in the table", [&] { return Slots<N>(typename Slots<N>::Rep(index)) < total; });
}

auto draw(int size) {
    return [size](auto& trial) {
        using N = DomainOf<decltype(trial)>;
        using Index = typename N::SlotSet::Index;
        const auto total = trial.template number<typename N::Plain>("total", {1, 483});
        const Slots<N> slots{typename Slots<N>::Rep(total)};
        const auto before = any_assignment(trial, size, slots);
        const auto word = trial.template number<typename N::Plain>("word", symbolic::Natural32::range);
        auto after = before;
        draw_slot(after, word, total);
        trial.reach("a draw");
        owe_step(trial, before, after, static_cast<Index>(word % total), slots);
    };
}

// Completion offers 0, 1, 2, …: when it offers `index`, all below it are assigned. So by the time as many were offered
// as are wanted, as many are assigned.
auto complete(int size) {
    return [size](auto& trial) {
        using N = DomainOf<decltype(trial)>;
        using Index = typename N::SlotSet::Index;
        const auto total = trial.template any<Slots<N>>("total", {1, 483});
        const auto before = any_assignment(trial, size, total);
        const auto index = trial.template number<Index>("index", {0, 482});
        const Slots<N> offered{typename Slots<N>::Rep(index)};
        trial.suppose(offered < total);
        trial.suppose_clause([&] { return below<N>(before, offered) == offered; });
        auto after = before;
        assign_new(after, index);
        trial.reach("a slot is offered");
        owe_counting(trial, before, index);
        owe_step(trial, before, after, index, total);
        trial.template owe<"GB-6">("all offered so far are assigned", [&] {
            const auto more = contracts::both(before.contains(index), [&] {
                return below<N>(before, offered + Slots<N>(1)) == offered + Slots<N>(1);
            });
            return contracts::either(more,
                                     [&] { return Slots<N>(after.size()) == Slots<N>(before.size()) + Slots<N>(1); });
        });
        trial.template owe<"GB-6">("as many are assigned as were offered",
                                   [&] { return Slots<N>(after.size()) >= offered + Slots<N>(1); });
    };
}

}  // namespace

std::vector<Proof> slot_assignment_proofs() {
    std::vector<Proof> all;
    all.reserve(48);
    const auto with = [](int size) {
        return "every word and total up to 483, " + std::to_string(size) + " slots assigned before";
    };
    for (int size = 0; size < 24; ++size) {
        all.push_back(proof("slot-assignment/draw-after-" + std::to_string(size), with(size), draw(size)));
    }
    for (int size = 0; size < 24; ++size) {
        all.push_back(proof("slot-assignment/complete-after-" + std::to_string(size), with(size), complete(size)));
    }
    return all;
}

}  // namespace plumbline::proofs
