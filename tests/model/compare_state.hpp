// The manager's state against the model's: what CH-1 says that a channel holds.
#pragma once

#include "reference/resource_manager/default_resource_manager.hpp"
#include "tests/model/model.hpp"

namespace plumbline::model {

/// Throws Difference where what the manager shows of the channel is not what the model has, at the model's time. That
/// it has none is compared, too.
void compare_channel(const DefaultResourceManager& manager, const Model& model, Scid scid);

/// The HTLC as it is recorded (CH-2).
void compare_htlc(const DefaultResourceManager& manager, const Model& model, const HtlcRef& htlc);

/// How many channels and pending HTLCs there are.
void compare_counts(const DefaultResourceManager& manager, const Model& model);

/// All of the above, for every channel and HTLC.
void compare_everything(const DefaultResourceManager& manager, const Model& model);

}  // namespace plumbline::model
