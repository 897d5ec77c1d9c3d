#include "proofs/attack_bounds/tables.hpp"

#include "proofs/attack_bounds/biased_draws.hpp"
#include "reference/resource_manager/parameters.hpp"

#include <array>
#include <cstdint>
#include <initializer_list>
#include <stdexcept>
#include <utility>

namespace plumbline::attack_bounds {
namespace {

std::string row(const std::vector<std::string>& cells) {
    std::string line = "|";
    for (const std::string& cell : cells) {
        line += " " + cell + " |";
    }
    return line + "\n";
}

/// A head with every column to the right.
std::string head(const std::vector<std::string>& cells) {
    std::string line = row(cells) + "|";
    for (std::size_t i = 0; i < cells.size(); ++i) {
        line += " ---: |";
    }
    return line + "\n";
}

/// "1 221 759"
std::string grouped(const Whole& number) {
    std::string digits = number.str();
    for (std::size_t from_end = 3; from_end < digits.size(); from_end += 4) {
        digits.insert(digits.size() - from_end, " ");
    }
    return digits;
}

std::string text(unsigned number) {
    return std::to_string(number);
}

Rational percent(unsigned hundredths) {
    return {hundredths, 100};
}

// Puts the table between its markers.
void put_table(std::string& chapter, const std::string& name, const std::string& table) {
    const std::string opening = "<!-- attack bounds: " + name + " -->\n";
    const std::string closing = "<!-- end of attack bounds -->\n";
    const std::size_t begin = chapter.find(opening);
    const std::size_t end = begin == std::string::npos ? begin : chapter.find(closing, begin);
    if (end == std::string::npos || chapter.find(opening, begin + 1) != std::string::npos) {
        throw std::runtime_error("the table \"" + name + "\" has not one pair of markers: " + opening);
    }
    chapter.replace(begin, end - begin, opening + "\n" + table + "\n");
}

}  // namespace

std::string table_of_totals() {
    constexpr std::array<unsigned, 21> totals{1,  4,  5,   6,   7,   8,   10,  12,  20,  40, 45,
                                              46, 64, 100, 119, 120, 140, 193, 256, 400, 483};
    std::string table = head({"slots", "per pair", "sets", "all: at least", "expected", "half", "90 %", "99 %",
                              "a victim's: expected", "half", "two pairs alike: half"});
    for (const unsigned slots : totals) {
        const Drawing drawing = drawing_of(slots);
        table += row({text(slots), text(drawing.share), grouped(sets(drawing)),
                      text((slots + drawing.share - 1) / drawing.share), decimal(expected_pairs(drawing, slots), 2),
                      text(pairs_for(drawing, slots, percent(50))), text(pairs_for(drawing, slots, percent(90))),
                      text(pairs_for(drawing, slots, percent(99))), decimal(expected_pairs(drawing, drawing.share), 2),
                      text(pairs_for(drawing, drawing.share, percent(50))),
                      sets(drawing) > 1'000'000'000 ? "" : grouped(pairs_for_two_alike(drawing, percent(50)))});
    }
    return table;
}

std::string table_of_every_total() {
    std::string table = head({"slots", "+0", "+1", "+2", "+3", "+4", "+5", "+6", "+7", "+8", "+9"});
    for (unsigned ten = 0; ten <= max_accepted_htlcs_limit; ten += 10) {
        std::vector<std::string> cells{text(ten)};
        for (unsigned slots = ten; slots < ten + 10; ++slots) {
            const bool possible = slots >= 1 && slots <= max_accepted_htlcs_limit;
            cells.push_back(possible ? decimal(expected_pairs(drawing_of(slots), slots), 2) : "");
        }
        table += row(cells);
    }
    return table;
}

std::string table_of_pairs() {
    std::string table = head({"pairs", "45: all occupied", "a victim's occupied", "left to a victim of 5",
                              "193: all occupied", "a victim's occupied", "left to a victim of 9"});
    for (const unsigned pairs : {1U, 5U, 9U, 10U, 15U, 20U, 25U, 30U, 36U, 38U, 40U, 50U, 60U, 72U, 100U, 150U, 200U}) {
        std::vector<std::string> cells{text(pairs)};
        for (const unsigned slots : {45U, 193U}) {
            const Drawing drawing = drawing_of(slots);
            cells.push_back(decimal(probability_covered(drawing, slots, pairs), 4));
            cells.push_back(decimal(probability_covered(drawing, drawing.share, pairs), 4));
            cells.push_back(decimal(expected_free(drawing, pairs), 3));
        }
        table += row(cells);
    }
    return table;
}

std::string table_of_bias() {
    std::string table = head({"slots", "likelier slots", "at most, either way", "expected pairs: more by"});
    for (const unsigned slots : {6U, 20U, 45U, 46U, 64U, 100U}) {
        const Drawing drawing = drawing_of(slots);
        table += row({text(slots), text(weights(slots).heavy), scientific(Rational(1 - evenness(drawing)), 3),
                      scientific(Rational(expected_pairs_biased(drawing) - expected_pairs(drawing, slots)), 3)});
    }
    return table;
}

std::string with_tables(std::string chapter) {
    const std::initializer_list<std::pair<std::string, std::string (*)()>> tables{{"totals", table_of_totals},
                                                                                  {"every-total", table_of_every_total},
                                                                                  {"pairs", table_of_pairs},
                                                                                  {"bias", table_of_bias}};
    for (const auto& [name, table] : tables) {
        put_table(chapter, name, table());
    }
    return chapter;
}

}  // namespace plumbline::attack_bounds
