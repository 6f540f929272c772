// Broken text: what is no JSON at all, or JSON written twice.
#include "scenario/bad_input.hpp"

namespace {

using namespace acksim::testing;

const BadInput inputs[] = {
    {R"()", R"(t.json:1: /: the file is empty; write a scenario: {"producers": [{"workload": {"records": 10}}]})"},
    {"  \n // nothing but a comment\n", R"(t.json:3: /: the file is empty; write a scenario: {"producers": [{"workload": {"records": 10}}]})"},
    {R"([])", R"(t.json:1: /: a list is not an object; write an object such as {"producers": [{"workload": {"records": 10}}]})"},
    {R"(7)", R"(t.json:1: /: the number 7 is not an object; write an object such as {"producers": [{"workload": {"records": 10}}]})"},
    {R"(null)", R"(t.json:1: /: null is not an object; write an object such as {"producers": [{"workload": {"records": 10}}]})"},
    {R"({"producers": [{"workload": {"records": 10}})", R"(t.json:1: /producers: the file ends inside the list that begins in line 1; write the missing ])"},
    {R"({"producers": [{"workload": {"records": 10}}])", R"(t.json:1: /: the file ends inside the object that begins in line 1; write the missing })"},
    {R"({"title": "cut)", R"(t.json:1: /title: the file ends inside a text; write the missing quote)"},
    {R"({"title": "two
lines"})",
     R"(t.json:1: /title: a text does not end in its line; write the closing quote, or \n for a line break)"},
    {R"({"producers": [{"workload": {"records": 10}}],})", R"(t.json:1: /: a comma stands in front of }; remove the comma)"},
    {R"({"producers": [{"workload": {"records": 10,}}]})", R"(t.json:1: /producers/0/workload: a comma stands in front of }; remove the comma)"},
    {R"({"producers": [{"workload": {"records": 10}}] "seed": 1})",
     R"(t.json:1: /: " stands where a comma or } must stand; write a comma between two elements)"},
    {R"({"producers": [{"workload": {"records": 10}}]} {})",
     R"(t.json:1: /: { stands behind the end of the scenario; write one object, and nothing behind it)"},
    {R"({'title': 1})", R"(t.json:1: /: ' stands where a key must stand; write the key in double quotes)"},
    {R"({"title" "x"})", R"(t.json:1: /title: " stands where a colon must stand; write "key": value)"},
    {R"({"seed": NaN, "producers": [{"workload": {"records": 10}}]})",
     R"(t.json:1: /seed: NaN is no JSON value; write a number, true, false, null, or a text in double quotes)"},
    {R"({"seed": 007, "producers": [{"workload": {"records": 10}}]})",
     R"(t.json:1: /seed: 007 is no number; write a whole number, or a text in double quotes such as "5ms")"},
    {R"({"seed": -, "producers": [{"workload": {"records": 10}}]})",
     R"(t.json:1: /seed: - is no number; write a whole number, or a text in double quotes such as "5ms")"},
    {R"({"seed": 1.5, "producers": [{"workload": {"records": 10}}]})",
     R"(t.json:1: /seed: 1.5 is not a whole number; write a whole number, or a text with a unit such as "0.5ms")"},
    {R"({"seed": 1e3, "producers": [{"workload": {"records": 10}}]})",
     R"(t.json:1: /seed: 1e3 is not a whole number; write a whole number, or a text with a unit such as "0.5ms")"},
    {R"({"seed": 99999999999999999999, "producers": [{"workload": {"records": 10}}]})",
     R"(t.json:1: /seed: 99999999999999999999 does not fit into 64 bits; write a smaller number)"},
    {R"({"seed": 1e999, "producers": [{"workload": {"records": 10}}]})",
     R"(t.json:1: /seed: 1e999 is not a whole number; write a whole number, or a text with a unit such as "0.5ms")"},
    {R"({"title": "\ud800", "producers": [{"workload": {"records": 10}}]})",
     R"(t.json:1: /title: a text has half of a surrogate pair; write the character itself)"},
    {R"({"title": "\x", "producers": [{"workload": {"records": 10}}]})",
     R"(t.json:1: /title: a text has an unknown escape; write \\ for a backslash, or \uXXXX)"},
    {R"({"producers": [{"workload": {"records": 10}}], /* cut off)",
     R"(t.json:1: /: the file ends inside a comment that begins in line 1; write the missing */)"},
    {R"({"producers": [{"workload": {"records": 10}}],
 "seed": 1,
 "seed": 2})",
     R"(t.json:3: /seed: the key "seed" is written twice in one object; keep one of the two)"},
    {R"({"producers": [{"workload": {"records": 10}}], "topic": {"name": "a", "n\u0061me": "b"}})",
     R"(t.json:1: /topic/name: the key "name" is written twice in one object; keep one of the two)"},
    {"{\"producers\": [{\"workload\": {\"records\": 10}}], \"title\": \"\xff"
     "\"}",
     R"(t.json:1: /: byte 58 is not UTF-8; save the file as UTF-8)"},
    {R"({"title": tru, "producers": [{"workload": {"records": 10}}]})",
     R"(t.json:1: /title: tru is no JSON value; write a number, true, false, null, or a text in double quotes)"},
    {R"([1, 2)", R"(t.json:1: /: the file ends inside the list that begins in line 1; write the missing ])"},
    {"{\"title\": \"a\tb\"}", R"(t.json:1: /title: a text has the control character 9; write \u0009)"},
    {R"({"producers": [,]})", R"(t.json:1: /producers/0: , is no JSON value; write a number, true, false, null, or a text in double quotes)"},
    {"kafka: 4.0\ncluster:\n  brokers: 3\n", R"(t.json:1: /: this looks like YAML; write it as JSON, which is what acksim reads)"},
    {"# three brokers\nkafka: 4.0\n", R"(t.json:1: /: this looks like YAML; write it as JSON, which is what acksim reads)"},
    {"nonsense", R"(t.json:1: /: nonsense is no JSON value; write a number, true, false, null, or a text in double quotes)"},
    {R"({"a")", R"(t.json:1: /a: the file ends inside the object that begins in line 1; write the missing value and })"},
};

}  // namespace

TEST_CASE("text that is no JSON is refused with its line, what is wrong and what to write", "[scenario]") { check_all(inputs); }
