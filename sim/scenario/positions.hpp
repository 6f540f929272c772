// A light pass over the text of a scenario, beside the JSON library's own parse: it finds what that parse cannot say well (the line of
// every mistake, keys written twice, text that ends too early, depth), and later the line of any JSON pointer. It keeps no index in
// memory: problems are few, so the lines of their pointers are looked up by a second pass when they are known.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace acksim {

struct SyntaxProblem {
    int line = 1;
    std::string pointer;
    std::string what;
    std::string remedy;
};

inline constexpr int deepest_nesting = 64;

struct SyntaxCheck {
    std::vector<SyntaxProblem> problems;
    bool readable = true;  // whether it is worth reading on: there is no mistake of grammar, and it is not nested too deep
};

// All that is wrong with the text as JSON (comments are allowed). After a mistake of grammar nothing behind it is looked at; keys written
// twice and numbers that are not whole 64-bit numbers do not stop the pass.
SyntaxCheck check_syntax(std::string_view text);

// The line of each of `pointers`, 1-based; what does not exist gets the line of its nearest ancestor that does.
std::map<std::string, int> lines_of(std::string_view text, const std::set<std::string>& pointers);

// A key as it stands in a JSON pointer: "~" and "/" are escaped.
std::string pointer_token(std::string_view key);

}  // namespace acksim
