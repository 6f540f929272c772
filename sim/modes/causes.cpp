#include "modes/causes.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <set>
#include <utility>

#include "modes/story.hpp"
#include "modes/strikes.hpp"

namespace acksim {

namespace {

bool carries(const RunResult& r, const Happening& h, RecordName name) {
    if (h.what == What::send_refused) return h.offset == name.index && h.node.value == r.first_producer_node + name.producer.value;
    if (h.records.producer != name.producer || h.records.count == 0 || h.partition.value < 0) return false;
    const auto& lane = r.lanes[static_cast<std::size_t>(name.producer.value)][static_cast<std::size_t>(h.partition.value)];
    for (std::int32_t i = h.records.first; i < h.records.end() && i < static_cast<std::int32_t>(lane.size()); ++i)
        if (lane[static_cast<std::size_t>(i)] == name.index) return true;
    return false;
}

// The happenings that sealed the record's fate; everything about the record itself is told, the rest only as a cause of these.
constexpr std::array sealing{
    What::told_ok,        What::told_error,      What::appended,  What::truncated, What::truncated_to_high_watermark,
    What::unflushed_lost, What::retry_scheduled, What::requested, What::refused,
};

bool seals(const Happening& h) { return std::find(sealing.begin(), sealing.end(), h.what) != sealing.end(); }

class Chain {
public:
    explicit Chain(const RunResult& r) : r_(r), walked_(r.trace.steps.size()) {
        for_each_happening([&](std::size_t i, std::size_t j, const Happening& h) {
            if (h.what == What::isr_changed) isr_changes_.push_back({h.partition, i, h.set.size()});
            else if (h.what == What::became_leader || is_election(h.what)) elections_.push_back({i, j});
        });
        std::sort(isr_changes_.begin(), isr_changes_.end());
    }

    // `stored`: that it is, and should not be, is the anomaly; copies that were destroyed say nothing then.
    void about(RecordName name, bool stored) {
        for_each_happening([&](std::size_t i, std::size_t j, const Happening& h) {
            if (!is_of_record(h.what) || (stored && destroys(h.what)) || !carries(r_, h, name)) return;
            links_.insert({i, j});
            if (seals(h)) walk_back(static_cast<StepId>(i), h.partition);
        });
    }
    // What a single line of causes does not show: who made the leader that a follower follows, and how the ISR that acknowledged, refused or was
    // elected from became so small.
    void add_background() {
        std::set<std::pair<std::size_t, std::size_t>> seen = links_;
        for (auto [i, j] : seen) {
            const Happening& h = r_.trace.steps[i].happenings[j];
            if (h.what == What::became_follower || h.what == What::became_leader) add_election(h.partition, h.epoch);
            else if (h.what == What::appended) add_forgetting(h, i);
            else if (h.what == What::acknowledged || h.what == What::refused || h.what == What::answered_error) add_shrinking(h.partition, i);
        }
    }
    void process_death(ProducerIndex p, int producers_from) {
        for_each_happening([&](std::size_t i, std::size_t j, const Happening& h) {
            if (h.what == What::process_died && h.node.value == producers_from + p.value) links_.insert({i, j});
        });
    }
    // Where nothing on the way back was a fault: one that struck, or lasted, between the record's send() and its end, the last before it left if
    // there is one; rather of the broker that it was on its way to.
    void add_strike(RecordName name, bool told_error) {
        std::size_t first = r_.trace.steps.size(), left = 0, end = first;
        PartitionId partition;
        for (auto [i, j] : links_) {
            const Happening& h = r_.trace.steps[i].happenings[j];
            if (is_strike(h.what)) return;
            if (h.what == What::told_error && told_error) end = i;
            if (h.what != What::sent && h.what != What::requested) continue;
            first = std::min(first, i);
            left = i;
            partition = h.partition;
        }
        NodeId broker = no_node;
        std::vector<std::pair<std::size_t, std::size_t>> struck;
        for_each_happening([&](std::size_t i, std::size_t j, const Happening& h) {
            bool of_lane = h.what == What::requested && h.records.producer == name.producer && h.partition == partition;
            if (of_lane && (i <= left || broker == no_node)) broker = h.other;
            if (i < first) std::erase_if(struck, [&](auto at) { return ends_strike(h, happening(at)); });
            if (is_strike(h.what) && i <= end && (i >= first || lasts(h.what))) struck.push_back({i, j});
        });
        std::optional<std::pair<std::size_t, std::size_t>> best;
        for (bool any : {false, true})
            for (auto at : struck)
                if ((any || concerns(at, broker)) && (!best || (!any && at.first <= left))) best = at;
        if (best) links_.insert(*best);
    }
    std::vector<Link> links() const {
        std::vector<Link> out;
        for (auto [i, j] : links_) {
            const TraceStep& s = r_.trace.steps[i];
            out.push_back({static_cast<StepId>(i), s.at, s.happenings[j]});
        }
        return out;
    }

private:
    struct IsrChange {
        PartitionId partition;
        std::size_t step = 0;
        int size = 0;  // from then on

        auto operator<=>(const IsrChange&) const = default;
    };

    template <class F> void for_each_happening(F&& f) {
        for (std::size_t i = 0; i < r_.trace.steps.size(); ++i)
            for (std::size_t j = 0; j < r_.trace.steps[i].happenings.size(); ++j) f(i, j, r_.trace.steps[i].happenings[j]);
    }
    const Happening& happening(std::pair<std::size_t, std::size_t> at) const { return r_.trace.steps[at.first].happenings[at.second]; }
    bool concerns(std::pair<std::size_t, std::size_t> at, NodeId node) const {
        return node != no_node && (happening(at).node == node || happening(at).other == node);
    }
    static bool is_election(What what) { return what == What::leader_elected || what == What::unclean_leader_elected; }
    void add_election(PartitionId partition, LeaderEpoch epoch) {
        for (auto [i, j] : elections_) {
            const Happening& h = r_.trace.steps[i].happenings[j];
            if (h.partition != partition || h.epoch != epoch) continue;
            links_.insert({i, j});
            if (!is_election(h.what)) continue;
            walk_back(static_cast<StepId>(i), partition);
            add_shrinking(partition, i);
        }
    }
    // A batch is not checked against what its broker has forgotten: a copy of it, or, if nothing has come since, what must lie before it.
    void add_forgetting(const Happening& append, std::size_t before) {
        std::optional<std::pair<std::size_t, std::size_t>> forgotten, just_forgotten;
        bool appended_since = false;
        for (std::size_t i = before; i-- > 0;)
            for (std::size_t j = r_.trace.steps[i].happenings.size(); j-- > 0;) {
                const Happening& h = r_.trace.steps[i].happenings[j];
                if (h.node != append.node || h.partition != append.partition) continue;
                bool forgets = h.what == What::producer_forgotten && h.other.value == r_.first_producer_node + append.records.producer.value;
                if (forgets && !forgotten) forgotten = {i, j};
                if (forgets && !appended_since) just_forgotten = forgotten;
                if (h.what != What::appended || h.records.producer != append.records.producer) continue;
                appended_since = true;
                if (h.records != append.records) continue;
                if (forgotten) links_.insert(*forgotten);
                return;
            }
        if (just_forgotten) links_.insert(*just_forgotten);
    }
    // Each change that left fewer, back to the last one that did not.
    void add_shrinking(PartitionId partition, std::size_t before) {
        auto next = std::lower_bound(isr_changes_.begin(), isr_changes_.end(), IsrChange{partition, before, 0});
        while (next != isr_changes_.begin() && (--next)->partition == partition) {
            bool first = next == isr_changes_.begin() || std::prev(next)->partition != partition;
            if (!first && next->size >= std::prev(next)->size) return;
            walk_back(static_cast<StepId>(next->step), partition);
        }
    }
    void walk_back(StepId step, PartitionId partition) {
        for (StepId s = step; s >= 0; s = r_.trace.steps[static_cast<std::size_t>(s)].cause) {
            if (std::exchange(walked_[static_cast<std::size_t>(s)], 1) != 0) return;
            const auto& happenings = r_.trace.steps[static_cast<std::size_t>(s)].happenings;
            for (std::size_t j = 0; j < happenings.size(); ++j) {
                const Happening& h = happenings[j];
                bool elsewhere = h.partition.value >= 0 && h.partition != partition && !is_strike(h.what);
                if (turns_the_story(h.what) && !elsewhere) links_.insert({static_cast<std::size_t>(s), j});
            }
        }
    }

    const RunResult& r_;
    std::vector<IsrChange> isr_changes_;                          // in order
    std::vector<std::pair<std::size_t, std::size_t>> elections_;  // step and happening
    std::set<std::pair<std::size_t, std::size_t>> links_;
    std::vector<char> walked_;  // by step
};

bool is_about_copies(Word word) { return word == Word::phantom || word == Word::duplicated; }
// What no fault has to do with: a record that is too large, a timestamp that is refused.
bool is_its_own_fault(const RecordFate& fate) { return fate.told_error && !is_retriable(fate.error); }

}  // namespace

std::vector<Link> chain_of_causes(const RunResult& r, const RecordFate& fate, bool reordered) {
    if (r.trace.steps.empty()) return {};
    Chain chain(r);
    chain.about(fate.name, is_about_copies(fate.word));
    chain.add_background();
    if (fate.word == Word::silently_lost) chain.process_death(fate.name.producer, r.first_producer_node);
    if (reordered)
        for (const ReorderedPair& p : r.outcome.reordered)
            if (p.earlier == fate.name) {
                chain.about(p.later, false);
                break;
            }
    if (!reordered && !is_its_own_fault(fate)) chain.add_strike(fate.name, fate.told_error);
    return chain.links();
}

void add_strike(std::vector<Link>& chain, const Trace& trace, int fault) {
    auto step = std::find_if(trace.steps.begin(), trace.steps.end(), [&](const TraceStep& s) { return s.fault == fault; });
    if (step == trace.steps.end()) return;
    auto id = static_cast<StepId>(step - trace.steps.begin());
    auto told = std::ranges::lower_bound(chain, id, {}, &Link::step), end = std::ranges::upper_bound(chain, id, {}, &Link::step);
    std::vector<Link> links;
    for (const Happening& h : step->happenings) {
        auto same = [&](const Link& l) {
            const Happening& known = l.happening;
            return known.what == h.what && known.node == h.node && known.partition == h.partition && known.records == h.records && known.offset == h.offset;
        };
        if (is_strike(h.what) || std::any_of(told, end, same)) links.push_back({id, step->at, h});
    }
    chain.insert(chain.erase(told, end), links.begin(), links.end());
}

}  // namespace acksim
