#include "tests/model/session.hpp"

#include "reference/resource_manager/saved_form.hpp"
#include "tests/conformance/audit/deviation.hpp"
#include "tests/model/compare_state.hpp"
#include "tests/support/violations.hpp"

#include <algorithm>

namespace plumbline::model {
namespace {

constexpr std::int64_t most = 9'223'372'036'854'775'807;

Rules rules_of(const Setting& setting) {
    Rules rules = setting.later ? later_profile : draft_profile;
    if (!setting.deviation.empty()) {
        conformance::find_deviation(setting.deviation)->apply(rules);
    }
    return rules;
}

DefaultResourceManager::Options options_for(const Setting& setting, const std::shared_ptr<Salt>& next_salt) {
    DefaultResourceManager::Options options;
    options.parameters = setting.parameters;
    options.rules = rules_of(setting);
    options.contracts = contracts::Mode::off;  // what is wrong is to be seen by the model
    options.draw_salt = [next_salt] { return *next_salt; };
    return options;
}

std::string names(const std::set<Mistake>& mistakes) {
    std::string line;
    for (const Mistake mistake : mistakes) {
        line += (line.empty() ? "" : ", ") + std::string(name(mistake));
    }
    return line.empty() ? "no mistake" : line;
}

std::string name_of(const std::optional<Repetition>& repetition) {
    return repetition ? std::string(name(*repetition)) : "a change";
}

std::string ids(const auto& path) {
    std::string line;
    for (const std::string_view id : path) {
        line += id.empty() ? "" : (line.empty() ? "" : ", ") + std::string(id);
    }
    return line;
}

/// A path names some of the row's requirements, and RM-1 exactly where the row asks for it (RM-8; notes on the table).
void compare_path(const Row& row, const RulePath& path) {
    std::vector<std::string_view> named;
    for (const contracts::RequirementId id : path) {
        named.push_back(id.id());
    }
    const auto in_row = [&](std::string_view id) {
        return std::find(row.ids.begin(), row.ids.end(), id) != row.ids.end();
    };
    const bool asks = std::find(named.begin(), named.end(), "RM-1") != named.end();
    if (named.empty() || !std::all_of(named.begin(), named.end(), in_row) || asks != row.asks_for_reputation()) {
        differ(contracts::req<"RM-8">, "requirements on the path", "of " + ids(row.ids), ids(named));
    }
}

/// The requirement that gives the row its verdict.
std::string_view deciding(const Row& row) {
    const auto of_the_decision = [](std::string_view id) { return id.starts_with("RM-") && id != "RM-1"; };
    const auto found = std::find_if(row.ids.begin(), row.ids.end(), of_the_decision);
    return found != row.ids.end() ? *found : row.number == 4 ? "PB-3" : row.ids[0];
}

}  // namespace

Session::Session(const Setting& setting, Tally& tally, Comparing comparing)
    : tally_(&tally),
      comparing_(comparing),
      setting_(setting),
      next_salt_(std::make_shared<Salt>()),
      manager_(DefaultResourceManager::create(options_for(setting, next_salt_)).value()),
      model_(setting) {}

std::optional<Difference> Session::step(const Operation& operation) {
    const support::ThrowingViolations throwing;
    ++steps_;
    try {
        std::visit([&](const auto& done) { run(done); }, operation);
        compare_after(operation);
    } catch (const Difference& difference) {
        return difference;
    } catch (const support::ContractViolated& violated) {
        Difference stopped;
        stopped.requirement = violated.violation().clause.requirement;
        stopped.value = "the manager itself";
        stopped.allowed = "an answer";
        stopped.seen = "it stopped: " + std::string(violated.violation().clause.says);
        return stopped;
    }
    return std::nullopt;
}

/// The manager's mistake is one that applies.
void Session::refuse(const Call& call, Mistake mistake) {
    if (!call.mistakes.contains(mistake)) {
        differ(requirement(mistake), "answer", names(call.mistakes), std::string(name(mistake)));
    }
    tally_->count("mistake " + std::string(name(mistake)));
}

/// Whether something changed; a mistake or a repetition must be one that applies.
bool Session::accepted(const Call& call, const Result<ChannelChange>& result) {
    if (!result) {
        refuse(call, result.mistake());
        return false;
    }
    if (!call.may_succeed()) {
        differ(requirement(*call.mistakes.begin()), "answer", names(call.mistakes), "no mistake");
    }
    expect_same<"ER-3">("answer", name_of(call.repetition), name_of(result->repetition));
    if (call.repetition) {
        tally_->count("repetition " + name_of(call.repetition));
    }
    return !call.repetition;
}

void Session::run(const AddChannel& add) {
    *next_salt_ = add.salt;
    if (accepted(model_.expect(add), manager_.add_channel(add.channel, add.limits, Seconds<>(model_.now())))) {
        model_.follow(add);
    }
}

void Session::run(const UpdateChannel& update) {
    if (!accepted(model_.expect(update), manager_.update_channel(update.channel, update.limits))) {
        return;
    }
    model_.follow(update);
    for (const Bucket bucket : {Bucket::general, Bucket::congestion, Bucket::protected_}) {
        const Size size = model_.size(update.channel, bucket);
        const Size used = model_.used(update.channel, bucket);
        if (used.slots > size.slots || used.msat > size.msat) {
            tally_->count("limits shrunk below what is held");
        }
    }
}

void Session::run(const RemoveChannel& remove) {
    const Result<ChannelChange> result = manager_.remove_channel(remove.channel);
    if (accepted(model_.expect(remove), result)) {
        model_.follow(remove);
        expect_same<"CH-7">("whether the channel is gone", model_.find(remove.channel) == nullptr, result->gone);
        tally_->count(result->gone ? "channel gone at once" : "channel closing");
    }
}

void Session::run(const AddHtlc& add) {
    const Call call = model_.expect(add);
    const Result<Verdict<>> result = manager_.add_htlc(add.offer, Seconds<>(model_.now()));
    if (!result) {
        refuse(call, result.mistake());
        return;
    }
    if (!call.mistakes.empty()) {
        differ(requirement(*call.mistakes.begin()), "answer", names(call.mistakes), "a verdict");
    }
    const Question question = model_.question(add.offer);
    compare_verdict(question, *result);
    const Standing<>& standing = result->standing;
    const bool sufficient = Wide{standing.reputation.count().get()} - standing.in_flight_risk.count().get() -
                                standing.htlc_risk.count().get() >=
                            standing.incoming_revenue_threshold.count().get();
    note(add, question, question.row(sufficient));
    if (result->forwarded()) {
        model_.follow(add, result->bucket, result->outgoing_accountable, {result->slots.begin(), result->slots.end()},
                      standing.htlc_risk.count().get());
    }
}

/// The numbers that are shown are allowed, and the verdict is that of the row to which they lead (RM-8). Where the
/// comparison of RM-1 is open, either answer can be shown.
void Session::compare_verdict(const Question& question, const Verdict<>& verdict) {
    const Standing<>& shown = verdict.standing;
    const std::int64_t reputation = shown.reputation.count().get();
    const std::int64_t threshold = shown.incoming_revenue_threshold.count().get();
    const Wide in_flight = shown.in_flight_risk.count().get();
    const Wide risk = shown.htlc_risk.count().get();
    expect_within<"OC-12">("reputation in the verdict", question.reputation, reputation);
    expect_within<"WA-3">("incoming revenue threshold in the verdict", question.threshold, threshold);
    expect_same<"OC-8">("in_flight_risk in the verdict", question.in_flight_risk, in_flight);
    expect_within<"OC-2">("the HTLC's own risk in the verdict", question.risk, risk);
    const Row& row = question.row(reputation - in_flight - risk >= threshold);
    const std::string number = "row " + std::to_string(row.number) + ": ";
    if (row.verdict != verdict.bucket) {
        const std::string_view decides = deciding(row);
        const auto* const requirement = std::find_if(spec::requirements.begin(), spec::requirements.end(),
                                                     [&](const auto& known) { return known.id == decides; });
        differ(contracts::RequirementId(static_cast<std::size_t>(requirement - spec::requirements.begin())), "verdict",
               number + (row.verdict == Bucket::none ? "fail" : text(row.verdict)),
               verdict.bucket == Bucket::none ? "fail" : text(verdict.bucket));
    }
    compare_path(row, verdict.path);
    expect_same<"RM-8">("whether reputation was asked for", row.asks_for_reputation(), verdict.threshold_asked);
    expect_same<"AS-5">("whether the signal is corrupted", row.number == 1, verdict.signal_corrupted);
    if (verdict.forwarded()) {
        expect_same<"AS-3">(number + "outgoing signal", row.outgoing_accountable, verdict.outgoing_accountable);
    }
    expect_same<"GB-9">(number + "general slots taken",
                        row.verdict == Bucket::general ? question.slots : std::vector<std::uint64_t>{},
                        std::vector<std::uint64_t>(verdict.slots.begin(), verdict.slots.end()));
}

void Session::note(const AddHtlc& add, const Question& question, const Row& row) {
    tally_->count("row " + std::string(row.number < 10 ? "0" : "") + std::to_string(row.number));
    tally_->count(row.asks_for_reputation() && !question.sufficient() ? "open comparison" : "decided HTLC");
    const Scid incoming = add.offer.htlc.incoming;
    for (const Bucket bucket : {Bucket::general, Bucket::congestion, Bucket::protected_}) {
        const Size size = model_.size(incoming, bucket);
        if (size.slots > 0 && model_.used(incoming, bucket).slots >= size.slots) {
            tally_->count(std::string(name(bucket)) + " bucket full");
        }
    }
    if (question.refused_by_mark_alone && (row.number == 10 || row.number == 12)) {
        tally_->count("refused by a misuse mark");
    }
    if (row.verdict == Bucket::congestion && model_.marks().contains({incoming, add.offer.outgoing})) {
        tally_->count("congestion after a mark expired");
    }
}

void Session::run(const ResolveHtlc& resolve) {
    const Call call = model_.expect(resolve);
    const Result<Resolved> result =
        manager_.resolve_htlc(resolve.htlc, resolve.outgoing, resolve.resolution, Seconds<>(model_.now()));
    if (!result) {
        refuse(call, result.mistake());
        return;
    }
    if (!call.mistakes.empty()) {
        differ(requirement(*call.mistakes.begin()), "answer", names(call.mistakes), "resolved");
    }
    const ModelHtlc& htlc = model_.pending().at(resolve.htlc);
    const std::int64_t fee = result->effective_fee.count().get();
    expect_same<"RM-14">("bucket of the resolved HTLC", htlc.bucket, result->bucket);
    expect_within<"OC-4">("effective fee", model_.effective_fee(htlc, resolve.resolution), fee);
    const auto marks_before = model_.marks();
    const std::size_t channels_before = model_.channels().size();
    model_.follow(resolve, fee);
    if (model_.marks() != marks_before) {
        tally_->count("misuse marked");
    }
    if (model_.channels().size() < channels_before) {
        tally_->count("closing channel drained");
    }
    for (const Scid scid : {resolve.htlc.incoming, resolve.outgoing}) {
        const ModelChannel* channel = model_.find(scid);
        if (channel != nullptr && (channel->reputation.read(model_.now()).contains(-most) ||
                                   channel->reputation.read(model_.now()).contains(most) ||
                                   channel->revenue.sum().read(model_.now()).contains(most))) {
            tally_->count("saturated average");
        }
    }
}

void Session::run(const Advance& advance) {
    tally_->count(advance.seconds < 0 ? "clock set back" : "clock advanced");
    model_.follow(advance);
}

/// A restart leaves no trace beyond the new percentages (SF-4, SF-5, SF-6, SF-8, SF-13). What a deviation has left
/// behind may be refused, so managers that follow one do not restart.
void Session::run(const Restart& restart) {
    if (!setting_.deviation.empty()) {
        return;
    }
    Parameters<>& parameters = setting_.parameters;
    const bool same = parameters.general_percent == restart.general_percent &&
                      parameters.congestion_percent == restart.congestion_percent;
    parameters.general_percent = restart.general_percent;
    parameters.congestion_percent = restart.congestion_percent;
    const std::vector<std::uint8_t> form = saved_form::write(manager_);
    auto read = saved_form::read(form, options_for(setting_, next_salt_));
    if (!std::holds_alternative<saved_form::Restored>(read)) {
        differ(contracts::req<"SF-4">, "what is read from what was written", "a manager", "a refusal");
    }
    manager_ = std::move(std::get<saved_form::Restored>(read).manager);
    model_.follow(restart);
    compare_everything(manager_, model_);
    if (same) {
        expect_same<"SF-6">("whether what is written again is the same", true, saved_form::write(manager_) == form);
    }
    tally_->count(same ? "restart" : "restart with other percentages");
}

void Session::compare_after(const Operation& operation) const {
    if (comparing_ == Comparing::everything || steps_ % 16 == 0) {
        compare_everything(manager_, model_);
    }
    const auto compare = [&](const HtlcRef& htlc, Scid outgoing) {
        compare_channel(manager_, model_, htlc.incoming);
        compare_channel(manager_, model_, outgoing);
        compare_htlc(manager_, model_, htlc);
    };
    compare_counts(manager_, model_);
    if (const auto* add = std::get_if<AddHtlc>(&operation)) {
        compare(add->offer.htlc, add->offer.outgoing);
    } else if (const auto* resolve = std::get_if<ResolveHtlc>(&operation)) {
        compare(resolve->htlc, resolve->outgoing);
    } else {
        std::visit(
            [&](const auto& of_a_channel) {
                if constexpr (requires { of_a_channel.channel; }) {
                    compare_channel(manager_, model_, of_a_channel.channel);
                }
            },
            operation);
    }
}

std::optional<Found> first_difference(const Run& run) {
    Tally tally;
    Session session(run.setting, tally, Comparing::everything);
    for (std::size_t i = 0; i < run.operations.size(); ++i) {
        if (const auto difference = session.step(run.operations[i])) {
            return Found{i, *difference};
        }
    }
    return std::nullopt;
}

}  // namespace plumbline::model
