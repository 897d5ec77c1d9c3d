// A manager and the model, side by side: every operation is done by both and compared.
#pragma once

#include "reference/resource_manager/default_resource_manager.hpp"
#include "tests/model/difference.hpp"
#include "tests/model/tally.hpp"

#include <memory>
#include <optional>

namespace plumbline::model {

/// How much of the state is compared after an operation.
enum class Comparing : std::uint8_t {
    concerned,   ///< the channels and the HTLC that it names; everything after every 16th operation
    everything,  ///< always everything
};

class Session {
public:
    /// The setting must be one that an operator may choose; `tally` must outlive the session.
    Session(const Setting& setting, Tally& tally, Comparing comparing = Comparing::concerned);

    /// Does the operation in both. None where the manager did what the chapters allow; after a difference the session
    /// is over.
    std::optional<Difference> step(const Operation& operation);

    [[nodiscard]] const Model& model() const { return model_; }

    [[nodiscard]] const DefaultResourceManager& manager() const { return manager_; }

private:
    void run(const AddChannel& add);
    void run(const UpdateChannel& update);
    void run(const RemoveChannel& remove);
    void run(const AddHtlc& add);
    void run(const ResolveHtlc& resolve);
    void run(const Advance& advance);
    void run(const Restart& restart);
    bool accepted(const Call& call, const Result<ChannelChange>& result);
    void refuse(const Call& call, Mistake mistake);
    void compare_verdict(const Question& question, const Verdict<>& verdict);
    void note(const AddHtlc& add, const Question& question, const Row& row);
    void compare_after(const Operation& operation) const;

    Tally* tally_;
    Comparing comparing_;
    std::uint64_t steps_ = 0;
    Setting setting_;
    std::shared_ptr<Salt> next_salt_;  // which the manager is to draw
    DefaultResourceManager manager_;
    Model model_;
};

/// The first difference in a run, and at which of its operations, from 0.
struct Found {
    std::size_t operation = 0;
    Difference difference;
};

/// Replays a run, comparing everything after every operation.
std::optional<Found> first_difference(const Run& run);

}  // namespace plumbline::model
