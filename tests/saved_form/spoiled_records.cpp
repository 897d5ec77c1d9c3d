#include "tests/saved_form/spoiled.hpp"

#include <algorithm>

namespace plumbline::saved_form_test {

std::function<void(Draft&)> set(const DraftPlace& place, const Bytes& value) {
    return [=](Draft& draft) { draft.value(place) = value; };
}

std::function<void(Draft&)> remove(const DraftPlace& place) {
    return [=](Draft& draft) {
        std::erase_if(draft.stream(place.first), [&](const DraftRecord& one) { return one.type == place.second; });
    };
}

std::function<void(Draft&)> add(const std::string& stream, std::uint64_t type) {
    return [=](Draft& draft) { draft.stream(stream).push_back({type, {1, 2, 3}}); };
}

namespace {

const Bytes above_supply = number(8, 2'100'000'000'000'000'001);

}  // namespace

std::vector<Case> wrong_structure() {
    std::vector<Case> cases{
        {"ChannelTypesDescend", 4, add("channel 1", 9), "SF-11", {"channel 1", 9}, At::record, 0, "channel 0x0x22"},
        {"ChannelTypeTwice", 4, add("channel 1", 10), "SF-11", {"channel 1", 10}, At::record, 0, "channel 0x0x22"},
        {"HtlcTypesDescend", 4, add("htlc 2", 3), "SF-11", {"htlc 2", 3}, At::record, 0, "HTLC 0x0x11/2"},
        {"UnknownEvenInChannel",
         4,
         add("channel 1", 14),
         "SF-2",
         {"channel 1", 14},
         At::record,
         0,
         "channel 0x0x22, record 14"},
        {"UnknownEvenInHtlc", 4, add("htlc 1", 18), "SF-2", {"htlc 1", 18}, At::record, 0, "HTLC 0x0x11/1, record 18"},
        {"UnknownEvenInForm",
         4,
         [](Draft& draft) { draft.after.push_back({8, {}}); },
         "SF-2",
         {"form", 8},
         At::record,
         0,
         "form, record 8"},
        {"TimeMissing", 4, remove({"form", 2}), "SF-11", {"form", 4}, At::record, 0, "form, record 2 (written_at)"},
        {"ScidMissing",
         4,
         remove({"channel 1", 0}),
         "SF-11",
         {"channel 1", 2},
         At::record,
         0,
         "channel number 2, record 0 (scid)"},
        {"NameMissing",
         4,
         remove({"htlc 1", 0}),
         "SF-11",
         {"htlc 1", 2},
         At::record,
         0,
         "HTLC number 2, record 0 (name)"},
        {"RevenueMissing",
         4,
         remove({"channel 1", 10}),
         "SF-11",
         {"channel 1", 0},
         At::end_of_stream,
         0,
         "channel 0x0x22, record 10 (revenue)"},
        {"BucketMissing",
         4,
         remove({"htlc 1", 14}),
         "SF-11",
         {"htlc 1", 0},
         At::end_of_stream,
         0,
         "HTLC 0x0x11/1, record 14 (bucket)"},
    };

    struct Length {
        DraftPlace place;
        std::size_t wrong;
        std::string record;
    };

    const std::vector<Length> lengths{{{"form", 2}, 7, "form, record 2 (written_at)"},
                                      {{"channel 1", 0}, 9, "channel number 2, record 0 (scid)"},
                                      {{"channel 1", 2}, 9, "channel 0x0x22, record 2 (limits)"},
                                      {{"channel 1", 4}, 0, "channel 0x0x22, record 4 (closing)"},
                                      {{"channel 1", 6}, 31, "channel 0x0x22, record 6 (salt)"},
                                      {{"channel 1", 8}, 15, "channel 0x0x22, record 8 (reputation)"},
                                      {{"channel 1", 10}, 25, "channel 0x0x22, record 10 (revenue)"},
                                      {{"channel 0", 12}, 31, "channel 0x0x11, record 12 (misuse)"},
                                      {{"channel 0", 12}, 0, "channel 0x0x11, record 12 (misuse)"},
                                      {{"htlc 1", 0}, 15, "HTLC number 2, record 0 (name)"},
                                      {{"htlc 1", 2}, 0, "HTLC 0x0x11/1, record 2 (outgoing)"},
                                      {{"htlc 1", 4}, 4, "HTLC 0x0x11/1, record 4 (amount)"},
                                      {{"htlc 1", 6}, 9, "HTLC 0x0x11/1, record 6 (fee)"},
                                      {{"htlc 1", 8}, 16, "HTLC 0x0x11/1, record 8 (risk)"},
                                      {{"htlc 1", 10}, 17, "HTLC 0x0x11/1, record 10 (added)"},
                                      {{"htlc 1", 12}, 1, "HTLC 0x0x11/1, record 12 (accountable)"},
                                      {{"htlc 1", 14}, 2, "HTLC 0x0x11/1, record 14 (bucket)"},
                                      {{"htlc 0", 16}, 3, "HTLC 0x0x11/0, record 16 (slots)"},
                                      {{"htlc 0", 16}, 0, "HTLC 0x0x11/0, record 16 (slots)"}};
    for (const Length& length : lengths) {
        cases.push_back({"Length" + std::to_string(length.wrong) + "At" + length.record, 4,
                         set(length.place, Bytes(length.wrong)), "SF-11", length.place, At::record, 0, length.record});
    }
    cases.push_back({"ParametersTooShort",
                     4,
                     [](Draft& draft) { draft.before.push_back({3, Bytes(33)}); },
                     "SF-11",
                     {"form", 3},
                     At::record,
                     0,
                     "form, record 3 (parameters)"});
    return cases;
}

std::vector<Case> wrong_values() {
    const auto with_time = [](const std::string& value) { return joined({hex(value), number(8, 1)}); };
    return {
        {"ClosingIsNoFlag",
         5,
         set({"channel 2", 4}, {2}),
         "SF-12",
         {"channel 2", 4},
         At::value,
         0,
         "channel 0x0x33, record 4 (closing)"},
        {"ReceivedIsNoFlag",
         5,
         set({"htlc 2", 12}, {2, 1}),
         "SF-12",
         {"htlc 2", 12},
         At::value,
         0,
         "HTLC 0x0x11/2, record 12 (accountable)"},
        {"OfferedIsNoFlag",
         5,
         set({"htlc 2", 12}, {1, 255}),
         "SF-12",
         {"htlc 2", 12},
         At::value,
         1,
         "HTLC 0x0x11/2, record 12 (accountable)"},
        {"BucketAboveTwo",
         5,
         set({"htlc 2", 14}, {3}),
         "SF-12",
         {"htlc 2", 14},
         At::value,
         0,
         "HTLC 0x0x11/2, record 14 (bucket)"},
        {"AmountAboveSupply",
         5,
         set({"htlc 2", 4}, above_supply),
         "CV-3",
         {"htlc 2", 4},
         At::value,
         0,
         "HTLC 0x0x11/2, record 4 (amount)"},
        {"FeeAboveSupply",
         5,
         set({"htlc 2", 6}, above_supply),
         "CV-3",
         {"htlc 2", 6},
         At::value,
         0,
         "HTLC 0x0x11/2, record 6 (fee)"},
        {"RiskAbove63Bits",
         5,
         set({"htlc 2", 8}, hex("8000000000000000")),
         "OC-3",
         {"htlc 2", 8},
         At::value,
         0,
         "HTLC 0x0x11/2, record 8 (risk)"},
        {"ExpiryNotAboveHeight",
         5,
         set({"htlc 2", 10}, joined({number(8, 1), number(4, 800'000), number(4, 800'000)})),
         "RM-11",
         {"htlc 2", 10},
         At::value,
         12,
         "HTLC 0x0x11/2, record 10 (added)"},
        {"NoHtlcs",
         5,
         set({"channel 2", 2}, joined({number(2, 0), number(8, 1)})),
         "PA-7",
         {"channel 2", 2},
         At::value,
         0,
         "channel 0x0x33, record 2 (limits)"},
        {"TooManyHtlcs",
         5,
         set({"channel 2", 2}, joined({number(2, 484), number(8, 1)})),
         "PA-7",
         {"channel 2", 2},
         At::value,
         0,
         "channel 0x0x33, record 2 (limits)"},
        {"LimitAboveSupply",
         5,
         set({"channel 2", 2}, joined({number(2, 1), above_supply})),
         "PA-7",
         {"channel 2", 2},
         At::value,
         2,
         "channel 0x0x33, record 2 (limits)"},
        {"ReputationTooLow",
         5,
         set({"channel 2", 8}, with_time("8000000000000000")),
         "DA-8",
         {"channel 2", 8},
         At::value,
         0,
         "channel 0x0x33, record 8 (reputation)"},
        {"NegativeRevenue",
         5,
         set({"channel 2", 10}, joined({with_time("ffffffffffffffff"), number(8, 0)})),
         "OC-13",
         {"channel 2", 10},
         At::value,
         0,
         "channel 0x0x33, record 10 (revenue)"},
        {"RevenueBeforeItsStart",
         5,
         set({"channel 2", 10}, joined({number(8, 5), number(8, 900), number(8, 901)})),
         "WA-4",
         {"channel 2", 10},
         At::value,
         16,
         "channel 0x0x33, record 10 (revenue)"},
    };
}

}  // namespace plumbline::saved_form_test
