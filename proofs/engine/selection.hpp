// Which proofs to run: by name, or by a requirement that they owe.
#pragma once

#include "proofs/engine/proof.hpp"

#include <map>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace plumbline::proofs {

struct Outcome;

/// What is known of a proof before it is run.
struct Recorded {
    double seconds = 0;             ///< it took on one core of the machine that recorded it; only the order counts
    std::set<std::string> obliges;  ///< requirement IDs
};

/// By the proof's name. What a proof owes shows when it is run, so it is recorded:
/// proofs/resource_manager/obligations.tsv, which `plumbline prove --record` writes and the tests compare.
using Record = std::map<std::string, Recorded>;

/// The committed record, as it was when this program was built.
const Record& committed_record();

Record parse_record(std::string_view text);
std::string record_text(const Record& record);

/// `outcome` as the record has it.
Recorded recorded(const Outcome& outcome);

/// A pattern that selects nothing.
struct NothingSelected : std::runtime_error {
    using std::runtime_error::runtime_error;
};

/// The proofs whose name matches one of the patterns or that owe a requirement that does, in their order; all where
/// there is no pattern. A pattern is a shell's: "general-bucket/*", "GB-3", "GB-*".
std::vector<Proof> select(const std::vector<Proof>& proofs, const std::vector<std::string>& patterns,
                          const Record& record);

/// Whether a requirement is one that was asked for: true where no pattern names requirements.
bool asked_for(std::string_view requirement, const std::vector<std::string>& patterns);

}  // namespace plumbline::proofs
