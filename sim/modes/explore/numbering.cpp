#include "modes/explore/numbering.hpp"

#include <algorithm>

namespace acksim {

Numbering::Numbering(const Parts& parts, const Config& config, int widest) : first_group_(1 + static_cast<std::size_t>(parts.first_connection())) {
    int first = parts.first_connection(), clients = config.brokers * static_cast<int>(config.producers.size());
    for (int end : {first + clients, first + clients + config.brokers, int{parts.timers()}})
        for (; first < end; first = groups_.back().end)
            groups_.push_back({static_cast<PartNumber>(first), static_cast<PartNumber>(std::min(first + widest, end))});
    std::size_t number = 1;
    for (PartNumber p = 0; p < parts.first_connection(); ++p) of_part_.push_back(number++);
    for (const Group& g : groups_) of_part_.resize(g.end, number++);
    for (PartNumber p = parts.timers(); p < parts.count(); ++p) of_part_.push_back(number++);
    size_ = number;
}

}  // namespace acksim
