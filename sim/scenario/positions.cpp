#include "scenario/positions.hpp"

#include "scenario/json_scanner.hpp"

namespace acksim {

namespace {

class LineFinder : public JsonScanner {
public:
    LineFinder(std::string_view text, const std::set<std::string>& wanted) : JsonScanner(text), wanted_(wanted) {}
    std::map<std::string, int> lines;

protected:
    void found_value() override {
        if (wanted_.count(pointer()) != 0) lines.emplace(pointer(), line());
    }

private:
    const std::set<std::string>& wanted_;
};

std::string parent_of(const std::string& pointer) { return pointer.substr(0, pointer.rfind('/')); }

}  // namespace

SyntaxCheck check_syntax(std::string_view text) {
    JsonScanner scanner(text);
    scanner.scan();
    return {scanner.problems(), !scanner.stopped()};
}

std::map<std::string, int> lines_of(std::string_view text, const std::set<std::string>& pointers) {
    std::set<std::string> wanted = pointers;
    for (std::string pointer : pointers)
        while (!pointer.empty()) wanted.insert(pointer = parent_of(pointer));
    LineFinder finder(text, wanted);
    finder.scan();
    std::map<std::string, int> lines;
    for (const std::string& pointer : pointers) {
        std::string place = pointer;
        while (!place.empty() && finder.lines.count(place) == 0) place = parent_of(place);
        lines[pointer] = finder.lines.count(place) != 0 ? finder.lines[place] : 1;
    }
    return lines;
}

std::string pointer_token(std::string_view key) {
    std::string token;
    for (char c : key)
        if (c == '~') token += "~0";
        else if (c == '/') token += "~1";
        else token += c;
    return token;
}

}  // namespace acksim
