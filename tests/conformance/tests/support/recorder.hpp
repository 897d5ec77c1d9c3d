// Logs of implementations that follow given rules, made here.
#pragma once

#include "tests/conformance/audit/world.hpp"

#include <functional>
#include <string>
#include <vector>

namespace plumbline::conformance::support {

/// How much of its state an implementation shows.
enum class Showing : std::uint8_t { nothing, everything };

/// A log in memory, for a reader that asks for a file.
struct RecordedLog {
    LogHeader header;
    std::vector<LogEntry> entries;

    [[nodiscard]] std::string text() const;
};

/// A header of plumbline-log-1 under `profile`.
LogHeader header_for(const Rules& profile = draft_profile, const Parameters<>& parameters = {});

/// What records operations and answers, whoever gives the answers.
class Recorder {
public:
    explicit Recorder(LogHeader header) { log_.header = std::move(header); }

    Recorder(const Recorder&) = delete;
    Recorder& operator=(const Recorder&) = delete;
    Recorder(Recorder&&) = delete;
    Recorder& operator=(Recorder&&) = delete;
    virtual ~Recorder() = default;

    /// Runs the operation and appends its entry. The reference is good until the next one.
    virtual const LogEntry& run(Operation operation, Seconds<> now) = 0;

    [[nodiscard]] const RecordedLog& log() const { return log_; }

protected:
    LogEntry& append(Operation operation, Seconds<> now);

    RecordedLog log_;
};

/// Records DefaultResourceManager. Of its rules the manager follows all but salt_source, htlc_identity and
/// early_resolution.
class ManagerRecorder final : public Recorder {
public:
    ManagerRecorder(LogHeader header, const Rules& rules, Showing showing);

    const LogEntry& run(Operation operation, Seconds<> now) override;

    [[nodiscard]] const DefaultResourceManager& manager() const { return manager_; }

private:
    Answer ask(Operation& operation, Seconds<> now);
    void show_state(LogEntry& entry) const;

    Rules rules_;
    Showing showing_;
    DefaultResourceManager manager_;
};

/// Plays an implementation by the kit's own steps, under any rules, and with what it answers and shows changed at will.
/// It goes on from what it has shown.
class Simulation final : public Recorder {
public:
    Simulation(LogHeader header, const Rules& rules, Showing showing = Showing::everything);

    const LogEntry& run(Operation operation, Seconds<> now) override { return run(std::move(operation), now, {}); }

    /// `answered` is given in place of the rules' own decision; `tamper` changes the entry before it counts as shown.
    const LogEntry& run(Operation operation, Seconds<> now, const std::optional<Answer>& answered,
                        const std::function<void(LogEntry&)>& tamper = {});

private:
    void show_state(LogEntry& entry, const Concerned<Running>& after) const;

    Showing showing_;
    World<Running> world_;
};

}  // namespace plumbline::conformance::support
