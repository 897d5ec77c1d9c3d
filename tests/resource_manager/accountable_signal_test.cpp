// Chapter 8-accountable-signal.
#include "reference/resource_manager/accountable_signal.hpp"

#include <gtest/gtest.h>

#include <optional>
#include <string_view>

namespace plumbline {
namespace {

// AS-10, AS-11: the types.
static_assert(encoding::update_add_htlc_accountable == 1);
static_assert(encoding::payload_upgrade_accountability == 19);
static_assert(encoding::encrypted_data_upgrade_accountability == 3);
static_assert(encoding::invoice_accountable == 161);
static_assert(std::string_view("qpzry9x8gf2tvdw0s3jn54khce6mua7l")[encoding::bolt11_field_a] == 'a');

// AS-12: the BigSize number fe 00 01 a1 47.
static_assert(encoding::blip4_accountable == 0x0001'a147);
static_assert(accountable_from_blip4(7) == true);
static_assert(accountable_from_blip4(6) == false);
static_assert(accountable_from_blip4(0) == false);
static_assert(accountable_from_blip4(8) == std::nullopt);
static_assert(accountable_from_blip4(255) == std::nullopt);
static_assert(blip4_from_accountable(true) == 7 && blip4_from_accountable(false) == 0);

// AS-5, AS-6: accountable without permission.
static_assert(signal_corrupted(true, false));
static_assert(!signal_corrupted(true, true));
static_assert(!signal_corrupted(false, false));
static_assert(!signal_corrupted(false, true));

TEST(AccountableSignal, SurvivesTheExperimentalEncoding) {  // AS-12
    EXPECT_EQ(accountable_from_blip4(blip4_from_accountable(true)), true);
    EXPECT_EQ(accountable_from_blip4(blip4_from_accountable(false)), false);
}

TEST(AccountableSignal, IsRefusedWithTheErrorOfThePosition) {  // AS-7
    EXPECT_EQ(corrupted_signal_failure(Position::forwarding), "temporary_channel_failure");
    EXPECT_EQ(corrupted_signal_failure(Position::forwarding_in_blinded_route), "invalid_onion_blinding");
    EXPECT_EQ(corrupted_signal_failure(Position::final_node), "incorrect_or_unknown_payment_details");
    EXPECT_EQ(corrupted_signal_failure(Position::final_node_in_blinded_route), "invalid_onion_blinding");
}

}  // namespace
}  // namespace plumbline
