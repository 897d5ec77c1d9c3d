// The tables of chapter 14-attack-bounds, as Markdown: exact numbers, rounded only to be shown.
#pragma once

#include <string>

namespace plumbline::attack_bounds {

/// For some totals: sets, and the pairs that occupy all slots, or a victim's.
std::string table_of_totals();

/// For every total from 1 to 483: the pairs that occupy all slots, in expectation.
std::string table_of_every_total();

/// For the general buckets of 114 and of 483 HTLCs: what some numbers of pairs have occupied.
std::string table_of_pairs();

/// What the modulo changes.
std::string table_of_bias();

/// The chapter's text with its tables as they are to be. A table without its pair of markers throws std::runtime_error.
std::string with_tables(std::string chapter);

}  // namespace plumbline::attack_bounds
