// Values that fields of several formats have: times, channels, salts, names from a list.
#pragma once

#include "tests/conformance/log/json_line.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace plumbline::conformance {

/// A time of 2^36 s (the year 4147) or later is taken for one in milliseconds or smaller units, and refused.
inline constexpr std::uint64_t first_implausible_time = std::uint64_t{1} << 36U;

/// Seconds since the Unix epoch.
std::uint64_t time_from(const JsonValue& value);

/// A channel written as a 64-bit integer, every digit of it.
Scid integer_scid_from(const JsonValue& value);
/// A channel written as a 64-bit integer or as "BLOCKxTRANSACTIONxOUTPUT" (BOLT 7).
Scid scid_from(const JsonValue& value);
/// "BLOCKxTRANSACTIONxOUTPUT".
std::string text_of(Scid scid);

/// 64 hexadecimal digits.
Salt salt_from(const JsonValue& value);
/// In lower case.
std::string text_of(const Salt& salt);

/// A height or an expiry: 32 bits (CV-3).
Height<> height_from(const JsonValue& value);
/// The index of a general slot: 16 bits.
SlotIndex slot_from(const JsonValue& value);

/// The parameters, if an operator may set them (PA-10); otherwise `where` is refused.
Parameters<> checked_parameters(const Parameters<>& parameters, const JsonValue& where);

/// A name and what it stands for.
template <class Meaning>
using Named = std::pair<std::string_view, Meaning>;

/// The meaning of a name; another name is refused with the list of those that there are.
template <class Meaning, std::size_t size>
Meaning one_of(const JsonValue& value, const std::array<Named<Meaning>, size>& names) {
    const std::string_view text = value.text();
    for (const auto& [name, meaning] : names) {
        if (same_name(name, text)) {
            return meaning;
        }
    }
    std::string known;
    for (const auto& [name, meaning] : names) {
        known.append(known.empty() ? "" : ", ").append(name);
    }
    value.refuse("is \"" + std::string(text) + "\", and the values are: " + known);
}

inline constexpr std::array<Named<Bucket>, 3> bucket_names{{
    {name(Bucket::general), Bucket::general},
    {name(Bucket::congestion), Bucket::congestion},
    {name(Bucket::protected_), Bucket::protected_},
}};

/// The items of an array, made by `read`, in ascending order whatever order they are written in. An item whose key
/// (the item itself, or the first of a pair) is there already is refused.
template <class Item, class Read, class Key = std::identity>
std::vector<Item> ascending(const JsonValue& value, Read&& read, Key key = {}) {
    std::vector<Item> items;
    items.reserve(value.size());
    value.each([&](const JsonValue& entry) { items.push_back(read(entry)); });
    if (!std::ranges::is_sorted(items, {}, key)) {
        std::ranges::sort(items, {}, key);
    }
    if (std::ranges::adjacent_find(items, {}, key) != items.end()) {
        value.refuse("names something twice");
    }
    return items;
}

/// Misuse marks, by outgoing channel: [[channel, time], …]. `read_channel` is scid_from or integer_scid_from.
std::vector<std::pair<Scid, std::uint64_t>> misuse_from(const JsonValue& value, Scid (*read_channel)(const JsonValue&));
/// Occupied general slots: [3, 17, …].
std::vector<SlotIndex> occupied_from(const JsonValue& value);
/// A pair's general slots in the order in which they were assigned, each once: [[17, true], [3, false], …].
ShownPair pair_from(const JsonValue& value);

}  // namespace plumbline::conformance
