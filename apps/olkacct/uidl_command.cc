// olkacct uidl
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "bulk_run.h"
#include "commands.h"
#include "json_text.h"
#include "mail/history.h"
#include "mail/history_merge.h"
#include "mail/server_list.h"
#include "messages.h"
#include "plain_file.h"
#include "sheet.h"
#include "tag_time.h"
#include "uidl_output.h"

namespace olkacct::app {
namespace {

// A full history has less than 15 MB, and a list of a million messages about 50.
constexpr std::uint64_t largest_history = 64U << 20;
constexpr std::uint64_t largest_list = 1U << 30;

std::string fault_text(const mail::History& history) {
    switch (*history.fault) {
        case mail::HistoryFault::bad_version:
            return "its version is not 3";
        case mail::HistoryFault::truncated:
            return "it ends too early" +
                   (history.missing_tags == 0
                        ? std::string()
                        : ": " + counted(history.missing_tags, "tag") + " missing");
        case mail::HistoryFault::bad_tag:
            return "a tag makes no sense, " + std::to_string(history.bad_tags) + " in all";
        case mail::HistoryFault::trailing_data:
            break;
    }
    return counted(history.trailing_bytes, "byte") + " after the last tag";
}

// What is wrong with it, as the command's outcome.
Result<void> soundness(const mail::History& history, const std::string& path) {
    if (!history.fault) {
        return {};
    }
    return fail(*history.fault == mail::HistoryFault::bad_version ? ErrorCode::not_a_history
                                                                  : ErrorCode::history_damaged,
                fault_text(history), path + ": byte " + std::to_string(history.fault_at));
}

Result<mail::History> open_history(const std::string& path) {
    return read_plain_file(path, largest_history).map([](const std::vector<std::byte>& bytes) {
        return mail::read_history(bytes);
    });
}

Result<mail::History> open_sound_history(const std::string& path) {
    return open_history(path).and_then([&path](mail::History history) {
        return soundness(history, path).map([&history] { return std::move(history); });
    });
}

std::string_view text_of(const std::vector<std::byte>& bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

Result<void> check_words(const Arguments& arguments, std::size_t least, std::size_t most,
                         bool writes) {
    const std::string action = "uidl " + arguments.words.front();
    if (arguments.words.size() < least + 1) {
        return fail(ErrorCode::bad_usage, "a FILE is missing", action);
    }
    if (most != 0 && arguments.words.size() > most + 1) {
        return fail(ErrorCode::bad_usage,
                    '\'' + arguments.words[most + 1] + "' is one word too many", action);
    }
    if (writes != arguments.raw.given(OptionId::history_to)) {
        return fail(ErrorCode::bad_usage,
                    writes ? "--to names the new file and is needed" : "--to is for merge and make",
                    action);
    }
    if (arguments.raw.given(OptionId::time) && arguments.words.front() != "make") {
        return fail(ErrorCode::bad_usage, "--time is for make", action);
    }
    return {};
}

Result<void> show(const Arguments& arguments, Output& output) {
    const std::string& path = arguments.words[1];
    return open_history(path).and_then([&](const mail::History& history) {
        print_tags(output, path, history.tags, arguments.format);
        return soundness(history, path);
    });
}

Result<void> diff(const Arguments& arguments, Output& output) {
    const std::string& path = arguments.words[1];
    const auto history = open_history(path);
    if (!history) {
        return tl::unexpected(history.error());
    }
    if (history->fault == mail::HistoryFault::bad_version) {
        return soundness(*history, path);
    }
    const auto list = read_plain_file(arguments.words[2], largest_list);
    if (!list) {
        return tl::unexpected(list.error());
    }
    const auto messages = mail::parse_server_list(text_of(*list), arguments.words[2]);
    if (!messages) {
        return tl::unexpected(messages.error());
    }
    const auto compared = mail::compare_with_history(*messages, history->tags);
    print_messages(output, path, compared.to_fetch, arguments.format);
    print_message(message_line("", path,
                               counted(messages->size(), "message") + " on the server, " +
                                   std::to_string(compared.to_fetch.size()) +
                                   " would be fetched; " + std::to_string(compared.gone) +
                                   " in the history no longer on the server"));
    return soundness(*history, path);
}

Result<void> write_tags(const Arguments& arguments, std::vector<mail::HistoryTag> tags,
                        Output& output) {
    const std::string& target = arguments.raw.values(OptionId::history_to).back();
    const auto merged = mail::merge_history(std::move(tags));
    const auto bytes = mail::write_history(merged.tags);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    if (auto written = write_new_file(target, *bytes); !written) {
        return written;
    }
    const std::string count = std::to_string(merged.tags.size());
    const std::string dropped = std::to_string(merged.dropped);
    std::string text;
    if (arguments.format == Format::json) {
        text = R"({"source":)";
        append_json(text, std::string_view(target));
        text += R"(,"tags":)" + count + R"(,"dropped":)" + dropped + "}\n";
    } else if (arguments.format == Format::csv) {
        const Sheet sheet{{"source", "tags", "dropped"}, {{target, count, dropped}}};
        append_csv_header(text, sheet);
        append_csv_rows(text, sheet);
    }
    output.write(text);
    print_message(message_line(
        "", target,
        counted(merged.tags.size(), "tag") + " written" +
            (merged.dropped == 0
                 ? ""
                 : "; the oldest " + dropped + " were left out, more do not fit into a history")));
    return {};
}

Result<void> merge(const Arguments& arguments, Output& output) {
    std::vector<mail::HistoryTag> tags;
    for (std::size_t i = 1; i < arguments.words.size(); ++i) {
        auto history = open_sound_history(arguments.words[i]);
        if (!history) {
            return tl::unexpected(history.error());
        }
        std::move(history->tags.begin(), history->tags.end(), std::back_inserter(tags));
    }
    return write_tags(arguments, std::move(tags), output);
}

Result<void> make(const Arguments& arguments, Output& output) {
    mail::TagTime time = local_time();
    for (const std::string& word : arguments.raw.values(OptionId::time)) {
        const auto given = parse_time(word);
        if (!given) {
            return bad_word(option_row(OptionId::time).long_name, word,
                            "a time such as 2024-02-29T23:59:59");
        }
        time = *given;
    }
    const auto list = read_plain_file(arguments.words[1], largest_list);
    if (!list) {
        return tl::unexpected(list.error());
    }
    const auto messages = mail::parse_server_list(text_of(*list), arguments.words[1]);
    if (!messages) {
        return tl::unexpected(messages.error());
    }
    std::vector<mail::HistoryTag> tags;
    tags.reserve(messages->size());
    for (const mail::ServerMessage& message : *messages) {
        tags.push_back({mail::HistoryOperation::get, mail::HistoryContent::body, time,
                        std::string(message.uid)});
    }
    return write_tags(arguments, std::move(tags), output);
}

struct Action {
    std::string_view name;
    std::size_t least_files;
    std::size_t most_files;  ///< 0: any number
    bool writes;
    Result<void> (*run)(const Arguments&, Output&);
};

constexpr Action actions[] = {{"show", 1, 1, false, show},
                              {"diff", 2, 2, false, diff},
                              {"merge", 1, 0, true, merge},
                              {"make", 1, 1, true, make}};

}  // namespace

Result<void> run_uidl(const Arguments& arguments, Output& output) {
    for (const Action& action : actions) {
        if (action.name == arguments.words.front()) {
            return check_words(arguments, action.least_files, action.most_files, action.writes)
                .and_then([&] { return action.run(arguments, output); });
        }
    }
    return bad_word("uidl", arguments.words.front(), "one of show, diff, merge, make");
}

}  // namespace olkacct::app
