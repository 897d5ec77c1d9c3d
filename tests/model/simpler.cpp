// What shrinking tries in place of an operation. Every step goes towards the plainest operation, so shrinking ends.
#include "tests/model/generator.hpp"

namespace plumbline::model {
namespace {

constexpr ChannelLimits<> usual{Slots<>(114), Msat<>(112'500'000)};

std::uint64_t bare(const auto& quantity) {
    return quantity.count().get();
}

/// 0, a half, three quarters … one less: a boundary is found in few steps.
std::vector<std::uint64_t> smaller(std::uint64_t number) {
    std::vector<std::uint64_t> numbers;
    for (std::uint64_t by = number; by > 0; by /= 2) {
        numbers.push_back(number - by);
    }
    return numbers;
}

struct Simpler {
    std::vector<Operation>& found;

    void operator()(const AddChannel& add) const {
        if (add.limits != usual) {
            found.emplace_back(AddChannel{add.channel, usual, add.salt});
        }
        if (add.salt != Salt{}) {
            found.emplace_back(AddChannel{add.channel, add.limits, {}});
        }
    }

    void operator()(const UpdateChannel& update) const {
        if (update.limits != usual) {
            found.emplace_back(UpdateChannel{update.channel, usual});
        }
    }

    void operator()(const RemoveChannel& /*remove*/) const {}

    void operator()(const AddHtlc& add) const {
        const auto with = [&](auto change) {
            AddHtlc other = add;
            change(other.offer);
            if (other != add) {
                found.emplace_back(other);
            }
        };
        with([](HtlcOffer<>& offer) { offer.incoming_accountable = false; });
        with([](HtlcOffer<>& offer) { offer.upgrade_accountability = true; });
        with([](HtlcOffer<>& offer) {
            if (offer.outgoing_amount <= offer.incoming_amount) {
                offer.outgoing_amount = offer.incoming_amount;
            }
        });
        for (const std::uint64_t fee : smaller(bare(add.offer.fee))) {
            with([&](HtlcOffer<>& offer) { offer.fee = Msat<>(fee); });
        }
        for (const std::uint64_t amount : smaller(bare(add.offer.incoming_amount))) {
            with([&](HtlcOffer<>& offer) {
                offer.incoming_amount = Msat<>(amount);
                offer.outgoing_amount = amount < bare(offer.outgoing_amount) ? Msat<>(amount) : offer.outgoing_amount;
            });
        }
        if (add.offer.cltv_expiry > add.offer.height_added) {
            for (const std::uint64_t blocks : smaller(bare(add.offer.cltv_expiry - add.offer.height_added) - 1)) {
                with([&](HtlcOffer<>& offer) { offer.cltv_expiry = offer.height_added + Height<>(blocks + 1); });
            }
        }
    }

    void operator()(const ResolveHtlc& /*resolve*/) const {}

    void operator()(const Restart& restart) const {
        if (restart != Restart{}) {
            found.emplace_back(Restart{});
        }
    }

    void operator()(const Advance& advance) const {
        const bool back = advance.seconds < 0;
        const auto magnitude = static_cast<std::uint64_t>(back ? -advance.seconds : advance.seconds);
        for (const std::uint64_t seconds : smaller(magnitude)) {
            found.emplace_back(
                Advance{back ? -static_cast<std::int64_t>(seconds) : static_cast<std::int64_t>(seconds)});
        }
    }
};

}  // namespace

std::vector<Operation> simpler(const Operation& operation) {
    std::vector<Operation> found;
    std::visit(Simpler{found}, operation);
    return found;
}

}  // namespace plumbline::model
