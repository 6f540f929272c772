#include "report/notes.hpp"

#include <algorithm>

namespace acksim {

namespace {

constexpr std::size_t most_notes = 6;  // of one step

}  // namespace

bool is_lost_request(What what) { return what == What::request_lost || what == What::request_swallowed; }

bool is_lost_response(What what) { return what == What::response_lost || what == What::response_swallowed; }

std::vector<Note> notes_of(const TraceStep& step, const Names& names, const Lanes& lanes) {
    std::vector<Note> notes;
    for (const Happening& h : step.happenings) {
        const auto same = std::find_if(notes.begin(), notes.end(), [&](const Note& n) { return n.told->what == h.what && n.node == h.node; });
        const std::string text = label(h, names);
        if (text.empty() || lanes.column(h.node) < 0) continue;
        if (same != notes.end()) ++same->times;
        else if (notes.size() < most_notes) notes.push_back({h.node, h.other, &telling(h.what), text});
    }
    for (Note& note : notes) note.text += note.times == 1 ? "" : " (+" + std::to_string(note.times - 1) + " more)";
    return notes;
}

std::vector<Words> words_of(std::span<const Note> notes) {
    std::vector<Words> words;
    for (const Note& note : notes) words.push_back({(words.empty() ? "" : ", ") + note.text, note.told->tone});
    return words;
}

const Telling& weightiest_of(std::span<const Note> notes) {
    const Telling* weightiest = notes.front().told;
    for (const Note& note : notes) weightiest = note.told->weight == Weight::turn ? note.told : weightiest;
    return *weightiest;
}

}  // namespace acksim
