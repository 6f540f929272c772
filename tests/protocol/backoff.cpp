// How long who failed waits before trying again.
#include "protocol/rules/backoff.hpp"

#include "modes/run.hpp"
#include "scenario/load.hpp"
#include "support/catch.hpp"

using namespace acksim;

TEST_CASE("A backoff doubles with every failure up to its limit, give or take its jitter; without room to grow it is constant") {
    struct Row {
        Duration base, max;
        std::int32_t failures, jitter;
        Wait wait;
    };
    const Row rows[] = {
        {milliseconds(100), milliseconds(1000), 0, 20, {milliseconds(80), milliseconds(120)}},
        {milliseconds(100), milliseconds(1000), 1, 20, {milliseconds(160), milliseconds(240)}},
        {milliseconds(100), milliseconds(1000), 3, 20, {milliseconds(640), milliseconds(960)}},
        {milliseconds(100), milliseconds(1000), 4, 20, {milliseconds(800), milliseconds(1000)}},
        {milliseconds(100), milliseconds(1000), 1000000, 20, {milliseconds(800), milliseconds(1000)}},
        {milliseconds(100), milliseconds(100), 5, 20, exactly(milliseconds(100))},
        {milliseconds(200), milliseconds(100), 5, 20, exactly(milliseconds(100))},
        {milliseconds(100), milliseconds(9000), 2, 2, {milliseconds(392), milliseconds(408)}},
    };
    for (const Row& row : rows) {
        const Wait wait = exponential_backoff(row.base, row.max, row.failures, row.jitter);
        CHECK(wait.min == row.wait.min);
        CHECK(wait.max == row.wait.max);
    }
}

namespace {

// When something of the kind was said, in milliseconds.
std::vector<std::int64_t> times_of(What what, const RunResult& result) {
    std::vector<std::int64_t> times;
    for (const TraceStep& step : result.trace.steps)
        for (const Happening& h : step.happenings)
            if (h.what == what) times.push_back(step.at.us / 1000);
    return times;
}

// A request for metadata in a run, or what comes of it.
struct Metadata {
    SimTime at{};
    enum class Kind : std::int8_t { request, answer, news } kind = Kind::request;
};

// The requests when they are sent, the answers when they come.
std::vector<Metadata> metadata_of(const RunResult& result) {
    std::vector<Metadata> out;
    for (const TraceStep& step : result.trace.steps)
        if (step.label == "Metadata?") out.push_back({step.sent_at, Metadata::Kind::request});
        else if (step.label.starts_with("Metadata:")) out.push_back({step.at, step.happenings.empty() ? Metadata::Kind::answer : Metadata::Kind::news});
    return out;
}

// In milliseconds, while the leader is gone and its session lasts.
std::vector<std::int64_t> metadata_backoffs(const char* kafka) {
    const std::string text = std::string(R"({"kafka": ")") + kafka + R"(", "cluster": {"brokers": 2}, "topic": {"replication.factor": 2},
        "producers": [{"config": {"acks": "1", "enable.idempotence": false}, "workload": {"records": 1, "start": "1s"}}], "network": {"latency": "1ms"},
        "faults": [{"at": "500ms", "do": "crash", "broker": "b1", "restart_after": "30s"}]})";
    const RunResult result = run(parse_scenario(text, "t.json"), {.seed = {}, .trace = true, .cures = false});
    std::vector<std::int64_t> waits;
    for (const TraceStep& step : result.trace.steps)
        if (step.label.find("metadata backoff") != std::string::npos)
            waits.push_back((step.at - result.trace.steps[static_cast<std::size_t>(step.cause)].at).us / 1000);
    return waits;
}

}  // namespace

TEST_CASE("Before 3.7 metadata is asked for again after retry.backoff.ms each time; since then after twice as long each time (KIP-580)") {
    const std::vector<std::int64_t> old = metadata_backoffs("3.6"), now = metadata_backoffs("4.4");
    REQUIRE(old.size() > 5);
    for (std::int64_t wait : old) CHECK(wait == 100);
    REQUIRE(now.size() > 5);
    CHECK(now.front() <= 120);
    CHECK(*std::max_element(now.begin(), now.end()) >= 800);
}

TEST_CASE("Metadata is asked for again 100 ms after an answer with news, however long that took to come, and later after each without") {
    const std::vector<Metadata> metadata =
        metadata_of(run(parse_scenario(R"({"cluster": {"brokers": 2}, "topic": {"assignment": [[2]], "replication.factor": 1},
        "producers": [{"config": {"acks": "1", "enable.idempotence": false}, "workload": {"records": 1, "start": "15s"}}], "network": {"latency": "200ms"},
        "faults": [{"at": "1s", "do": "crash", "broker": "b2", "restart_after": "30s"}]})",
                                       "t.json"),
                        {.seed = {}, .trace = true, .cures = false}));
    REQUIRE(metadata.size() > 10);
    int answers = 0;
    for (std::size_t i = 1; i < metadata.size(); ++i) {
        if (metadata[i].kind == Metadata::Kind::news) answers = 0;
        if (metadata[i].kind == Metadata::Kind::answer) ++answers;
        if (metadata[i].kind != Metadata::Kind::request || i == 1) continue;
        const std::int64_t wait = (metadata[i].at - metadata[i - 1].at).us / 1000, base = std::min(100 << std::min(std::max(answers - 1, 0), 4), 1000);
        INFO(answers << " answers without news, " << wait << " ms");
        CHECK(wait >= base * 8 / 10);
        CHECK(wait <= base * 12 / 10);
    }
}

TEST_CASE("A request for metadata that is lost with its connection has failed, and the next one waits for retry.backoff.ms") {
    const RunResult result = run(parse_scenario(R"({"cluster": {"brokers": 3}, "topic": {"assignment": [[1]], "replication.factor": 1},
        "producers": [{"config": {"acks": "1", "enable.idempotence": false, "linger.ms": 0}, "workload": {"records": 2, "every": "3s"}}],
        "network": {"latency": "50ms"}, "faults": [{"at": "1s", "do": "crash", "broker": "b1", "restart_after": "60s"},
        {"at": "1230ms", "do": "break_connection", "producer": "p1", "broker": "b2"}]})",
                                                "t.json"),
                                 {.seed = {}, .trace = true, .cures = false});
    for (const TraceStep& step : result.trace.steps)
        if (step.label == "Connect" && step.to == NodeId{2}) {
            CHECK(step.sent_at.us >= 1'280'000 + 80'000);
            CHECK(step.sent_at.us <= 1'280'000 + 120'000);
            break;
        }
}

TEST_CASE("A broker that starts while its last session lasts is refused, and tries again after 100 ms, then twice as long each time") {
    const RunResult result = run(parse_scenario(R"({"cluster": {"brokers": 3}, "producers": [{"workload": {"records": 1}}], "network": {"latency": "1ms"},
        "faults": [{"at": "500ms", "do": "crash", "broker": "b2", "restart_after": "10ms"}]})",
                                                "t.json"),
                                 {.seed = {}, .trace = true, .cures = false});
    std::vector<std::int64_t> tries;
    for (const TraceStep& step : result.trace.steps)
        if (step.kind == TraceStep::Kind::message && step.label.find("Register") != std::string::npos && step.from == NodeId{1})
            tries.push_back(step.at.us / 1000);
    REQUIRE(tries.size() >= 6);
    for (std::size_t i = 1; i < tries.size(); ++i) {
        const std::int64_t wait = tries[i] - tries[i - 1] - 2;  // there and back
        const std::int64_t expected = std::min<std::int64_t>(100 << (i - 1), 9000);
        CHECK(wait >= expected * 98 / 100 - 1);
        CHECK(wait <= expected * 102 / 100 + 1);
    }
    const std::vector<std::int64_t> fenced = times_of(What::fenced, result);
    REQUIRE(fenced.size() == 1);
    CHECK(tries.back() > fenced.front());
}

TEST_CASE("Since 3.6.1 a retry does not wait for retry.backoff.ms once the producer knows of a new leader (KAFKA-15415)") {
    auto second_try = [](const char* kafka) {
        const RunResult result = run(parse_scenario(std::string(R"({"kafka": ")") + kafka + R"(", "cluster": {"brokers": 3},
            "topic": {"replication.factor": 3, "assignment": [[1, 2, 3]]}, "network": {"latency": "1ms", "metadata": "1ms"},
            "producers": [{"config": {"acks": "1", "enable.idempotence": false, "linger.ms": 0, "retry.backoff.ms": 1000, "batch.size": 1},
                           "workload": {"records": 2, "pauses": ["5s"]}}], "faults": [{"at": "2s", "do": "move_leader", "to": "b2"}]})",
                                                    "t.json"),
                                     {.seed = {}, .trace = true, .cures = false});
        const std::vector<std::int64_t> requests = times_of(What::requested, result);
        REQUIRE(requests.size() == 3);
        return requests[2] - requests[1];
    };
    CHECK(second_try("3.6") >= 1000);
    CHECK(second_try("3.6.1") < 100);
    CHECK(second_try("4.0") < 100);
}

TEST_CASE("An answer to a request for metadata also answers what was asked since it was sent") {
    const RunResult result = run(parse_scenario(R"({"cluster": {"brokers": 1}, "topic": {"replication.factor": 1}, "network": {"latency": "100ms"},
        "producers": [{"config": {"acks": "1", "enable.idempotence": false, "linger.ms": 0, "batch.size": 1}, "workload": {"records": 3, "pauses": ["2s", "10ms"]}}],
        "faults": [{"do": "answer_error", "of": "p1#1", "error": "NOT_LEADER_OR_FOLLOWER"}, {"do": "answer_error", "of": "p1#2", "error": "NOT_LEADER_OR_FOLLOWER"}]})",
                                                "t.json"),
                                 {.seed = {}, .trace = true, .cures = false});
    int requests = 0;
    for (const Metadata& m : metadata_of(result)) requests += m.kind == Metadata::Kind::request;
    CHECK(requests == 1);
}
