#include "report/diagram.hpp"

#include <algorithm>
#include <span>

#include "report/cluster_view.hpp"
#include "report/interest.hpp"
#include "report/lanes.hpp"
#include "report/notes.hpp"
#include "report/row.hpp"

namespace acksim {

namespace {

constexpr std::size_t most_steps = 40;
constexpr std::size_t most_partitions = 4;  // whose state is told at one moment

// Longest first: "records 3-5, hw 3", "records 3-5", "records". Of a Produce request, the records are worth more than its name.
std::vector<std::string> shortenings(const std::string& label) {
    constexpr std::string_view produce = "Produce ";
    if (label == "Disconnected") return {"closed"};
    if (const std::size_t at = label.find(produce); at != std::string::npos) return {label, std::string(label).erase(at, produce.size())};
    std::vector<std::string> labels{label};
    for (const char* end : {", ", " "}) {
        const std::size_t at = labels.back().find(end);
        if (at != std::string::npos) labels.push_back(labels.back().substr(0, at));
    }
    return labels;
}

class Drawing {
public:
    Drawing(const Names& names, const Paint& paint, int columns)
        : names_(names), paint_(paint), columns_(columns), steps_(interesting_steps(names, most_steps)), lanes_(names, steps_, columns),
          view_(names.scenario().config), row_(columns) {
        std::erase_if(
            steps_, [&](StepId s) { return !is_drawn(names.result().trace.steps[static_cast<std::size_t>(s)]); });
    }

    std::string text() {
        const Trace& trace = names_.result().trace;
        header();
        std::vector<PartitionId> all;
        for (std::size_t p = 0; p < names_.scenario().config.partitions.size(); ++p) all.push_back(PartitionId{static_cast<std::int16_t>(p)});
        state_lines(all, "");
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
        row_.put(0, repeat(" ", Lanes::gutter), Tone::plain);  // no note may reach into it
    }
    void begin_row(SimTime at) {
        begin_row();
        const std::string time = names_.time(at);
        row_.put(0, pad_left(time == last_time_ ? "" : time, Lanes::gutter - 1) + " ", Tone::faint);
        last_time_ = time;
    }
    void end_row() { text_ += row_.str(paint_) + "\n"; }

    void header() {
        row_ = Row(columns_);
        const std::vector<NodeId>& shown = lanes_.shown();
        for (std::size_t i = 0; i < shown.size(); ++i) {
            const int column = lanes_.column(shown[i]), end = i + 1 < shown.size() ? lanes_.column(shown[i + 1]) - 1 : columns_;
            row_.put(column, cut(names_.node(shown[i]), end - column), Tone::strong);
        }
        end_row();
    }

    void state_lines(const std::vector<PartitionId>& partitions, const std::string& likewise) {
        const std::size_t told = std::min(most_partitions, partitions.size());
        for (std::size_t i = 0; i < told; ++i) state_line(view_.state_line(partitions[i], names_, columns_ - Lanes::gutter - 5));
        if (told < partitions.size()) state_line("… and " + counted(static_cast<std::int64_t>(partitions.size() - told), "more partition") + likewise);
    }
    void state_line(const std::string& state) {
        row_ = Row(columns_);
        const std::string text = "══ " + state + " ";
        row_.put(Lanes::gutter, text + repeat("═", columns_ - Lanes::gutter - text_width(text)), Tone::change);
        end_row();
    }

    void changes() { state_lines(view_.take_changes(), " likewise"); }

    // High watermarks move all the time; beside a fold, only where they have come to is told.
    std::string moved_high_watermarks(const ClusterView& before) const {
        std::string text;
        const std::size_t partitions = names_.scenario().config.partitions.size();
        for (std::size_t p = 0; p < std::min(most_partitions, partitions); ++p) {
            const PartitionId partition{static_cast<std::int16_t>(p)};
            if (view_.high_watermark(partition) != before.high_watermark(partition) && view_.high_watermark(partition) >= 0) {
                text += (text.empty() ? "" : ", ") + (partitions == 1 ? "" : names_.partition(partition, columns_ / 4) + " ") + "HW " +
                        std::to_string(view_.high_watermark(partition));
            }
        }
        return text;
    }

    // The steps [first, end) are not shown.
    void fold(StepId first, StepId end) {
        const ClusterView before = view_;
        for (StepId s = first; s < end; ++s)
            for (const Happening& h : names_.result().trace.steps[static_cast<std::size_t>(s)].happenings) view_.apply(h);
        const std::string told = folded(names_, first, end), moved = moved_high_watermarks(before);
        const std::string text = told + (told.empty() || moved.empty() ? "" : " · ") + moved;
        if (!text.empty()) {
            row_ = Row(columns_);
            for (const NodeId node : lanes_.shown()) row_.lifeline(lanes_.column(node), view_.life(node) == Life::down ? " " : "⋮");
            row_.put(Lanes::gutter + 2, cut(text, columns_ - Lanes::gutter - 2) + " ", Tone::faint);
            end_row();
            last_time_.clear();
        }
        changes();
    }

    void draw(const TraceStep& step) {
        begin_row(step.at);
        bool used = draw_message(step);
        for (const Happening& h : step.happenings) view_.apply(h);
        const std::vector<Note> notes = notes_of(step, names_, lanes_);
        const std::span<const Note> all(notes);
        for (std::size_t first = 0; first < notes.size();) {
            std::size_t count = 1;
            while (first + count < notes.size() && notes[first + count].node == notes[first].node && fits(all.subspan(first, count + 1))) ++count;
            draw_notes(all.subspan(first, count), used);
            first += count;
            used = true;
        }
        if (used) end_row();
        changes();
    }

    bool is_message(const TraceStep& step) const {
        const int from = lanes_.column(step.from), to = lanes_.column(step.to);
        return step.kind == TraceStep::Kind::message && from >= 0 && to >= 0 && from != to;
    }
    bool is_drawn(const TraceStep& step) const { return is_message(step) || !notes_of(step, names_, lanes_).empty(); }

    bool draw_message(const TraceStep& step) {
        if (!is_message(step)) return false;
        constexpr Duration slow = milliseconds(100);
        std::vector<std::string> labels = shortenings(step.label);
        if (step.at - step.sent_at >= slow && !names_.result().trace.counts_moves) {
            labels.insert(labels.begin(), step.label + ", sent " + time_text(step.sent_at));
            labels.insert(labels.begin() + 1, labels.back() + ", sent " + time_text(step.sent_at));
        }
        row_.arrow(lanes_.column(step.from), lanes_.column(step.to), labels, true);
        return true;
    }

    // Whether these notes of one node fit into a row of their own.
    bool fits(std::span<const Note> notes) const {
        const bool lost =
            std::any_of(notes.begin(), notes.end(), [](const Note& n) { return is_lost_request(n.told->what) || is_lost_response(n.told->what); });
        return !lost && Row(columns_).note(lanes_.column(notes.front().node), "●", Tone::plain, words_of(notes));
    }

    void draw_notes(std::span<const Note> notes, bool used) {
        const Note& note = notes.front();
        const int column = lanes_.column(note.node), other = note.other == no_node ? -1 : lanes_.column(note.other);
        const auto next_row = [&] {
            end_row();
            begin_row();
        };
        const bool request = is_lost_request(note.told->what);
        if ((request || is_lost_response(note.told->what)) && other >= 0) {
            if (used) next_row();
            row_.arrow(request ? column : other, request ? other : column, {note.text, "lost"}, false);
            return;
        }
        const std::vector<Words> words = words_of(notes);
        const Telling& told = weightiest_of(notes);
        if (row_.note(column, told.mark, told.tone, words)) return;
        if (used) next_row();
        if (!row_.note(column, told.mark, told.tone, words)) row_.put(column, std::string(told.mark) + " " + cut(note.text, columns_ - column - 2), told.tone);
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

}  // namespace

std::string diagram(const Names& names, const Paint& paint, int columns) {
    return interesting_steps(names, 1).empty() ? "" : Drawing(names, paint, columns).text();
}

}  // namespace acksim
