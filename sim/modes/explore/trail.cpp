#include "modes/trail.hpp"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "modes/explore/outset.hpp"
#include "modes/explore/store.hpp"
#include "modes/explore/walk.hpp"
#include "scenario/load.hpp"

#ifndef ACKSIM_VERSION
#define ACKSIM_VERSION "unknown"
#endif

namespace acksim {

namespace {

std::uint64_t check_sum(std::string_view text) { return hash_of({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()}); }

constexpr std::string_view first_words = "acksim trail ";

class TrailReader {
public:
    TrailReader(const std::string& text, const std::string& file) : text_(text), file_(file) {}

    Trail read() {
        if (!text_.starts_with(first_words)) fail("it is no trail", "write the path of a file that acksim explore --trail has written");
        // Another version may write its trails in another way, so this comes first.
        if (std::string version = text_.substr(first_words.size(), text_.find('\n') - first_words.size()); version != ACKSIM_VERSION)
            fail("it is a trail of acksim " + version + ", and this is acksim " ACKSIM_VERSION, "explore the scenario again with this version");
        check_whole();
        after(first_words);
        Trail trail;
        trail.scenario = after("scenario ");
        trail.fingerprint = number(after("fingerprint "), 16);
        while (starts_with("set ")) trail.settings.push_back(after("set "));
        if (std::string records = after("records "); records != "of the scenario") trail.records = static_cast<std::int32_t>(number(records, 10));
        while (starts_with("down b")) trail.down = trail.down.with(broker(after("down b")));
        trail.guarantee = guarantee(after("guarantee "));
        for (std::uint64_t left = number(after("moves "), 10); left > 0; --left) trail.moves.push_back(move());
        return trail;
    }

private:
    [[noreturn]] void fail(const std::string& what, const std::string& remedy) const { throw ScenarioError({{file_, line_, "", what, remedy}}); }
    [[noreturn]] void fail_altered() const { fail("this is no line of a trail, or it was altered", "explore the scenario again with --trail"); }

    // The last line holds the check sum of all lines before it; what was cut off has none.
    void check_whole() {
        std::size_t last = text_.rfind("\ncheck ");
        line_ = static_cast<int>(std::count(text_.begin(), text_.end(), '\n'));
        if (last == std::string::npos || text_.back() != '\n')
            fail("the trail is cut off: its last line is missing", "explore the scenario again with --trail");
        std::string expected = fmt::format("check {:016x}\n", check_sum(std::string_view(text_).substr(0, last + 1)));
        if (text_.substr(last + 1) != expected) fail("the trail was altered: its check sum is another", "explore the scenario again with --trail");
        line_ = 1;
    }
    bool starts_with(std::string_view start) const { return std::string_view(text_).substr(at_).starts_with(start); }
    // The rest of the line that begins so.
    std::string after(std::string_view start) {
        if (!starts_with(start)) fail_altered();
        std::size_t end = text_.find('\n', at_);
        std::string rest = text_.substr(at_ + start.size(), end - at_ - start.size());
        at_ = end + 1;
        ++line_;
        return rest;
    }
    std::uint64_t number(const std::string& digits, int base) const {
        std::uint64_t value = 0;
        auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
        if (error != std::errc() || end != digits.data() + digits.size()) fail_altered();
        return value;
    }
    BrokerId broker(const std::string& digits) const {
        std::uint64_t n = number(digits, 10);
        if (n < 1 || n > BrokerSet::capacity) fail_altered();
        return {static_cast<std::int16_t>(n - 1)};
    }
    Guarantee guarantee(const std::string& name) const {
        auto found = std::find(guarantee_names.begin(), guarantee_names.end(), name);
        if (found == guarantee_names.end()) fail_altered();
        return static_cast<Guarantee>(found - guarantee_names.begin());
    }
    Move move() {
        std::string line = after("");
        std::string numbers = line.substr(0, line.find(" #"));
        std::size_t space = numbers.find(' ');
        if (space == std::string::npos) fail_altered();
        std::uint64_t code = number(numbers.substr(0, space), 10), answer = number(numbers.substr(space + 1), 10);
        if (code > 65535 || answer > 65535) fail_altered();
        return {static_cast<std::uint16_t>(code), static_cast<std::uint16_t>(answer)};
    }

    const std::string& text_;
    std::string file_;
    std::size_t at_ = 0;
    int line_ = 1;
};

}  // namespace

std::uint64_t fingerprint_of(const Scenario& scenario) {
    ByteWriter out;
    pack(out, scenario.config);
    return hash_of(out.bytes());
}

std::string written(const Trail& trail, const Scenario& scenario) {
    std::string text = "acksim trail " ACKSIM_VERSION "\n";
    text += fmt::format("scenario {}\nfingerprint {:016x}\n", trail.scenario, trail.fingerprint);
    for (const std::string& setting : trail.settings) text += "set " + setting + "\n";
    text += "records " + (trail.records < 0 ? std::string("of the scenario") : std::to_string(trail.records)) + "\n";
    for_each(trail.down, [&](BrokerId b) { text += fmt::format("down b{}\n", b.value + 1); });
    text += fmt::format("guarantee {}\nmoves {}\n", name_of(trail.guarantee), trail.moves.size());
    Walk walk(scenario.config);
    for (Move m : outset(scenario.config, walk.layout(), trail.down)) walk.make(m);
    for (Move m : trail.moves) {
        std::string words = walk.words(m);
        text += fmt::format("{} {} # {}\n", m.code, m.answer, words);
        ACKSIM_CHECK(walk.take(m));
    }
    return text + fmt::format("check {:016x}\n", check_sum(text));
}

Trail read_trail(const std::string& text, const std::string& file) { return TrailReader(text, file).read(); }

}  // namespace acksim
