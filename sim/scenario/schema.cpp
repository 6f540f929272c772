#include "scenario/schema.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "scenario/config_keys.hpp"
#include "scenario/fault_table.hpp"
#include "scenario/language.hpp"
#include "scenario/schema_forms.hpp"

namespace acksim {

namespace {

Schema described(Schema schema, std::string_view meaning) {
    if (meaning.empty()) return schema;
    // Draft 7 ignores what stands beside a $ref, so the description goes around it.
    if (schema.contains("$ref")) return {{"description", meaning}, {"allOf", Schema::array({schema})}};
    schema["description"] = meaning;
    return schema;
}

template <class Keys> Schema object_of(const Keys& keys) {
    Schema properties = Schema::object(), required = Schema::array();
    for (const LanguageKey& key : keys) {
        properties[std::string(key.name)] = described(schema_of(key.form), key.meaning);
        if (key.standard == "required") required.push_back(key.name);
    }
    Schema schema = {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
    if (!required.empty()) schema["required"] = required;
    return schema;
}

Schema config_value(const ConfigKey& key) {
    Schema words = Schema::array();
    for (std::string_view word : words_of(key.words)) words.push_back(word);
    if (key.name == "acks")
        for (int number : {-1, 0, 1}) words.push_back(number);
    switch (key.type) {
        case ConfigType::truth: return {{"enum", {true, false, "true", "false"}}};
        case ConfigType::word: return {{"enum", words}};
        case ConfigType::text: return {{"type", {"string", "number", "boolean"}}};
        case ConfigType::int32:
        case ConfigType::int64: break;
    }
    Schema number = {{"type", {"integer", "string"}}};
    if (key.min != std::numeric_limits<std::int64_t>::min()) number["minimum"] = key.min;
    return number;
}

Schema config_of(ConfigPlace place) {
    Schema properties = {{"file", {{"type", "string"}, {"description", "A .properties file, relative to the scenario; the keys beside it win."}}}};
    for (const ConfigKey& key : config_keys(place)) {
        std::string effect = key.modelled() ? "" : " (No effect in acksim.)";
        properties[std::string(key.name)] = described(config_value(key), std::string(key.meaning) + effect + " Default: " + std::string(key.defaults));
    }
    for (std::string_view name : other_names(place)) properties[std::string(name)] = {{"description", "No effect in acksim."}};
    Schema object = {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}};
    return {{"anyOf", {{{"type", "string"}, {"description", "The path of a .properties file, relative to the scenario."}}, object}}};
}

Schema fault_of(const FaultRow& row) {
    Schema schema = object_of(keys_of(row));
    schema["properties"]["do"] = {{"const", row.name}, {"description", row.meaning}};
    Schema all = Schema::array();
    for (const std::vector<std::string_view>& choices : needs_of(row)) {
        Schema any = Schema::array();
        for (std::string_view name : choices) any.push_back({{"required", Schema::array({name})}});
        all.push_back({{"anyOf", any}});
    }
    if (!all.empty()) schema["allOf"] = all;
    return schema;
}

Schema any_fault() {
    Schema kinds = Schema::array();
    for (const FaultRow& row : fault_table()) kinds.push_back(fault_of(row));
    return {{"oneOf", kinds}};
}

Schema any_state() {
    Schema states = Schema::array(), properties = Schema::object();
    for (const TriggerRow& row : trigger_table()) {
        properties[std::string(row.name)] = described(schema_of(row.form), row.meaning);
        states.push_back({{"required", Schema::array({row.name})}});
    }
    for (const LanguageKey& key : trigger_modifiers()) properties[std::string(key.name)] = described(schema_of(key.form), key.meaning);
    return {{"type", "object"}, {"properties", properties}, {"additionalProperties", false}, {"oneOf", states}};
}

}  // namespace

std::string json_schema() {
    Schema definitions = Schema::object();
    for (const Part& part : all_parts())
        if (part.name != "scenario") definitions[std::string(part.name)] = object_of(part.keys);
    for (ConfigPlace place : all_config_places) definitions[fmt::format("{}_config", place_name(place))] = config_of(place);
    definitions["fault"] = any_fault();
    definitions["when"] = any_state();
    Schema schema = {{"$schema", "http://json-schema.org/draft-07/schema#"}, {"title", "A scenario of acksim"}};
    schema.update(object_of(part_named("scenario").keys));
    schema["definitions"] = definitions;
    return schema.dump(2) + "\n";
}

}  // namespace acksim
