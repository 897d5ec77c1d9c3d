// What a reader refuses, and where it says so: the list of chapter 12-saved-form, numbers 4 to 8 (SF-2, SF-12).
#include "tests/saved_form/draft.hpp"
#include "tests/saved_form/golden.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <functional>

namespace plumbline::saved_form_test {
namespace {

using saved_form::Refusal;

/// Where within a record.
enum class At { record, value, end_of_stream };

struct Case {
    std::string name;
    int number;  ///< in the chapter's list
    std::function<void(Draft&)> spoil;
    std::string requirement;
    DraftPlace place;
    At at = At::value;
    std::size_t behind = 0;  ///< bytes
    std::string record;      ///< in words
};

/// A record gets another value.
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

const Bytes above_supply = number(8, 2'100'000'000'000'000'001);
const Bytes most = number(8, 2'100'000'000'000'000'000);

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

std::vector<Case> wrong_names() {
    const auto mark = [](std::uint64_t scid) { return joined({number(8, scid), number(8, 1200)}); };
    const auto name = [](std::uint64_t scid, std::uint64_t id) { return joined({number(8, scid), number(8, id)}); };
    return {
        {"ChannelTwice",
         6,
         set({"channel 3", 0}, number(8, 33)),
         "SF-11",
         {"channel 3", 0},
         At::value,
         0,
         "channel 0x0x33, record 0 (scid)"},
        {"ChannelsDescend",
         6,
         set({"channel 3", 0}, number(8, 12)),
         "SF-11",
         {"channel 3", 0},
         At::value,
         0,
         "channel 0x0x12, record 0 (scid)"},
        {"MarkTwice",
         6,
         set({"channel 0", 12}, joined({mark(22), mark(22)})),
         "SF-11",
         {"channel 0", 12},
         At::value,
         16,
         "channel 0x0x11, record 12 (misuse)"},
        {"MarksDescend",
         6,
         set({"channel 0", 12}, joined({mark(33), mark(22)})),
         "SF-11",
         {"channel 0", 12},
         At::value,
         16,
         "channel 0x0x11, record 12 (misuse)"},
        {"MarkOfNobody",
         6,
         set({"channel 0", 12}, joined({mark(22), mark(55)})),
         "CH-11",
         {"channel 0", 12},
         At::value,
         16,
         "channel 0x0x11, record 12 (misuse)"},
        {"MarkOfItself",
         6,
         set({"channel 0", 12}, joined({mark(11), mark(22)})),
         "RM-10",
         {"channel 0", 12},
         At::value,
         0,
         "channel 0x0x11, record 12 (misuse)"},
        {"HtlcTwice",
         6,
         set({"htlc 2", 0}, name(11, 1)),
         "RM-12",
         {"htlc 2", 0},
         At::value,
         0,
         "HTLC 0x0x11/1, record 0 (name)"},
        {"HtlcsDescendById",
         6,
         set({"htlc 3", 0}, name(11, 0)),
         "RM-12",
         {"htlc 3", 0},
         At::value,
         0,
         "HTLC 0x0x11/0, record 0 (name)"},
        {"HtlcsDescendByChannel",
         6,
         set({"htlc 4", 0}, name(10, 9)),
         "RM-12",
         {"htlc 4", 0},
         At::value,
         0,
         "HTLC 0x0x10/9, record 0 (name)"},
        {"HtlcFromNobody",
         6,
         set({"htlc 4", 0}, name(23, 0)),
         "CH-7",
         {"htlc 4", 0},
         At::value,
         0,
         "HTLC 0x0x23/0, record 0 (name)"},
        {"HtlcToNobody",
         6,
         set({"htlc 4", 2}, number(8, 55)),
         "CH-7",
         {"htlc 4", 2},
         At::value,
         0,
         "HTLC 0x0x22/0, record 2 (outgoing)"},
        {"HtlcToItself",
         6,
         set({"htlc 4", 2}, number(8, 22)),
         "RM-10",
         {"htlc 4", 2},
         At::value,
         0,
         "HTLC 0x0x22/0, record 2 (outgoing)"},
    };
}

std::vector<Case> wrong_together() {
    Bytes many;
    for (std::uint64_t slot = 100; slot < 125; ++slot) {
        many = joined({many, number(2, slot)});
    }
    return {
        {"GeneralWithoutSlots",
         7,
         remove({"htlc 3", 16}),
         "GB-9",
         {"htlc 3", 14},
         At::value,
         0,
         "HTLC 0x0x11/3, record 14 (bucket)"},
        {"ProtectedWithSlots",
         7,
         [](Draft& draft) { draft.stream("htlc 2").push_back({16, {0, 99}}); },
         "CH-2",
         {"htlc 2", 16},
         At::value,
         0,
         "HTLC 0x0x11/2, record 16 (slots)"},
        {"SlotOutsideTheTable",
         7,
         set({"htlc 3", 16}, hex("0001 01e3")),
         "GB-14",
         {"htlc 3", 16},
         At::value,
         2,
         "HTLC 0x0x11/3, record 16 (slots)"},
        {"SlotTwiceInOneHtlc",
         7,
         set({"htlc 3", 16}, hex("0001 0001")),
         "GB-11",
         {"htlc 3", 16},
         At::value,
         2,
         "HTLC 0x0x11/3, record 16 (slots)"},
        {"SlotOfAnotherHtlc",
         7,
         set({"htlc 3", 16}, hex("0001 0002 0014")),
         "GB-11",
         {"htlc 3", 16},
         At::value,
         4,
         "HTLC 0x0x11/3, record 16 (slots)"},
        {"MoreThan24Slots",
         7,
         set({"htlc 3", 16}, many),
         "GB-1",
         {"htlc 3", 16},
         At::value,
         48,
         "HTLC 0x0x11/3, record 16 (slots)"},
        {"SecondInCongestion",
         7,
         [](Draft& draft) {
             draft.value({"htlc 2", 14}) = {1};
             draft.value({"htlc 2", 2}) = number(8, 22);
         },
         "CB-1",
         {"htlc 2", 14},
         At::value,
         0,
         "HTLC 0x0x11/2, record 14 (bucket)"},
        {"MoreThanTheSupply",
         7,
         [](Draft& draft) {
             draft.value({"htlc 0", 4}) = most;
             draft.value({"htlc 3", 4}) = number(8, 1);
         },
         "PA-7",
         {"htlc 3", 4},
         At::value,
         0,
         "HTLC 0x0x11/3, record 4 (amount)"},
        {"ClosingForNothing",
         8,
         set({"channel 3", 4}, {1}),
         "CH-7",
         {"channel 3", 4},
         At::value,
         0,
         "channel 0x0x44, record 4 (closing)"},
    };
}

std::vector<Case> all_cases() {
    std::vector<Case> all;
    for (const auto& some : {wrong_structure(), wrong_values(), wrong_names(), wrong_together()}) {
        all.insert(all.end(), some.begin(), some.end());
    }
    return all;
}

std::optional<Refusal> refusal_of(const Bytes& form) {
    const auto result = saved_form::read(form, {});
    const auto* refusal = std::get_if<Refusal>(&result);
    return refusal == nullptr ? std::nullopt : std::optional(*refusal);
}

std::size_t expected_offset(const Case& one, const Assembled& form) {
    switch (one.at) {
    case At::record:
        return form.record.at(one.place);
    case At::value:
        return form.value.at(one.place) + one.behind;
    default:
        return form.end.at(one.place.first);
    }
}

TEST(Refusals, TheFormThatIsSpoiledIsAccepted) {
    const Bytes form = assembled(Draft::usual()).form;
    ASSERT_EQ(refusal_of(form), std::nullopt);
    const auto restored = read_well(form, {});
    EXPECT_EQ(saved_form::write(restored.manager, {.written_by = "", .parameters = false}), form);
}

TEST(Refusals, EachSaysWhatAndWhere) {
    for (const Case& one : all_cases()) {
        Draft draft = Draft::usual();
        one.spoil(draft);
        const Assembled form = assembled(draft);
        const auto refusal = refusal_of(form.form);
        ASSERT_TRUE(refusal) << one.name;
        EXPECT_EQ(refusal->requirement.id(), one.requirement) << one.name;
        EXPECT_EQ(refusal->place.offset, expected_offset(one, form)) << one.name;
        EXPECT_EQ(refusal->place.record, one.record) << one.name;
        EXPECT_FALSE(refusal->sentence.empty()) << one.name;
    }
}

// Of two faults, that with the lower number in the chapter's list is reported, wherever the other one is.
TEST(Refusals, ComeInTheOrderOfTheList) {
    std::size_t compared = 0;
    const std::vector<Case> all = all_cases();
    for (const Case& first : all) {
        for (const Case& second : all) {
            if (first.number >= second.number || first.place.first == second.place.first) {
                continue;
            }
            Draft draft = Draft::usual();
            second.spoil(draft);
            first.spoil(draft);
            const Assembled form = assembled(draft);
            const auto refusal = refusal_of(form.form);
            ASSERT_TRUE(refusal) << first.name << " and " << second.name;
            EXPECT_EQ(refusal->requirement.id(), first.requirement) << first.name << " and " << second.name;
            EXPECT_EQ(refusal->place.offset, expected_offset(first, form)) << first.name << " and " << second.name;
            ++compared;
        }
    }
    EXPECT_GE(compared, 500U);
}

// What lies just within the bounds is accepted.
TEST(Refusals, BoundariesAreAccepted) {
    Bytes slots;
    for (std::uint64_t slot = 459; slot < 483; ++slot) {
        slots = joined({slots, number(2, slot)});
    }
    const std::vector<std::function<void(Draft&)>> edits{
        set({"htlc 2", 4}, most),
        set({"htlc 2", 6}, most),
        set({"htlc 2", 8}, hex("7fffffffffffffff")),
        set({"htlc 2", 10}, joined({Bytes(8, 0xff), number(4, 0xffff'fffe), Bytes(4, 0xff)})),
        set({"channel 2", 2}, joined({number(2, 1), number(8, 0)})),
        set({"channel 2", 2}, joined({number(2, 483), most})),
        set({"channel 2", 8}, joined({hex("8000000000000001"), Bytes(8, 0xff)})),
        set({"channel 2", 10}, joined({hex("7fffffffffffffff"), Bytes(8, 0xff), Bytes(8, 0xff)})),
        set({"channel 1", 4}, {1}),
        set({"htlc 3", 16}, slots),
        [](Draft& draft) {  // the supply in one bucket, of two HTLCs
            draft.value({"htlc 0", 4}) = number(8, 2'099'999'999'999'999'999);
            draft.value({"htlc 3", 4}) = number(8, 1);
        },
        [](Draft& draft) { draft.before.push_back({3, Bytes(34)}); },
    };
    for (std::size_t number = 0; number < edits.size(); ++number) {
        Draft draft = Draft::usual();
        edits[number](draft);
        const auto refusal = refusal_of(assembled(draft).form);
        EXPECT_FALSE(refusal) << number << ": " << describe(refusal.value_or(Refusal{}));
    }
}

// PA-7: 483 HTLCs fit a bucket, and not one more. CB-1 leaves only the protected bucket to show it.
TEST(Refusals, BucketOfMoreThan483Htlcs) {
    Draft draft = Draft::usual();
    const DraftStream in_protected = draft.htlcs[2];
    draft.htlcs.clear();
    for (std::uint64_t id = 0; id < 483; ++id) {
        draft.htlcs.push_back(in_protected);
        draft.htlcs.back()[0].value = joined({number(8, 11), number(8, id)});
    }
    EXPECT_FALSE(refusal_of(assembled(draft).form));
    draft.htlcs.push_back(in_protected);
    draft.htlcs.back()[0].value = joined({number(8, 11), number(8, 483)});
    const Assembled form = assembled(draft);
    const auto refusal = refusal_of(form.form);
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->requirement.id(), "PA-7");
    EXPECT_EQ(refusal->place.offset, form.value.at({"htlc 483", 14}));
}

// ER-6.
TEST(Refusals, MoreChannelsThanAreKept) {
    Draft draft = Draft::usual();
    draft.htlcs.clear();
    const DraftStream one = draft.channels[1];
    std::vector<Bytes> entries;
    const auto form_of = [&](std::uint64_t count) {
        for (std::uint64_t scid = entries.size(); scid < count; ++scid) {
            Bytes stream = record(0, number(8, scid));
            for (std::size_t i = 1; i < one.size(); ++i) {
                stream = joined({stream, record(one[i].type, one[i].value)});
            }
            entries.push_back(entry(stream));
        }
        return form(joined({record(2, number(8, 0)), record(4, joined(entries)), record(6, {})}));
    };
    EXPECT_FALSE(refusal_of(form_of(65'534)));
    const auto refusal = refusal_of(form_of(65'535));
    ASSERT_TRUE(refusal);
    EXPECT_EQ(refusal->requirement.id(), "ER-6");
    EXPECT_EQ(refusal->place.record, "channel 0x0x65534, record 0 (scid)");
}

TEST(Refusals, ReadInOneLine) {
    Draft draft = Draft::usual();
    draft.value({"channel 1", 0}) = hex("0aae600000010002");
    draft.value({"channel 1", 8}) = joined({hex("8000000000000000"), number(8, 1)});
    const auto refusal = refusal_of(assembled(draft).form);
    ASSERT_TRUE(refusal);
    EXPECT_EQ(describe(*refusal), "DA-8: byte " + std::to_string(refusal->place.offset) +
                                      ", channel 700000x1x2, record 8 (reputation): an average is below -(2^63 - 1)");
}

}  // namespace
}  // namespace plumbline::saved_form_test
