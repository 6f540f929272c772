// A role's turn: the one door out of the protocol. Through it a role sends, arms and cancels, asks the few questions that the rules leave
// open, and says what happened. It writes into network and timers, and notes in order what it touched, so that a driver that owns time
// re-keys these slots and no others.
#pragma once

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "base/list.hpp"
#include "base/time.hpp"
#include "protocol/happening.hpp"
#include "protocol/layout.hpp"

namespace acksim {

// The questions inside a step: how much of an unflushed log survives, which partition a sticky partitioner takes next.
// Answer 0 is the benign one. Drivers that own dice or enumerate implement it.
struct Chooser {
    virtual std::int64_t choose(std::int64_t options) = 0;  // Ensures: 0 <= answer < options.

protected:
    ~Chooser() = default;
};

struct AlwaysBenign final : Chooser {
    std::int64_t choose(std::int64_t) override { return 0; }
};

// Hears what happens. Triggers, traces and counters listen; the protocol does not care whether anybody does.
struct Listener {
    virtual void hear(const Happening& happening) = 0;

protected:
    ~Listener() = default;
};

// Which configuration each topic has: -1 the scenario's, else the place in Topic::altered.
using TopicVersions = List<std::int8_t, 1>;

// The topic's configuration as it is now: an alter_config fault may have changed it.
inline const TopicConfig& topic_now(const Config& config, const TopicVersions& versions, PartitionId p) {
    auto topic = static_cast<std::size_t>(config.topic_of(p));
    std::int8_t version = versions[topic];
    return version < 0 ? config.topics[topic].config : config.topics[topic].altered[static_cast<std::size_t>(version)];
}
// min.insync.replicas as it counts: capped by the number of replicas since 3.7 (KAFKA-15583; Partition.effectiveMinIsr).
inline int min_isr_now(const Config& config, const TopicVersions& versions, PartitionId p) {
    int configured = topic_now(config, versions, p).min_insync_replicas;
    return config.rules.strict_min_isr ? std::min(configured, static_cast<int>(config.partition(p).replicas.size())) : configured;
}

struct Touch {
    enum class Kind : std::int8_t { pushed, popped, emptied, strayed, freed, armed, armed_like, cancelled };
    Kind kind = Kind::pushed;
    Slot slot = 0;
    Wait wait{};    // armed
    Slot like = 0;  // armed_like
};

class Turn {
public:
    Turn(const Config& config_, const Layout& layout_, const TopicVersions& topics, Network& network, Timers& timers, Chooser& chooser)
        : config(config_), layout(layout_), topics_(topics), network_(network), timers_(timers), chooser_(chooser) {}

    const Config& config;
    const Layout& layout;
    Listener* listener = nullptr;

    template <class M> void request(ConnectionId c, M&& message) {
        network_[c].requests.push(std::forward<M>(message));
        touched_.push_back({Touch::Kind::pushed, layout.slot(c, Direction::requests), {}});
    }
    template <class M> void respond(ConnectionId c, M&& message) {
        network_[c].responses.push(std::forward<M>(message));
        touched_.push_back({Touch::Kind::pushed, layout.slot(c, Direction::responses), {}});
    }
    // The same for a large answer: it is returned where it lies, to be filled there.
    template <class M> M& answer(ConnectionId c, M&& message) {
        respond(c, std::move(message));
        return std::get<M>(network_[c].responses.back());
    }
    // The server does not read the connection's next request until it has answered request `number` …
    void begin_work(ConnectionId c, std::int32_t number) { network_[c].working_on = number; }
    // … with this. Returns whether anybody listens: the client may have closed the connection meanwhile.
    bool finish_work(ConnectionId c, std::int32_t number, ProduceResponse&& answer);
    // The client closes its connection: answers on their way are lost to it, requests on their way become strays.
    void close(ConnectionId c);
    // Everything on its way in one direction is lost.
    void empty(ConnectionId c, Direction d);
    // The client side will learn that the connection is gone, after the answers that are on their way already.
    void disconnect(ConnectionId c);

    void arm(const Timer& t, Wait wait) {
        Slot s = layout.slot(t);
        timers_.set(s);
        touched_.push_back({Touch::Kind::armed, s, wait});
    }
    void arm(const Timer& t, Duration d) { arm(t, exactly(d)); }
    // It fires when `other` would: the same wait goes on under another name. Requires: `other` is armed.
    void arm_like(const Timer& t, const Timer& other) {
        Slot s = layout.slot(t);
        timers_.set(s);
        touched_.push_back({Touch::Kind::armed_like, s, {}, layout.slot(other)});
    }
    void cancel(const Timer& t) {
        Slot s = layout.slot(t);
        if (!timers_.has(s)) return;
        timers_.clear(s);
        touched_.push_back({Touch::Kind::cancelled, s, {}});
    }
    // What kept the timer from firing is over (may_happen).
    void free(const Timer& t) {
        Slot s = layout.slot(t);
        if (timers_.has(s)) touched_.push_back({Touch::Kind::freed, s, {}});
    }
    bool armed(const Timer& t) const { return timers_.has(layout.slot(t)); }

    const TopicConfig& topic_of(PartitionId p) const { return topic_now(config, topics_, p); }
    int min_isr(PartitionId p) const { return min_isr_now(config, topics_, p); }

    std::int64_t choose(std::int64_t options) { return options <= 1 ? 0 : chooser_.choose(options); }

    void say(const Happening& happening) {
        if (listener) listener->hear(happening);
    }

    const std::vector<Touch>& touched() const { return touched_; }
    void forget_touched() { touched_.clear(); }

private:
    const TopicVersions& topics_;
    Network& network_;
    Timers& timers_;
    Chooser& chooser_;
    std::vector<Touch> touched_;
};

}  // namespace acksim
