// Who holds which slot, for any number of slots and any holders.
//
// A table is its history: an unknown one, and what was done to it. A read at an index is a formula over that history.
// How many slots a holder has is not counted but followed: an unknown count, and by how much each step changes it. That
// the two agree with plumbline::SlotTable is tested on the running table (proofs/tests/slot_table_test.cpp).
#pragma once

#include "proofs/symbolic/int.hpp"
#include "reference/resource_manager/slot_table.hpp"

#include <functional>
#include <memory>
#include <string>

namespace plumbline::symbolic {

/// Has the members of plumbline::SlotTable that the templates and the contracts use.
class SlotTable {
public:
    using Size = Int<Natural64>;
    using Holder = Int<Natural16>;

    SlotTable() : SlotTable(Size(0)) {}

    /// `slots` free slots.
    explicit SlotTable(Size slots);

    /// An unknown table of `slots` slots, an input of the proof.
    static SlotTable input(const std::string& name, Size slots);

    [[nodiscard]] Size size() const { return size_; }

    /// An index outside the table is a violated contract (GB-14).
    template <class Kind>
    [[nodiscard]] Holder operator[](Int<Kind> slot) const {
        in_table(slot.number());
        return read(slot.number());
    }

    template <class Kind>
    void set(Int<Kind> slot, Holder holder) {
        in_table(slot.number());
        store(slot.number(), holder);
    }

    template <class Kind>
    void set(Int<Kind> slot, PairNumber holder) {
        set(slot, Holder(holder));
    }

    void free_all(Holder holder);
    void fit(Size slots);

    template <class Kind>
    void cover(Int<Kind> slot) {
        cover(slot.number());
    }

    /// How many slots are held; how many `holder` has.
    [[nodiscard]] Size held() const;
    [[nodiscard]] Size count(Holder holder) const;

    /// Whether `holds(slot)` for every slot. Proved for one that nothing is known of; assumed for each that is read.
    [[nodiscard]] Truth every(const std::function<Truth(Size slot)>& holds) const;

private:
    struct Step;

    void cover(Number slot);
    void in_table(Number slot) const;
    [[nodiscard]] Holder read(Number slot) const;
    void store(Number slot, Holder holder);
    void done(Step step);

    Size size_;
    std::shared_ptr<const Step> last_;
};

/// While it lives, clauses are assumed, not owed.
class Assuming {
public:
    Assuming();
    ~Assuming();
    Assuming(const Assuming&) = delete;
    Assuming& operator=(const Assuming&) = delete;
    Assuming(Assuming&&) = delete;
    Assuming& operator=(Assuming&&) = delete;
};

}  // namespace plumbline::symbolic
