// olkacct order
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "account_text.h"
#include "change_source.h"
#include "commands.h"
#include "json_text.h"
#include "olkacct/edits.h"
#include "olkacct/text.h"
#include "one_profile.h"
#include "property_words.h"
#include "read_source.h"
#include "sheet.h"

namespace olkacct::app {
namespace {

struct OrderedAccount {
    std::uint32_t id = 0;
    bool missing = false;
    bool listed = true;
    std::optional<std::u16string> name;
};

// The stored list as it is, then the accounts of the category that no list names.
std::vector<OrderedAccount> entries(const Profile& profile, Category category) {
    std::vector<OrderedAccount> out;
    const auto name = [&profile](std::uint32_t id) {
        const Account* account = profile.find_account(id);
        return account == nullptr ? std::nullopt : identify(profile, *account).name;
    };
    for (const OrderEntry& entry : profile.stored_order[static_cast<std::size_t>(category)]) {
        out.push_back({entry.id, entry.missing, true, name(entry.id)});
    }
    for (const Account& account : profile.accounts) {
        if (account.unlisted && account.categories.contains(category)) {
            out.push_back({account.id, false, false, name(account.id)});
        }
    }
    return out;
}

std::string_view remark(const OrderedAccount& entry) {
    return entry.missing ? "missing" : entry.listed ? "" : "unlisted";
}

void append_json_line(std::string& out, std::string_view start, Category category,
                      const std::vector<OrderedAccount>& list) {
    out += start;
    out += R"(,"category":)";
    append_json(out, category_name(category));
    out += R"(,"accounts":[)";
    std::string_view separator;
    for (const OrderedAccount& entry : list) {
        out += separator;
        out += R"({"id":)";
        append_number(out, entry.id);
        out += R"(,"name":)";
        if (entry.name) {
            append_json(out, *entry.name);
        } else {
            out += "null";
        }
        out += entry.missing ? R"(,"missing":true)" : R"(,"missing":false)";
        out += entry.listed ? R"(,"listed":true})" : R"(,"listed":false})";
        separator = ",";
    }
    out += "]}\n";
}

std::vector<Category> chosen(const Arguments& arguments) {
    return arguments.categories.empty()
               ? std::vector<Category>(all_categories.begin(), all_categories.end())
               : arguments.categories;
}

std::string json_lines(const ReadSource& read, const Arguments& arguments) {
    std::string out;
    for (const Profile& profile : read.contents.profiles) {
        const std::string start = line_start(read.name, profile);
        for (const Category category : chosen(arguments)) {
            append_json_line(out, start, category, entries(profile, category));
        }
    }
    return out;
}

Sheet sheet_of(const ReadSource& read, const Arguments& arguments) {
    const bool csv = arguments.format == Format::csv;
    Sheet sheet;
    if (csv) {
        sheet.header = {"source", "root"};
    }
    for (const std::string_view column :
         {"profile", "category", "position", "id", "name", "remark"}) {
        sheet.header.push_back(column);
    }
    for (const Profile& profile : read.contents.profiles) {
        for (const Category category : chosen(arguments)) {
            std::size_t position = 0;
            for (const OrderedAccount& entry : entries(profile, category)) {
                auto& row = sheet.rows.emplace_back();
                if (csv) {
                    row = {to_utf8(from_wtf8(read.name)), std::string(root_name(profile.root))};
                }
                row.insert(row.end(), {to_utf8(profile.name), std::string(category_name(category)),
                                       std::to_string(++position), std::to_string(entry.id),
                                       text_cell(entry.name), std::string(remark(entry))});
            }
        }
    }
    return sheet;
}

Result<void> print_order(const Arguments& arguments, Output& output) {
    return read_source(arguments).map([&](const ReadSource& read) {
        std::string text;
        if (arguments.format == Format::json) {
            text = json_lines(read, arguments);
        } else {
            const Sheet sheet = sheet_of(read, arguments);
            if (arguments.format == Format::csv) {
                append_csv_header(text, sheet);
                append_csv_rows(text, sheet);
            } else if (!sheet.rows.empty()) {
                append_table(text, sheet);
            }
        }
        output.write(text);
    });
}

tl::unexpected<Error> refused(std::string what) {
    return fail(ErrorCode::bad_usage, std::move(what), "order");
}

Result<void> write_order(const Arguments& arguments, Output& output) {
    if (arguments.sample || !arguments.replay_logs) {
        return refused("--sample and --no-logs are for reading; with ids an order is written");
    }
    if (arguments.categories.size() != 1) {
        return refused("with ids one --category is needed");
    }
    const auto ids = parse_ids(arguments.words, "order");
    if (!ids) {
        return tl::unexpected(ids.error());
    }
    const ProfileRef profile = profile_ref(arguments);
    return run_edit(
        arguments,
        in_one_profile(profile, edits::set_order(profile, arguments.categories.front(), *ids)),
        output);
}

}  // namespace

Result<void> run_order(const Arguments& arguments, Output& output) {
    if (!arguments.words.empty()) {
        return write_order(arguments, output);
    }
    if (arguments.dry_run) {
        return refused("--dry-run needs the ids of a new order");
    }
    return print_order(arguments, output);
}

}  // namespace olkacct::app
