// A form by hand in its parts, so that a test can change one of them and knows where it then stands.
#pragma once

#include "tests/saved_form/hand_made.hpp"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace plumbline::saved_form_test {

struct DraftRecord {
    std::uint64_t type = 0;
    Bytes value;
};

using DraftStream = std::vector<DraftRecord>;

/// Where a record of a stream is: "form", "channel 0", "htlc 2".
using DraftPlace = std::pair<std::string, std::uint64_t>;

struct Draft {
    DraftStream before;  ///< records of the body that come before the two lists
    std::vector<DraftStream> channels;
    std::vector<DraftStream> htlcs;
    DraftStream after;  ///< and behind them

    /// The value of a record of the stream; it must be there.
    Bytes& value(const DraftPlace& place);
    DraftStream& stream(const std::string& name);

    /// Channels 11, 22, 33 and 44; HTLCs in each bucket from 11 to 22 and 33, one from 22 to 11; two marks.
    static Draft usual();
};

struct Assembled {
    Bytes form;
    std::map<DraftPlace, std::size_t> record;  ///< offset of its type
    std::map<DraftPlace, std::size_t> value;   ///< offset of its value
    std::map<std::string, std::size_t> end;    ///< of each stream
};

Assembled assembled(const Draft& draft);

}  // namespace plumbline::saved_form_test
