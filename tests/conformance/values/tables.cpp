#include "tests/conformance/values/tables.hpp"

#include "tests/conformance/audit/text.hpp"
#include "tests/conformance/values/mistakes.hpp"

#include <algorithm>
#include <set>

namespace plumbline::values {
namespace {

using conformance::text;
using Cells = std::vector<std::string>;

// Columns that begin with a blank are aligned to the right.
std::string row(const Cells& cells) {
    std::string line = "|";
    for (const std::string& cell : cells) {
        line.append(" ").append(cell).append(cell.empty() ? "|" : " |");
    }
    return line + "\n";
}

std::string head(const Cells& names, std::size_t left) {
    Cells rules(names.size(), "---:");
    std::fill_n(rules.begin(), left, "---");
    return row(names) + row(rules);
}

// Six places, and a mark where there are more.
std::string shortened(const std::string& exact) {
    constexpr std::size_t places = 6;
    const std::size_t point = exact.find('.');
    const std::string whole = exact.substr(0, point);
    const bool negative = whole.starts_with('-');
    Int128 number = 0;
    for (const char digit : whole.substr(negative ? 1 : 0)) {
        number = 10 * number + (digit - '0');
    }
    std::string shown = (negative ? "-" : "") + text(number);
    if (point != std::string::npos) {
        const std::string fraction = exact.substr(point);
        shown += fraction.substr(0, places + 1) + (fraction.size() > places + 1 ? "…" : "");
    }
    return shown;
}

void append(Cells& cells, const Range& range) {
    for (std::string cell : {shortened(range.exact), text(range.lowest), text(range.highest), text(range.rounded)}) {
        cells.push_back(std::move(cell));
    }
}

std::string number(std::uint64_t value) {
    return text(Int128{value});
}

std::string shown(const Step& step) {
    const std::string what = step.add_msat ? text(Int128{*step.add_msat}) : "read";
    if (step.times == 1) {
        return what + " at " + number(step.time);
    }
    return number(step.times) + " × " + what + " from " + number(step.time) + " every " + number(step.every);
}

std::string shown(const std::vector<Step>& steps) {
    std::string list;
    for (const Step& step : steps) {
        list += (list.empty() ? "" : "; ") + shown(step);
    }
    return list.empty() ? "nothing" : list;
}

std::string shown(const std::vector<RiskyHtlc>& htlcs) {
    std::string list;
    for (const RiskyHtlc& htlc : htlcs) {
        list += (list.empty() ? "" : "; ") + number(htlc.fee) + " for " + number(htlc.cltv_expiry - htlc.height_added);
    }
    return list.empty() ? "nothing" : list;
}

std::string shown(bool value) {
    return value ? "yes" : "no";
}

std::string shown(const Salt& salt) {
    std::string hex;
    constexpr std::string_view digits = "0123456789abcdef";
    for (std::size_t i = 0; i < 4; ++i) {
        hex += digits[salt[i] >> 4U];
        hex += digits[salt[i] & 15U];
    }
    return hex + "…";
}

struct Inputs_ {
    Cells operator()(const DecayingAverageInputs& of) const {
        return {shown(of.history.steps), number(of.history.window), number(of.read_at)};
    }

    Cells operator()(const WindowAverageInputs& of) const {
        return {shown(of.history.steps), number(of.history.window) + " × " + number(of.history.count),
                number(of.history.start), number(of.read_at)};
    }

    Cells operator()(const OpportunityCostInputs& of) const {
        return {number(of.resolution_period), number(of.held), number(of.fee)};
    }

    Cells operator()(const EffectiveFeeInputs& of) const {
        return {text(Int128{of.resolved_at} - Int128{of.added_at}), number(of.fee), shown(of.accountable),
                of.settled ? "settled" : "failed"};
    }

    Cells operator()(const InFlightRiskInputs& of) const { return {shown(of.htlcs)}; }

    Cells operator()(const SlotAssignmentInputs& of) const {
        return {shown(of.salt), text(of.incoming), text(of.outgoing), number(of.slots)};
    }

    Cells operator()(const BucketSplitInputs& of) const {
        return {number(of.max_accepted_htlcs), number(of.max_in_flight),
                number(of.general_percent) + "/" + number(of.congestion_percent)};
    }

    Cells operator()(const CongestionAmountInputs& of) const { return {number(of.capacity), number(of.slots)}; }

    Cells operator()(const SufficiencyInputs& of) const {
        return {shown(of.reputation.steps), shown(of.revenue.steps), shown(of.in_flight), shown({of.htlc}),
                number(of.now)};
    }
};

struct Answers {
    Cells operator()(const Range& range) const {
        Cells cells;
        append(cells, range);
        return cells;
    }

    Cells operator()(const AssignedSlots& answer) const {
        std::vector<SlotIndex> slots(answer.slots.begin(), answer.slots.end());
        return {text(slots)};
    }

    Cells operator()(const BucketSizes& sizes) const {
        const auto three = [](const auto& some) {
            return number(some[0]) + "; " + number(some[1]) + "; " + number(some[2]);
        };
        return {three(sizes.slots), three(sizes.msat), number(sizes.pair_slots), number(sizes.slot_msat),
                number(sizes.pair_msat)};
    }

    Cells operator()(const LargestAmount& answer) const { return {answer.msat ? number(*answer.msat) : "none"}; }

    Cells operator()(const Sufficiency& answer) const {
        constexpr std::array<const char*, 3> words{"no", "yes", "either"};
        Cells cells;
        append(cells, answer.margin);
        cells.pop_back();
        cells.emplace_back(words[static_cast<std::size_t>(answer.sufficient)]);
        return cells;
    }
};

std::string head_of(Subject subject) {
    switch (subject) {
    case Subject::decaying_average:
        return head({"value", "added (msat, s)", "window (s)", "read at (s)", "exact", "lowest", "highest", "rounded"},
                    2);
    case Subject::window_average:
        return head({"value", "added (msat, s)", "window (s) × count", "start (s)", "read at (s)", "exact", "lowest",
                     "highest", "rounded"},
                    2);
    case Subject::opportunity_cost:
        return head({"value", "period (s)", "held (s)", "fee (msat)", "exact", "lowest", "highest", "rounded"}, 1);
    case Subject::effective_fee:
        return head({"value", "held (s)", "fee (msat)", "accountable", "end", "exact", "lowest", "highest", "rounded"},
                    1);
    case Subject::in_flight_risk:
        return head({"value", "fee (msat) for blocks", "exact", "lowest", "highest", "rounded"}, 2);
    case Subject::slot_assignment:
        return head({"value", "salt", "incoming", "outgoing", "general slots", "assigned, in order"}, 4);
    case Subject::bucket_split:
        return head({"value", "HTLCs", "in flight (msat)", "percent", "slots: general; congestion; protected",
                     "msat: general; congestion; protected", "slots of a pair", "msat of a slot", "msat of a pair"},
                    1);
    case Subject::congestion_amount:
        return head({"value", "capacity (msat)", "slots", "largest amount (msat)"}, 1);
    case Subject::sufficiency:
        return head({"value", "reputation", "revenue", "in flight", "HTLC", "now (s)", "exact margin", "lowest",
                     "highest", "sufficient"},
                    5);
    }
    return {};
}

// Of the 483 splits that differ in the number of HTLCs alone, those where something happens.
bool selected(const Value& value) {
    const auto* const split = std::get_if<BucketSplitInputs>(&value.inputs);
    if (split == nullptr || !value.name.starts_with("htlcs-")) {
        return true;
    }
    const std::set<std::uint32_t> shown{1, 2, 3, 4, 5, 11, 12, 13, 20, 30, 50, 113, 114, 115, 299, 300, 350, 482, 483};
    return shown.contains(split->max_accepted_htlcs);
}

}  // namespace

std::string table(const ValueFile& file) {
    std::string result = head_of(file.subject);
    for (const Value& value : file.values) {
        if (selected(value)) {
            Cells cells{value.name};
            for (const Cells& more : {std::visit(Inputs_{}, value.inputs), std::visit(Answers{}, value.answer)}) {
                cells.insert(cells.end(), more.begin(), more.end());
            }
            result += row(cells);
        }
    }
    return result;
}

std::string table_of_mistakes(const std::vector<ValueFile>& files) {
    constexpr std::size_t most_names = 3;
    std::string result = head({"mistake or deviation", "what it does", "file", "caught by"}, 4);
    for (const Mistake& mistake : mistakes()) {
        std::size_t caught = 0;
        std::string names;
        for (const Value& value : files[static_cast<std::size_t>(mistake.subject)].values) {
            if (std::find(value.catches.begin(), value.catches.end(), mistake.name) != value.catches.end()) {
                names += caught < most_names ? (caught > 0 ? ", " : "") + value.name : "";
                ++caught;
            }
        }
        if (caught > most_names) {
            names += " and " + std::to_string(caught - most_names) + " more";
        }
        result += row({"`" + std::string(mistake.name) + "`", std::string(mistake.sentence),
                       std::string(name(mistake.subject)), names});
    }
    return result;
}

std::string table_of_files(const std::vector<ValueFile>& files) {
    constexpr std::array<std::string_view, subject_names.size()> chapters{
        "2-decaying-average", "3-window-average", "4-opportunity-cost",  "4-opportunity-cost", "4-opportunity-cost",
        "5-general-bucket",   "1-parameters",     "6-congestion-bucket", "10-resource-manager"};
    std::string result = head({"file", "chapter", "values"}, 2);
    for (std::size_t i = 0; i < files.size(); ++i) {
        const std::string file(subject_names[i]);
        const std::string chapter(chapters[i]);
        const auto link = [](const std::string& text, const std::string& target) {
            return std::string("[").append(text).append("](").append(target).append(")");
        };
        result += row({link(file + ".json", file + ".json"), link(chapter, "../" + chapter + ".md"),
                       std::to_string(files[i].values.size())});
    }
    return result;
}

}  // namespace plumbline::values
