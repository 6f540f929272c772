// The JSON Schema of an exploration's report.
#include "report/explore_report.hpp"
#include "report/json_text.hpp"

namespace acksim {

namespace {

Json described(Json schema, const char* description) {
    schema["description"] = description;
    return schema;
}
Json or_null(Json schema) {
    schema["type"] = {schema["type"], "null"};
    return schema;
}
Json whole() { return {{"type", "integer"}, {"minimum", 0}}; }
Json text() { return {{"type", "string"}}; }
Json list_of(Json items) { return {{"type", "array"}, {"items", std::move(items)}}; }
template <std::size_t N> Json one_of(const std::array<std::string_view, N>& names) { return {{"enum", names}}; }
Json object(Json properties) {
    Json required = Json::array();
    for (const auto& [key, value] : properties.items()) required.push_back(key);
    return {{"type", "object"}, {"properties", std::move(properties)}, {"required", std::move(required)}, {"additionalProperties", false}};
}

Json guarantee() {
    return object(
        {{"guarantee", described(one_of(guarantee_names), "what is promised")},
         {"answer", described(one_of(answer_names), "whether it can be broken")},
         {"faults", described(or_null(list_of(one_of(free_fault_names))), "of the run that breaks it, in their order; null: none was found")},
         {"steps", described(or_null(whole()), "of that run")},
         {"shortest", described({{"type", {"boolean", "null"}}}, "whether no run that was looked at breaks it with fewer faults, or as many and fewer steps")},
         {"states", described(whole(), "of the whole exploration, which answers all guarantees at once")},
         {"transitions", described(whole(), "of the whole exploration")},
         {"depth", described(whole(), "of the whole exploration")},
         {"bytes_per_state", described(whole(), "of the whole exploration")},
         {"seconds", described({{"type", {"number", "null"}}}, "until the answer was known; null: undecided")},
         {"reduction", described(or_null(text()), "what the answer rests on: none is every order of everything that is due; null: undecided")},
         {"trail", described(or_null(text()), "the file that holds the run; null: not written")},
         {"setting", described(or_null(text()), "as --set takes it; with it alone changed, no run with as many faults breaks the guarantee")},
         {"settings", described(list_of(text()), "that one; or two that do only together; or none")}});
}

}  // namespace

std::string explore_schema() {
    Json schema = object(
        {{"scenario", described(text(), "name of the scenario's file without folder and .json")},
         {"fingerprint", described({{"type", "string"}, {"pattern", "^[0-9a-f]{16}$"}}, "of the scenario as it is explored; a trail must have the same")},
         {"verdict", described({{"enum", {"as expected", "broken", "undecided"}}}, "where no answer is expected, broken if a guarantee can be broken")},
         {"faults", described(whole(), "at most so many in one run")},
         {"allow", described(list_of(one_of(free_fault_names)), "of these kinds")},
         {"at_most", described({{"type", "object"}, {"additionalProperties", whole()}}, "by kind: at most so many of it; a kind without a number has none")},
         {"down", described(list_of(text()), "brokers that are down from the start")},
         {"guarantees", described(list_of(guarantee()), "those that were asked")},
         {"states", described(whole(), "distinct states that were met, by the search that came first")},
         {"transitions", described(whole(), "steps from a state to a state, of that search")},
         {"at_rest", described(whole(), "states in which nothing is left to happen, of that search")},
         {"depth", described(whole(), "longest shortest way to a state, of that search")},
         {"faults_covered", described({{"type", "integer"}, {"minimum", -1}}, "every run with so many faults was covered; -1: not even those without")},
         {"seconds", described({{"type", "number"}}, "that it took: the one number that differs from run to run")},
         {"bytes", described(whole(), "of memory, at most in use")},
         {"reduction", described(text(), "the weakest that an answer rests on: none is every order of everything that is due")},
         {"every_order_states", described(whole(), "of the search that then asked again with every order, after one with a reduction; 0: there was none")},
         {"storage", described({{"enum", {"exact"}}}, "states are compared whole, not by a hash")},
         {"undecided_because", described(or_null(text()), "the bound that was reached; null: everything was covered or decided")},
         {"sometimes", described(list_of(one_of(condition_names)), "conditions that some run met")},
         {"broken_expectations", described(list_of(text()), "a sentence for each part of \"expect\" that is not true, or not known to be")}});
    schema["$schema"] = "http://json-schema.org/draft-07/schema#";
    schema["title"] = "acksim explore --format json";
    return schema.dump(2) + "\n";
}

}  // namespace acksim
