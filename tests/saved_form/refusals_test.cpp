// What a reader refuses, and where it says so: the list of chapter 12-saved-form, numbers 4 to 8 (SF-2, SF-12).
#include "tests/saved_form/golden.hpp"
#include "tests/saved_form/spoiled.hpp"

#include <gtest/gtest.h>

#include <algorithm>

namespace plumbline::saved_form_test {
namespace {

using saved_form::Refusal;

namespace {

const Bytes most = number(8, 2'100'000'000'000'000'000);

}  // namespace

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