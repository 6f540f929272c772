#include "scenario/node.hpp"

#include <fmt/format.h>

#include "scenario/positions.hpp"
#include "scenario/quantities.hpp"

namespace acksim {

void Reading::problem(const std::string& pointer, std::string what, std::string remedy) {
    if (full()) return;
    problems.push_back({"", 0, pointer, std::move(what), std::move(remedy)});
    if (full()) problems.back() = {"", 0, "", "it has more than 1000 problems", "mend these first"};
}

std::optional<Node> Node::find(std::string_view key) const {
    if (!value_->is_object()) return std::nullopt;
    auto found = value_->find(key);
    if (found == value_->end()) return std::nullopt;
    return Node(*reading_, *found, pointer_ + "/" + pointer_token(key));
}

NodeList Node::elements() const { return NodeList(*this); }

Node Node::element(std::size_t i) const { return Node(*reading_, (*value_)[i], pointer_ + "/" + std::to_string(i)); }

std::vector<std::pair<std::string, Node>> Node::members() const {
    std::vector<std::pair<std::string, Node>> nodes;
    if (!value_->is_object()) return nodes;
    for (const auto& [key, value] : value_->items()) nodes.emplace_back(key, Node(*reading_, value, pointer_ + "/" + pointer_token(key)));
    return nodes;
}

std::string in_quotes(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::string shown = "\"";
    for (char c : text.substr(0, longest)) shown += static_cast<unsigned char>(c) < 0x20 ? '?' : c;
    // Never half of a character of several bytes.
    if (text.size() > longest)
        while ((static_cast<unsigned char>(shown.back()) & 0xC0u) == 0x80u) shown.pop_back();
    if (text.size() > longest && (static_cast<unsigned char>(shown.back()) & 0x80u) != 0) shown.pop_back();
    return shown + (text.size() > longest ? "…\"" : "\"");
}

std::string Node::shown() const {
    if (value_->is_string()) return "the text " + in_quotes(value_->get_ref<const std::string&>());
    if (value_->is_number()) return "the number " + value_->dump();
    if (value_->is_boolean()) return value_->get<bool>() ? "true" : "false";
    return value_->is_array() ? "a list" : value_->is_object() ? "an object" : "null";
}

void Node::refuse(std::string_view wanted, std::string_view remedy) const {
    if (!value_->is_number_float()) problem(fmt::format("{} is not {}", shown(), wanted), std::string(remedy));
}

std::optional<std::string> text_of(const Node& node) {
    if (node.json().is_string()) return node.json().get<std::string>();
    node.refuse("a text", "write a text in double quotes");
    return std::nullopt;
}

std::optional<bool> truth_of(const Node& node) {
    if (node.json().is_boolean()) return node.json().get<bool>();
    node.refuse("true or false", "write true or false, without quotes");
    return std::nullopt;
}

std::optional<std::int64_t> number_of(const Node& node, std::int64_t min, std::int64_t max) {
    const JsonValue& value = node.json();
    std::string remedy =
        max >= largest_int32 ? fmt::format("write a whole number that is at least {}", min) : fmt::format("write a whole number from {} to {}", min, max);
    if (!value.is_number_integer()) {
        node.refuse("a whole number", remedy);
        return std::nullopt;
    }
    bool too_large = value.is_number_unsigned() && value.get<std::uint64_t>() > static_cast<std::uint64_t>(max);
    std::int64_t n = value.get<std::int64_t>();
    if (!too_large && n >= min && n <= max) return n;
    bool above = too_large || n > max;
    if (above && max >= largest_int32) remedy = fmt::format("write a whole number that is at most {}", max);
    node.problem(fmt::format("{} is too {}", value.dump(), above ? "large" : "small"), remedy);
    return std::nullopt;
}

std::optional<Duration> duration_of(const Node& node) {
    std::optional<Duration> read = node.json().is_string() ? read_duration(node.json().get_ref<const std::string&>()) : std::nullopt;
    if (!read) node.refuse("a duration in whole microseconds", "write a number with one of the units us, ms, s, m, h, such as \"5ms\"");
    return read;
}

std::optional<Wait> wait_of(const Node& node) {
    std::optional<Wait> read = node.json().is_string() ? read_wait(node.json().get_ref<const std::string&>()) : std::nullopt;
    if (!read) node.refuse("a duration or a range of durations", "write \"5ms\", or the smaller and the larger one as \"0.5ms..2ms\"");
    return read;
}

std::optional<std::int32_t> size_of(const Node& node) {
    const JsonValue& value = node.json();
    if (value.is_number_integer()) {
        std::optional<std::int64_t> n = number_of(node, 0, largest_int32);
        return n ? std::optional(static_cast<std::int32_t>(*n)) : std::nullopt;
    }
    std::optional<std::int64_t> read = value.is_string() ? read_size(value.get_ref<const std::string&>()) : std::nullopt;
    if (read && *read <= largest_int32) return static_cast<std::int32_t>(*read);
    node.refuse("a size in bytes below 2 GiB", "write a number of bytes, or a text such as \"1KiB\" or \"1MB\"");
    return std::nullopt;
}

std::optional<std::int64_t> rate_of(const Node& node) {
    std::optional<std::int64_t> read = node.json().is_string() ? read_rate(node.json().get_ref<const std::string&>()) : std::nullopt;
    if (!read) node.refuse("a rate in whole bytes a second", "write \"1Gbit/s\", \"100MB/s\" or \"unlimited\"");
    return read;
}

bool is_list(const Node& node, std::string_view remedy) {
    if (node.json().is_array()) return true;
    node.refuse("a list", remedy);
    return false;
}

bool is_object(const Node& node, std::string_view remedy) {
    if (node.json().is_object()) return true;
    node.refuse("an object", remedy);
    return false;
}

}  // namespace acksim
