// The door: load a scenario, run or explore it, read the verdict, write a report. Everything an embedding program needs; nothing of it shows
// how the simulator works inside.
//
//     auto simulation = acksim::Simulation::load("scenarios/acks-1-leader-crash.json");
//     acksim::Report report = simulation.run();
//     if (report.verdict() != acksim::Verdict::as_expected) std::puts(report.text().c_str());
//
// A run shows that a record can be lost; that none can, only all runs show:
//
//     acksim::Explored explored = simulation.explore();
//     if (explored.answer("no-acked-loss") == "possible") std::puts(explored.text().c_str());
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
    undecided,    // a bound was reached: the run's limit of simulated time, or a limit of the exploration
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

// How far an exploration may go before it ends undecided.
struct ExploreLimits {
    std::uint64_t memory = std::uint64_t{4} << 30;  // bytes
    std::uint64_t states = ~std::uint64_t{0};
    int threads = 2;  // at least 1; no answer depends on it
};

// What all runs within the bounds of a question yield. A value; cheap to copy.
class Explored {
public:
    // as_expected: what the scenario's "explore" expects holds; where it expects no answer, nothing that it asks can be broken.
    Verdict verdict() const;
    // "possible", "impossible within bounds" or "undecided", of "no-acked-loss", "no-duplicates", "producer-order" or "log-agreement".
    // Throws: std::invalid_argument if that was not asked.
    std::string answer(std::string_view guarantee) const;
    // One sentence for each part of "expect" that is not true, or not known to be.
    std::vector<std::string> broken_expectations() const;
    // The run with the fewest faults, then the fewest steps, that breaks the first guarantee that can be broken: a text that acksim replay
    // reads from a file. Empty: none can.
    std::string trail() const;

    // The report for a terminal of so many columns (at least 60), without colours.
    std::string text(int columns = 80) const;
    // The machine's report; its JSON Schema is explore_schema().
    std::string json() const;

private:
    friend class Simulation;
    struct Inside;
    explicit Explored(std::shared_ptr<const Inside> inside) : inside_(std::move(inside)) {}
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

    // Every order of events, with the faults that the scenario's "explore" allows at any step; without one, with a crash, a power loss, a
    // lost request or a lost response. Settings such as "explore/faults=2" change the question. Blocks until it is answered.
    // Throws: BadScenario if it is too large; std::logic_error for a broken invariant, which is a bug of acksim.
    Explored explore(const ExploreLimits& limits = {}) const;

private:
    struct Inside;
    explicit Simulation(std::shared_ptr<const Inside> inside) : inside_(std::move(inside)) {}
    std::shared_ptr<const Inside> inside_;
};

// JSON Schema of the scenario language, of Report::json() and of Explored::json().
std::string scenario_schema();
std::string report_schema();
std::string explore_schema();

}  // namespace acksim
