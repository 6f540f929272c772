// The one list of the World: inline while small (explore copies it cheaply), on the heap when it must (no built-in limit). Memory that it
// once had it keeps, or gives to a free list of its thread, so that a second run of the same scenario allocates nothing.
#pragma once

#include <boost/container/small_vector.hpp>
#include <cstddef>

#include "base/recycling_allocator.hpp"

namespace acksim {

template <class T, std::size_t N> using List = boost::container::small_vector<T, N, RecyclingAllocator<T>>;

}  // namespace acksim
