// READMEs do not lie: every command that one shows is run.
//
// In a block fenced as ```sh, each line "$ acksim ..." is a command (a backslash at its end continues it); the other lines are what it
// prints. A command must exit with 0, or with the code of a comment <!-- exit: 1 --> on its own line since the block before.
#include "support/catch.hpp"
#include "support/source_tree.hpp"

#include <array>
#include <cstdio>
#include <filesystem>
#include <sys/wait.h>

namespace {

using namespace acksim::testing;
namespace fs = std::filesystem;

struct Snippet {
    std::string where;  // "README.md:12"
    std::string command;
    int exit_code = 0;
};

std::vector<Snippet> snippets_in(const SourceFile& readme) {
    const std::string exit_comment = "<!-- exit:";
    std::vector<Snippet> snippets;
    bool in_block = false;
    bool in_shell = false;
    int exit_code = 0;
    for (std::size_t i = 0; i < readme.lines.size(); ++i) {
        const std::string line(trim(readme.lines[i]));
        if (line.starts_with("```")) {
            exit_code = in_block ? 0 : exit_code;
            in_block = !in_block;
            in_shell = in_block && line == "```sh";
        } else if (!in_block && line.starts_with(exit_comment)) {
            exit_code = std::stoi(line.substr(exit_comment.size()));
        } else if (in_shell && line.starts_with("$ acksim")) {
            Snippet snippet{readme.path + ":" + std::to_string(i + 1), line.substr(2), exit_code};
            while (snippet.command.ends_with('\\') && i + 1 < readme.lines.size()) {
                snippet.command.back() = ' ';
                snippet.command += trim(readme.lines[++i]);
            }
            snippets.push_back(snippet);
        }
    }
    return snippets;
}

// A folder in which the source tree's top level can be read by the same names, and what a snippet writes does not land in the source tree.
fs::path fresh_stage() {
    const fs::path stage = fs::path(ACKSIM_SCRATCH_DIR) / "snippets";
    fs::remove_all(stage);
    fs::create_directories(stage);
    for (const char* folder : {"scenarios", "results"})
        if (source_exists(folder)) fs::copy(fs::path(ACKSIM_SOURCE_DIR) / folder, stage / folder, fs::copy_options::recursive);
    return stage;
}

struct Outcome {
    int exit_code = -1;
    std::string output;
};

Outcome run_in(const fs::path& stage, const std::string& command) {
    const std::string path = "PATH='" + fs::path(ACKSIM_BINARY).parent_path().string() + "':\"$PATH\"";
    FILE* const pipe = popen(("exec 2>&1; cd '" + stage.string() + "' && " + path + " && " + command).c_str(), "r");
    Outcome outcome;
    std::array<char, 4096> buffer{};
    while (const std::size_t size = std::fread(buffer.data(), 1, buffer.size(), pipe)) outcome.output.append(buffer.data(), size);
    const int status = pclose(pipe);
    outcome.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return outcome;
}

}  // namespace

TEST_CASE("every acksim command that a README shows exits as the README says", "[house]") {
    std::vector<SourceFile> readmes = read_sources({"sim", "include", "scenarios", "tests", "results"}, {"README.md"});
    readmes.insert(readmes.begin(), read_source("README.md"));
    const fs::path stage = fresh_stage();
    std::size_t commands = 0;
    for (const SourceFile& readme : readmes) {
        for (const Snippet& snippet : snippets_in(readme)) {
            const Outcome outcome = run_in(stage, snippet.command);
            INFO(snippet.where << ": " << snippet.command << "\n" << outcome.output);
            CHECK(outcome.exit_code == snippet.exit_code);
            ++commands;
        }
    }
    INFO("no README shows a command in a block fenced as ```sh");
    CHECK(commands > 0);
}

TEST_CASE("a snippet is a command in a shell block, with the exit code that the comment before the block gives", "[house]") {
    const SourceFile readme = {"README.md",
                               {"```sh", "$ acksim run a.json", "lost 1", "$ ls", "```", "<!-- exit: 1 -->", "```sh", "$ acksim sweep a.json \\",
                                "      --seeds 3", "```", "```text", "$ acksim no", "```", "```sh", "$ acksim help", "```"}};
    const std::vector<Snippet> snippets = snippets_in(readme);
    REQUIRE(snippets.size() == 3);
    CHECK(snippets[0].where == "README.md:2");
    CHECK(snippets[0].command == "acksim run a.json");
    CHECK(snippets[0].exit_code == 0);
    CHECK(snippets[1].command == "acksim sweep a.json  --seeds 3");
    CHECK(snippets[1].exit_code == 1);
    CHECK(snippets[2].command == "acksim help");
    CHECK(snippets[2].exit_code == 0);
}
