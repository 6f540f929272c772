// What can be told of a state by where its parts lie, without laying it out. Most states are seen only so: the few things that are asked of
// every state are asked of each part once, and remembered by its place.
#pragma once

#include <span>
#include <vector>

#include "modes/explore/laid_out.hpp"
#include "modes/explore/moves.hpp"

namespace acksim {

class Glance {
public:
    Glance(const Config& config, const Layout& layout, const Parts& parts, Unpacked& unpacked);

    // Of a broker: is it up, does it listen, and from the third bit on: does it work for a producer. Of a producer: is it up.
    // Of a connection, by direction: is there something that its receiver does not keep waiting.
    std::uint64_t of_part(PartNumber part, Place place) {
        return recalled(
            part, place, [&] { return look_at(part, unpacked_.holding(part, place)); });
    }
    static constexpr std::uint64_t up_and_listening = 3;
    static bool works_for(std::uint64_t broker, ProducerIndex p) { return (broker >> (2 + p.value) & 1) != 0; }

    // What connections that lie together deliver next: a bit for each channel. Requires: they are no more than `widest_group`.
    static constexpr int widest_group = 21;
    std::uint64_t of_group(PartNumber first, std::span<const Place> connections, Place group) {
        return recalled(
            static_cast<PartNumber>(first | of_a_group), group,
            [&] {
                std::uint64_t bits = 0;
                for (std::size_t i = 0; i < connections.size(); ++i) bits |= of_part(static_cast<PartNumber>(first + i), connections[i]) << (3 * i);
                return bits;
            });
    }

    // Of the armed timers, those that fire while messages are on their way (Patience::none, unhurried, any), as due_events lists them.
    void add_prompt_timers(const Timers& timers, Slots& out) const;

private:
    struct Entry {
        std::uint64_t key = 0, bits = 0;
    };
    static constexpr std::size_t entries = 1 << 12;
    static constexpr PartNumber of_a_group = 1 << 15;

    // A part number and a place are the key: equal bytes lie at one place, whatever they are the bytes of.
    template <class F> std::uint64_t recalled(PartNumber part, Place place, F&& look) {
        std::uint64_t key = std::uint64_t{part} << 32 | place;
        std::size_t at = (key * 0x9e3779b97f4a7c15) >> 52;
        if (entries_[at].key != key) {
            std::uint64_t bits = look();  // may itself recall, and take the place
            entries_[at] = {key, bits};
        }
        return entries_[at].bits;
    }
    std::uint64_t look_at(PartNumber part, const World& world) const;

    const Parts& parts_;
    Unpacked& unpacked_;
    std::vector<std::uint64_t> first_, second_, last_;  // bits of slots: timers with Patience::none, unhurried, any
    std::vector<Entry> entries_ = std::vector<Entry>(entries);
};

}  // namespace acksim
