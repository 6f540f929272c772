// explore: which faults may strike, what must hold, and which answer is expected.
#include <algorithm>

#include <fmt/format.h>

#include "scenario/exploration_words.hpp"
#include "scenario/language.hpp"
#include "scenario/problems.hpp"
#include "scenario/readers.hpp"
#include "scenario/references.hpp"

namespace acksim {

namespace {

constexpr std::int64_t most_faults = 8;
constexpr std::string_view at_most_example = R"({"crash": 1})";
constexpr std::string_view expect_example = R"({"no-acked-loss": "possible", "faults": 1})";

// "all", words between commas, or a list of words. `into` is left as it is if anything is wrong.
template <std::size_t N, class Parse, class Read>
void read_words(const Node& node, std::string_view remedy, std::array<bool, N>& into, Parse parse, Read read) {
    WordProblem problem;
    if (node.json().is_string()) {
        if (std::optional<std::array<bool, N>> ticked = parse(node.json().template get_ref<const std::string&>(), problem)) into = *ticked;
        else node.problem(problem.what, problem.remedy);
        return;
    }
    if (!is_list(node, remedy)) return;
    std::array<bool, N> ticked{};
    bool good = true;
    for (const Node& element : node.elements()) {
        std::optional<std::string> word = text_of(element);
        auto read_word = word ? read(*word, problem) : std::nullopt;
        good = good && read_word;
        if (word && !read_word) element.problem(problem.what, problem.remedy);
        if (!read_word) continue;
        bool& tick = ticked[static_cast<std::size_t>(*read_word)];
        if (tick) element.problem(in_quotes(*word) + " is written twice", "write it once");
        tick = true;
    }
    if (good) into = ticked;
}

bool none(const auto& ticked) { return std::find(ticked.begin(), ticked.end(), true) == ticked.end(); }

void read_at_most(const Node& node, std::int64_t faults, Exploration& into) {
    if (!is_object(node, fmt::format("write an object such as {}", at_most_example))) return;
    for (const auto& [name, value] : node.members()) {
        WordProblem problem;
        std::optional<FreeFault> fault = read_free_fault(name, problem);
        if (!fault) {
            value.problem(problem.what, problem.remedy);
            continue;
        }
        std::optional<std::int64_t> n = number_of(value, 0, faults);
        if (!into.allowed[static_cast<std::size_t>(*fault)])
            value.problem(fmt::format("\"{}\" is not among the faults that may strike", name), "add it to \"allow\", or leave it out");
        else if (n) into.at_most[static_cast<std::size_t>(*fault)] = static_cast<std::int8_t>(*n);
    }
}

void read_answer(const Node& node, Guarantee guarantee, Exploration& into) {
    static constexpr std::string_view possible = "possible", impossible = "impossible";
    std::optional<std::string> word = text_of(node);
    if (!word) return;
    if (*word != possible && *word != impossible)
        node.problem(in_quotes(*word) + " is no answer that can be expected", instead_of(*word, {possible, impossible}));
    else if (!into.asked[static_cast<std::size_t>(guarantee)])
        node.problem(fmt::format("\"{}\" is not asked", name_of(guarantee)), "add it to \"guarantees\", or leave it out");
    else into.expect.push_back({guarantee, *word == possible ? Answer::possible : Answer::impossible});
}

void read_expected_answers(const Node& node, std::int64_t faults, Exploration& into) {
    if (!is_object(node, fmt::format("write an object such as {}", expect_example))) return;
    std::vector<std::string_view> known(guarantee_names.begin(), guarantee_names.end());
    known.push_back("faults");
    for (const auto& [name, value] : node.members()) {
        WordProblem problem;
        if (name == "faults") {
            if (std::optional<std::int64_t> n = number_of(value, 0, faults)) into.expected_faults = static_cast<int>(*n);
        } else if (std::optional<Guarantee> guarantee = read_guarantee(name, problem)) read_answer(value, *guarantee, into);
        else value.problem("unknown key " + in_quotes(name), instead_of(name, known));
    }
    std::sort(
        into.expect.begin(), into.expect.end(), [](const auto& a, const auto& b) { return a.guarantee < b.guarantee; });
    bool breaks = std::any_of(into.expect.begin(), into.expect.end(), [](const auto& e) { return e.answer == Answer::possible; });
    if (into.expected_faults && !breaks && node.reading().problems.empty())
        node.find("faults")->problem("no guarantee is expected to break with so many faults", "expect one to be \"possible\", or leave \"faults\" out");
}

}  // namespace

void read_explore(const Node& root, Draft& draft) {
    std::optional<Node> node = root.find("explore");
    if (!node || !check_part(*node, "explore")) return;
    Exploration read = default_exploration();
    std::int64_t faults = read.faults;
    if (auto value = node->find("faults")) {
        std::optional<std::int64_t> n = number_of(*value, 0, most_faults);
        faults = n.value_or(most_faults);
        read.faults = static_cast<int>(faults);
    }
    if (auto value = node->find("allow")) {
        read_words(*value, R"(write "all", or a list such as ["crash", "lost-response"])", read.allowed, parse_allow, read_free_fault);
        if (none(read.allowed) && faults > 0) value->problem("no fault may strike", "write at least one kind of fault, or \"faults\": 0");
    }
    if (auto value = node->find("at_most")) read_at_most(*value, faults, read);
    if (auto value = node->find("down")) read.down = read_brokers(*value, draft).value_or(BrokerSet{});
    if (auto value = node->find("guarantees")) {
        read_words(*value, R"(write "all", or a list such as ["no-acked-loss", "producer-order"])", read.asked, parse_guarantees, read_guarantee);
        if (none(read.asked)) value->problem("nothing is asked", "write at least one guarantee, or \"all\"");
    }
    if (auto value = node->find("sometimes"))
        read_words(*value, R"(write a list such as ["leader-change", "truncation"])", read.sometimes, parse_conditions, read_condition);
    if (auto value = node->find("records"))
        if (std::optional<std::int64_t> n = number_of(*value, 1, largest_int32)) read.records = static_cast<std::int32_t>(*n);
    if (auto value = node->find("expect")) read_expected_answers(*value, faults, read);
    draft.scenario.explore = std::move(read);
}

}  // namespace acksim
