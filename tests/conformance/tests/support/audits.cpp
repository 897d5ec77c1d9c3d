#include "tests/conformance/tests/support/audits.hpp"

#include "tests/conformance/tests/log_files.hpp"

#include <gtest/gtest.h>

#include <ostream>

namespace plumbline::conformance::support {
namespace {

std::string first_mismatch(const AuditResult& result) {
    std::string text;
    for (const auto& [id, requirement] : result.requirements) {
        if (requirement.first) {
            const Violation& first = *requirement.first;
            text += std::string(id) + " at line " + std::to_string(first.place.line) + ": " + first.operation + ": " +
                    first.mismatch.what + ": allowed " + first.mismatch.allowed + ", seen " + first.mismatch.seen +
                    "\n";
        }
    }
    for (const Violation& open : result.diagnosis.unexplained) {
        text += "unexplained at line " + std::to_string(open.place.line) + ": " + open.operation + ": " +
                open.mismatch.what + ": " + open.mismatch.allowed + ", seen " + open.mismatch.seen + "\n";
    }
    return text;
}

}  // namespace

AuditResult audited(const std::string& path, Way way) {
    return audit(path, [](const Work&) {}, way);
}

AuditResult audited(const RecordedLog& log) {
    const Directory directory;
    return audited(directory.write("log.jsonl", log.text()));
}

std::set<std::string> names(const DiagnosisResult& diagnosis) {
    std::set<std::string> names;
    for (const DiagnosedDeviation& named : diagnosis.deviations) {
        names.emplace(named.deviation->name);
    }
    return names;
}

std::map<std::string, Broken> violated(const AuditResult& result) {
    std::map<std::string, Broken> violated;
    for (const auto& [id, requirement] : result.requirements) {
        if (requirement.violated > 0) {
            violated[std::string(id)] = {requirement.violated, requirement.first->place.line};
        }
    }
    return violated;
}

void expect_conforming(const AuditResult& result) {
    EXPECT_TRUE(result.conforms()) << first_mismatch(result);
    EXPECT_TRUE(result.diagnosis.deviations.empty()) << testing::PrintToString(names(result.diagnosis));
    EXPECT_EQ(result.diagnosis.operations_explained, result.operations) << first_mismatch(result);
}

Judged judged(const RecordedLog& log) {
    Judged result;
    World<oracle::Enclosing> world(setting_for<oracle::Enclosing>(log.header, log.header.profile));
    for (const LogEntry& entry : log.entries) {
        const Findings findings = judge(world.concerned(entry), entry, world.setting(), true);
        std::set<std::string> rules;
        for (const Mismatch& mismatch : findings.mismatches()) {
            rules.emplace(mismatch.rule.id());
            result.mismatches += "line " + std::to_string(entry.line) + ", " + std::string(mismatch.rule.id()) + ": " +
                                 operation_text(entry) + ": " + mismatch.what + ": allowed " + mismatch.allowed +
                                 ", seen " + mismatch.seen + "\n";
        }
        for (const std::string& rule : rules) {
            Broken& broken = result.violated[rule];
            broken.line = ++broken.times == 1 ? entry.line : broken.line;
        }
        result.operations_violating += rules.empty() ? 0U : 1U;
        advance(world, entry);
    }
    return result;
}

void expect_only(const RecordedLog& log, const LogEntry& entry, const std::set<std::string>& rules) {
    const Judged result = judged(log);
    EXPECT_EQ(result.operations_violating, 1U) << result.mismatches;
    std::set<std::string> broken;
    for (const auto& [id, found] : result.violated) {
        broken.insert(id);
        EXPECT_EQ(found, (Broken{1, entry.line})) << id;
    }
    EXPECT_EQ(broken, rules) << result.mismatches;
}

}  // namespace plumbline::conformance::support
