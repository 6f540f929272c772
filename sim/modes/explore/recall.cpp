#include "modes/explore/recall.hpp"

#include <algorithm>
#include <cstring>
#include <new>

namespace acksim {

namespace {

constexpr std::size_t entries = 1 << 14;  // a few megabytes: more would be recalled from a larger table, but it leaves the cache
// An entry: length of the question, number of changed parts, number of timer words, then the question, the parts, and the words.
constexpr std::size_t header = 3;

// Which brokers still work for the producer: all that forget.cpp asks of them.
std::uint64_t who_works_for(const World& w, ProducerIndex producer) {
    std::uint64_t out = 0;
    for (const BrokerState& b : w.brokers)
        out = out << 1 | std::any_of(b.waiting.begin(), b.waiting.end(), [&](const PendingProduce& p) { return p.producer == producer; });
    return out;
}

}  // namespace

Recall::Recall(const World& world, const Parts& parts, const Layout& layout) : layout_(layout) {
    Nodes nodes = layout.nodes();
    near_.resize(static_cast<std::size_t>(nodes.count()));
    own_.resize(near_.size());
    std::size_t most_near = 0;
    for (std::int16_t n = 0; n < nodes.count(); ++n) {
        NodeId node{n};
        std::vector<PartNumber>& near = near_[static_cast<std::size_t>(n)];
        near.push_back(nodes.is_broker(node) ? parts.broker(nodes.broker_of(node)) : nodes.is_producer(node) ? parts.producer(nodes.producer_of(node)) : parts.controller());
        for (int c = 0; c < layout.connections(); ++c)
            if (layout.client({c}) == node || layout.server({c}) == node) near.push_back(parts.connection({c}));
        if (nodes.is_producer(node)) near.push_back(parts.ledger());
        for (int p = parts.ledger() + 1; p < parts.count(); ++p) near.push_back(static_cast<PartNumber>(p));
        most_near = std::max(most_near, near.size());
    }
    know_timers(world.timers.armed.size());
    std::size_t words = static_cast<std::size_t>(layout.fixed()) / 64 + 2;
    entry_size_ = header + 1 + 3 * most_near + near_.size() + 4 * words;
    // Zeroes, without touching memory that is never used.
    entries_.reset(static_cast<std::uint32_t*>(std::calloc(entries * entry_size_, sizeof(std::uint32_t))));
    if (!entries_) throw std::bad_alloc();
}

// Timers of batches have slots beyond the fixed ones, as many as there are batches.
void Recall::know_timers(std::size_t words) {
    for (std::size_t word = own_.front().size(); word < words; ++word) {
        for (Words& w : own_) w.push_back(0);
        for (int bit = 0; bit < 64; ++bit)
            if (Slot s = static_cast<Slot>(word * 64) + bit; !layout_.is_channel(s))
                own_[static_cast<std::size_t>(layout_.owner(s).value)][word] |= std::uint64_t{1} << bit;
    }
}

std::uint64_t Recall::own(std::size_t word) const { return own_[static_cast<std::size_t>(actor_.value)][word]; }

// Of who is far away a step asks only whether it is up.
void Recall::look_at(const World& world) {
    Nodes nodes = layout_.nodes();
    up_.assign(1, 0);
    int bits = 0;
    auto note = [&](bool yes) {
        if (bits++ % 32 == 31) up_.push_back(0);
        up_.back() = up_.back() << 1 | yes;
    };
    for (std::int16_t n = 0; n < nodes.count(); ++n) note(world.is_up({n}, nodes));
    for (const BrokerState& b : world.brokers) note(b.listening);
}

void Recall::push(const Timers& timers) {
    for (std::size_t word = 0; word < own_.front().size(); ++word) {
        if (own(word) == 0) continue;
        std::uint64_t bits = word < timers.armed.size() ? timers.armed[word] & own(word) : 0;
        question_.push_back(static_cast<std::uint32_t>(bits));
        question_.push_back(static_cast<std::uint32_t>(bits >> 32));
    }
}

void Recall::write_question(const World& world, std::span<const Place> places, Move event) {
    Nodes nodes = layout_.nodes();
    actor_ = actor_of(event.code, layout_);
    know_timers(world.timers.armed.size());
    question_.clear();
    question_.push_back(std::uint32_t{event.code} << 16 | event.answer);
    for (PartNumber p : near_[static_cast<std::size_t>(actor_.value)]) question_.push_back(places[p]);
    question_.insert(question_.end(), up_.begin(), up_.end());
    if (nodes.is_producer(actor_)) {
        std::uint64_t brokers = who_works_for(world, nodes.producer_of(actor_));
        question_.push_back(static_cast<std::uint32_t>(brokers));
        question_.push_back(static_cast<std::uint32_t>(brokers >> 32));
    }
    push(world.timers);
}

bool Recall::knows(const World& world, std::span<const Place> places, Move event) {
    write_question(world, places, event);
    std::uint64_t hash = hash_of({reinterpret_cast<const std::uint8_t*>(question_.data()), question_.size() * sizeof(std::uint32_t)});
    entry_ = entries_.get() + (hash & (entries - 1)) * entry_size_;
    if (entry_[0] != question_.size() || std::memcmp(entry_ + header, question_.data(), question_.size() * sizeof(std::uint32_t)) != 0) return false;
    const std::uint32_t* at = entry_ + header + question_.size();
    changed_.resize(entry_[1]);
    for (ChangedPart& c : changed_) {
        c = {static_cast<PartNumber>(at[0]), at[1]};
        at += 2;
    }
    return true;
}

Timers Recall::timers_after(const Timers& before) const {
    Timers after = before;
    const std::uint32_t* at = entry_ + header + question_.size() + 2 * changed_.size();
    after.armed.resize(std::max<std::size_t>(before.armed.size(), entry_[2]));
    for (std::size_t word = 0; word < after.armed.size(); ++word) {
        std::uint64_t bits = word < entry_[2] ? at[2 * word] | std::uint64_t{at[2 * word + 1]} << 32 : 0;
        after.armed[word] = (after.armed[word] & ~own(word)) | bits;
    }
    while (!after.armed.empty() && after.armed.back() == 0) after.armed.pop_back();  // as forget.cpp leaves them
    return after;
}

void Recall::keep(std::span<const ChangedPart> changed, const Timers& before, const Timers& after) {
    std::size_t words = std::max(before.armed.size(), after.armed.size());
    know_timers(words);
    auto word_of = [](const Timers& t, std::size_t word) { return word < t.armed.size() ? t.armed[word] : 0; };
    for (std::size_t word = 0; word < words; ++word)
        if (((word_of(before, word) ^ word_of(after, word)) & ~own(word)) != 0) return;
    const std::vector<PartNumber>& near = near_[static_cast<std::size_t>(actor_.value)];
    for (const ChangedPart& c : changed)
        if (std::find(near.begin(), near.end(), c.part) == near.end()) return;
    std::size_t own_words = after.armed.size();
    if (header + question_.size() + 2 * changed.size() + 2 * own_words > entry_size_) return;
    std::uint32_t* at = entry_;
    *at++ = static_cast<std::uint32_t>(question_.size());
    *at++ = static_cast<std::uint32_t>(changed.size());
    *at++ = static_cast<std::uint32_t>(own_words);
    at = std::copy(question_.begin(), question_.end(), at);
    for (const ChangedPart& c : changed) {
        *at++ = c.part;
        *at++ = c.place;
    }
    for (std::size_t word = 0; word < own_words; ++word) {
        std::uint64_t bits = after.armed[word] & own(word);
        *at++ = static_cast<std::uint32_t>(bits);
        *at++ = static_cast<std::uint32_t>(bits >> 32);
    }
}

}  // namespace acksim
