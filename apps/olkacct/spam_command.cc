// olkacct spam
#include <array>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "account_text.h"
#include "change_source.h"
#include "commands.h"
#include "json_text.h"
#include "mail/spam_settings.h"
#include "olkacct/text.h"
#include "property_words.h"
#include "read_source.h"
#include "sheet.h"

namespace olkacct::app {
namespace {

constexpr std::array<std::string_view, 4> levels = {"none", "low", "medium", "high"};

std::string_view level_text(mail::SpamLevel level) {
    return levels[static_cast<std::size_t>(level)];
}

struct ListRow {
    std::string_view name;
    mail::SenderList mail::SpamSettings::*stored;
    std::optional<mail::SenderList> mail::NewSpamSettings::*wanted;
};

constexpr ListRow lists[] = {
    {"trusted_senders", &mail::SpamSettings::trusted_senders,
     &mail::NewSpamSettings::trusted_senders},
    {"trusted_recipients", &mail::SpamSettings::trusted_recipients,
     &mail::NewSpamSettings::trusted_recipients},
    {"junk_senders", &mail::SpamSettings::junk_senders, &mail::NewSpamSettings::junk_senders}};

void append_json_line(std::string& out, std::string_view source, const Profile& profile,
                      const Account& account, const mail::SpamSettings& settings) {
    out += line_start(source, profile) + R"(,"id":)";
    append_number(out, account.id);
    out += R"(,"name":)";
    if (const auto name = identify(profile, account).name) {
        append_json(out, *name);
    } else {
        out += "null";
    }
    out.append(R"(,"level":")").append(level_text(settings.level)).append("\"");
    for (const ListRow& list : lists) {
        out.append(",\"").append(list.name).append("\":[");
        std::string_view separator;
        for (const std::u16string& sender : settings.*list.stored) {
            out += separator;
            append_json(out, sender);
            separator = ",";
        }
        out += ']';
    }
    out += "}\n";
}

Sheet empty_sheet(Format format) {
    Sheet sheet;
    if (format == Format::csv) {
        sheet.header = {"source", "root"};
    }
    sheet.header.insert(sheet.header.end(), {"profile", "id", "name", "level"});
    for (const ListRow& list : lists) {
        sheet.header.push_back(list.name);
    }
    return sheet;
}

void append_row(Sheet& sheet, Format format, std::string_view source, const Profile& profile,
                const Account& account, const mail::SpamSettings& settings) {
    auto& row = sheet.rows.emplace_back();
    if (format == Format::csv) {
        row = {to_utf8(from_wtf8(source)), std::string(root_name(profile.root))};
    }
    row.insert(row.end(), {to_utf8(profile.name), std::to_string(account.id),
                           text_cell(identify(profile, account).name),
                           std::string(level_text(settings.level))});
    for (const ListRow& list : lists) {
        row.push_back(to_utf8(mail::joined_senders(settings.*list.stored)));
    }
}

Result<void> print_settings(const Arguments& arguments, std::optional<std::uint32_t> id,
                            Output& output) {
    const auto read = read_source(arguments);
    if (!read) {
        return tl::unexpected(read.error());
    }
    std::string text;
    Sheet sheet = empty_sheet(arguments.format);
    bool any = false;
    for (const Profile& profile : read->contents.profiles) {
        for (const Account& account : profile.accounts) {
            if (id && account.id != *id) {
                continue;
            }
            const auto settings = mail::read_spam_settings(read->source, profile, account);
            if (!settings) {
                return tl::unexpected(settings.error());
            }
            if (!*settings) {
                continue;
            }
            any = true;
            if (arguments.format == Format::json) {
                append_json_line(text, read->name, profile, account, **settings);
            } else {
                append_row(sheet, arguments.format, read->name, profile, account, **settings);
            }
        }
    }
    if (id && !any) {
        return fail(ErrorCode::account_not_found,
                    "there is no such account, or it has no preferences", read->name);
    }
    if (arguments.format == Format::csv) {
        append_csv_header(text, sheet);
        append_csv_rows(text, sheet);
    } else if (arguments.format == Format::table && any) {
        append_table(text, sheet);
    }
    output.write(text);
    return {};
}

Result<void> take_level(std::string_view value, mail::NewSpamSettings& settings) {
    for (std::size_t i = 0; i < levels.size(); ++i) {
        if (levels[i] == value) {
            settings.level = static_cast<mail::SpamLevel>(i);
            return {};
        }
    }
    return bad_word("level", value, "one of " + joined(levels));
}

Result<mail::NewSpamSettings> parse_settings(std::span<const std::string> words) {
    mail::NewSpamSettings settings;
    for (const std::string& word : words) {
        const std::size_t equals = word.find('=');
        const std::string_view key = std::string_view(word).substr(0, equals);
        if (equals == std::string::npos) {
            return bad_word("spam", word, "KEY=VALUE");
        }
        const std::string_view value = std::string_view(word).substr(equals + 1);
        if (key == "level") {
            if (auto taken = take_level(value, settings); !taken) {
                return tl::unexpected(taken.error());
            }
            continue;
        }
        const ListRow* found = nullptr;
        for (const ListRow& list : lists) {
            found = list.name == key ? &list : found;
        }
        if (found == nullptr) {
            return bad_word("spam", key,
                            "one of level, trusted_senders, trusted_recipients, junk_senders");
        }
        settings.*found->wanted = mail::split_senders(from_wtf8(value));
    }
    return settings;
}

tl::unexpected<Error> refused(std::string what) {
    return fail(ErrorCode::bad_usage, std::move(what), "spam");
}

Result<void> write_settings(const Arguments& arguments, std::uint32_t id, Output& output) {
    if (arguments.sample || !arguments.replay_logs) {
        return refused(
            "--sample and --no-logs are for reading; with KEY=VALUE settings are written");
    }
    return parse_settings(std::span(arguments.words).subspan(1))
        .and_then([&](const mail::NewSpamSettings& settings) {
            return run_edit(
                arguments, mail::set_spam_settings({profile_ref(arguments), id}, settings), output);
        });
}

}  // namespace

Result<void> run_spam(const Arguments& arguments, Output& output) {
    std::optional<std::uint32_t> id;
    if (!arguments.words.empty()) {
        const auto parsed = parse_id(arguments.words.front(), "spam");
        if (!parsed) {
            return tl::unexpected(parsed.error());
        }
        id = *parsed;
    }
    if (arguments.words.size() > 1) {
        return write_settings(arguments, *id, output);
    }
    if (arguments.dry_run || arguments.rewrite) {
        return refused("--dry-run and --rewrite need new settings");
    }
    return print_settings(arguments, id, output);
}

}  // namespace olkacct::app
