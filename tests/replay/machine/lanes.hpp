// A state of the machine: a lane of 16 bits for each HTLC, for each own payment, and one for what concerns all.
#pragma once

#include "tests/replay/machine/htlc.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace plumbline::replay {

inline constexpr std::size_t kMostLanes = 32;

class Lanes {
public:
    // An inbound HTLC's lane.
    [[nodiscard]] In in(std::size_t lane) const { return get<In, 0, 4>(lane); }

    [[nodiscard]] In in_saved(std::size_t lane) const { return get<In, 4, 4>(lane); }

    [[nodiscard]] InDisk in_disk(std::size_t lane) const { return get<InDisk, 8, 2>(lane); }

    [[nodiscard]] bool in_closed(std::size_t lane) const { return get<std::uint8_t, 10, 1>(lane) != 0; }

    /// Of a payment to the node: in claimable_payments, beside what in() says; arises only without a rule.
    [[nodiscard]] bool listed(std::size_t lane) const { return get<std::uint8_t, 11, 1>(lane) != 0; }

    /// In the source of its payment's outbound HTLCs; has a meaning for payments with `extra` only.
    [[nodiscard]] bool member(std::size_t lane) const { return get<std::uint8_t, 12, 1>(lane) != 0; }

    void in(std::size_t lane, In value) { set<0, 4>(lane, value); }

    void in_saved(std::size_t lane, In value) { set<4, 4>(lane, value); }

    void in_disk(std::size_t lane, InDisk value) { set<8, 2>(lane, value); }

    void in_closed(std::size_t lane, bool value) { set<10, 1>(lane, value); }

    void listed(std::size_t lane, bool value) { set<11, 1>(lane, value); }

    void member(std::size_t lane, bool value) { set<12, 1>(lane, value); }

    // An outbound HTLC's lane.
    [[nodiscard]] Out out(std::size_t lane) const { return get<Out, 0, 4>(lane); }

    [[nodiscard]] Out out_saved(std::size_t lane) const { return get<Out, 4, 4>(lane); }

    [[nodiscard]] OutDisk out_disk(std::size_t lane) const { return get<OutDisk, 8, 3>(lane); }

    [[nodiscard]] Chain chain(std::size_t lane) const { return get<Chain, 11, 3>(lane); }

    void out(std::size_t lane, Out value) { set<0, 4>(lane, value); }

    void out_saved(std::size_t lane, Out value) { set<4, 4>(lane, value); }

    void out_disk(std::size_t lane, OutDisk value) { set<8, 3>(lane, value); }

    void chain(std::size_t lane, Chain value) { set<11, 3>(lane, value); }

    // The lane of a payment of or to the user.
    [[nodiscard]] Entry entry(std::size_t lane) const { return get<Entry, 0, 2>(lane); }

    [[nodiscard]] Entry entry_saved(std::size_t lane) const { return get<Entry, 2, 2>(lane); }

    [[nodiscard]] Told told(std::size_t lane) const { return get<Told, 4, 2>(lane); }

    void entry(std::size_t lane, Entry value) { set<0, 2>(lane, value); }

    void entry_saved(std::size_t lane, Entry value) { set<2, 2>(lane, value); }

    void told(std::size_t lane, Told value) { set<4, 2>(lane, value); }

    // The last lane.
    [[nodiscard]] bool both(std::size_t lane) const { return get<std::uint8_t, 0, 1>(lane) != 0; }

    [[nodiscard]] bool unlike(std::size_t lane) const { return get<std::uint8_t, 1, 1>(lane) != 0; }

    [[nodiscard]] bool frozen(std::size_t lane) const { return get<std::uint8_t, 2, 1>(lane) != 0; }

    [[nodiscard]] unsigned crashes(std::size_t lane) const { return get<unsigned, 3, 3>(lane); }

    void both(std::size_t lane, bool value) { set<0, 1>(lane, value); }  ///< claimed and failed

    void unlike(std::size_t lane, bool value) { set<1, 1>(lane, value); }  ///< reconstructed twice, not the same

    void frozen(std::size_t lane, bool value) { set<2, 1>(lane, value); }  ///< updates in flight are forgotten

    void crashes(std::size_t lane, unsigned value) { set<3, 3>(lane, value); }

    [[nodiscard]] std::uint16_t raw(std::size_t lane) const { return lanes_[lane]; }

    void raw(std::size_t lane, std::uint16_t value) { lanes_[lane] = value; }

    template <std::size_t Words>
    static Lanes unpack(const std::array<std::uint64_t, Words>& words) {
        static_assert(Words * 4 <= kMostLanes);
        Lanes result;
        std::memcpy(result.lanes_.data(), words.data(), sizeof words);
        return result;
    }

    template <std::size_t Words>
    [[nodiscard]] std::array<std::uint64_t, Words> pack() const {
        std::array<std::uint64_t, Words> words;
        std::memcpy(words.data(), lanes_.data(), sizeof words);
        return words;
    }

    // Without the call of memcmp that comparing the arrays would make.
    friend bool operator==(const Lanes& a, const Lanes& b) {
        unsigned different = 0;
        for (std::size_t lane = 0; lane < kMostLanes; ++lane) {
            different |= unsigned{a.lanes_[lane]} ^ unsigned { b.lanes_[lane] };
        }
        return different == 0;
    }

private:
    template <class T, unsigned Shift, unsigned Width>
    [[nodiscard]] T get(std::size_t lane) const {
        return static_cast<T>((unsigned{lanes_[lane]} >> Shift) & ((1U << Width) - 1U));
    }

    template <unsigned Shift, unsigned Width, class T>
    void set(std::size_t lane, T value) {
        constexpr unsigned mask = ((1U << Width) - 1U) << Shift;
        lanes_[lane] = static_cast<std::uint16_t>((unsigned{lanes_[lane]} & ~mask) |
                                                  ((static_cast<unsigned>(value) << Shift) & mask));
    }

    std::array<std::uint16_t, kMostLanes> lanes_{};
};

}  // namespace plumbline::replay
