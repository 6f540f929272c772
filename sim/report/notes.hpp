// What a diagram writes beside the marks of one step: a note for each kind of happening at each node.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "report/lanes.hpp"
#include "report/row.hpp"
#include "report/sentence.hpp"

namespace acksim {

struct Note {
    NodeId node;
    NodeId other;
    const Telling* told;
    std::string text;
    int times = 1;  // happenings of this kind at this node; the first one gave the text
};

// A message that does not arrive is drawn as an arrow that ends before its lane.
bool is_lost_request(What what);
bool is_lost_response(What what);

// Happenings without a label, and those of nodes without a lane, are left out.
std::vector<Note> notes_of(const TraceStep& step, const Names& names, const Lanes& lanes);

// Notes of one node that share a row: their words, and the telling whose mark stands before them.
std::vector<Words> words_of(std::span<const Note> notes);
const Telling& weightiest_of(std::span<const Note> notes);

}  // namespace acksim
