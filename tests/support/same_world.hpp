// Worlds that behave alike as one: what exploration forgets is put to one value, numbers of requests count back from the next one of
// their connection, and what a driver brings about at its own time (restarts) or in its own order or number (cut links, pauses) is put aside.
#pragma once

#include "world/world.hpp"

namespace acksim::testing {

World in_common(World world, const Config& config, const Layout& layout);

// The slot that stands in `there` for the event of `slot` in `here`: a request's time-out has its place by the request's number.
Slot counterpart(Slot slot, const World& here, const World& there, const Layout& layout);

}  // namespace acksim::testing
