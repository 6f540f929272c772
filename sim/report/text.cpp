#include "report/text.hpp"

#include <algorithm>
#include <numeric>

#include "modes/record_names.hpp"
#include "report/asked.hpp"
#include "report/chain.hpp"
#include "report/cure_text.hpp"
#include "report/diagram.hpp"
#include "report/expected_text.hpp"

namespace acksim {

namespace {

constexpr std::size_t most_anomalies = 8;
constexpr std::size_t most_chains = 3;  // anomalies whose chain is told in full
constexpr std::size_t longest_chain = 20;
constexpr std::size_t most_failed = 10;
constexpr int name_width = 15;

struct Page {
    const RunReport& run;
    Names names;
    Paint paint;
    int columns;

    std::string heading(std::string_view text) const { return "\n" + paint(Tone::strong, text) + "\n"; }
};

Tone tone_of(Word word) {
    switch (word) {
        case Word::delivered: return Tone::good;
        case Word::reported_lost:
        case Word::unacknowledged:
        case Word::undecided: return Tone::change;
        case Word::lost:
        case Word::silently_lost:
        case Word::phantom:
        case Word::duplicated: return Tone::bad;
    }
    return Tone::plain;
}

std::vector<RecordName> with_word(const Outcome& outcome, Word word) {
    std::vector<RecordName> names;
    for (const RecordFate& fate : outcome.records)
        if (fate.word == word) names.push_back(fate.name);
    return names;
}

std::string count_line(const Page& page, const std::string& name, Tone tone, std::int64_t n, const std::string& rest) {
    const std::string head = "  " + pad_right(name, name_width) + pad_left(grouped(static_cast<std::uint64_t>(n)), 6) + "  ";
    std::string lines = hanging(head, rest, page.columns);
    lines.replace(2, name.size(), page.paint(tone, name));
    return lines;
}

std::string outcome_section(const Page& page) {
    const Outcome& outcome = page.run.result.outcome;
    const std::int64_t left = page.run.not_sent();
    std::string text = page.heading("What became of " + counted(static_cast<std::int64_t>(outcome.records.size()), "record") +
                                    (left > 0 ? "; " + counted(left, "record") + (left == 1 ? " was" : " were") + " never sent" : ""));
    std::vector<std::string> none;
    for (const Word word :
         {Word::delivered, Word::lost, Word::silently_lost, Word::reported_lost, Word::phantom, Word::duplicated, Word::unacknowledged, Word::undecided}) {
        const std::vector<RecordName> records = with_word(outcome, word);
        const std::string name(word_name(word));
        if (records.empty()) {
            if (word != Word::undecided && word != Word::delivered) none.push_back(name);
            continue;
        }
        text += count_line(page, name, tone_of(word), static_cast<std::int64_t>(records.size()),
                           name_list(page.run.scenario, records) + " (" + std::string(meaning(word)) + ")");
    }
    if (outcome.reordered_pairs > 0) {
        text += count_line(page, "reordered", Tone::bad, outcome.reordered_pairs,
                           std::string(outcome.reordered_pairs == 1 ? "pair" : "pairs") +
                               "; stored behind a record sent later: " + name_list(page.run.scenario, outcome.reordered_records));
    } else {
        none.push_back("reordered");
    }
    if (!none.empty()) text += hanging("  none ", join(none, ", "), page.columns);
    if (outcome.interleaved > 0) {
        text += hanging("  ",
                        "For information: " + counted(outcome.interleaved, "time") +
                            " a record lies behind one of another producer; Kafka promises no order between producers.",
                        page.columns);
    }
    const auto partitions = [&](const char* what, const std::vector<PartitionId>& those) {
        std::vector<std::string> names;
        for (const PartitionId p : those) names.push_back(page.names.partition(p));
        return names.empty() ? "" : hanging("  ", what + join(names, ", "), page.columns);
    };
    return text + partitions("Without a leader to the end: ", outcome.unavailable) +
           partitions("In-sync replicas disagree below their high watermarks: ", outcome.diverged);
}

// The beginning, the end, and every line between them that decides.
std::string chain_text(const Page& page, const std::vector<ChainLine>& lines) {
    const auto told = [&](std::size_t i) {
        return lines.size() <= longest_chain || i <= longest_chain / 2 || i + longest_chain / 2 > lines.size() || lines[i].decisive;
    };
    std::string text;
    for (std::size_t i = 0, end = 0; i < lines.size(); i = end) {
        for (end = i; end < lines.size() && !told(end);) ++end;
        if (end > i + 1) {
            text += pad_left("⋮", 11) + "  " + std::to_string(end - i) + " more, in --format json\n";
        } else {
            text += hanging(pad_left(page.names.time(lines[i].at), 11) + "  ", lines[i].sentence, page.columns);
            end = i + 1;
        }
    }
    return text;
}

std::string anomaly_text(const Page& page, const Anomaly& anomaly, bool told) {
    std::string text;
    for (const std::string& line : wrap(headline(anomaly, page.names), page.columns)) text += page.paint(Tone::bad, line) + "\n";
    text += told ? chain_text(page, chain(anomaly, page.names)) : pad_left("⋮", 11) + "  the chain of causes is in --format json\n";
    // Nothing was tried with another setting where every run was.
    const std::string cure = page.run.result.trace.counts_moves ? "" : cure_sentence(anomaly);
    for (const std::string& line : wrap(cure, page.columns - 2))
        text += cure.empty() ? "" : "  " + page.paint(anomaly.cures.empty() ? Tone::plain : Tone::good, line) + "\n";
    return text;
}

// The first, which the diagram shows, and those of the most records.
std::vector<bool> told_in_full(const std::vector<Anomaly>& anomalies) {
    std::vector<std::size_t> places(anomalies.size());
    std::iota(places.begin(), places.end(), 0);
    std::stable_sort(places.begin() + 1, places.end(), [&](std::size_t a, std::size_t b) { return anomalies[a].records.size() > anomalies[b].records.size(); });
    std::vector<bool> told(anomalies.size());
    for (std::size_t i = 0; i < std::min(most_chains, places.size()); ++i) told[places[i]] = true;
    return told;
}

std::string anomalies_section(const Page& page) {
    const auto& anomalies = page.run.result.anomalies;
    if (anomalies.empty()) return "";
    const std::vector<bool> told = told_in_full(anomalies);
    std::string text = page.heading("Why");
    std::size_t shown = 0, hidden = 0;
    for (std::size_t i = 0; i < anomalies.size(); ++i)
        if (i < most_anomalies || told[i]) text += (shown++ == 0 ? "" : "\n") + anomaly_text(page, anomalies[i], told[i]);
        else ++hidden;
    if (hidden > 0) text += "\n" + std::to_string(hidden) + " more of this kind, in --format json\n";
    return text;
}

std::string teaches_section(const Page& page) {
    const auto& teaches = page.run.scenario.teaches;
    std::string text = teaches.empty() ? "" : page.heading("What this teaches");
    return teaches.empty() ? "" : text + hanging("", join(teaches, " "), page.columns);
}

std::string cost_section(const Page& page) {
    const Cost& cost = page.run.result.cost;
    std::string text = page.heading("What it cost");
    const auto line = [&](const std::string& what, const std::string& value) { text += hanging("  " + pad_right(what, 24), value, page.columns); };
    line("throughput", cost.elapsed.us == 0
                           ? "–"
                           : rate_text(cost) + " records/s (" + std::to_string(cost.acknowledged) + " acknowledged in " + duration_text(cost.elapsed) + ")");
    line("acknowledgement latency", cost.acknowledged == 0 ? "–"
                                                           : "p50 " + duration_text(cost.latency_p50) + ", p95 " + duration_text(cost.latency_p95) + ", p99 " +
                                                                 duration_text(cost.latency_p99));
    line("batches sent again", std::to_string(cost.retries));
    line("time without a leader", cost.without_leader.us == 0 ? "none" : duration_text(cost.without_leader));
    line("time refusing writes", cost.refusing_writes.us == 0 ? "none" : duration_text(cost.refusing_writes));
    return text;
}

std::string failed_section(const Page& page) {
    const auto& failed = page.run.result.failed;
    std::string lines;
    std::size_t count = 0, next = 0;
    for (; next < failed.size() && count < most_failed; ++count) {
        const FailedRecord& first = failed[next];
        std::vector<RecordName> together;
        for (; next < failed.size() && failed[next].at == first.at && failed[next].error == first.error && failed[next].partition == first.partition; ++next)
            together.push_back(failed[next].record);
        const std::int16_t topic = page.run.scenario.config.producers[static_cast<std::size_t>(first.record.producer.value)].topic;
        const std::string where = first.partition.value < 0 ? cut(page.names.topic(topic), page.columns / 4) + " (no partition yet)"
                                                            : page.names.partition(first.partition, page.columns / 4);
        const std::string head = pad_left(page.names.time(first.at), 11) + "  " + pad_right(where, 10) + "  " + std::string(info(first.error).exception) + "  ";
        lines += hanging(head, name_list(page.run.scenario, together), page.columns);
    }
    if (next < failed.size()) lines += "  and " + std::to_string(failed.size() - next) + " more; --failed FILE writes them all\n";
    return lines.empty() ? "" : page.heading("Told to have failed: what a dead-letter queue would hold") + lines;
}

std::string warnings_section(const Page& page) {
    std::string text;
    for (const Warning& warning : page.run.scenario.warnings) {
        const bool elsewhere = !warning.file.empty() && warning.file != page.run.scenario.file;
        text += hanging("warning    ", (elsewhere ? warning.file + ":" + std::to_string(warning.line) + ": " : "") + warning.text, page.columns);
    }
    return text.empty() ? "" : "\n" + text;
}

// Of a scenario that expects nothing in particular. An application that is told of a loss can act on it: that breaks no promise.
std::string unasked_text(const Outcome& outcome) {
    const std::int64_t reported = outcome.count(Word::reported_lost);
    std::vector<std::string> parts;
    if (reported > 0) parts.push_back(counted(reported, "record") + (reported == 1 ? " was" : " were") + " reported lost");
    if (!outcome.unavailable.empty())
        parts.push_back(counted(static_cast<std::int64_t>(outcome.unavailable.size()), "partition") + " had no leader to the end");
    return parts.empty() ? "nothing went wrong" : "no promise was broken; " + join_and(parts);
}

std::string verdict_section(const Page& page) {
    const RunVerdict verdict = page.run.verdict();
    std::string rest;
    if (verdict == RunVerdict::undecided) rest = ": " + page.run.why_undecided();
    else if (!page.run.scenario.expect) rest = verdict == RunVerdict::as_expected ? ": " + unasked_text(page.run.result.outcome) : ": something went wrong";
    else rest = ": " + expected_text(page.run.scenario);
    const std::string name(verdict_name(verdict));
    std::string lines = hanging("Verdict    ", verdict == RunVerdict::broken && page.run.scenario.expect ? name : name + rest, page.columns);
    lines.replace(lines.find(name), name.size(), page.paint(verdict == RunVerdict::as_expected ? Tone::good : Tone::bad, name));
    for (const std::string& sentence : page.run.broken) lines += verdict == RunVerdict::broken ? hanging("  ✗ ", sentence, page.columns) : "";
    return "\n" + lines;
}

}  // namespace

std::string text_report(const RunReport& run, const ReportOptions& options) {
    const int columns = std::max(60, options.columns);
    const Page page{run, Names(run.scenario, run.result), Paint(options.color), columns};
    const std::string drawn = diagram(page.names, page.paint, columns);
    if (run.result.trace.counts_moves)  // no time passes in an exploration, so it costs none, and nothing was expected of this one run
        return (drawn.empty() ? "" : drawn) + outcome_section(page) + anomalies_section(page);
    return asked_section(page.names, page.paint, columns) + warnings_section(page) + (drawn.empty() ? "" : "\n" + drawn) + outcome_section(page) +
           anomalies_section(page) + teaches_section(page) + cost_section(page) + failed_section(page) + verdict_section(page);
}

}  // namespace acksim
