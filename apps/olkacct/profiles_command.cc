// olkacct profiles
#include <cstdint>
#include <optional>

#include "account_text.h"
#include "commands.h"
#include "json_text.h"
#include "olkacct/text.h"
#include "read_source.h"
#include "sheet.h"

namespace olkacct::app {
namespace {

template <class Number>
void append_number_member(std::string& out, std::string_view key, std::optional<Number> number) {
    out += key;
    if (number) {
        append_number(out, *number);
    } else {
        out += "null";
    }
}

std::string json_lines(const ReadSource& read) {
    std::string out;
    for (const Profile& profile : read.contents.profiles) {
        out += line_start(read.name, profile);
        out += R"(,"path":)";
        append_json(out, profile.path);
        out += profile.is_default ? R"(,"default":true)" : R"(,"default":false)";
        out += R"(,"accounts":)";
        append_number(out, profile.accounts.size());
        append_number_member(out, R"(,"last_change_ver":)", profile.last_change_ver);
        append_number_member(out, R"(,"next_account_id":)", profile.next_account_id);
        append_number_member(out, R"(,"version":)", profile.version);
        out += "}\n";
    }
    return out;
}

template <class Number>
std::string number_cell(std::optional<Number> number) {
    return number ? std::to_string(*number) : std::string();
}

Sheet csv_sheet(const ReadSource& read) {
    Sheet sheet{{"source", "root", "profile", "path", "default", "accounts", "last_change_ver",
                 "next_account_id", "version"},
                {}};
    for (const Profile& profile : read.contents.profiles) {
        sheet.rows.push_back(
            {to_utf8(from_wtf8(read.name)), std::string(root_name(profile.root)),
             to_utf8(profile.name), to_utf8(profile.path), profile.is_default ? "true" : "false",
             std::to_string(profile.accounts.size()), number_cell(profile.last_change_ver),
             number_cell(profile.next_account_id), number_cell(profile.version)});
    }
    return sheet;
}

Sheet table_sheet(const ReadSource& read) {
    Sheet sheet{{"profile", "outlook", "default", "accounts"}, {}};
    for (const Profile& profile : read.contents.profiles) {
        sheet.rows.push_back({to_utf8(profile.name), std::string(root_name(profile.root)),
                              profile.is_default ? "yes" : "",
                              std::to_string(profile.accounts.size())});
    }
    return sheet;
}

}  // namespace

Result<void> run_profiles(const Arguments& arguments, Output& output) {
    return read_source(arguments).map([&](const ReadSource& read) {
        std::string text;
        if (arguments.format == Format::json) {
            text = json_lines(read);
        } else if (arguments.format == Format::csv) {
            const Sheet sheet = csv_sheet(read);
            append_csv_header(text, sheet);
            append_csv_rows(text, sheet);
        } else if (!read.contents.profiles.empty()) {
            append_table(text, table_sheet(read));
        }
        output.write(text);
    });
}

}  // namespace olkacct::app
