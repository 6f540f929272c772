#include "scenario/json_scanner.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "scenario/characters.hpp"

namespace acksim {

namespace {

// Begins with "---", "# …", "- …" or "key:".
bool looks_like_yaml(std::string_view text) {
    if (text.starts_with("---") || text.starts_with("#") || text.starts_with("- ")) return true;
    std::size_t length = 0;
    while (length < text.size() && (is_word(text[length]) || text[length] == '-' || text[length] == '.')) ++length;
    return length > 0 && text.substr(length).starts_with(":");
}

}  // namespace

bool JsonScanner::stop(std::string what, std::string remedy) {
    note(std::move(what), std::move(remedy));
    stopped_ = true;
    return false;
}

void JsonScanner::note(std::string what, std::string remedy) { problems_.push_back({line_, pointer_, std::move(what), std::move(remedy)}); }

bool JsonScanner::cut_off(std::string_view inside, int begin, std::string_view close) {
    return stop(fmt::format("the file ends inside {} that begins in line {}", inside, begin), fmt::format("write the missing {}", close));
}

std::string JsonScanner::shown() const {
    std::size_t end = at_;
    while (end < text_.size() && end - at_ < 20 && is_word(text_[end])) ++end;
    if (end == at_)
        return static_cast<unsigned char>(next()) < 0x20 ? fmt::format("the control character {}", static_cast<int>(next())) : std::string(1, next());
    return std::string(text_.substr(at_, end - at_));
}

void JsonScanner::scan() {
    if (text_.starts_with("\xEF\xBB\xBF")) at_ = 3;
    if (!skip_space()) return;
    if (at_end()) {
        stop("the file is empty", "write a scenario: {\"producers\": [{\"workload\": {\"records\": 10}}]}");
        return;
    }
    if (looks_like_yaml(text_.substr(at_))) {
        stop("this looks like YAML", "write it as JSON, which is what acksim reads");
        return;
    }
    if (value() && skip_space() && !at_end()) stop(fmt::format("{} stands behind the end of the scenario", shown()), "write one object, and nothing behind it");
}

bool JsonScanner::skip_space() {
    for (; !at_end(); ++at_) {
        char c = next();
        if (c == '\n') ++line_;
        else if (text_.substr(at_, 2) == "//") at_ = std::min(text_.find('\n', at_), text_.size()) - 1;
        else if (text_.substr(at_, 2) == "/*") {
            std::size_t end = text_.find("*/", at_ + 2);
            if (end == std::string_view::npos) return cut_off("a comment", line_, "*/");
            line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(at_), text_.begin() + static_cast<std::ptrdiff_t>(end), '\n'));
            at_ = end + 1;
        } else if (c != ' ' && c != '\t' && c != '\r') break;
    }
    return true;
}

bool JsonScanner::value() {
    found_value();
    char c = next();
    if (c == '{' || c == '[') {
        if (depth_ == deepest_nesting)
            return stop(fmt::format("it is nested deeper than {} levels", deepest_nesting),
                        "no scenario needs more than ten levels: look for a bracket too many");
        ++depth_;
        bool fine = c == '{' ? object() : list();
        --depth_;
        return fine;
    }
    if (c == '"') {
        std::string content;
        return string(content);
    }
    if (c == '-' || is_digit(c)) return number();
    return word();
}

bool JsonScanner::key(std::set<std::string>& keys, int begin) {
    if (at_end()) return cut_off("the object", begin, "}");
    if (next() != '"') return stop(fmt::format("{} stands where a key must stand", shown()), "write the key in double quotes");
    int key_line = line_;
    std::string name;
    if (!string(name)) return false;
    pointer_ += "/" + pointer_token(name);
    if (!keys.insert(name).second)
        problems_.push_back({key_line, pointer_, fmt::format("the key \"{}\" is written twice in one object", name), "keep one of the two"});
    if (!skip_space()) return false;
    if (at_end()) return cut_off("the object", begin, "value and }");
    if (next() != ':') return stop(fmt::format("{} stands where a colon must stand", shown()), "write \"key\": value");
    ++at_;
    if (!skip_space()) return false;
    if (at_end()) return cut_off("the object", begin, "value and }");
    return true;
}

// Behind an element: a comma and another one, or the end. Ensures: `done` says which.
bool JsonScanner::after_element(char close, int begin, bool& done) {
    std::string_view inside = close == '}' ? "the object" : "the list";
    if (!skip_space()) return false;
    if (at_end()) return cut_off(inside, begin, std::string_view(&close, 1));
    done = next() == close;
    if (!done && next() != ',') return stop(fmt::format("{} stands where a comma or {} must stand", shown(), close), "write a comma between two elements");
    ++at_;
    if (done) return true;
    if (!skip_space()) return false;
    if (at_end()) return cut_off(inside, begin, std::string_view(&close, 1));
    if (next() == close) return stop(fmt::format("a comma stands in front of {}", close), "remove the comma");
    return true;
}

bool JsonScanner::object() {
    int begin = line_;
    std::size_t length = pointer_.size();
    std::set<std::string> keys;
    ++at_;
    if (!skip_space()) return false;
    bool done = next() == '}';
    if (done) ++at_;
    while (!done) {
        if (!key(keys, begin) || !value()) return false;
        pointer_.resize(length);
        if (!after_element('}', begin, done)) return false;
    }
    return true;
}

bool JsonScanner::list() {
    int begin = line_;
    std::size_t length = pointer_.size();
    ++at_;
    if (!skip_space()) return false;
    if (at_end()) return cut_off("the list", begin, "]");
    bool done = next() == ']';
    if (done) ++at_;
    for (std::size_t i = 0; !done; ++i) {
        pointer_ += "/" + std::to_string(i);
        if (!value()) return false;
        pointer_.resize(length);
        if (!after_element(']', begin, done)) return false;
    }
    return true;
}

bool JsonScanner::word() {
    for (std::string_view known : {"true", "false", "null"})
        if (text_.substr(at_, known.size()) == known && (at_ + known.size() >= text_.size() || !is_word(text_[at_ + known.size()]))) {
            at_ += known.size();
            return true;
        }
    return stop(fmt::format("{} is no JSON value", shown()), "write a number, true, false, null, or a text in double quotes");
}

}  // namespace acksim
