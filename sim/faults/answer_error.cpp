#include "faults/answer_error.hpp"

#include "base/check.hpp"

namespace acksim {

void answer_error(World& world, ConnectionId connection, ErrorCode error, bool appended) {
    auto* request = std::get_if<ProduceRequest>(&world.network[connection].requests.front());
    ACKSIM_CHECK(request);
    request->injected = error;
    request->injected_after_append = appended;
}

}  // namespace acksim
