// Forms that were cut, lengthened or altered: refused with a place, or, where the checksum was made good again, read as
// a manager whose invariants hold (SF-1, SF-2, SF-7, SF-12).
#include "tests/saved_form/golden.hpp"
#include "tests/support/violations.hpp"

#include <gtest/gtest.h>

#include <map>
#include <string>

namespace plumbline::saved_form_test {
namespace {

using saved_form::Refusal;
using saved_form::Restored;

Bytes a_form() {
    return golden_form(
        {.form = record(9, {1, 2}), .channel = record(0xfd01, ascii("channel")), .htlc = record(17, Bytes(260, 7))});
}

/// The refusal; a form that is not refused fails the test.
Refusal refusal_of(const Bytes& form) {
    const auto result = saved_form::read(form, {});
    if (const auto* refusal = std::get_if<Refusal>(&result)) {
        return *refusal;
    }
    ADD_FAILURE() << "not refused";
    return {};
}

void expect_refused(const Bytes& form, std::string_view requirement, std::size_t offset, std::string_view record) {
    const Refusal refusal = refusal_of(form);
    EXPECT_EQ(refusal.requirement.id(), requirement);
    EXPECT_EQ(refusal.place.offset, offset);
    EXPECT_EQ(refusal.place.record, record);
    EXPECT_FALSE(refusal.sentence.empty());
}

TEST(Alterations, EveryLengthButTheWholeIsTruncated) {
    const Bytes whole = a_form();
    for (std::size_t length = 0; length < whole.size(); ++length) {
        SCOPED_TRACE(length);
        expect_refused({whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(length)}, "SF-2", length,
                       "end of the form");
    }
}

TEST(Alterations, FurtherBytes) {
    for (const std::size_t more : {1U, 2U, 64U}) {
        expect_refused(joined({a_form(), Bytes(more)}), "SF-2", a_form().size(), "behind the checksum");
    }
    expect_refused(joined({empty_form(), empty_form()}), "SF-2", 64, "behind the checksum");
}

TEST(Alterations, EverySingleByte) {
    const Bytes whole = a_form();
    for (std::size_t offset = 0; offset < whole.size(); ++offset) {
        SCOPED_TRACE(offset);
        Bytes altered = whole;
        for (unsigned value = 1; value < 256; ++value) {
            altered[offset] = static_cast<std::uint8_t>(whole[offset] ^ value);
            const Refusal refusal = refusal_of(altered);
            if (offset < 8) {
                ASSERT_EQ(refusal.requirement.id(), "SF-11");
                ASSERT_EQ(refusal.place, (saved_form::Place{offset, "header"}));
            } else if (offset < 10) {
                ASSERT_EQ(refusal.requirement.id(), "SF-2");
                ASSERT_EQ(refusal.place, (saved_form::Place{8, "header"}));
            } else if (offset >= 18) {
                ASSERT_EQ(refusal.requirement.id(), "SF-2");
                ASSERT_EQ(refusal.place, (saved_form::Place{whole.size() - 32, "checksum"}));
            } else {
                ASSERT_EQ(refusal.requirement.id(), "SF-2");  // another length: truncated, or further bytes
            }
        }
    }
}

TEST(Alterations, LineEndsRewritten) {
    Bytes rewritten = a_form();
    rewritten.insert(rewritten.begin() + 7, 0x0d);
    expect_refused(rewritten, "SF-11", 7, "header");
}

// The checksum comes before everything in the body.
TEST(Alterations, ChecksumComesFirst) {
    Bytes form = saved_form_test::form(hex("02 09"));
    expect_refused(form, "SF-11", 20, "form");
    form.back() ^= 1U;
    expect_refused(form, "SF-2", 20, "checksum");
}

TEST(Alterations, NumbersThatAreNotTheShortest) {
    const Bytes time = hex("02 08 0000000000000000");
    for (const char* type : {"fd 0004", "fe 00000004", "fe 0000ffff", "ff 0000000000000004", "ff 00000000ffffffff"}) {
        expect_refused(form(joined({time, hex(type), hex("00 06 00")})), "SF-11", 28, "form");
    }
    expect_refused(form(joined({time, hex("04 fd 0000"), hex("06 00")})), "SF-11", 29, "form");
    expect_refused(form(joined({time, record(4, hex("fd 0001 00")), hex("06 00")})), "SF-11", 30,
                   "form, record 4 (channels)");
    expect_refused(form(joined({time, record(4, {}), record(6, hex("fd 0001 00"))})), "SF-11", 32,
                   "form, record 6 (pending_htlcs)");
}

TEST(Alterations, RecordsThatEndOutsideTheirStream) {
    const Bytes time = hex("02 08 0000000000000000");
    for (const char* rest : {"04", "04 fd", "04 fd 01", "04 01", "04 ff ffffffffffffffff", "04 00 06 02 00"}) {
        const Refusal refusal = refusal_of(form(joined({time, hex(rest)})));
        EXPECT_EQ(refusal.requirement.id(), "SF-11") << rest;
        EXPECT_EQ(refusal.place.record, "form") << rest;
        EXPECT_GE(refusal.place.offset, 28U) << rest;
    }
    expect_refused(form(joined({time, record(4, hex("02 00")), record(6, {})})), "SF-11", 31,
                   "form, record 4 (channels)");
    expect_refused(form(joined({time, record(4, hex("03 00 08 00")), record(6, {})})), "SF-11", 33, "channel number 1");
}

/// Resolves all that is pending and expects nothing to be held then.
void expect_everything_returned(DefaultResourceManager& manager, const std::vector<HtlcRef>& pending,
                                const std::vector<Scid>& channels) {
    for (const HtlcRef& ref : pending) {
        const Scid outgoing = manager.pending(ref)->outgoing;
        ASSERT_TRUE(manager.resolve_htlc(ref, outgoing, Resolution::settled, support::after(1000)).ok());
    }
    ASSERT_EQ(manager.pending_count(), 0U);
    for (const Scid scid : channels) {
        const Channel<>* channel = manager.channel(scid);
        if (channel == nullptr) {
            continue;
        }
        for (const BucketResources<>* bucket :
             {&channel->general.resources, &channel->congestion, &channel->protected_}) {
            ASSERT_EQ(bucket->slots_used, Slots<>(0));
            ASSERT_EQ(bucket->msat_used, Msat<>(0));
        }
        ASSERT_EQ(channel->in_flight_risk, WideMsat<>(0));
    }
}

/// What became of altered forms, by requirement; "read" where they were read.
std::map<std::string, std::uint64_t> outcomes;

/// Reads an altered form with everything checked.
void read_altered(const Bytes& altered) {
    const Bytes before = altered;
    const std::string violated = support::violated_by([&] {
        auto result = saved_form::read(altered, {});
        if (const auto* refusal = std::get_if<Refusal>(&result)) {
            ++outcomes[std::string(refusal->requirement.id())];
            ASSERT_LE(refusal->place.offset, altered.size());
            ASSERT_GE(refusal->place.offset, 18U);
            ASSERT_FALSE(refusal->place.record.empty());
            ASSERT_FALSE(refusal->sentence.empty());
            return;
        }
        ++outcomes["read"];
        DefaultResourceManager manager = std::get<Restored>(std::move(result)).manager;
        const Bytes rewritten = saved_form::write(manager);
        const DefaultResourceManager again = read_well(rewritten, {}).manager;
        ASSERT_TRUE(again.same_state(manager));
        ASSERT_EQ(saved_form::write(again), rewritten);
        std::vector<HtlcRef> pending;
        for (const Scid scid : {support::alice, support::bob, support::carol}) {
            for (std::uint64_t id = 0; id < 256; ++id) {
                if (manager.pending({scid, HtlcId{id}}) != nullptr) {
                    pending.push_back({scid, HtlcId{id}});
                }
            }
        }
        if (pending.size() == manager.pending_count()) {
            expect_everything_returned(manager, pending, {support::alice, support::bob, support::carol});
        }
    });
    ASSERT_EQ(violated, "none");
    ASSERT_EQ(altered, before);
}

// With the checksum made good again, so that what is inside is reached.
TEST(Alterations, EverySingleByteOfTheBodyWithItsChecksum) {
    outcomes.clear();
    const Bytes whole = a_form();
    for (std::size_t offset = 18; offset < whole.size() - 32; ++offset) {
        SCOPED_TRACE(offset);
        for (const unsigned value : {0x01U, 0x02U, 0x04U, 0x08U, 0x10U, 0x20U, 0x40U, 0x80U, 0x03U, 0x7fU, 0xffU}) {
            Bytes altered = whole;
            altered[offset] = static_cast<std::uint8_t>(altered[offset] ^ value);
            read_altered(mended(std::move(altered)));
            if (HasFatalFailure()) {
                return;
            }
        }
    }
    EXPECT_GE(outcomes["read"], 1000U);
    for (const char* id : {"SF-2", "SF-11", "SF-12", "PA-7", "CV-3", "CH-7", "RM-11", "GB-11", "GB-14", "CH-2"}) {
        EXPECT_GE(outcomes[id], 1U) << id << " was not reached";
    }
}

// Bytes taken out of the body, or put into it.
TEST(Alterations, EveryByteOfTheBodyMissingOrTwice) {
    outcomes.clear();
    const Bytes whole = a_form();
    for (std::size_t offset = 18; offset < whole.size() - 32; ++offset) {
        SCOPED_TRACE(offset);
        const auto at = static_cast<std::ptrdiff_t>(offset);
        Bytes shorter = whole;
        shorter.erase(shorter.begin() + at);
        read_altered(mended(shorter));
        Bytes longer = whole;
        longer.insert(longer.begin() + at, whole[offset]);
        read_altered(mended(longer));
        const Bytes cut(whole.begin(), whole.begin() + at);
        read_altered(mended(joined({cut, Bytes(32)})));
        if (HasFatalFailure()) {
            return;
        }
    }
    EXPECT_GE(outcomes["SF-11"], 1000U);
}

}  // namespace
}  // namespace plumbline::saved_form_test
