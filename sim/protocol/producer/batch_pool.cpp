#include "protocol/producer/batch_pool.hpp"

namespace acksim {

BatchId BatchPool::take() {
    std::size_t word = 0;
    while (word < live.size() && live[word] == ~std::uint64_t{0}) ++word;
    if (word == live.size()) live.push_back(0);
    BatchId b{static_cast<std::int32_t>(word * 64) + std::countr_one(live[word])};
    if (static_cast<std::size_t>(b.value) >= places.size()) places.resize(static_cast<std::size_t>(b.value) + 1);
    (*this)[b] = {};
    live[word] |= bit(b);
    return b;
}

void BatchPool::trim() {
    while (!places.empty() && !is_live({static_cast<std::int32_t>(places.size()) - 1})) places.pop_back();
    live.resize((places.size() + 63) / 64);
}

}  // namespace acksim
