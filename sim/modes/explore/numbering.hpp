// The numbers that make a state: the faults used, then the place of each part. Connections are many and mostly empty, so a group of them is
// one number: the place of the list of their places.
#pragma once

#include <cstdint>
#include <vector>

#include "modes/explore/parts.hpp"

namespace acksim {

class Numbering {
public:
    struct Group {  // connections first to end lie together
        PartNumber first = 0, end = 0;
        std::size_t size() const { return static_cast<std::size_t>(end - first); }
    };

    // Requires: `widest` > 0. Groups are no wider.
    Numbering(const Parts& parts, const Config& config, int widest);

    std::size_t size() const { return size_; }
    // Where the part's number stands in a state, or its group's.
    std::size_t of_part(PartNumber p) const { return of_part_[p]; }
    std::size_t of_group(std::size_t group) const { return first_group_ + group; }
    std::size_t group_at(std::size_t number) const { return number - first_group_; }
    const std::vector<Group>& groups() const { return groups_; }

private:
    std::size_t first_group_, size_ = 0;
    std::vector<std::size_t> of_part_;
    std::vector<Group> groups_;
};

}  // namespace acksim
