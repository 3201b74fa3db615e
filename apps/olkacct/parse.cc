// Sets CLI11 up from the tables. The only file that includes it.
#include "parse.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <algorithm>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "pages.h"

namespace olkacct::app {
namespace {

void add_option(CLI::App& app, const OptionRow& row, std::vector<std::string>& words) {
    std::string names(row.short_name);
    names += names.empty() ? "" : ",";
    names += row.long_name;
    if (row.value.empty()) {
        app.add_flag_function(names, [&words](std::int64_t) { words.emplace_back(); });
        return;
    }
    CLI::Option* option = app.add_option(names, words);
    option->type_name(std::string(row.value))->type_size(1)->allow_extra_args(false);
    if (row.repeatable) {
        option->expected(1, CLI::detail::expected_max_vector_size);
    } else {
        option->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
    }
}

// Which operands a command needs is checked by understand(): it depends on --sample.
CLI::App* add_command(CLI::App& app, const CommandRow& row, RawArguments& raw) {
    CLI::App* command = app.add_subcommand(std::string(row.name));
    command->set_help_flag();
    for (const OptionRow& option : option_table()) {
        if (takes(row.id, option)) {
            add_option(*command, option, raw.options[static_cast<std::size_t>(option.id)]);
        }
    }
    command->add_option("operands", raw.operands)
        ->type_size(1)
        ->expected(0, CLI::detail::expected_max_vector_size);
    return command;
}

// What is compared of a word that may be of any length.
constexpr std::size_t longest_command = 32;

tl::unexpected<Error> bad_usage(std::string what) {
    std::replace(what.begin(), what.end(), '\n', ' ');
    return fail(ErrorCode::bad_usage, std::move(what), "command line");
}

std::size_t distance(std::string_view one, std::string_view other) {
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 0; i < one.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t j = 0; j < other.size(); ++j) {
            const std::size_t changed = diagonal + (one[i] == other[j] ? 0 : 1);
            diagonal = row[j + 1];
            row[j + 1] = std::min({changed, row[j] + 1, diagonal + 1});
        }
    }
    return row.back();
}

tl::unexpected<Error> unknown_command(std::string_view word) {
    const auto nearest = std::ranges::min_element(command_table(), {}, [word](const auto& row) {
        return distance(word.substr(0, longest_command), row.name);
    });
    const bool is_near = distance(word.substr(0, longest_command), nearest->name) <= 2;
    return fail(ErrorCode::bad_usage,
                "there is no command '" + std::string(word) + "'" +
                    (is_near ? "; '" + std::string(nearest->name) + "' is near" : ""),
                "command line");
}

// The first word that is no option, when no command is called so.
const char* unknown_word(int argc, const char* const* argv) {
    const char* const* const end = argv + argc;
    const char* const* const word =
        std::find_if(argv + std::min(argc, 1), end,
                     [](std::string_view text) { return !text.starts_with('-'); });
    const bool known = word == end || std::ranges::any_of(command_table(), [word](const auto& row) {
                           return row.name == std::string_view(*word);
                       });
    return known ? nullptr : *word;
}

}  // namespace

Result<std::variant<RawArguments, Printout>> parse(int argc, const char* const* argv) {
    RawArguments raw;
    std::optional<CommandId> chosen;
    // CLI11 takes no words behind `--` for an operand that may be left out.
    const char* const* end = argv + argc;
    const char* const* marker = std::find(argv, end, std::string_view("--"));
    try {
        CLI::App app;
        app.set_help_flag();
        for (const OptionRow& option : option_table()) {
            if (option.top_level) {
                add_option(app, option, raw.options[static_cast<std::size_t>(option.id)]);
            }
        }
        for (const CommandRow& row : command_table()) {
            add_command(app, row, raw)->preparse_callback([&chosen, id = row.id](std::size_t) {
                chosen = id;
            });
        }
        app.require_subcommand(0, 1);
        app.parse(static_cast<int>(marker - argv), argv);
    } catch (const CLI::ParseError& error) {
        if (const char* const word = unknown_word(argc, argv)) {
            return unknown_command(word);
        }
        return bad_usage(error.what());
    }
    if (raw.given(OptionId::version)) {
        return Printout{version_line()};
    }
    if (raw.given(OptionId::help)) {
        return Printout{chosen ? help_page(*chosen) : help_page()};
    }
    if (!chosen) {
        return bad_usage("no command is given");
    }
    raw.command = *chosen;
    if (marker != end) {
        raw.operands.insert(raw.operands.end(), marker + 1, end);
    }
    return raw;
}

}  // namespace olkacct::app
