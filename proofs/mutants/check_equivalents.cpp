#include "proofs/mutants/check_equivalents.hpp"

#include <algorithm>
#include <ostream>

namespace plumbline::mutants {
namespace {

class Check {
public:
    Check(const Campaign& campaign, const Layer& layer, const std::vector<Mutant>& mutants, std::ostream& out)
        : campaign_(campaign), layer_(layer), mutants_(mutants), out_(out) {}

    void expect(const std::string& proof, const std::string& mutant, bool equivalent) {
        const auto found =
            std::find_if(mutants_.begin(), mutants_.end(), [&](const Mutant& one) { return one.name == mutant; });
        if (found == mutants_.end()) {
            fails(proof, mutant, "does not exist");
            return;
        }
        Layer asked = layer_;
        asked.command.words.insert(asked.command.words.end(), {"--equivalent", proof});
        const Noticed noticed = run(asked, found->number, asked.seconds, campaign_.work + "/equivalent");
        const bool is_proved = noticed.how == How::not_at_all && noticed.by.starts_with("as-expected");
        if (equivalent && !is_proved) {
            fails(proof, mutant, "is not proved equivalent");
        } else if (!equivalent && noticed.how != How::refuted) {
            fails(proof, mutant, "is not refuted");
        }
    }

    [[nodiscard]] bool passed() const { return passed_; }

private:
    void fails(const std::string& proof, const std::string& mutant, const std::string& how) {
        out_ << proof << ": " << how << ": " << mutant << '\n';
        passed_ = false;
    }

    const Campaign& campaign_;
    const Layer& layer_;
    const std::vector<Mutant>& mutants_;
    std::ostream& out_;
    bool passed_ = true;
};

}  // namespace

bool check_equivalents(const Campaign& campaign, const std::vector<Mutant>& mutants, const Equivalents& equivalents,
                       std::ostream& out) {
    bool passed = true;
    for (const Layer& layer : campaign.layers) {
        if (!layer.beside) {
            continue;
        }
        Check check(campaign, layer, mutants, out);
        for (const auto& [mutant, proof] : equivalents.proved) {
            check.expect(proof, mutant, true);
            if (!equivalents.refutes.contains(proof)) {
                out << proof << ": nothing is named that it refutes\n";
                passed = false;
            }
        }
        for (const auto& [proof, refuted] : equivalents.refutes) {
            for (const std::string& mutant : refuted) {
                check.expect(proof, mutant, false);
            }
        }
        passed = passed && check.passed();
    }
    return passed;
}

}  // namespace plumbline::mutants
