#include "modes/explore/recall.hpp"

#include <algorithm>
#include <cstring>

namespace acksim {

namespace {

constexpr std::uint64_t fewest_entries = 1 << 12, most_entries = 1 << 16;  // a megabyte or two, and some twenty
// An entry: length of the question, number of changed parts, number of timer words, then the question, the parts, and the words.
constexpr std::size_t header = 3;

}  // namespace

Recall::Recall(const World& world, const Parts& parts, const Layout& layout) : layout_(layout) {
    Nodes nodes = layout.nodes();
    near_.resize(static_cast<std::size_t>(nodes.count()));
    own_.resize(near_.size());
    std::size_t most_near = 0;
    for (std::int16_t n = 0; n < nodes.count(); ++n) {
        NodeId node{n};
        std::vector<PartNumber>& near = near_[static_cast<std::size_t>(n)];
        near.push_back(nodes.is_broker(node)     ? parts.broker(nodes.broker_of(node))
                       : nodes.is_producer(node) ? parts.producer(nodes.producer_of(node))
                                                 : parts.controller());
        for (int c = 0; c < layout.connections(); ++c)
            if (layout.client({c}) == node || layout.server({c}) == node) near.push_back(parts.connection({c}));
        if (nodes.is_producer(node)) near.push_back(parts.ledger());
        for (int p = parts.ledger() + 1; p < parts.count(); ++p) near.push_back(static_cast<PartNumber>(p));
        most_near = std::max(most_near, near.size());
    }
    know_timers(world.timers.armed.size());
    std::size_t words = static_cast<std::size_t>(layout.fixed()) / 64 + 2;
    entry_size_ = header + 1 + 3 * most_near + near_.size() + 4 * words;
    entries_ = fewest_entries;
    memory_ = Zeroes(entries_ * entry_size_ * sizeof(std::uint32_t));
}

// Small questions know few steps, and touching memory that nothing is kept in takes time. What is known is asked for again where it lies then.
void Recall::grow(std::uint64_t states) {
    std::uint64_t before = entries_;
    while (entries_ < most_entries && entries_ * 4 < states) entries_ *= 4;
    if (entries_ == before) return;
    Zeroes old = std::move(memory_);
    memory_ = Zeroes(entries_ * entry_size_ * sizeof(std::uint32_t));
    for (std::uint64_t i = 0; i < before; ++i)
        if (const std::uint32_t* entry = old.as<std::uint32_t>() + i * entry_size_; entry[0] != 0)
            std::copy_n(entry, entry_size_, entry_of({entry + header, entry[0]}));
}

std::uint32_t* Recall::entry_of(std::span<const std::uint32_t> question) const {
    std::uint64_t hash = hash_of({reinterpret_cast<const std::uint8_t*>(question.data()), question.size_bytes()});
    return memory_.as<std::uint32_t>() + (hash & (entries_ - 1)) * entry_size_;
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

std::uint64_t Recall::own(std::size_t word) const { return own_[static_cast<std::size_t>(asked_.actor.value)][word]; }

// Of any node other than its actor, a step asks only whether it is up and listening.
void Recall::look_at(std::span<const Place> places, const Parts& parts, Glance& glance) {
    up_.assign(1, 0);
    brokers_.clear();
    int nodes = 0;
    for (PartNumber p = 0; p < parts.first_connection(); ++p) {
        if (p == parts.controller()) continue;
        std::uint64_t bits = glance.of_part(p, places[p]);
        if (p < parts.controller()) brokers_.push_back(bits);
        if (nodes++ % 16 == 15) up_.push_back(0);
        up_.back() = up_.back() << 2 | static_cast<std::uint32_t>(bits & Glance::up_and_listening);
    }
}

// Which brokers still work for the producer: all that forget.cpp asks of them.
std::uint64_t Recall::who_works_for(ProducerIndex producer) const {
    std::uint64_t out = 0;
    for (std::uint64_t b : brokers_) out = out << 1 | std::uint64_t{Glance::works_for(b, producer)};
    return out;
}

std::uint32_t Recall::ask(const Timers& timers, std::span<const Place> places, Move event) {
    Nodes nodes = layout_.nodes();
    know_timers(timers.armed.size());
    Question q;
    q.actor = actor_of(event.code, layout_);
    q.first = static_cast<std::uint32_t>(words_.size());
    auto actor = static_cast<std::size_t>(q.actor.value);
    const Words& own = own_[actor];
    words_.resize(words_.size() + 1 + near_[actor].size() + up_.size() + 2 + 2 * own.size());
    std::uint32_t* to = words_.data() + q.first;
    auto push = [&](std::uint64_t bits) {
        *to++ = static_cast<std::uint32_t>(bits);
        *to++ = static_cast<std::uint32_t>(bits >> 32);
    };
    *to++ = std::uint32_t{event.code} << 16 | event.answer;
    for (PartNumber p : near_[actor]) *to++ = places[p];
    to = std::copy(up_.begin(), up_.end(), to);
    if (nodes.is_producer(q.actor)) push(who_works_for(nodes.producer_of(q.actor)));
    for (std::size_t word = 0; word < own.size(); ++word)
        if (own[word] != 0) push(word < timers.armed.size() ? timers.armed[word] & own[word] : 0);
    words_.resize(static_cast<std::size_t>(to - words_.data()));
    q.size = static_cast<std::uint32_t>(words_.size()) - q.first;
    q.entry = entry_of({words_.data() + q.first, q.size});
    for (std::size_t line = 0; line < header + q.size; line += 16) __builtin_prefetch(q.entry + line);
    questions_.push_back(q);
    return static_cast<std::uint32_t>(questions_.size() - 1);
}

void Recall::forget_questions() {
    questions_.clear();
    words_.clear();
}

bool Recall::knows(std::uint32_t question) {
    asked_ = questions_[question];
    const std::uint32_t* entry = asked_.entry;
    if (entry[0] != asked_.size || std::memcmp(entry + header, words_.data() + asked_.first, asked_.size * sizeof(std::uint32_t)) != 0) return false;
    const std::uint32_t* at = entry + header + asked_.size;
    changed_.resize(entry[1]);
    for (ChangedPart& c : changed_) {
        c = {static_cast<PartNumber>(at[0]), at[1]};
        at += 2;
    }
    return true;
}

const Timers& Recall::timers_after(const Timers& before) {
    const std::uint32_t* at = asked_.entry + header + asked_.size + 2 * changed_.size();
    std::size_t words = std::max<std::size_t>(before.armed.size(), asked_.entry[2]);
    after_.armed.resize(words);
    for (std::size_t word = 0; word < words; ++word) {
        std::uint64_t bits = word < asked_.entry[2] ? at[2 * word] | std::uint64_t{at[2 * word + 1]} << 32 : 0;
        after_.armed[word] = ((word < before.armed.size() ? before.armed[word] : 0) & ~own(word)) | bits;
    }
    while (!after_.armed.empty() && after_.armed.back() == 0) after_.armed.pop_back();  // as forget.cpp leaves them
    return after_;
}

void Recall::keep(std::span<const ChangedPart> changed, const Timers& before, const Timers& after) {
    std::size_t words = std::max(before.armed.size(), after.armed.size());
    know_timers(words);
    auto word_of = [](const Timers& t, std::size_t word) { return word < t.armed.size() ? t.armed[word] : 0; };
    for (std::size_t word = 0; word < words; ++word)
        if (((word_of(before, word) ^ word_of(after, word)) & ~own(word)) != 0) return;
    const std::vector<PartNumber>& near = near_[static_cast<std::size_t>(asked_.actor.value)];
    for (const ChangedPart& c : changed)
        if (std::find(near.begin(), near.end(), c.part) == near.end()) return;
    std::size_t own_words = after.armed.size();
    if (header + asked_.size + 2 * changed.size() + 2 * own_words > entry_size_) return;
    std::uint32_t* at = asked_.entry;
    *at++ = asked_.size;
    *at++ = static_cast<std::uint32_t>(changed.size());
    *at++ = static_cast<std::uint32_t>(own_words);
    at = std::copy_n(words_.begin() + asked_.first, asked_.size, at);
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
