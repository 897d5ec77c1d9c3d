#include "tests/benchmarks/random_node.hpp"

#include "tests/conformance/audit/concerned.hpp"
#include "tests/conformance/tests/support/show.hpp"

#include <array>
#include <cmath>

namespace plumbline::benchmarks {
namespace {

using conformance::Answer;
using conformance::LogEntry;
using conformance::LogHeader;
using conformance::Operation;

constexpr std::uint64_t day = 86'400;

LogHeader reference_header() {
    LogHeader header;
    header.format = "plumbline-log-1";
    header.implementation = "the reference, driven at random";
    return header;
}

DefaultResourceManager reference(std::uint64_t seed) {
    DefaultResourceManager::Options options;
    options.contracts = contracts::Mode::off;
    options.draw_salt = [random = std::mt19937_64(seed)]() mutable {
        Salt salt{};
        for (std::uint8_t& byte : salt) {
            byte = static_cast<std::uint8_t>(random());
        }
        return salt;
    };
    return DefaultResourceManager::create(options).value();
}

Scid scid_of(std::size_t number) {
    return Scid{(std::uint64_t{700'000 + number * 37} << 40U) | (std::uint64_t{number % 11 + 1} << 16U) | number % 2};
}

Answer changed(const Result<ChannelChange>& result) {
    return result ? Answer{} : conformance::support::answer_of(result.mistake());
}

}  // namespace

RandomNode::RandomNode(std::uint64_t seed, Showing showing, std::size_t channels)
    : random_(seed), showing_(showing), header_(reference_header()), manager_(reference(seed)) {
    for (std::size_t number = 0; number < channels; ++number) {
        channels_.push_back(scid_of(number));
    }
}

LogEntry RandomNode::next() {
    LogEntry entry;
    entry.number = number_++;
    entry.operation = choose();
    entry.time = Seconds<>(now_);
    entry.answer = answer(entry.operation);
    if (showing_ == Showing::concerned) {
        show(entry);
    }
    return entry;
}

// The distributions of <random> differ between libraries; these do not.
std::uint64_t RandomNode::draw(std::uint64_t count, bool skewed) {
    const std::uint64_t drawn = random_() % count;
    return skewed ? drawn * (random_() % count + 1) / count : drawn;
}

std::uint64_t RandomNode::over_powers(double low, double high) {
    constexpr std::uint64_t steps = 1'000'000;
    const double share = static_cast<double>(draw(steps)) / static_cast<double>(steps);
    return static_cast<std::uint64_t>(std::pow(10.0, low + (high - low) * share));
}

Operation RandomNode::choose() {
    if (opened_ < channels_.size()) {
        return conformance::AddChannel{channels_[opened_++], draw_limits(), std::nullopt};
    }
    now_ += flood_.left > 0 ? draw(2) : once_in(2'000) ? draw(day / 4) : draw(12);
    if (!held_.empty() && held_.top().until <= now_) {
        return resolve_next();
    }
    if (once_in(1'500)) {
        return change_a_channel();
    }
    if (once_in(200)) {
        return mistaken();
    }
    if (flood_.left == 0 && once_in(600)) {
        flood_ = {channels_[draw(channels_.size())], channels_[draw(channels_.size(), true)], 20 + draw(60),
                  over_powers(2.0, 5.0)};
    }
    if (flood_.left > 0 && flood_.incoming != flood_.outgoing) {
        --flood_.left;
        return conformance::AddHtlc{offer(flood_.incoming, flood_.outgoing)};
    }
    flood_.left = 0;
    const std::uint64_t from = draw(channels_.size(), true);
    const std::uint64_t to = (from + 1 + draw(channels_.size() - 1, true)) % channels_.size();
    return conformance::AddHtlc{offer(channels_[from], channels_[to])};
}

ChannelLimits<> RandomNode::draw_limits() {
    constexpr std::array<std::uint64_t, 5> sizes{483, 483, 114, 30, 12};
    return {Slots<>(sizes[draw(sizes.size())]), Msat<>(over_powers(8.0, 12.0))};
}

Operation RandomNode::change_a_channel() {
    const Scid channel = channels_[draw(channels_.size())];
    if (manager_.channel(channel) == nullptr) {
        return conformance::AddChannel{channel, draw_limits(), std::nullopt};
    }
    if (once_in(3)) {
        return conformance::RemoveChannel{channel};
    }
    return conformance::UpdateChannel{channel, draw_limits()};
}

Operation RandomNode::resolve_next() {
    const Held next = held_.top();
    held_.pop();
    return conformance::ResolveHtlc{next.htlc, next.outgoing, next.resolution};
}

Operation RandomNode::mistaken() {
    const Scid known = channels_[draw(channels_.size())];
    switch (draw(4)) {
    case 0:
        return conformance::AddHtlc{offer(known, known)};
    case 1:
        return conformance::AddHtlc{offer(known, Scid{1})};
    case 2:
        return conformance::ResolveHtlc{{known, HtlcId{next_htlc_ + 1}}, channels_.front(), Resolution::failed};
    default:
        if (held_.empty()) {
            return conformance::RemoveChannel{Scid{1}};
        }
        HtlcOffer<> again = offer(held_.top().htlc.incoming, held_.top().outgoing);
        again.htlc = held_.top().htlc;
        return conformance::AddHtlc{again};
    }
}

HtlcOffer<> RandomNode::offer(Scid incoming, Scid outgoing) {
    const std::uint64_t amount = over_powers(4.0, 9.0);
    const std::uint64_t fee = 1'000 + amount / 1'000;
    const auto height = 800'000 + (now_ - 1'700'000'000) / 600;
    return {{incoming, HtlcId{next_htlc_++}},  outgoing,         Msat<>(amount + fee), Msat<>(amount), Msat<>(fee),
            Height<>(height + 40 + draw(100)), Height<>(height), once_in(3),           !once_in(20)};
}

Resolution RandomNode::draw_resolution(std::uint64_t hold) {
    return hold > 90 || once_in(4) ? Resolution::failed : Resolution::settled;
}

Answer RandomNode::answer(Operation& operation) {
    const Seconds<> now(now_);
    if (auto* add_channel = std::get_if<conformance::AddChannel>(&operation)) {
        const Answer answer = changed(manager_.add_channel(add_channel->channel, add_channel->limits, now));
        if (const Channel<>* added = manager_.channel(add_channel->channel)) {
            add_channel->salt = added->salt;
        }
        return answer;
    }
    if (const auto* update = std::get_if<conformance::UpdateChannel>(&operation)) {
        return changed(manager_.update_channel(update->channel, update->limits));
    }
    if (const auto* remove = std::get_if<conformance::RemoveChannel>(&operation)) {
        return changed(manager_.remove_channel(remove->channel));
    }
    if (const auto* add_htlc = std::get_if<conformance::AddHtlc>(&operation)) {
        return add(add_htlc->offer);
    }
    const auto& resolve = std::get<conformance::ResolveHtlc>(operation);
    const auto result = manager_.resolve_htlc(resolve.htlc, resolve.outgoing, resolve.resolution, now);
    return result ? conformance::support::answer_of(result->bucket) : conformance::support::answer_of(result.mistake());
}

Answer RandomNode::add(const HtlcOffer<>& offered) {
    const auto result = manager_.add_htlc(offered, Seconds<>(now_));
    if (!result) {
        return conformance::support::answer_of(result.mistake());
    }
    if (result->forwarded()) {
        const bool flooding = flood_.left > 0 && offered.htlc.incoming == flood_.incoming;
        const std::uint64_t hold = flooding       ? flood_.hold
                                   : once_in(100) ? over_powers(1.9, 5.3)
                                                  : over_powers(0.0, 1.5);
        held_.push({now_ + hold, offered.htlc, offered.outgoing, draw_resolution(hold)});
    }
    return conformance::support::answer_of(*result);
}

void RandomNode::show(LogEntry& entry) const {
    const conformance::Subject subject = conformance::subject_of(entry.operation);
    const auto show_channel = [&](Scid scid) {
        entry.shown.channels.push_back(
            conformance::support::show(scid, manager_.channel(scid), entry.time, header_.parameters, header_.profile));
    };
    show_channel(subject.incoming);
    if (subject.names_htlc && subject.outgoing != subject.incoming) {
        show_channel(subject.outgoing);
        const Channel<>* incoming = manager_.channel(subject.incoming);
        if (incoming != nullptr && incoming->pairs.find(subject.outgoing) != no_pair) {
            entry.shown.pair = conformance::support::show_pair(*incoming, subject.outgoing);
        }
    }
    entry.shown.channel_count = manager_.channel_count();
}

}  // namespace plumbline::benchmarks
