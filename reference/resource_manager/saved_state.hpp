// What the saved form says, as plain records: what a manager cannot derive. Chapter 12-saved-form.
#pragma once

#include "reference/resource_manager/default_resource_manager.hpp"
#include "reference/resource_manager/restoration.hpp"

#include <vector>

namespace plumbline::saved_form {

struct SavedMark {
    Scid outgoing{};
    Seconds<> time{};
};

struct SavedChannel : DurableChannel<> {
    Scid scid{};
    std::vector<SavedMark> misuse;  ///< ascending by scid
    storage::UnknownRecords unknown;
};

struct SavedHtlc {
    HtlcRef name;
    PendingHtlc<> htlc;
    storage::UnknownRecords unknown;
};

struct SavedState {
    Seconds<> written_at{};
    std::vector<SavedChannel> channels;  ///< ascending by scid
    std::vector<SavedHtlc> pending;      ///< ascending by name
    storage::UnknownRecords unknown;
};

/// The way from a manager to what is saved of it, and back.
struct ManagerAccess {
    [[nodiscard]] static SavedState state_of(const DefaultResourceManager& manager);

    /// The manager that `state` describes: buckets, holders, risks and assignments are derived, nothing is decided
    /// (SF-4). Whole-state contracts are checked, unless off. The options' parameters must be valid, and the state one
    /// that a reader accepts (SF-12).
    [[nodiscard]] static DefaultResourceManager restore(DefaultResourceManager::Options options,
                                                        const SavedState& state);

private:
    static void fill(DefaultResourceManager& manager, const SavedState& state);
};

}  // namespace plumbline::saved_form
