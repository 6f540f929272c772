// The door: load a scenario, run it, read the verdict, write a report. Everything an embedding program needs; nothing of it shows how the
// simulator works inside.
//
//     auto simulation = acksim::Simulation::load("scenarios/acks-1-leader-crash.json");
//     acksim::Report report = simulation.run();
//     if (report.verdict() != acksim::Verdict::as_expected) std::puts(report.text().c_str());
#pragma once

#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace acksim {

// A scenario that cannot be run. what() holds one line a problem: FILE:LINE: /json/pointer: what is wrong; what to write instead.
class BadScenario : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

enum class Verdict : signed char {
    as_expected,  // every part of the scenario's "expect" is true; without "expect": no broken promise
    broken,       // some part is not
    undecided,    // the run hit its limit of simulated time and proves nothing
};

// What one timed run yields. A value; cheap to copy.
class Report {
public:
    Verdict verdict() const;
    // How many records met this fate: "delivered", "lost", "silently lost", "reported lost", "phantom", "duplicated", "unacknowledged".
    // Throws: std::invalid_argument for another word.
    std::int64_t count(std::string_view word) const;
    // Pairs of records of one producer and partition that are stored in the opposite order of their sends.
    std::int64_t reordered_pairs() const;
    // Equal for the same scenario and seed on every machine and compiler.
    std::uint64_t fingerprint() const;
    // One sentence for each part of "expect" that is not true.
    std::vector<std::string> broken_expectations() const;

    // The report for a terminal of so many columns (at least 60), without colours.
    std::string text(int columns = 80) const;
    // The machine's report; its JSON Schema is report_schema().
    std::string json() const;
    std::string junit() const;

private:
    friend class Simulation;
    struct Inside;
    explicit Report(std::shared_ptr<const Inside> inside) : inside_(std::move(inside)) {}
    std::shared_ptr<const Inside> inside_;
};

// A validated scenario. A value; cheap to copy.
class Simulation {
public:
    // `settings` as --set takes them: "producers/p1/acks=all". Throws: BadScenario.
    static Simulation load(const std::string& path, const std::vector<std::string>& settings = {});
    // The same from text; `name` stands for the file in messages. Throws: BadScenario.
    static Simulation parse(std::string_view text, const std::string& name, const std::vector<std::string>& settings = {});

    std::string title() const;
    std::string question() const;
    // What was accepted but is probably not meant, one sentence each.
    std::vector<std::string> warnings() const;

    // One timed run with the scenario's own seed, or with this one, with chains of causes and verified cures.
    Report run() const;
    Report run(std::uint64_t seed) const;

private:
    struct Inside;
    explicit Simulation(std::shared_ptr<const Inside> inside) : inside_(std::move(inside)) {}
    std::shared_ptr<const Inside> inside_;
};

// JSON Schema of the scenario language and of Report::json().
std::string scenario_schema();
std::string report_schema();

}  // namespace acksim
