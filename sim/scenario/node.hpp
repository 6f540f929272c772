// A place in a scenario while it is read: the JSON value, its pointer, and where complaints about it go. A reader never stops at a mistake:
// it complains and returns nothing, so that all problems of a file come at once.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

#include "base/time.hpp"
#include "scenario/load.hpp"

namespace acksim {

using JsonValue = nlohmann::json;

// What reading collects. Files and lines of the problems are filled in at the end.
struct Reading {
    std::vector<Problem> problems;
    std::vector<Warning> warnings;
    std::set<std::string> of_properties;  // pointers of the values that come from .properties files

    void problem(const std::string& pointer, std::string what, std::string remedy);
    // Of a file with a million mistakes not all are told: from here on, nothing that takes time to word need be worded.
    bool full() const { return problems.size() > 1000; }
};

class NodeList;

class Node {
public:
    Node(Reading& reading, const JsonValue& value, std::string pointer) : reading_(&reading), value_(&value), pointer_(std::move(pointer)) {}

    const JsonValue& json() const { return *value_; }
    const std::string& pointer() const { return pointer_; }
    Reading& reading() const { return *reading_; }
    bool is_of_properties() const { return reading_->of_properties.contains(pointer_); }

    std::optional<Node> find(std::string_view key) const;  // nothing as well if this is no object
    NodeList elements() const;                             // of a list; anything else has none
    std::size_t size() const { return value_->is_array() ? value_->size() : 0; }
    Node element(std::size_t i) const;                          // Requires: i < size()
    std::vector<std::pair<std::string, Node>> members() const;  // of an object

    void problem(std::string what, std::string remedy) const { reading_->problem(pointer_, std::move(what), std::move(remedy)); }
    void warn(std::string text) const { reading_->warnings.push_back({pointer_, std::move(text)}); }
    // "the number 5", "the text \"x\"", "a list": for messages.
    std::string shown() const;
    // Complains that the value is not of the wanted sort. A broken number was complained about by the scanner already.
    void refuse(std::string_view wanted, std::string_view remedy) const;

private:
    Reading* reading_;
    const JsonValue* value_;
    std::string pointer_;
};

// The elements of a list, made one at a time: a list may have millions.
class NodeList {
public:
    class Iterator {
    public:
        Iterator(const Node& list, std::size_t i) : list_(&list), i_(i) {}
        Node operator*() const { return list_->element(i_); }
        Iterator& operator++() {
            ++i_;
            return *this;
        }
        bool operator!=(const Iterator& other) const { return i_ != other.i_; }

    private:
        const Node* list_;
        std::size_t i_;
    };

    explicit NodeList(Node list) : list_(std::move(list)) {}
    Iterator begin() const { return {list_, 0}; }
    Iterator end() const { return {list_, list_.size()}; }

private:
    Node list_;
};

inline constexpr std::int64_t largest_int32 = std::numeric_limits<std::int32_t>::max();

// Each complains and returns nothing if the value is no such thing.
std::optional<std::string> text_of(const Node& node);
std::optional<bool> truth_of(const Node& node);
std::optional<std::int64_t> number_of(const Node& node, std::int64_t min, std::int64_t max);
std::optional<Duration> duration_of(const Node& node);
std::optional<Wait> wait_of(const Node& node);
std::optional<std::int32_t> size_of(const Node& node);
std::optional<std::int64_t> rate_of(const Node& node);
bool is_list(const Node& node, std::string_view remedy);
bool is_object(const Node& node, std::string_view remedy);

// A text as it may stand in a message: short, in quotes.
std::string in_quotes(std::string_view text);

}  // namespace acksim
