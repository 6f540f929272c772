// Reads JSON with comments token by token and reports where each value stands. Recursive, but never deeper than `deepest_nesting`.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "scenario/positions.hpp"

namespace acksim {

class JsonScanner {
public:
    explicit JsonScanner(std::string_view text) : text_(text) {}
    virtual ~JsonScanner() = default;

    // Reads the whole text. Ensures: problems() holds what is wrong with it.
    void scan();
    const std::vector<SyntaxProblem>& problems() const { return problems_; }
    bool stopped() const { return stopped_; }  // at a mistake of grammar

protected:
    virtual void found_value() {}  // at line(), pointer()
    int line() const { return line_; }
    const std::string& pointer() const { return pointer_; }

private:
    bool value();
    bool object();
    bool list();
    bool string(std::string& content);
    bool escape(std::string& content);
    bool hex4(unsigned& unit);
    bool number();
    bool word();
    bool skip_space();
    bool key(std::set<std::string>& keys, int begin);
    bool after_element(char close, int begin, bool& done);

    bool stop(std::string what, std::string remedy);
    bool cut_off(std::string_view inside, int begin, std::string_view close);
    void note(std::string what, std::string remedy);
    bool at_end() const { return at_ >= text_.size(); }
    char next() const { return at_end() ? '\0' : text_[at_]; }
    std::string shown() const;  // what stands here, for a message

    std::string_view text_;
    std::size_t at_ = 0;
    int line_ = 1;
    int depth_ = 0;
    bool stopped_ = false;
    std::string pointer_;
    std::vector<SyntaxProblem> problems_;
};

}  // namespace acksim
