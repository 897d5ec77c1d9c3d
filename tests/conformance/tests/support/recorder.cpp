#include "tests/conformance/tests/support/recorder.hpp"

#include "tests/conformance/audit/judge.hpp"
#include "tests/conformance/log/own_format_writer.hpp"
#include "tests/conformance/tests/support/show.hpp"
#include "tests/support/manager.hpp"

namespace plumbline::conformance::support {

std::string RecordedLog::text() const {
    std::string text = own_format_line(header);
    for (const LogEntry& entry : entries) {
        text += own_format_line(entry, header);
    }
    return text;
}

LogHeader header_for(const Rules& profile, const Parameters<>& parameters) {
    LogHeader header;
    header.format = "plumbline-log-1";
    header.implementation = "the reference";
    header.parameters = parameters;
    header.profile = profile;
    return header;
}

LogEntry& Recorder::append(Operation operation, Seconds<> now) {
    const std::uint64_t before = log_.entries.size();
    LogEntry& entry = log_.entries.emplace_back();
    entry.line = before + 2;
    entry.number = before;
    entry.time = now;
    entry.operation = std::move(operation);
    return entry;
}

ManagerRecorder::ManagerRecorder(LogHeader header, const Rules& rules, Showing showing)
    : Recorder(std::move(header)),
      rules_(rules),
      showing_(showing),
      manager_(plumbline::support::make_manager(contracts::Mode::off, rules, log_.header.parameters)) {}

const LogEntry& ManagerRecorder::run(Operation operation, Seconds<> now) {
    const Answer answer = ask(operation, now);
    LogEntry& entry = append(std::move(operation), now);
    entry.answer = answer;
    if (showing_ == Showing::everything) {
        show_state(entry);
    }
    return entry;
}

Answer ManagerRecorder::ask(Operation& operation, Seconds<> now) {
    const auto changed = [](const Result<ChannelChange>& result) {
        return result ? Answer{} : answer_of(result.mistake());
    };
    if (auto* add = std::get_if<AddChannel>(&operation)) {
        Answer answer = changed(manager_.add_channel(add->channel, add->limits, now));
        if (const Channel<>* added = manager_.channel(add->channel)) {
            add->salt = added->salt;
        }
        return answer;
    }
    if (const auto* update = std::get_if<UpdateChannel>(&operation)) {
        return changed(manager_.update_channel(update->channel, update->limits));
    }
    if (const auto* remove = std::get_if<RemoveChannel>(&operation)) {
        return changed(manager_.remove_channel(remove->channel));
    }
    if (const auto* add = std::get_if<AddHtlc>(&operation)) {
        const auto result = manager_.add_htlc(add->offer, now);
        return result ? answer_of(*result) : answer_of(result.mistake());
    }
    const auto& resolve = std::get<ResolveHtlc>(operation);
    const auto result = manager_.resolve_htlc(resolve.htlc, resolve.outgoing, resolve.resolution, now);
    return result ? answer_of(result->bucket) : answer_of(result.mistake());
}

void ManagerRecorder::show_state(LogEntry& entry) const {
    const Subject subject = subject_of(entry.operation);
    const auto show_channel = [&](Scid scid) {
        entry.shown.channels.push_back(show(scid, manager_.channel(scid), entry.time, log_.header.parameters, rules_));
    };
    show_channel(subject.incoming);
    if (subject.names_htlc && subject.outgoing != subject.incoming) {
        show_channel(subject.outgoing);
        const Channel<>* incoming = manager_.channel(subject.incoming);
        if (incoming != nullptr && incoming->pairs.find(subject.outgoing) != no_pair) {
            entry.shown.pair = show_pair(*incoming, subject.outgoing);
        }
    }
    entry.shown.channel_count = manager_.channel_count();
}

Simulation::Simulation(LogHeader header, const Rules& rules, Showing showing)
    : Recorder(std::move(header)), showing_(showing), world_(setting_for<Running>(log_.header, rules)) {}

const LogEntry& Simulation::run(Operation operation, Seconds<> now, const std::optional<Answer>& answered,
                                const std::function<void(LogEntry&)>& tamper) {
    const plumbline::support::ThrowingViolations throwing;
    LogEntry& entry = append(std::move(operation), now);
    const Concerned<Running> before = world_.concerned(entry);
    Concerned<Running> after = before;
    Prediction<Running> prediction = step(after, entry, world_.setting());
    if (answered) {
        entry.answer = *answered;
    } else if (prediction.mistake) {
        entry.answer = answer_of(*prediction.mistake);
    } else if (prediction.verdict) {
        entry.answer = answer_of(*prediction.verdict);
    } else if (std::holds_alternative<ResolveHtlc>(entry.operation)) {
        entry.answer = answer_of(prediction.resolved);
    }
    after = before;
    step(after, entry, world_.setting());
    if (showing_ == Showing::everything) {
        show_state(entry, after);
    }
    if (tamper) {
        tamper(entry);
    }
    world_.advance(entry, std::move(after));
    return entry;
}

void Simulation::show_state(LogEntry& entry, const Concerned<Running>& after) const {
    const auto show_channel = [&](const NamedChannel<Running>& named) {
        const Channel<>* channel = named.channel ? &*named.channel : nullptr;
        entry.shown.channels.push_back(
            show(named.scid, channel, entry.time, log_.header.parameters, world_.setting().rules));
    };
    const Subject subject = subject_of(entry.operation);
    show_channel(after.incoming);
    if (subject.names_htlc && subject.outgoing != subject.incoming) {
        show_channel(after.outgoing);
        if (after.incoming.channel && after.incoming.channel->pairs.find(subject.outgoing) != no_pair) {
            entry.shown.pair = show_pair(*after.incoming.channel, subject.outgoing);
        }
    }
    entry.shown.channel_count = after.channel_count;
}

}  // namespace plumbline::conformance::support
