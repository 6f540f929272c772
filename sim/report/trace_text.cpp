#include "report/trace_text.hpp"

#include "report/sentence.hpp"

namespace acksim {

namespace {

std::string number(StepId id) { return id < 0 ? "–" : "#" + std::to_string(id); }

std::string who(const TraceStep& step, const Names& names) {
    switch (step.kind) {
        case TraceStep::Kind::start: return "start";
        case TraceStep::Kind::message: return names.node(step.from) + " → " + names.node(step.to);
        case TraceStep::Kind::timer: return step.from == no_node ? "timer" : names.node(step.from);
        case TraceStep::Kind::fault: return "fault " + std::to_string(step.fault + 1);
    }
    return "";
}

}  // namespace

std::string trace_text(const RunReport& run) {
    const Names names(run.scenario, run.result);
    const auto& steps = run.result.trace.steps;
    const int width = text_width(number(static_cast<StepId>(steps.size()))) + 1;
    std::string text;
    for (std::size_t s = 0; s < steps.size(); ++s) {
        const TraceStep& step = steps[s];
        std::vector<std::string> sentences;
        for (const Happening& h : step.happenings) sentences.push_back(sentence(h, names, step.happenings));
        text += pad_right(number(static_cast<StepId>(s)), width) + pad_left(names.time(step.at), 10) + "  by " + pad_right(number(step.cause), width) +
                pad_right(who(step, names), 16) + " " + step.label + (sentences.empty() ? "" : ": " + join(sentences, "; ")) + "\n";
    }
    return text;
}

}  // namespace acksim
