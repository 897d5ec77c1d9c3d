// The layout, byte for byte.
#include "tests/saved_form/golden.hpp"

#include <gtest/gtest.h>

namespace plumbline::saved_form_test {
namespace {

using saved_form::Difference;
using saved_form::Informative;
using saved_form::Restored;
using support::start;

constexpr Informative by_hand{.written_by = "by hand"};

// SF-11: the example of the chapter.
TEST(Golden, AnEmptyManagerHas64Bytes) {
    const DefaultResourceManager manager = support::make_manager();
    const Bytes form = saved_form::write(manager, {.written_by = "", .parameters = false});
    EXPECT_EQ(form.size(), 64U);
    EXPECT_EQ(form, empty_form());

    const Restored restored = read_well(form, manager.options());
    EXPECT_TRUE(restored.manager.same_state(manager));
    EXPECT_EQ(restored.written_at, Seconds<>(0));
    EXPECT_EQ(restored.written_by, "");
    EXPECT_TRUE(restored.differences.empty());
}

TEST(Golden, WritesTheLayout) {
    EXPECT_EQ(saved_form::write(golden_manager(), by_hand), golden_form());
}

TEST(Golden, ReadsTheLayout) {
    const DefaultResourceManager manager = golden_manager();
    const Restored restored = read_well(golden_form(), manager.options());
    EXPECT_TRUE(restored.manager.same_state(manager));
    EXPECT_EQ(restored.written_by, "by hand");
    EXPECT_EQ(restored.written_at, support::after(300));
    EXPECT_TRUE(restored.differences.empty());
    EXPECT_EQ(saved_form::write(restored.manager, by_hand), golden_form());
}

// SF-4: what is pending is as it was decided.
TEST(Golden, RestoresHtlcsAsRecorded) {
    using support::htlc;
    const Restored restored = read_well(golden_form(), golden_manager().options());
    const PendingHtlc<> general = *restored.manager.pending(htlc(support::alice, 2));
    EXPECT_EQ(general.bucket, Bucket::general);
    EXPECT_EQ(std::vector<SlotIndex>(general.slots.begin(), general.slots.end()),
              (std::vector<SlotIndex>{12, 15, 7, 21, 28}));
    EXPECT_EQ(general.amount, Msat<>(5'000'000));
    EXPECT_EQ(general.risk, WideMsat<>(265'667));
    EXPECT_EQ(general.added_at, support::after(200));
    EXPECT_EQ(general.height_added, Height<>(800'000));
    EXPECT_EQ(general.cltv_expiry, Height<>(800'040));
    EXPECT_FALSE(general.outgoing_accountable);
    const PendingHtlc<> congestion = *restored.manager.pending(htlc(support::alice, 3));
    EXPECT_EQ(congestion.bucket, Bucket::congestion);
    EXPECT_FALSE(congestion.incoming_accountable);
    EXPECT_TRUE(congestion.outgoing_accountable);
    EXPECT_EQ(restored.manager.pending(htlc(support::bob, 7))->bucket, Bucket::protected_);
    EXPECT_TRUE(restored.manager.channel(support::bob)->closing);
    EXPECT_EQ(restored.manager.channel(support::bob)->in_flight_risk, WideMsat<>(265'667));
}

Additions additions() {
    return {.form = joined({record(9, ascii("form")), record(0xffff'ffff'ffff'ffff, {})}),
            .channel = record(0xfd01, ascii("channel")),
            .htlc = joined({record(17, {}), record(0x1'0000'0001, Bytes(300, 7))})};
}

// SF-3: in every stream, with types and lengths of every width.
TEST(Golden, KeepsUnknownOddRecords) {
    const Bytes form = golden_form(additions());
    ASSERT_NE(form, golden_form());
    const Restored restored = read_well(form, golden_manager().options());
    EXPECT_TRUE(restored.manager.same_state(golden_manager()));
    EXPECT_EQ(saved_form::write(restored.manager, by_hand), form);
}

// SF-3: between known records, too.
TEST(Golden, KeepsUnknownOddRecordsInTheirPlaces) {
    const Bytes form = saved_form_test::form(joined(
        {record(1, ascii("by hand")), record(2, number(8, 0)), record(4, {}), record(5, {1, 2}), record(6, {})}));
    const Restored restored = read_well(form, {});
    EXPECT_EQ(saved_form::write(restored.manager, {.written_by = "by hand", .parameters = false}), form);
}

// They go with what they belong to, and nothing that comes after it under the same name has them.
TEST(Golden, UnknownRecordsGoWithTheirChannelOrHtlc) {
    DefaultResourceManager manager = read_well(golden_form(additions()), golden_manager().options()).manager;
    const auto resolve = [&](Scid incoming, std::uint64_t id, Scid outgoing) {
        ASSERT_TRUE(manager.resolve_htlc(support::htlc(incoming, id), outgoing, Resolution::failed, start).ok());
    };
    resolve(support::alice, 2, support::bob);
    resolve(support::alice, 3, support::bob);
    resolve(support::bob, 7, support::alice);
    const Bytes without_htlc = saved_form::write(manager);
    ASSERT_TRUE(manager.remove_channel(support::alice)->gone);
    ASSERT_TRUE(manager.add_channel(support::alice, support::usual_limits, start).ok());
    const Bytes without_channel = saved_form::write(manager);
    const auto has = [](const Bytes& bytes, const Bytes& part) {
        return std::search(bytes.begin(), bytes.end(), part.begin(), part.end()) != bytes.end();
    };
    const Bytes of_htlc(300, 7);
    const Bytes of_channel = ascii("channel");
    EXPECT_FALSE(has(without_htlc, of_htlc));
    EXPECT_TRUE(has(without_htlc, of_channel));
    EXPECT_FALSE(has(without_channel, of_channel));
    EXPECT_TRUE(has(without_channel, ascii("form")));
}

// The configuration is followed, and what differs is said.
TEST(Golden, ReportsWhereTheConfigurationDiffers) {
    DefaultResourceManager::Options options = golden_manager().options();
    options.parameters = {Seconds<>(60), Seconds<>(7), Seconds<>(8), 3, 30, 10};
    options.rules = later_profile;
    const Restored restored = read_well(golden_form(), options);
    EXPECT_EQ(restored.differences, (std::vector<Difference>{{"resolution_period", "90", "60"},
                                                             {"revenue_window", "1209600", "7"},
                                                             {"reputation_multiplier", "12", "3"},
                                                             {"congestion_misuse_window", "1209600", "8"},
                                                             {"general_percent", "40", "30"},
                                                             {"congestion_percent", "20", "10"},
                                                             {"profile", "draft-3d7d840", "later"}}));
    EXPECT_EQ(restored.manager.parameters(), options.parameters);
}

TEST(Golden, ParametersOutOfRangeAreTheCallersMistake) {
    DefaultResourceManager::Options options;
    options.parameters.general_percent = 101;
    const auto result = saved_form::read(golden_form(), options);
    ASSERT_TRUE(std::holds_alternative<Mistake>(result));
    EXPECT_EQ(std::get<Mistake>(result), Mistake::parameters_out_of_range);
}

}  // namespace
}  // namespace plumbline::saved_form_test
