#include "tests/support/operations.hpp"

#include "contracts/describe.hpp"

namespace plumbline::support {
namespace {

using contracts::describe_value;

struct Runner {
    DefaultResourceManager& manager;
    Seconds<>& now;
    Verdict<>* seen;

    static Answer from(const Result<ChannelChange>& result) {
        Answer answer;
        if (!result) {
            answer.mistake = result.mistake();
            return answer;
        }
        answer.repetition = result->repetition;
        answer.gone = result->gone;
        return answer;
    }

    Answer operator()(const AddChannel& add) const { return from(manager.add_channel(add.channel, add.limits, now)); }

    Answer operator()(const UpdateChannel& update) const {
        return from(manager.update_channel(update.channel, update.limits));
    }

    Answer operator()(const RemoveChannel& remove) const { return from(manager.remove_channel(remove.channel)); }

    Answer operator()(const AddHtlc& add) const {
        Answer answer;
        const auto result = manager.add_htlc(add.offer, now);
        if (!result) {
            answer.mistake = result.mistake();
            return answer;
        }
        answer.bucket = result->bucket;
        answer.outgoing_accountable = result->outgoing_accountable;
        answer.signal_corrupted = result->signal_corrupted;
        answer.slots = result->slots;
        answer.with_in_flight_risk = result->standing.with_in_flight_risk();
        answer.reputation = result->standing.reputation;
        answer.threshold = result->standing.incoming_revenue_threshold;
        if (seen != nullptr) {
            *seen = *result;
        }
        return answer;
    }

    Answer operator()(const ResolveHtlc& resolve) const {
        Answer answer;
        const auto result = manager.resolve_htlc(resolve.htlc, resolve.outgoing, resolve.resolution, now);
        if (!result) {
            answer.mistake = result.mistake();
            return answer;
        }
        answer.bucket = result->bucket;
        answer.effective_fee = result->effective_fee;
        return answer;
    }

    Answer operator()(const Wait& wait) const {
        const auto distance = static_cast<std::uint64_t>(wait.seconds < 0 ? -wait.seconds : wait.seconds);
        now = wait.seconds < 0 ? now - Seconds<>(distance) : now + Seconds<>(distance);
        return {};
    }

    Answer operator()(const Look& look) const {
        Answer answer;
        answer.reputation = manager.reputation(look.channel, now + Seconds<>(look.ahead));
        answer.threshold = manager.incoming_revenue_threshold(look.channel, now + Seconds<>(look.ahead));
        return answer;
    }
};

struct Describer {
    std::string operator()(const AddChannel& add) const {
        return "add_channel " + describe_value(add.channel) + " " + describe_value(add.limits);
    }

    std::string operator()(const UpdateChannel& update) const {
        return "update_channel " + describe_value(update.channel) + " " + describe_value(update.limits);
    }

    std::string operator()(const RemoveChannel& remove) const {
        return "remove_channel " + describe_value(remove.channel);
    }

    std::string operator()(const AddHtlc& add) const { return "add_htlc " + describe_value(add.offer); }

    std::string operator()(const ResolveHtlc& resolve) const {
        const bool settled = resolve.resolution == Resolution::settled;
        return "resolve_htlc " + describe_value(resolve.htlc) + " to " + describe_value(resolve.outgoing) +
               (settled ? " settled" : " failed");
    }

    std::string operator()(const Wait& wait) const { return "wait " + std::to_string(wait.seconds) + " s"; }

    std::string operator()(const Look& look) const {
        return "look at " + describe_value(look.channel) + " in " + std::to_string(look.ahead) + " s";
    }
};

}  // namespace

Answer run(DefaultResourceManager& manager, const Operation& operation, Seconds<>& now, Verdict<>* seen) {
    return std::visit(Runner{manager, now, seen}, operation);
}

std::string describe(const Operation& operation) {
    return std::visit(Describer{}, operation);
}

std::string describe(const Answer& answer) {
    if (answer.mistake) {
        return std::string(name(*answer.mistake));
    }
    if (answer.repetition) {
        return std::string(name(*answer.repetition));
    }
    std::string text(name(answer.bucket));
    text += answer.outgoing_accountable ? ", accountable, slots " : ", slots ";
    text += describe_value(answer.slots) + ", effective fee " + describe_value(answer.effective_fee);
    text += answer.gone ? ", gone" : "";
    return text;
}

}  // namespace plumbline::support
