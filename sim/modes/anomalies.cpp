#include "modes/anomalies.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/dice.hpp"
#include "modes/causes.hpp"
#include "modes/story.hpp"

namespace acksim {

namespace {

constexpr int most_chains = 64;  // that are looked at to form groups; beyond, what ended in the same way is of one kind

// What is known of each record without its chain.
struct Story {
    std::uint64_t steps = 0;  // all that happened to it after its send(), as a number: the same for those that shared their batches
    StepId destroyed = -1;    // the last step that took a copy
    PartitionId partition;
};

// [producer][record]
std::vector<std::vector<Story>> stories_of(const RunResult& r) {
    std::vector<std::vector<Story>> stories(r.lanes.size());
    for (const RecordFate& f : r.outcome.records) stories[static_cast<std::size_t>(f.name.producer.value)].emplace_back();
    for (std::size_t s = 0; s < r.trace.steps.size(); ++s)
        for (const Happening& h : r.trace.steps[s].happenings) {
            if (!is_of_record(h.what) || h.records.count == 0 || h.partition.value < 0) continue;
            auto p = static_cast<std::size_t>(h.records.producer.value);
            const auto& lane = r.lanes[p][static_cast<std::size_t>(h.partition.value)];
            for (std::int32_t i = h.records.first; i < std::min(h.records.end(), static_cast<std::int32_t>(lane.size())); ++i) {
                Story& story = stories[p][static_cast<std::size_t>(lane[static_cast<std::size_t>(i)])];
                story.partition = h.partition;
                if (h.what != What::sent) story.steps = fold(story.steps ^ s, static_cast<std::uint64_t>(h.what) ^ 0xe7037ed1a0b428db);
                if (destroys(h.what)) story.destroyed = static_cast<StepId>(s);
            }
        }
    return stories;
}

// Chains that tell the same story about different records have the same outline; that a producer closed with its last record is no other story.
std::vector<What> outline(const std::vector<Link>& links) {
    std::vector<What> out;
    for (const Link& l : links)
        if (turns_the_story(l.happening.what) && l.happening.what != What::closed && (out.empty() || out.back() != l.happening.what))
            out.push_back(l.happening.what);
    return out;
}

bool is_anomaly(Word word) {
    return word == Word::lost || word == Word::silently_lost || word == Word::reported_lost || word == Word::phantom || word == Word::duplicated;
}

class Groups {
public:
    explicit Groups(const RunResult& r) : r_(r), stories_(stories_of(r)) {}

    void add(const RecordFate& fate, bool reordered) {
        const Story& story = stories_[static_cast<std::size_t>(fate.name.producer.value)][static_cast<std::size_t>(fate.name.index)];
        const Kind kind{reordered, fate.word, fate.name.producer, story.partition};
        auto [mates, alone] = by_steps_.try_emplace({kind, story.steps}, groups.size());
        if (!alone) return join(mates->second, fate.name);
        auto [alike, first] = by_end_.try_emplace({kind, story.destroyed, fate.error}, groups.size());
        if (++looked_at_ > most_chains && !first) return join(mates->second = alike->second, fate.name);
        std::vector<Link> chain = chain_of_causes(r_, fate, reordered);
        auto [told, fresh] = by_outline_.try_emplace({kind, outline(chain)}, groups.size());
        if (fresh) groups.push_back({{}, fate.word, reordered, std::move(chain), {}});
        mates->second = alike->second = told->second;
        join(told->second, fate.name);
    }

    std::vector<Anomaly> groups;

private:
    using Kind = std::tuple<bool, Word, ProducerIndex, PartitionId>;

    void join(std::size_t group, RecordName name) { groups[group].records.push_back(name); }

    const RunResult& r_;
    std::vector<std::vector<Story>> stories_;
    std::map<std::pair<Kind, std::uint64_t>, std::size_t> by_steps_;  // values: places in groups
    std::map<std::tuple<Kind, StepId, ErrorCode>, std::size_t> by_end_;
    std::map<std::pair<Kind, std::vector<What>>, std::size_t> by_outline_;
    int looked_at_ = 0;
};

}  // namespace

std::vector<Anomaly> find_anomalies(const RunResult& r) {
    Groups groups(r);
    for (const RecordFate& f : r.outcome.records)
        if (is_anomaly(f.word)) groups.add(f, false);
    for (const RecordFate& f : r.outcome.records) {
        if (!std::binary_search(r.outcome.reordered_records.begin(), r.outcome.reordered_records.end(), f.name)) continue;
        RecordFate fate = f;
        fate.word = Word::delivered;
        groups.add(fate, true);
    }
    return std::move(groups.groups);
}

}  // namespace acksim
