#include "support/schema_subset.hpp"

#include <algorithm>
#include <set>
#include <stdexcept>

#include <regex.h>  // not <regex>: g++ 12 warns of its inside under the sanitizers

namespace acksim::testing {

namespace {

using Json = nlohmann::json;

struct Subset {
    const Json& root;

    static bool has_type(const Json& value, const std::string& type) {
        if (type == "object") return value.is_object();
        if (type == "array") return value.is_array();
        if (type == "string") return value.is_string();
        if (type == "integer") return value.is_number_integer();
        if (type == "number") return value.is_number();
        if (type == "boolean") return value.is_boolean();
        if (type == "null") return value.is_null();
        throw std::logic_error("unknown type " + type);
    }

    std::string check(const Json& schema, const Json& value, const std::string& at) const {
        for (const auto& [keyword, rule] : schema.items()) {
            const std::string complaint = check_keyword(schema, keyword, rule, value, at);
            if (!complaint.empty()) return complaint;
        }
        return "";
    }

    std::string check_keyword(const Json& schema, const std::string& keyword, const Json& rule, const Json& value, const std::string& at) const {
        static const std::set<std::string> silent = {"$schema", "title", "description", "definitions", "additionalProperties"};
        const std::string here = at + " (" + keyword + ")";
        if (silent.count(keyword) != 0) return keyword == "additionalProperties" ? check_others(schema, rule, value, at) : "";
        if (keyword == "$ref") return check(root.at(Json::json_pointer(rule.get<std::string>().substr(1))), value, at);
        if (keyword == "type") return fits_type(rule, value) ? "" : here;
        if (keyword == "const") return value == rule ? "" : here;
        if (keyword == "enum") return std::find(rule.begin(), rule.end(), value) != rule.end() ? "" : here;
        if (keyword == "minimum") return !value.is_number() || value >= rule ? "" : here;
        if (keyword == "maximum") return !value.is_number() || value <= rule ? "" : here;
        if (keyword == "minItems") return !value.is_array() || value.size() >= rule ? "" : here;
        if (keyword == "maxItems") return !value.is_array() || value.size() <= rule ? "" : here;
        if (keyword == "pattern") return !value.is_string() || matches(rule, value) ? "" : here;
        if (keyword == "required") return check_required(rule, value, here);
        if (keyword == "properties") return check_properties(rule, value, at);
        if (keyword == "items") return check_items(rule, value, at);
        if (keyword == "anyOf" || keyword == "oneOf" || keyword == "allOf") return check_choices(keyword, rule, value, at);
        throw std::logic_error("unknown keyword " + keyword);
    }

    static bool matches(const std::string& pattern, const std::string& text) {
        regex_t expression;
        if (regcomp(&expression, pattern.c_str(), REG_EXTENDED | REG_NOSUB) != 0) throw std::logic_error("no pattern: " + pattern);
        const bool fits = regexec(&expression, text.c_str(), 0, nullptr, 0) == 0;
        regfree(&expression);
        return fits;
    }

    static bool fits_type(const Json& rule, const Json& value) {
        if (rule.is_string()) return has_type(value, rule);
        return std::any_of(rule.begin(), rule.end(), [&](const Json& type) { return has_type(value, type); });
    }

    static std::string check_required(const Json& rule, const Json& value, const std::string& here) {
        if (!value.is_object()) return "";
        for (const Json& key : rule)
            if (!value.contains(key.get<std::string>())) return here + " " + key.get<std::string>();
        return "";
    }

    std::string check_properties(const Json& rule, const Json& value, const std::string& at) const {
        if (!value.is_object()) return "";
        for (const auto& [key, schema] : rule.items()) {
            const std::string complaint = value.contains(key) ? check(schema, value[key], at + "/" + key) : "";
            if (!complaint.empty()) return complaint;
        }
        return "";
    }

    std::string check_others(const Json& schema, const Json& rule, const Json& value, const std::string& at) const {
        if (!value.is_object()) return "";
        for (const auto& [key, member] : value.items()) {
            if (schema.contains("properties") && schema["properties"].contains(key)) continue;
            if (rule == false) return at + "/" + key + " (additionalProperties)";
            const std::string complaint = check(rule, member, at + "/" + key);
            if (!complaint.empty()) return complaint;
        }
        return "";
    }

    std::string check_items(const Json& rule, const Json& value, const std::string& at) const {
        for (std::size_t i = 0; value.is_array() && i < value.size(); ++i) {
            const std::string complaint = check(rule, value[i], at + "/" + std::to_string(i));
            if (!complaint.empty()) return complaint;
        }
        return "";
    }

    std::string check_choices(const std::string& keyword, const Json& rule, const Json& value, const std::string& at) const {
        std::size_t fitting = 0;
        std::string first;
        for (const Json& schema : rule) {
            const std::string complaint = check(schema, value, at);
            fitting += complaint.empty() ? 1 : 0;
            if (first.empty()) first = complaint;
        }
        const bool fine = keyword == "anyOf" ? fitting > 0 : keyword == "oneOf" ? fitting == 1 : fitting == rule.size();
        return fine ? "" : at + " (" + keyword + "; " + first + ")";
    }
};

}  // namespace

std::string SchemaSubset::complaint(const Json& value) const { return Subset{root_}.check(root_, value, ""); }

}  // namespace acksim::testing
