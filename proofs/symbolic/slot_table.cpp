#include "proofs/symbolic/slot_table.hpp"

#include "contracts/logic.hpp"
#include "proofs/symbolic/explorer.hpp"

#include <algorithm>
#include <vector>

namespace plumbline::symbolic {
namespace {

Explorer& explorer() {
    return Explorer::current();
}

z3::expr term(Number number) {
    return explorer().expression(number);
}

int& assuming() {
    thread_local int depth = 0;
    return depth;
}

constexpr Range holders = Natural16::range;
constexpr Range counts{0, Int128{1} << 16U};

}  // namespace

Assuming::Assuming() {
    ++assuming();
}

Assuming::~Assuming() {
    --assuming();
}

/// One entry of a table's history.
struct SlotTable::Step {
    enum class Kind : std::uint8_t { all_free, unknown, stored, freed_all, fitted };

    Kind kind = Kind::all_free;
    std::shared_ptr<const Step> before;
    Size size_before;
    Size size_after;              // fitted: what is beyond was free
    std::string name;             // unknown: of the input
    std::vector<z3::expr> where;  // stored: the guards
    Number slot;                  // stored
    Holder holder;                // stored, freed_all
    // unknown: what is assumed of every slot, and the slots that were read
    mutable std::vector<std::function<Truth(Size)>> facts;
    mutable std::vector<Number> read_at;

    [[nodiscard]] Number read(Number at) const;
    [[nodiscard]] Number read_unknown(Number at) const;
    void say(const std::function<Truth(Size)>& fact, Number at) const;
    /// Slots held by `whom`; by anybody where it is null.
    [[nodiscard]] Number count(const Holder* whom) const;
    [[nodiscard]] Number count_unknown(const Holder* whom) const;
};

Number SlotTable::Step::read_unknown(Number at) const {
    z3::context& context = explorer().context();
    const z3::func_decl holder_of = context.function(name.c_str(), context.real_sort(), context.real_sort());
    const z3::expr index = term(at);
    const z3::expr value = holder_of(index);
    const Number result = explorer().number(value, holders);
    const bool known =
        std::any_of(read_at.begin(), read_at.end(), [&](Number earlier) { return z3::eq(term(earlier), index); });
    if (!known) {
        read_at.push_back(at);
        explorer().define(value >= 0 && value <= term(Number{holders.high}));
        explorer().define_integer(value);
        const z3::func_decl count_of =
            context.function((name + ".count").c_str(), context.real_sort(), context.real_sort());
        const z3::expr inside = index >= 0 && index + 1 <= term(size_before.number());
        explorer().define(z3::implies(inside, count_of(value) >= 1));
        const auto assumed = facts;  // a fact may read, too
        for (const auto& fact : assumed) {
            say(fact, at);
        }
    }
    return result;
}

void SlotTable::Step::say(const std::function<Truth(Size)>& fact, Number at) const {
    const Explorer::ClauseScope clause;
    const z3::expr inside = term(at) >= 0 && term(at) + 1 <= term(size_before.number());
    explorer().define(z3::implies(inside, explorer().expression(fact(Size::fitting(at)))));
}

Number SlotTable::Step::read(Number at) const {
    const Number free{no_pair};
    switch (kind) {
    case Kind::all_free:
        return free;
    case Kind::unknown:
        return read_unknown(at);
    case Kind::stored: {
        z3::expr here = term(at) == term(slot);
        for (const z3::expr& guard : where) {
            here = here && guard;
        }
        return select(explorer().formula(here), holder.number(), before->read(at));
    }
    case Kind::freed_all: {
        const Number old = before->read(at);
        return select(explorer().formula(term(old) == term(holder.number())), free, old);
    }
    case Kind::fitted: {
        const Number old = before->read(at);
        const z3::expr inside = term(at) + 1 <= term(size_before.number());
        explorer().define(z3::implies(inside && term(at) >= term(size_after.number()), term(old) == no_pair));
        return select(explorer().formula(inside), old, free);
    }
    }
    return free;
}

Number SlotTable::Step::count_unknown(const Holder* whom) const {
    z3::context& context = explorer().context();
    const z3::expr size = term(size_before.number());
    const z3::expr held = context.real_const((name + ".held").c_str());
    explorer().define(held >= 0 && held <= size);
    if (whom == nullptr) {
        return explorer().number(held, counts);
    }
    const z3::func_decl count_of =
        context.function((name + ".count").c_str(), context.real_sort(), context.real_sort());
    const z3::expr count = count_of(term(whom->number()));
    explorer().define(count >= 0 && count <= held);
    return explorer().number(count, counts);
}

Number SlotTable::Step::count(const Holder* whom) const {
    switch (kind) {
    case Kind::all_free:
        return {0};
    case Kind::unknown:
        return count_unknown(whom);
    case Kind::stored: {
        const Number old = before->read(slot);
        const auto has = [&](Number number) {
            return whom == nullptr ? term(number) != no_pair : term(number) == term(whom->number());
        };
        z3::expr happens = explorer().context().bool_val(true);
        for (const z3::expr& guard : where) {
            happens = happens && guard;
        }
        const z3::expr one = explorer().context().real_val(1);
        const z3::expr none = explorer().context().real_val(0);
        const z3::expr change =
            z3::ite(happens, z3::ite(has(holder.number()), one, none) - z3::ite(has(old), one, none), none);
        return explorer().number(term(before->count(whom)) + change, counts);
    }
    case Kind::freed_all: {
        const z3::expr had = term(before->count(&holder));
        const z3::expr all = term(before->count(nullptr));
        explorer().define(had <= all);
        const z3::expr none = explorer().context().real_val(0);
        if (whom == nullptr) {
            return explorer().number(all - had, counts);
        }
        const z3::expr of_whom = term(before->count(whom));
        explorer().define(z3::implies(term(whom->number()) != term(holder.number()), of_whom + had <= all));
        return explorer().number(z3::ite(term(whom->number()) == term(holder.number()), none, of_whom), counts);
    }
    case Kind::fitted:
        return before->count(whom);
    }
    return {0};
}

SlotTable::SlotTable(Size slots) : size_(slots), last_(std::make_shared<Step>()) {}

SlotTable SlotTable::input(const std::string& name, Size slots) {
    SlotTable table;
    table.size_ = slots;
    Step step;
    step.kind = Step::Kind::unknown;
    step.size_before = slots;
    step.name = name;
    table.last_ = std::make_shared<Step>(std::move(step));
    explorer().show_table(name, term(slots.number()));
    return table;
}

void SlotTable::done(Step step) {
    step.before = last_;
    step.size_before = size_;
    last_ = std::make_shared<Step>(std::move(step));
}

void SlotTable::in_table(Number slot) const {
    contracts::require<"GB-14">(Size::fitting(slot) < size_, "a slot is in the table", "SlotTable");
}

SlotTable::Holder SlotTable::read(Number slot) const {
    return Holder::fitting(last_->read(slot));
}

void SlotTable::store(Number slot, Holder holder) {
    Step step;
    step.kind = Step::Kind::stored;
    step.where = explorer().all_guards();
    step.slot = slot;
    step.holder = holder;
    done(std::move(step));
}

void SlotTable::free_all(Holder holder) {
    Step step;
    step.kind = Step::Kind::freed_all;
    step.holder = holder;
    done(std::move(step));
}

// The new size is the least that keeps what is held, and no less than asked for.
void SlotTable::fit(Size slots) {
    const Number fitted = explorer().fresh("fitted", Natural16::range);
    const z3::expr size = term(fitted);
    const z3::expr old = term(size_.number());
    const z3::expr asked = term(slots.number());
    explorer().define(size >= asked && size <= z3::ite(old > asked, old, asked));
    const z3::expr last = term(last_->read(explorer().number(size - 1, {-1, Natural16::range.high})));
    explorer().define(z3::implies(size >= asked + 1, last != no_pair));
    Step step;
    step.kind = Step::Kind::fitted;
    step.size_after = Size::fitting(fitted);
    done(std::move(step));
    size_ = Size::fitting(fitted);
}

void SlotTable::cover(Number slot) {
    const Number beyond = (Size::fitting(slot) + Size(1)).number();
    const Size covered = Size::fitting(select(Size::fitting(slot) < size_, size_.number(), beyond));
    Step step;
    step.kind = Step::Kind::fitted;
    step.size_after = covered;
    done(std::move(step));
    size_ = covered;
}

SlotTable::Size SlotTable::held() const {
    return Size::fitting(last_->count(nullptr));
}

SlotTable::Size SlotTable::count(Holder holder) const {
    return Size::fitting(last_->count(&holder));
}

Truth SlotTable::every(const std::function<Truth(Size slot)>& holds) const {
    if (assuming() > 0) {
        if (last_->kind != Step::Kind::unknown) {
            throw EngineFault("something is assumed of every slot of a table that is no input");
        }
        last_->facts.push_back(holds);
        for (std::size_t slot = 0; slot < last_->read_at.size(); ++slot) {
            last_->say(holds, last_->read_at[slot]);
        }
        return true;
    }
    const Number slot = explorer().fresh("slot", {0, Natural16::range.high});
    const Truth inside = explorer().formula(term(slot) >= 0 && term(slot) + 1 <= term(size_.number()));
    return contracts::implies(inside, [&] { return holds(Size::fitting(slot)); });
}

}  // namespace plumbline::symbolic
