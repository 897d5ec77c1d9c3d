// The words of plumbline-log-1: what the reader takes and the writer gives.
#pragma once

#include "tests/conformance/log/field_values.hpp"

namespace plumbline::conformance::own_format {

inline constexpr std::array<Named<Rules>, 2> profile_names{{
    {"draft-3d7d840", draft_profile},
    {"later", later_profile},
}};

/// Of an HTLC that was resolved though the manager had only been asked to watch, and had suggested to fail it: none.
inline constexpr std::array<Named<Bucket>, 4> answered_buckets{{
    {name(Bucket::none), Bucket::none},
    {name(Bucket::general), Bucket::general},
    {name(Bucket::congestion), Bucket::congestion},
    {name(Bucket::protected_), Bucket::protected_},
}};

}  // namespace plumbline::conformance::own_format
