// The known answers: what can happen to a record with which faults, the fewest of them, the shortest way, and how many states it takes to
// know. A worse reduction or a changed rule shows here.
#include "explore/questions.hpp"
#include "support/catch.hpp"

using namespace acksim;
using namespace acksim::testing;

namespace {

#define ALL "producers/p1/acks=all "
#define IDEMPOTENT ALL "producers/p1/enable.idempotence=true "
#define MIN_ISR_2 "topic/min.insync.replicas=2 "
#define TWO_BROKERS "cluster/brokers=2 topic/replication.factor=2 "
#define UNCLEAN "topic/unclean.leader.election.enable=true "
#define IN_FLIGHT "producers/p1/max.in.flight.requests.per.connection="
// Sends at any moment, also after time-outs.
#define STALE_FOLLOWER TWO_BROKERS "producers/p1/acks=1 producers/p1/enable.idempotence=false producers/p1/workload/every=20s "
#define HISTORY IDEMPOTENT "kafka=3.6 cluster/truncation="

constexpr Guarantee lost = Guarantee::no_acked_loss, duplicated = Guarantee::no_duplicates, reordered = Guarantee::producer_order,
                    diverged = Guarantee::log_agreement;

struct Known {
    const char* sentence;
    Question question;
    Guarantee guarantee;
    int faults;  // the fewest that break it; -1: impossible
    int steps;
    std::uint64_t states;
};

// clang-format off
const Known small[] = {
    {"1 acks=1 loses an acknowledged record with one crash",                      {"", "crash", 1, 2}, lost, 1, 21, 105662},
    {"1 a single record is lost: the followers had not yet asked for it",         {"", "crash", 1, 1}, lost, 1, 20, 13054},
    {"1 the same with three records",                                              {"", "crash", 1, 3}, lost, 1, 22, 902687},
    {"1 acks=all with min ISR 2 loses nothing with one crash",                    {IDEMPOTENT MIN_ISR_2, "crash", 1, 2}, lost, -1, 0, 77944},
    {"1 acks=all with min ISR 2 loses nothing with one crash, three records",      {IDEMPOTENT MIN_ISR_2, "crash", 1, 3}, lost, -1, 0, 249713},
    {"2 a lost response duplicates without idempotence",                          {ALL, "lost-response", 1, 2}, duplicated, 1, 30, 2015},
    {"2 the same with three records",                                              {ALL, "lost-response", 1, 3}, duplicated, 1, 31, 8190},
    {"2 a lost response does not duplicate with idempotence",                     {IDEMPOTENT, "lost-response", 1, 2}, duplicated, -1, 0, 1881},
    {"2 nor with three records",                                                   {IDEMPOTENT, "lost-response", 1, 3}, duplicated, -1, 0, 7209},
    {"3 a cut connection reorders with two requests in flight",                   {ALL IN_FLIGHT "2", "lost-request,lost-response", 1, 2}, reordered, 1, 36, 2415},
    {"3 the same with three records",                                              {ALL IN_FLIGHT "2", "lost-request,lost-response", 1, 3}, reordered, 1, 37, 8073},
    {"3 a cut connection does not reorder with one request in flight",            {ALL IN_FLIGHT "1", "lost-request,lost-response", 1, 2}, reordered, -1, 0, 1587},
    {"3 nor with three records",                                                   {ALL IN_FLIGHT "1", "lost-request,lost-response", 1, 3}, reordered, -1, 0, 3990},
    {"3 a cut connection does not reorder with idempotence and five in flight",   {IDEMPOTENT IN_FLIGHT "5", "lost-request,lost-response", 1, 2}, reordered, -1, 0, 2147},
    {"3 nor with three records and idempotence",                                   {IDEMPOTENT IN_FLIGHT "5", "lost-request,lost-response", 1, 3}, reordered, -1, 0, 8365},
    {"5 min ISR 1, two brokers: a crash and a power loss lose",                   {IDEMPOTENT TWO_BROKERS, "crash,power-loss", 2, 1, "no-acked-loss"}, lost, 2, 12, 4496},
    {"5 min ISR 1, three brokers: two crashes and a power loss lose",             {IDEMPOTENT, "crash,power-loss", 3, 1, "no-acked-loss"}, lost, 3, 16, 1538973},
    {"5 min ISR 2, three brokers: one power loss loses nothing",                  {IDEMPOTENT MIN_ISR_2, "power-loss", 1, 2}, lost, -1, 0, 124196},
    {"5 nor three records",                                                        {IDEMPOTENT MIN_ISR_2, "power-loss", 1, 3}, lost, -1, 0, 461634},
    {"5 min ISR 1, three brokers, two of them down: a power loss loses",          {IDEMPOTENT, "power-loss", 1, 1, "no-acked-loss", -1, "b2,b3"}, lost, 1, 8, 1905},
    {"5 min ISR 2, one of three brokers down: a power loss loses nothing",        {IDEMPOTENT MIN_ISR_2, "power-loss", 1, 1, "no-acked-loss", -1, "b3"}, lost, -1, 0, 47538},
    {"7 acks=0 loses a record that was told OK with one lost request",            {"producers/p1/acks=0", "lost-request", 1, 2}, lost, 1, 4, 524},
    {"7 the same with three records",                                              {"producers/p1/acks=0", "lost-request", 1, 3}, lost, 1, 4, 2736},
};

const Known large[] = {
    {"1 acks=all with min ISR 2 loses nothing with two crashes, one record",      {IDEMPOTENT MIN_ISR_2, "crash", 2, 1}, lost, -1, 0, 600453},
    {"1 acks=all with min ISR 2 loses nothing with two crashes, two records",     {IDEMPOTENT MIN_ISR_2, "crash", 2, 2}, lost, -1, 0, 2997558},
    {"1 acks=all with min ISR 2 loses nothing with two crashes, three records",    {IDEMPOTENT MIN_ISR_2, "crash", 2, 3}, lost, -1, 0, 12341805},
    {"4 unclean election loses with two crashes of two brokers",                  {IDEMPOTENT TWO_BROKERS UNCLEAN, "crash", 2, 2}, lost, 2, 30, 188154},
    {"4 the same with three records",                                              {IDEMPOTENT TWO_BROKERS UNCLEAN, "crash", 2, 3}, lost, 2, 31, 725188},
    {"4 without unclean election two crashes of two brokers lose nothing",        {IDEMPOTENT TWO_BROKERS, "crash", 2, 2}, lost, -1, 0, 202268},
    {"4 nor three records",                                                        {IDEMPOTENT TWO_BROKERS, "crash", 2, 3}, lost, -1, 0, 876742},
    {"4 unclean election loses with three crashes of three brokers",              {IDEMPOTENT UNCLEAN, "crash", 3, 1, "no-acked-loss"}, lost, 3, 33, 627537},
    {"4 unclean election does not lose with two crashes of three brokers",        {IDEMPOTENT UNCLEAN, "crash", 2, 1}, lost, -1, 0, 450125},
    {"4 unclean election loses with two crashes of three brokers, the third being down", {IDEMPOTENT UNCLEAN, "crash", 2, 1, "no-acked-loss", -1, "b3"}, lost, 2, 28, 60291},
    {"4 the same with two records",                                                {IDEMPOTENT UNCLEAN, "crash", 2, 2, "no-acked-loss", -1, "b3"}, lost, 2, 29, 175987},
    {"4 without unclean election it does not",                                     {IDEMPOTENT, "crash", 2, 1, "no-acked-loss", -1, "b3"}, lost, -1, 0, 1008326},
    {"5 min ISR 2, three brokers: a power loss and a crash, or two power losses, lose nothing", {IDEMPOTENT MIN_ISR_2, "crash,power-loss", 2, 1, "no-acked-loss"}, lost, -1, 0, 990507},
    // The last member of the ISR leads when it returns, whatever its log (measured.md B12, broker/b19_staggered_power_losses): ISR and ELR are
    // empty, and the last known leader is all there is (KIP-966). Two crashes and one power loss lose as well, in 31 steps.
    {"5 min ISR 2, three brokers: two power losses and a crash lose",             {IDEMPOTENT MIN_ISR_2, "crash,power-loss", 3, 1, "no-acked-loss"}, lost, 3, 16, 2015970},
    {"5 min ISR 1, three brokers: a cut link and a power loss lose nothing",      {IDEMPOTENT, "power-loss,partition", 2, 1, "no-acked-loss", 1}, lost, -1, 0, 2049892},
    {"5 flushing each append, two power losses lose nothing",                     {IDEMPOTENT "topic/flush.messages=1", "power-loss", 2, 1}, lost, -1, 0, 450125},
    {"6 truncation to the high watermark loses with two crashes",                 {HISTORY "high-watermark", "crash", 2, 2}, lost, 2, 46, 1850929},
    {"6 truncation to the high watermark lets logs diverge with two crashes",     {HISTORY "high-watermark", "crash", 2, 2}, diverged, 2, 48, 1850929},
    {"6 KIP-101: logs diverge after an unclean election (KIP-279)",               {HISTORY "KIP-101 " TWO_BROKERS UNCLEAN, "crash", 2, 2}, diverged, 2, 46, 235426},
    {"6 KIP-279: the same question finds no divergence",                          {HISTORY "KIP-279 " TWO_BROKERS UNCLEAN, "crash", 2, 2}, diverged, -1, 0, 235056},
    {"6 KIP-320: the question of KIP-279 finds no divergence either",             {HISTORY "KIP-320 " TWO_BROKERS UNCLEAN, "crash", 2, 2}, diverged, -1, 0, 203201},
    // b2 hears nothing of the power loss nor of the epoch in which b1 leads again, and goes on behind a record that b1 has lost.
    {"6 KIP-279: a follower that missed an election goes on with the new epoch's leader (KIP-320)", {HISTORY "KIP-279 " STALE_FOLLOWER, "power-loss,partition", 2, 3, "log-agreement", 1}, diverged, 2, 42, 7867384},
    {"6 KIP-320: the same question finds no divergence",                          {HISTORY "KIP-320 " STALE_FOLLOWER, "power-loss,partition", 2, 3, "log-agreement", 1}, diverged, -1, 0, 8739177},
    {"6 KIP-320 loses nothing where the high watermark lost",                     {HISTORY "KIP-320", "crash", 2, 1}, lost, -1, 0, 438946},
    {"8 acks=all, idempotent, five in flight: a crash and a lost response lose nothing", {IDEMPOTENT IN_FLIGHT "5", "crash,lost-response", 2, 2}, lost, -1, 0, 2409225},
    {"8 nor three records",                                                        {IDEMPOTENT IN_FLIGHT "5", "crash,lost-response", 2, 3}, lost, -1, 0, 9540967},
    // request.timeout.ms is over before the follower leaves the ISR, with Kafka's defaults (30 s, and 30 s to 45 s).
    {"a cut link to the follower duplicates with acks=all, without idempotence",  {ALL TWO_BROKERS, "partition", 1, 1}, duplicated, 1, 18, 1005},
    {"so does one to the producer, with acks=1",                                  {"cluster/brokers=1 topic/replication.factor=1 ", "partition", 1, 1}, duplicated, 1, 16, 74},
    {"with idempotence it does not",                                               {IDEMPOTENT TWO_BROKERS, "partition", 1, 1}, duplicated, -1, 0, 998},
    // A fault may last longer than delivery.timeout.ms.
    {"an only replica that stays down makes an application that sends again duplicate", {IDEMPOTENT "cluster/brokers=1 topic/replication.factor=1 producers/p1/workload/resends=1 ", "crash", 1, 1}, duplicated, 1, 25, 150},
    // The client learns of the new leader and sends there long before it gives up; unless it is set to give up sooner than a session ends.
    {"a frozen leader and an application that sends again do not duplicate",      {IDEMPOTENT TWO_BROKERS "producers/p1/workload/resends=1 ", "pause", 1, 1}, duplicated, -1, 0, 26202},
    {"they do where delivery.timeout.ms is shorter than a session",              {IDEMPOTENT TWO_BROKERS "producers/p1/workload/resends=1 producers/p1/request.timeout.ms=1000 producers/p1/delivery.timeout.ms=3000 ", "pause", 1, 1}, duplicated, 1, 23, 160793},
    {"a frozen leader alone breaks nothing",                                       {IDEMPOTENT TWO_BROKERS, "pause", 1, 2}, duplicated, -1, 0, 135131},
};
// clang-format on

void check(const Known& known) {
    INFO(known.sentence);
    ExploreOptions options;
    options.threads = 2;
    ExploreResult result = explore(scenario_of(known.question), exploration_of(known.question), options);
    REQUIRE(result.broken_invariant == "");
    REQUIRE(result.complete());
    const GuaranteeAnswer& a = answer(result, known.guarantee);
    CHECK(a.answer == (known.faults < 0 ? Answer::impossible : Answer::possible));
    CHECK(static_cast<int>(a.faults.size()) == std::max(known.faults, 0));
    CHECK(a.steps == known.steps);
    CHECK(result.states == known.states);
}

}  // namespace

TEST_CASE("Small questions have their known answers, shortest runs and numbers of states") {
    for (const Known& known : small)
        if (!is_slow_build || known.states < 3000) check(known);
}

TEST_CASE("Large questions have their known answers, shortest runs and numbers of states") {
    if (is_slow_build) return;
    for (const Known& known : large) check(known);
}

// The producer asks who leads as soon as somebody else does, and sends there: time-outs are for what takes longer. (A cut link between the producer
// and the leader does: nobody else leads.)
TEST_CASE("Whichever broker or connection fails once, no producer gives up a record") {
    for (const char* settings : {IDEMPOTENT, ALL, ""})
        for (const char* kind : {"crash", "power-loss", "lost-request", "lost-response", "pause"}) {
            if (is_slow_build && std::string_view(kind) == "pause") continue;
            INFO(settings << kind);
            const std::string two_brokers = std::string(settings) + TWO_BROKERS;
            Question question{two_brokers.c_str(), kind, 1, 1};
            ExploreResult result = explore(scenario_of(question), exploration_of(question), {});
            CHECK(result.complete());
            CHECK_FALSE(result.seen[static_cast<std::size_t>(Condition::told_error)]);
        }
}
