#include "tests/model/checking.hpp"

#include "tests/model/generator.hpp"
#include "tests/model/run_file.hpp"

#include <rapidcheck.h>
#include <rapidcheck/state.h>

#include <algorithm>
#include <cstdlib>

namespace plumbline::model {
namespace {

/// An operation as RapidCheck's stateful tests have it: on the model alone while a run is drawn and shrunk, and in both
/// when it runs.
class Command final : public rc::state::Command<Model, Session> {
public:
    explicit Command(Operation operation) : operation_(std::move(operation)) {}

    [[nodiscard]] const Operation& operation() const { return operation_; }

    void apply(Model& model) const override { model.follow_nearest(operation_); }

    void show(std::ostream& out) const override { out << line_of(operation_); }

private:
    Operation operation_;
};

using Pointer = std::shared_ptr<const Command::CommandType>;
using Operations = std::vector<Operation>;

/// The model is looked at while the operation is drawn, and not later.
rc::Gen<Pointer> draw_command(const Model& model) {
    return [&model](rc::Random random, int /*size*/) -> rc::Shrinkable<Pointer> {
        Draws draws(random.next());
        return rc::shrinkable::just(Pointer(std::make_shared<const Command>(draw_operation(model, draws))));
    };
}

/// Operations on their way to fewer: what is tried next is to leave out `chunk` of them at `from`.
struct Shrinking {
    Operations operations;
    std::size_t chunk = 0;
    std::size_t from = 0;
};

/// Every chunk from here on, then smaller ones, then each operation once more.
std::vector<Shrinking> fewer(const Shrinking& shrinking) {
    std::vector<Shrinking> found;
    const std::size_t size = shrinking.operations.size();
    const auto pass = [&](std::size_t chunk, std::size_t from) {
        for (std::size_t at = from; at < size; at += chunk) {
            found.push_back({{}, chunk, at});
        }
    };
    std::size_t from = shrinking.from;
    for (std::size_t chunk = shrinking.chunk; chunk > 0; chunk /= 2) {
        pass(chunk, from);
        from = 0;
    }
    pass(1, 0);
    return found;
}

/// Large chunks first; what comes after one that could go begins where that was, not anew: with some hundred operations
/// the difference is minutes. Any operations make a run, so nothing has to be repaired.
rc::Seq<Shrinking> shrink(const Shrinking& shrinking) {
    auto without = rc::seq::map(rc::seq::fromContainer(fewer(shrinking)), [shrinking](Shrinking next) {
        const auto begin = static_cast<std::ptrdiff_t>(next.from);
        const auto end = static_cast<std::ptrdiff_t>(std::min(next.from + next.chunk, shrinking.operations.size()));
        next.operations = shrinking.operations;
        next.operations.erase(next.operations.begin() + begin, next.operations.begin() + end);
        return next;
    });
    auto plainer = rc::seq::map(
        rc::shrink::eachElement(shrinking.operations,
                                [](const Operation& operation) { return rc::seq::fromContainer(simpler(operation)); }),
        [](Operations operations) { return Shrinking{std::move(operations), 1, 0}; });
    return rc::seq::concat(std::move(without), std::move(plainer));
}

/// Drawn as RapidCheck draws commands, and shrunk as above.
rc::Gen<Operations> draw_operations(const Model& start) {
    return [start](const rc::Random& random, int size) -> rc::Shrinkable<Operations> {
        Shrinking whole;
        for (const Pointer& command : rc::state::gen::commands(start, draw_command)(random, size).value()) {
            whole.operations.push_back(static_cast<const Command&>(*command).operation());
        }
        whole.chunk = whole.operations.size();
        return rc::shrinkable::map(
            rc::shrinkable::shrinkRecur(whole, [](const Shrinking& shrunk) { return shrink(shrunk); }),
            [](const Shrinking& shrunk) { return shrunk.operations; });
    };
}

Run draw_run(const Plan& plan) {
    // inRange() draws from all of its range at size 100, and shrinks to 0.
    Run run;
    run.setting = setting_at(*rc::gen::resize(100, rc::gen::inRange<std::size_t>(0, settings)));
    run.operations = *rc::gen::resize(plan.longest, draw_operations(Model(run.setting)));
    run.setting.deviation = plan.deviation;
    return run;
}

rc::detail::TestParams parameters_of(const Plan& plan) {
    rc::detail::TestParams parameters;
    if (std::getenv("RC_PARAMS") != nullptr) {
        parameters = rc::detail::configuration().testParams;
        parameters.seed += plan.seed;
    } else {
        parameters.seed = plan.seed;
        parameters.maxSuccess = plan.runs;
    }
    return parameters;
}

}  // namespace

std::optional<Counterexample> search(const Plan& plan, Tally& tally) {
    std::optional<Counterexample> smallest;
    rc::detail::TestMetadata metadata;
    metadata.id = "the manager does what the model allows";
    metadata.description = metadata.id;
    rc::detail::checkTestable(
        [&] {
            Run run = draw_run(plan);
            // Once a difference is found, everything is compared, so that less depends on where in the run it stands.
            Session session(run.setting, tally, smallest ? Comparing::everything : Comparing::concerned);
            for (std::size_t i = 0; i < run.operations.size(); ++i) {
                if (session.step(run.operations[i])) {
                    run.operations.resize(i + 1);
                    const Found found = first_difference(run).value();
                    smallest = Counterexample{run, found};  // the last that fails is the smallest
                    RC_FAIL(describe(found.difference));
                }
            }
        },
        metadata, parameters_of(plan));
    return smallest;
}

std::string describe(const Counterexample& counterexample) {
    return "after operation " + std::to_string(counterexample.found.operation + 1) + " of " +
           std::to_string(counterexample.run.operations.size()) + ":\n" + describe(counterexample.found.difference) +
           "\nThe run, for replay_model:\n" + text_of(counterexample.run);
}

}  // namespace plumbline::model
