// Records of a saved form that this version does not know, kept to be written again. Chapter 12-saved-form.
#pragma once

#include "reference/storage/tlv.hpp"
#include "reference/units.hpp"

#include <absl/container/flat_hash_map.h>

namespace plumbline {

/// Beside the channels and HTLCs that they belong to, and not in them: almost always there are none (SF-3).
struct KeptRecords {
    storage::UnknownRecords form;
    absl::flat_hash_map<Scid, storage::UnknownRecords> channels;
    absl::flat_hash_map<HtlcRef, storage::UnknownRecords> htlcs;

    /// They go with their channel or HTLC.
    void forget(Scid channel) {
        if (!channels.empty()) {
            channels.erase(channel);
        }
    }

    void forget(const HtlcRef& htlc) {
        if (!htlcs.empty()) {
            htlcs.erase(htlc);
        }
    }
};

}  // namespace plumbline
