#include "report/json_text.hpp"

#include <limits>
#include <ostream>
#include <string_view>

#include "report/layout.hpp"

namespace acksim {

namespace {

constexpr int columns = 120;

std::string text_of(const Json& primitive) { return primitive.dump(-1, ' ', false, Json::error_handler_t::replace); }

std::string key_text(const std::string& key) { return Json(key).dump() + ": "; }

bool is_indivisible(const Json& json) { return json.is_primitive() || json.empty(); }

// Collects a text as long as it fits.
class Line {
public:
    explicit Line(int room) : room_(room) {}

    bool put(std::string_view text) {
        room_ -= text_width(text);
        text_ += text;
        return room_ >= 0;
    }
    bool add(const Json& json) {
        if (json.is_primitive()) return put(text_of(json));
        bool fits = put(json.is_array() ? "[" : "{");
        for (auto item = json.begin(); fits && item != json.end(); ++item)
            fits = (item == json.begin() || put(", ")) && (json.is_array() || put(key_text(item.key()))) && add(*item);
        return fits && put(json.is_array() ? "]" : "}");
    }
    bool add(const JsonPart& part) {
        return std::visit([&](const auto& value) { return add(value); }, part.value);
    }
    bool add(const JsonElements& list) {
        bool fits = put("[");
        for (std::size_t i = 0; fits && i < list.count; ++i) fits = (i == 0 || put(", ")) && add(list.at(i));
        return fits && put("]");
    }
    bool add(const std::vector<JsonPart>& list) {
        bool fits = put("[");
        for (std::size_t i = 0; fits && i < list.size(); ++i) fits = (i == 0 || put(", ")) && add(list[i]);
        return fits && put("]");
    }
    bool add(const std::vector<JsonMember>& object) {
        bool fits = put("{");
        for (std::size_t i = 0; fits && i < object.size(); ++i) fits = (i == 0 || put(", ")) && put(key_text(object[i].key)) && add(object[i].part);
        return fits && put("}");
    }
    const std::string& text() const { return text_; }

private:
    int room_;
    std::string text_;
};

class Writer {
public:
    explicit Writer(std::ostream& out) : out_(out) {}

    template <class Value> void write(const Value& value, int indent) {
        Line line(columns - indent);
        if (line.add(value)) out_ << line.text();
        else write_in_lines(value, indent);
    }

private:
    void write_in_lines(const JsonPart& part, int indent) {
        std::visit([&](const auto& value) { write_in_lines(value, indent); }, part.value);
    }
    void write_in_lines(const Json& json, int indent) {
        if (is_indivisible(json)) {
            out_ << text_of(json);
            return;
        }
        std::size_t i = 0;
        for (auto item = json.begin(); item != json.end(); ++item) {
            begin_item(i++, json.is_array() ? '[' : '{', indent);
            out_ << (json.is_array() ? "" : key_text(item.key()));
            write(*item, indent + 2);
        }
        end(json.is_array() ? ']' : '}', indent);
    }
    void write_in_lines(const JsonElements& list, int indent) {
        for (std::size_t i = 0; i < list.count; ++i) {
            begin_item(i, '[', indent);
            write(list.at(i), indent + 2);
        }
        end(']', indent);
    }
    void write_in_lines(const std::vector<JsonPart>& list, int indent) {
        for (std::size_t i = 0; i < list.size(); ++i) {
            begin_item(i, '[', indent);
            write(list[i], indent + 2);
        }
        end(']', indent);
    }
    void write_in_lines(const std::vector<JsonMember>& object, int indent) {
        for (std::size_t i = 0; i < object.size(); ++i) {
            begin_item(i, '{', indent);
            out_ << key_text(object[i].key);
            write(object[i].part, indent + 2);
        }
        end('}', indent);
    }
    void begin_item(std::size_t number, char bracket, int indent) {
        number == 0 ? out_ << bracket : out_ << ',';
        out_ << '\n' << repeat(" ", indent + 2);
    }
    void end(char bracket, int indent) { out_ << '\n' << repeat(" ", indent) << bracket; }

    std::ostream& out_;
};

}  // namespace

void write_json(std::ostream& out, const JsonPart& part) {
    Writer(out).write(part, 0);
    out << '\n';
}

std::string in_one_line(const Json& json) {
    Line line(std::numeric_limits<int>::max());
    line.add(json);
    return line.text();
}

}  // namespace acksim
