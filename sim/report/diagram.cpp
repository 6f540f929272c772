#include "report/diagram.hpp"

#include <algorithm>

#include "report/cluster_view.hpp"
#include "report/interest.hpp"
#include "report/lanes.hpp"
#include "report/row.hpp"
#include "report/sentence.hpp"

namespace acksim {

namespace {

constexpr std::size_t most_steps = 48;
constexpr std::size_t most_notes = 6;      // of one step
constexpr std::size_t most_partitions = 4; // whose state is told at the start

// What happened in one step to one node, to be written beside one mark.
struct Note {
    NodeId node;
    const Telling* told;
    std::string text;
    std::vector<const Happening*> all; // of the same kind; the first one gave the text
};

bool is_lost_request(What what) {
    return what == What::request_lost || what == What::request_swallowed;
}

bool is_lost_response(What what) {
    return what == What::response_lost || what == What::response_swallowed;
}

// Longest first: "records 3-5, hw 3", "records 3-5", "records".
std::vector<std::string> shortenings(const std::string& label) {
    std::vector<std::string> labels{label};
    for (const char* end : {", ", " "}) {
        const std::size_t at = labels.back().find(end);
        if (at != std::string::npos) {
            labels.push_back(labels.back().substr(0, at));
        }
    }
    return labels;
}

class Drawing {
public:
    Drawing(const Names& names, const Paint& paint, int columns)
        : names_(names), paint_(paint), columns_(columns), steps_(interesting_steps(names, most_steps)), lanes_(names, steps_, columns),
          view_(names.scenario().config), row_(columns) {}

    std::string text() {
        const Trace& trace = names_.result().trace;
        header();
        for (std::size_t p = 0; p < std::min(most_partitions, names_.scenario().config.partitions.size()); ++p) {
            state_line(PartitionId{static_cast<std::int16_t>(p)});
        }
        StepId next = 0;
        for (const StepId s : steps_) {
            fold(next, s);
            draw(trace.steps[static_cast<std::size_t>(s)]);
            next = s + 1;
        }
        fold(next, static_cast<StepId>(trace.steps.size()));
        header();
        return text_;
    }

private:
    void begin_row() {
        row_ = Row(columns_);
        for (const NodeId node : lanes_.shown()) {
            const Life life = view_.life(node);
            row_.lifeline(lanes_.column(node), life == Life::up ? "│" : life == Life::paused ? "┊" : " ");
        }
    }
    void begin_row(SimTime at) {
        begin_row();
        const std::string time = time_text(at);
        row_.put(0, pad_left(time == last_time_ ? "" : time, Lanes::gutter - 1), Tone::faint);
        last_time_ = time;
    }
    void end_row() { text_ += row_.str(paint_) + "\n"; }

    void header() {
        row_ = Row(columns_);
        for (const NodeId node : lanes_.shown()) {
            row_.put(lanes_.column(node), names_.node(node), Tone::strong);
        }
        end_row();
    }

    void state_line(PartitionId p) {
        row_ = Row(columns_);
        const std::string text = "══ " + cut(view_.state_line(p, names_), columns_ - Lanes::gutter - 5) + " ";
        row_.put(Lanes::gutter, text + repeat("═", columns_ - Lanes::gutter - text_width(text)), Tone::change);
        end_row();
    }

    void changes() {
        for (const PartitionId p : view_.take_changes()) {
            state_line(p);
        }
    }

    // High watermarks move all the time; beside a fold, only where they have come to is told.
    std::string moved_high_watermarks(const ClusterView& before) const {
        std::string text;
        const std::size_t partitions = names_.scenario().config.partitions.size();
        for (std::size_t p = 0; p < std::min(most_partitions, partitions); ++p) {
            const PartitionId partition{static_cast<std::int16_t>(p)};
            if (view_.high_watermark(partition) != before.high_watermark(partition) && view_.high_watermark(partition) >= 0) {
                text += (partitions == 1 ? "" : " " + names_.partition(partition)) + " HW " + std::to_string(view_.high_watermark(partition));
            }
        }
        return text.empty() ? "" : " ·" + text;
    }

    // The steps [first, end) are not shown.
    void fold(StepId first, StepId end) {
        const ClusterView before = view_;
        for (StepId s = first; s < end; ++s) {
            for (const Happening& h : names_.result().trace.steps[static_cast<std::size_t>(s)].happenings) {
                view_.apply(h);
            }
        }
        const std::string text = folded(names_, first, end) + moved_high_watermarks(before);
        if (!text.empty()) {
            row_ = Row(columns_);
            for (const NodeId node : lanes_.shown()) {
                row_.lifeline(lanes_.column(node), view_.life(node) == Life::down ? " " : "⋮");
            }
            row_.put(Lanes::gutter + 2, cut(text, columns_ - Lanes::gutter - 2) + " ", Tone::faint);
            end_row();
            last_time_.clear();
        }
        changes();
    }

    void draw(const TraceStep& step) {
        begin_row(step.at);
        bool used = draw_message(step);
        for (const Happening& h : step.happenings) {
            view_.apply(h);
        }
        const std::vector<Note> notes = notes_of(step);
        for (std::size_t first = 0; first < notes.size();) {
            std::size_t end = first + 1;
            while (end < notes.size() && notes[end].node == notes[first].node && fits(notes, first, end + 1)) {
                ++end;
            }
            draw_notes(notes, first, end, used);
            first = end;
            used = true;
        }
        if (used) {
            end_row();
        }
        changes();
    }

    bool draw_message(const TraceStep& step) {
        const int from = lanes_.column(step.from), to = lanes_.column(step.to);
        if (step.kind != TraceStep::Kind::message || from < 0 || to < 0 || from == to) {
            return false;
        }
        constexpr Duration slow = milliseconds(100);
        std::vector<std::string> labels = shortenings(step.label);
        if (step.at - step.sent_at >= slow) {
            labels.insert(labels.begin(), step.label + ", sent " + time_text(step.sent_at));
            labels.insert(labels.begin() + 1, labels.back() + ", sent " + time_text(step.sent_at));
        }
        row_.arrow(from, to, labels, true);
        return true;
    }

    std::vector<Note> notes_of(const TraceStep& step) const {
        std::vector<Note> notes;
        for (const Happening& h : step.happenings) {
            const auto same = std::find_if(notes.begin(), notes.end(),
                                           [&](const Note& n) { return n.told->what == h.what && n.node == h.node; });
            const std::string text = label(h, names_);
            if (text.empty() || lanes_.column(h.node) < 0) {
                continue;
            }
            if (same != notes.end()) {
                same->all.push_back(&h);
            } else if (notes.size() < most_notes) {
                notes.push_back({h.node, &telling(h.what), text, {&h}});
            }
        }
        for (Note& note : notes) {
            note.text += note.all.size() == 1 ? "" : " (+" + std::to_string(note.all.size() - 1) + ")";
        }
        return notes;
    }

    static std::vector<Words> words_of(const std::vector<Note>& notes, std::size_t first, std::size_t end) {
        std::vector<Words> words;
        for (std::size_t i = first; i < end; ++i) {
            words.push_back({(i == first ? "" : ", ") + notes[i].text, notes[i].told->tone});
        }
        return words;
    }

    // Whose mark the notes of one row share.
    static const Telling& weightiest_of(const std::vector<Note>& notes, std::size_t first, std::size_t end) {
        const Telling* weightiest = notes[first].told;
        for (std::size_t i = first; i < end; ++i) {
            weightiest = notes[i].told->weight == Weight::turn ? notes[i].told : weightiest;
        }
        return *weightiest;
    }

    // Whether these notes of one node fit into a row of their own.
    bool fits(const std::vector<Note>& notes, std::size_t first, std::size_t end) const {
        const auto lost = [](const Note& n) { return is_lost_request(n.told->what) || is_lost_response(n.told->what); };
        return !lost(notes[first]) && !lost(notes[end - 1]) &&
               Row(columns_).note(lanes_.column(notes[first].node), "●", Tone::plain, words_of(notes, first, end));
    }

    void draw_notes(const std::vector<Note>& notes, std::size_t first, std::size_t end, bool used) {
        const Note& note = notes[first];
        const int column = lanes_.column(note.node);
        const int other = lanes_.column(note.all.front()->other);
        const What what = note.told->what;
        const auto next_row = [&] {
            end_row();
            begin_row();
        };
        if ((is_lost_request(what) || is_lost_response(what)) && other >= 0) {
            if (used) {
                next_row();
            }
            row_.arrow(is_lost_request(what) ? column : other, is_lost_request(what) ? other : column, {note.text}, false);
            return;
        }
        const std::vector<Words> words = words_of(notes, first, end);
        const Telling& weightiest = weightiest_of(notes, first, end);
        if (row_.note(column, weightiest.mark, weightiest.tone, words)) {
            return;
        }
        if (used) {
            next_row();
        }
        if (!row_.note(column, weightiest.mark, weightiest.tone, words)) {
            row_.put(column, std::string(weightiest.mark) + " " + cut(note.text, columns_ - column - 2), weightiest.tone);
        }
    }

    const Names& names_;
    const Paint& paint_;
    int columns_;
    std::vector<StepId> steps_;
    Lanes lanes_;
    ClusterView view_;
    Row row_;
    std::string text_, last_time_;
};

} // namespace

std::string diagram(const Names& names, const Paint& paint, int columns) {
    return interesting_steps(names, 1).empty() ? "" : Drawing(names, paint, columns).text();
}

} // namespace acksim
