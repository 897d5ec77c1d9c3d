#include "tests/conformance/audit/audit.hpp"

#include "tests/conformance/audit/replica.hpp"
#include "tests/conformance/audit/tally.hpp"
#include "tests/conformance/log/read_ahead.hpp"

#include <set>
#include <utility>

namespace plumbline::conformance {
namespace {

/// How many operations of each kind of finding a diagnosis begins with, and by how many it grows in each round.
constexpr std::size_t samples_per_kind = 12;
constexpr std::size_t most_samples = 500;
constexpr std::size_t samples_per_round = 16;
constexpr int most_rounds = 24;
constexpr std::size_t unexplained_listed = 1000;

/// The first pass: judges every operation, and keeps some of each kind for the diagnosis.
class Judgement {
public:
    Judgement(const std::string& path, AuditResult& result)
        : path_(path),
          result_(result),
          exact_(setting_for<Running>(result.header, result.header.profile)),
          enclosing_(setting_for<oracle::Enclosing>(result.header, result.header.profile)) {}

    void take(const LogEntry& entry) {
        ++result_.operations;
        const Concerned<oracle::Enclosing> state = enclosing_.concerned(entry);
        const Findings findings = judged(state, entry);
        tally_.count(findings);
        note_mismatches(entry, findings);
        keep_some(entry, findings, state);
        advance(enclosing_, entry);
        advance(exact_, entry);
    }

    /// To be called after the last operation.
    void finish() { tally_.write(result_); }

    std::vector<Observed>& samples() { return samples_; }

private:
    // What the reference itself does conforms, and tells best what was checked; else what comes closest of all that is
    // allowed.
    Findings judged(const Concerned<oracle::Enclosing>& state, const LogEntry& entry) const {
        if (Replica::follows(result_.header)) {
            Findings own = reproduce(exact_.concerned(entry), entry, exact_.setting(), false);
            if (own.clean()) {
                return own;
            }
        }
        return judge(state, entry, enclosing_.setting(), true);
    }

    void note_mismatches(const LogEntry& entry, const Findings& findings) {
        std::set<std::string_view> violated;
        for (const Mismatch& mismatch : findings.mismatches()) {
            if (!violated.insert(mismatch.rule.id()).second) {
                continue;
            }
            RequirementResult& requirement = result_.requirements[mismatch.rule.id()];
            ++requirement.violated;
            if (!requirement.first) {
                requirement.first = Violation{{path_, entry.line}, entry.number, operation_text(entry), mismatch};
            }
        }
        result_.operations_violating += violated.empty() ? 0U : 1U;
    }

    // A kind is the operation with the rules that it breaks, or, if it breaks none, that it meets.
    void keep_some(const LogEntry& entry, const Findings& findings, const Concerned<oracle::Enclosing>& state) {
        std::string kind = std::to_string(entry.operation.index()) + (entry.answer.ok ? "+" : "-");
        if (findings.clean()) {
            kind += entry.answer.bucket ? name(*entry.answer.bucket) : "";
        }
        for (const Mismatch& mismatch : findings.mismatches()) {
            kind += mismatch.rule.id();
        }
        if (samples_.size() < most_samples && kinds_[kind]++ < samples_per_kind) {
            samples_.push_back({entry, exact_.concerned(entry), state});
        }
    }

    const std::string& path_;
    AuditResult& result_;
    World<Running> exact_;
    World<oracle::Enclosing> enclosing_;
    Tally tally_;
    std::map<std::string, std::size_t> kinds_;
    std::vector<Observed> samples_;
};

/// The second pass: the whole log again under the diagnosed rules. Returns operations that they do not explain, for the
/// next round.
class Verification {
public:
    Verification(const std::string& path, const LogHeader& header, const Rules& rules)
        : path_(path),
          exact_(setting_for<Running>(header, rules)),
          enclosing_(setting_for<oracle::Enclosing>(header, rules)) {}

    void take(const LogEntry& entry) {
        const Concerned<Running> state = exact_.concerned(entry);
        const Findings findings = reproduce(state, entry, exact_.setting(), true);
        result.values += findings.checked().size();
        if (findings.clean()) {
            ++result.operations_explained;
        } else {
            Observed observed{entry, state, enclosing_.concerned(entry)};
            if (judge(observed.enclosing, entry, enclosing_.setting(), false).clean()) {
                ++result.operations_within_tolerance;
                keep(inexact, std::move(observed));
            } else {
                ++result.operations_unexplained;
                if (result.unexplained.size() < unexplained_listed) {
                    result.unexplained.push_back(
                        {{path_, entry.line}, entry.number, operation_text(entry), findings.mismatches().front()});
                }
                keep(unexplained, std::move(observed));
            }
        }
        advance(exact_, entry);
        advance(enclosing_, entry);
    }

    DiagnosisResult result;
    std::vector<Observed> inexact;      ///< some of those that are within tolerance only
    std::vector<Observed> unexplained;  ///< some of those that are not explained at all

private:
    static void keep(std::vector<Observed>& kept, Observed observed) {
        if (kept.size() < samples_per_round) {
            kept.push_back(std::move(observed));
        }
    }

    const std::string& path_;
    World<Running> exact_;
    World<oracle::Enclosing> enclosing_;
};

/// Reads the whole log, and shows how far that is.
template <class Take>
void read_all(const std::string& path, const Progress& progress, std::string_view what, Take&& take) {
    ReadAhead log(path);
    std::uint64_t operations = 0;
    for (auto batch = log.next(); !batch.empty(); batch = log.next()) {
        if (!take(batch)) {
            return;
        }
        operations += batch.size();
        progress({what, log.progress(), operations});
    }
}

template <class Pass>
void read_all(const std::string& path, Pass& pass, const Progress& progress, std::string_view what) {
    read_all(path, progress, what, [&](std::span<const LogEntry> entries) {
        for (const LogEntry& entry : entries) {
            pass.take(entry);
        }
        return true;
    });
}

/// Deviations that can show in this log at all.
DeviationSet candidates(const LogHeader& header) {
    DeviationSet set = 0;
    const auto known = known_deviations();
    for (std::size_t i = 0; i < known.size(); ++i) {
        const Rules changed = rules_with(header.profile, DeviationSet{1} << i);
        const bool fee = changed.fee_source != header.profile.fee_source;
        const bool salt = changed.salt_source != header.profile.salt_source;
        if (changed != header.profile && (!fee || header.fee_known) && (!salt || header.node_salt)) {
            set |= DeviationSet{1} << i;
        }
    }
    return set;
}

void name_deviations(DiagnosisResult& result, const Diagnosis& diagnosis, DeviationSet set, DeviationSet considered,
                     const std::string& path) {
    const auto known = known_deviations();
    for (std::size_t i = 0; i < known.size(); ++i) {
        const DeviationSet bit = DeviationSet{1} << i;
        DiagnosedDeviation named{&known[i], 0, std::nullopt};
        bool tells = false;
        for (const Observed& observed : diagnosis.observations()) {
            const bool with = diagnosis.explains(set | bit, observed);
            const bool without = diagnosis.explains(set & ~bit, observed);
            tells = tells || with != without;
            if (with && !without) {
                ++named.needed;
                named.first = named.first ? named.first : Place{path, observed.entry.line};
            }
        }
        if ((set & bit) != 0) {
            result.deviations.push_back(std::move(named));
        } else if (!tells || (considered & bit) == 0) {
            result.undecided.push_back(&known[i]);
        }
    }
}

// Solves for the samples, verifies the answer on the whole log, and adds what it does not explain to the samples, until
// nothing new comes.
void diagnose(AuditResult& result, const std::vector<Observed>& samples, DeviationSet considered, Precision precision,
              const std::string& path, const Progress& progress) {
    Diagnosis diagnosis(result.header, precision, considered);
    for (const Observed& sample : samples) {
        diagnosis.add(sample);
    }
    DeviationSet set = 0;
    for (int round = 0; round < most_rounds; ++round) {
        progress({"diagnosing", static_cast<double>(round) / most_rounds, 0});
        const DeviationSet before = std::exchange(set, diagnosis.solve());
        if (round > 0 && set == before) {
            break;
        }
        Verification verification(path, result.header, rules_with(result.header.profile, set));
        read_all(path, verification, progress, "verifying");
        result.diagnosis = std::move(verification.result);
        const bool strict = precision == Precision::exact && verification.unexplained.empty();
        std::vector<Observed>& open = strict ? verification.inexact : verification.unexplained;
        if (open.empty()) {
            break;
        }
        for (Observed& observed : open) {
            diagnosis.add(std::move(observed));
        }
    }
    result.diagnosis.smallest = diagnosis.smallest();
    name_deviations(result.diagnosis, diagnosis, set, considered, path);
}

/// The quick pass: the reference itself beside the log.
class Following {
public:
    explicit Following(const LogHeader& header)
        : replica_(header), diagnosis_(header, Precision::exact, candidates(header)) {}

    /// False where the two differ.
    bool take(std::span<const LogEntry> entries) {
        const ContradictionsThrow guard;
        for (std::size_t at = 0; at < entries.size(); ++at) {
            if (at % expected_at_once == 0) {
                const auto soon = entries.subspan(at, std::min(expected_at_once, entries.size() - at));
                std::ranges::for_each(soon, [&](const LogEntry& entry) { replica_.expect(entry); });
            }
            keep_some(entries[at]);
            findings_.clear();
            if (!replica_.take(entries[at], findings_)) {
                return false;
            }
            tally_.count(findings_);
            ++operations_;
        }
        return true;
    }

    /// What the whole pass comes to where it never differed.
    AuditResult result(const LogHeader& header, const std::string& path) const {
        AuditResult result;
        result.header = header;
        result.files.push_back(path);
        result.operations = operations_;
        tally_.write(result);
        result.diagnosis.values = tally_.checks();
        result.diagnosis.operations_explained = operations_;
        name_deviations(result.diagnosis, diagnosis_, 0, candidates(header), path);
        return result;
    }

private:
    static constexpr std::size_t expected_at_once = 16;

    void keep_some(const LogEntry& entry) {
        std::size_t& kind = kinds_[8 * entry.operation.index() + (entry.answer.ok ? 4U : 0U) +
                                   (entry.answer.bucket ? static_cast<std::size_t>(*entry.answer.bucket) : 0U)];
        if (kind < samples_per_kind) {
            ++kind;
            diagnosis_.add({entry, replica_.concerned(entry), {}});
        }
    }

    Replica replica_;
    Diagnosis diagnosis_;
    Findings findings_;
    Tally tally_;
    std::array<std::size_t, 8 * std::variant_size_v<Operation>> kinds_{};
    std::uint64_t operations_ = 0;
};

std::optional<AuditResult> followed(const std::string& path, const LogHeader& header, const Progress& progress) {
    Following following(header);
    bool agrees = true;
    read_all(path, progress, "judging", [&](std::span<const LogEntry> entries) {
        agrees = following.take(entries);
        return agrees;
    });
    return agrees ? std::optional(following.result(header, path)) : std::nullopt;
}

}  // namespace

AuditResult audit(const std::string& path, const Progress& progress, Way way) {
    AuditResult result;
    result.files.push_back(path);
    result.header = open_log(path)->header();
    if (way == Way::quickest && Replica::follows(result.header)) {
        if (auto agreeing = followed(path, result.header, progress)) {
            return *std::move(agreeing);
        }
    }
    Judgement judgement(path, result);
    read_all(path, judgement, progress, "judging");
    judgement.finish();

    const DeviationSet considered = candidates(result.header);
    diagnose(result, judgement.samples(), considered, Precision::exact, path, progress);
    if (result.diagnosis.operations_unexplained + result.diagnosis.operations_within_tolerance > 0) {
        diagnose(result, judgement.samples(), considered, Precision::tolerance, path, progress);
    }
    for (const DiagnosedDeviation& named : result.diagnosis.deviations) {
        for (const contracts::RequirementId broken : named.deviation->breaks) {
            result.requirements[broken.id()].deviations.push_back(named.deviation);
        }
    }
    return result;
}

}  // namespace plumbline::conformance
