// Which happenings a chain of causes is made of.
#pragma once

#include "protocol/happening.hpp"

namespace acksim {

// A fact on the way back that a reader wants to know, whoever's records it is about.
bool turns_the_story(What what);
// A fact about one record's own way.
bool is_of_record(What what);
// A copy is gone.
bool destroys(What what);

}  // namespace acksim
