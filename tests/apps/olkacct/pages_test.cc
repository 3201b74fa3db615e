// Help, man page, completions and the page of exit codes: all of the tables, and up to date.
#include "apps/olkacct/pages.h"

#include <gtest/gtest.h>

#include <algorithm>

#include <cstdlib>

#include "apps/olkacct/command_runner.h"
#include "base/error_table.h"
#include "support/shared_hives.h"
#include "support/temp_dir.h"

namespace olkacct::app {
namespace {

void expect_in(const std::string& page, std::string_view text) {
    EXPECT_NE(page.find(text), std::string::npos) << text << " is missing";
}

// As the man page writes it.
std::string with_typed_hyphens(std::string_view text) {
    std::string out;
    for (const char c : text) {
        out += c == '-' ? "\\-" : std::string(1, c);
    }
    return out;
}

TEST(Pages, every_command_stands_in_all_of_them) {
    for (const CommandRow& command : command_table()) {
        expect_in(help_page(), command.name);
        expect_in(help_page(), command.summary);
        expect_in(man_page(), with_typed_hyphens(command.description));
        expect_in(bash_completion(), std::string(command.name) + ")");
        expect_in(zsh_completion(), std::string("'").append(command.name).append(":"));
        expect_in(fish_completion(), "-a " + std::string(command.name) + " ");
    }
}

TEST(Pages, every_option_stands_in_all_of_them) {
    for (const OptionRow& option : option_table()) {
        expect_in(man_page(), "\\fB" + with_typed_hyphens(option.long_name) + "\\fR");
        expect_in(bash_completion(), option.long_name);
        expect_in(zsh_completion(), std::string(option.long_name) + "[");
        expect_in(fish_completion(), "-l " + std::string(option.long_name.substr(2)) + " ");
        if (option.top_level) {
            expect_in(help_page(), option.long_name);
        }
        for (const CommandRow& command : command_table()) {
            const std::string start = std::string(option.long_name) + ' ';
            const bool shown = help_page(command.id).find(start) != std::string::npos;
            const bool taken = std::ranges::any_of(option_table(), [&](const OptionRow& other) {
                return other.long_name == option.long_name && takes(command.id, other);
            });
            EXPECT_EQ(shown, taken) << command.name << option.long_name;
        }
    }
}

TEST(Pages, every_choice_stands_in_help_and_completions) {
    for (const OptionRow& option : option_table()) {
        for (const std::string_view choice : option.choices) {
            expect_in(man_page(), choice);
            expect_in(bash_completion(), choice);
            expect_in(zsh_completion(), choice);
            expect_in(fish_completion(), choice);
        }
    }
}

TEST(Pages, help_fits_a_terminal_of_80_columns) {
    for (const CommandRow& command : command_table()) {
        for (const std::string& line : test::lines_of(help_page(command.id))) {
            EXPECT_LT(line.size(), 80U) << line;
        }
    }
}

TEST(Pages, the_command_prints_its_help_and_version) {
    const auto help = test::run_command({"--help"});
    EXPECT_EQ(help.exit_code, 0);
    EXPECT_EQ(help.out, help_page());
    EXPECT_EQ(test::run_command({"scan", "--help"}).out, help_page(CommandId::scan));
    EXPECT_EQ(test::run_command({"list", "-h"}).out, help_page(CommandId::list));
    EXPECT_EQ(test::run_command({"--version"}).out, version_line());
}

TEST(Pages, bash_takes_its_completion) {
    const test::TempDir folder;
    const std::string script =
        bash_completion() +
        "COMP_WORDS=(olkacct scan --f); COMP_CWORD=2; _olkacct; echo \"${COMPREPLY[*]}\"\n"
        "COMP_WORDS=(olkacct list --format ''); COMP_CWORD=3; _olkacct; echo \"${COMPREPLY[*]}\"\n"
        "COMP_WORDS=(olkacct sh); COMP_CWORD=1; _olkacct; echo \"${COMPREPLY[*]}\"\n";
    const std::string path = folder.write("script", script);
    const std::string out = folder / "out";
    const std::string line = "bash '" + path + "' > '" + out + "'";
    ASSERT_EQ(std::system(line.c_str()), 0);
    std::string text;
    for (const std::byte byte : test::read_file(out)) {
        text.push_back(static_cast<char>(byte));
    }
    EXPECT_EQ(text, "--format\ntable json csv\nshow\n");
}

TEST(Pages, the_page_of_exit_codes_is_not_stale) {
    std::string page;
    for (const std::byte byte : test::read_file(test::source_dir() / "docs" / "exit-codes.md")) {
        page.push_back(static_cast<char>(byte));
    }
    EXPECT_EQ(page, exit_code_page()) << "copy build/<preset>/pages/exit-codes.md to docs/";
}

TEST(Pages, every_exit_code_has_a_meaning_and_every_error_a_place) {
    const std::string page = exit_code_page();
    EXPECT_EQ(page.find("|  |"), std::string::npos) << "an exit code without a meaning";
    for (const base::ErrorRow& row : base::error_table()) {
        expect_in(page, std::string("`").append(row.name).append("`"));
    }
}

}  // namespace
}  // namespace olkacct::app
