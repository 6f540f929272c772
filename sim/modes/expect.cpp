#include "modes/expect.hpp"

#include <algorithm>

#include "modes/record_names.hpp"

namespace acksim {

namespace {

using Sentences = std::vector<std::string>;

// What a run really did, as "expect" asks for it.
struct Actual {
    std::int64_t count = 0;
    std::vector<RecordName> records;
};

std::string counted(std::int64_t count, const std::string& unit) { return std::to_string(count) + (unit.empty() ? "" : " " + unit + (count == 1 ? "" : "s")); }

std::string wanted(const Scenario& scenario, const Expected& expected, const std::string& unit) {
    switch (expected.kind) {
        case Expected::Kind::exactly: return counted(expected.count, unit);
        case Expected::Kind::at_least: return "at least " + counted(expected.count, unit);
        case Expected::Kind::at_most: return "at most " + counted(expected.count, unit);
        case Expected::Kind::these: return name_list(scenario, expected.records);
    }
    return {};
}

bool same_records(std::vector<RecordName> a, std::vector<RecordName> b) {
    for (std::vector<RecordName>* each : {&a, &b}) {
        std::sort(each->begin(), each->end());
        each->erase(std::unique(each->begin(), each->end()), each->end());
    }
    return a == b;
}

bool holds(const Expected& expected, const Actual& actual) {
    switch (expected.kind) {
        case Expected::Kind::exactly: return actual.count == expected.count;
        case Expected::Kind::at_least: return actual.count >= expected.count;
        case Expected::Kind::at_most: return actual.count <= expected.count;
        case Expected::Kind::these: return same_records(expected.records, actual.records);
    }
    return false;
}

// Which records, beside how many, unless the names were what was asked for.
std::string got(const Scenario& scenario, const Expected& expected, const Actual& actual, const std::string& unit) {
    if (expected.kind == Expected::Kind::these) return name_list(scenario, actual.records);
    const std::string names = actual.records.empty() ? "" : " (" + name_list(scenario, actual.records) + ")";
    return counted(actual.count, unit) + names;
}

void hold(const Scenario& scenario, const char* word, const std::optional<Expected>& expected, const Actual& actual, Sentences& broken,
          const std::string& unit = {}) {
    if (expected && !holds(*expected, actual))
        broken.push_back(std::string(word) + ": expected " + wanted(scenario, *expected, unit) + ", got " + got(scenario, *expected, actual, unit));
}

Actual with_word(const Outcome& outcome, Word word) {
    Actual actual;
    for (const RecordFate& fate : outcome.records)
        if (fate.word == word) actual.records.push_back(fate.name);
    actual.count = static_cast<std::int64_t>(actual.records.size());
    return actual;
}

std::string log_text(const std::vector<std::string>& names) {
    constexpr std::size_t most = 12;
    std::string text = "[";
    for (std::size_t i = 0; i < std::min(most, names.size()); ++i) text += (i == 0 ? "" : " ") + names[i];
    return text + (names.size() > most ? " … " + std::to_string(names.size()) + " records]" : "]");
}

// Long logs differ in few places, so the sentence names the first one.
std::string log_difference(const std::vector<std::string>& expected, const std::vector<std::string>& actual) {
    const std::size_t same = static_cast<std::size_t>(std::mismatch(expected.begin(), expected.end(), actual.begin(), actual.end()).first - expected.begin());
    const std::string place = expected.size() > 12 || actual.size() > 12 ? "; they differ from place " + std::to_string(same) + " on" : "";
    return "expected " + log_text(expected) + ", got " + log_text(actual) + place;
}

void hold_log(const Scenario& scenario, const Expectation& expect, const Outcome& outcome, Sentences& broken) {
    if (!expect.log) return;
    for (std::size_t p = 0; p < expect.log->size(); ++p) {
        std::vector<std::string> actual;
        for (const StoredRecord& stored : outcome.log)
            if (stored.partition.value == static_cast<std::int16_t>(p)) actual.push_back(scenario.name_of(stored.record));
        if (actual != (*expect.log)[p]) broken.push_back("log of partition " + std::to_string(p) + ": " + log_difference((*expect.log)[p], actual));
    }
}

// The last thing that the application heard of a record. A record is sent again only after an error, so an OK is always the last word.
std::string last_told(const Outcome& outcome, RecordName name) {
    const auto fate = std::find_if(outcome.records.begin(), outcome.records.end(), [&](const RecordFate& f) { return f.name == name; });
    if (fate == outcome.records.end()) return "nothing: it was never sent";
    if (fate->told_ok) return "ok";
    return fate->told_error ? std::string(info(fate->error).exception) : "nothing";
}

void hold_told(const Scenario& scenario, const Expectation& expect, const Outcome& outcome, Sentences& broken) {
    for (const auto& [record, answer] : expect.told) {
        const std::string actual = last_told(outcome, record);
        if (actual != answer) broken.push_back("told " + scenario.name_of(record) + ": expected " + answer + ", got " + actual);
    }
}

Sentences broken_parts(const Scenario& scenario, const Expectation& expect, const Outcome& outcome);

void hold_any_of(const Scenario& scenario, const Expectation& expect, const Outcome& outcome, Sentences& broken) {
    std::size_t nearest = 0;
    Sentences fewest;
    for (std::size_t i = 0; i < expect.any_of.size(); ++i) {
        Sentences parts = broken_parts(scenario, expect.any_of[i], outcome);
        if (parts.empty()) return;
        if (i == 0 || parts.size() < fewest.size()) {
            nearest = i;
            fewest = std::move(parts);
        }
    }
    if (fewest.empty()) return;
    std::string text = "any_of: none of the " + std::to_string(expect.any_of.size()) + " alternatives is true; nearest is number " +
                       std::to_string(nearest + 1) + ", which has ";
    for (std::size_t i = 0; i < fewest.size(); ++i) text += (i == 0 ? "" : "; ") + fewest[i];
    broken.push_back(text);
}

Sentences broken_parts(const Scenario& scenario, const Expectation& expect, const Outcome& outcome) {
    Sentences broken;
    hold(scenario, "delivered", expect.delivered, with_word(outcome, Word::delivered), broken);
    hold(scenario, "lost", expect.lost, with_word(outcome, Word::lost), broken);
    hold(scenario, "silently lost", expect.silently_lost, with_word(outcome, Word::silently_lost), broken);
    hold(scenario, "reported lost", expect.reported_lost, with_word(outcome, Word::reported_lost), broken);
    hold(scenario, "phantom", expect.phantom, with_word(outcome, Word::phantom), broken);
    hold(scenario, "duplicated", expect.duplicated, with_word(outcome, Word::duplicated), broken);
    hold(scenario, "reordered", expect.reordered, {outcome.reordered_pairs, outcome.reordered_records}, broken, "pair");
    hold(scenario, "unavailable", expect.unavailable, {static_cast<std::int64_t>(outcome.unavailable.size()), {}}, broken, "partition");
    hold(scenario, "diverged", expect.diverged, {static_cast<std::int64_t>(outcome.diverged.size()), {}}, broken, "partition");
    hold_log(scenario, expect, outcome, broken);
    hold_told(scenario, expect, outcome, broken);
    hold_any_of(scenario, expect, outcome, broken);
    return broken;
}

Expectation nothing_goes_wrong() {
    Expectation expect;
    expect.lost = expect.silently_lost = expect.phantom = expect.duplicated = expect.reordered = expect.diverged = Expected{};
    return expect;
}

}  // namespace

std::vector<std::string> broken_expectations(const Scenario& scenario, const RunResult& result) {
    Sentences broken = broken_parts(scenario, scenario.expect ? *scenario.expect : nothing_goes_wrong(), result.outcome);
    for (const IdleFault& idle : result.idle_faults) {
        const std::string which = scenario.faults.size() == 1 ? "the fault" : "fault " + std::to_string(idle.fault + 1);
        broken.push_back(which + " " + idle.why);
    }
    return broken;
}

}  // namespace acksim
