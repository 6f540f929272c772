// Which node has which column of a space-time diagram.
#pragma once

#include <vector>

#include "report/names.hpp"

namespace acksim {

class Lanes {
public:
    static constexpr int gutter = 10;  // columns before the first lane: the time

    // Of those who do nothing in `steps`, only brokers are drawn, and those only as long as there is room for them.
    Lanes(const Names& names, const std::vector<StepId>& steps, int columns);

    const std::vector<NodeId>& shown() const { return shown_; }
    int column(NodeId node) const;  // -1: the node has no lane

private:
    std::vector<NodeId> shown_;
    int pitch_;
};

}  // namespace acksim
