// Lines, tables and CSV rows of accounts.
#include "account_list.h"

#include "account_text.h"
#include "olkacct/text.h"
#include "selection.h"
#include "sheet.h"

namespace olkacct::app {
namespace {

Sheet account_sheet() {
    return {{"source", "root", "profile", "id", "type", "name", "email", "server", "categories"},
            {}};
}

Sheet table_sheet() {
    return {{"profile", "id", "type", "name", "email", "server", "categories"}, {}};
}

std::vector<std::string> cells(const Profile& profile, const Account& account) {
    const Identification identification = identify(profile, account);
    return {to_utf8(profile.name),
            std::to_string(account.id),
            type_name(account),
            text_cell(identification.name),
            text_cell(identification.email),
            text_cell(identification.server),
            categories_cell(account.categories)};
}

std::size_t append_json_lines(std::string& out, std::string_view source, const Contents& contents,
                              const Arguments& arguments, Detail detail) {
    std::size_t count = 0;
    for (const Profile& profile : contents.profiles) {
        const std::string start = line_start(source, profile);
        for (const Account* account : select_accounts(profile, arguments)) {
            out += start;
            append_account_members(out, profile, *account);
            if (detail == Detail::values) {
                append_values_member(out, *account);
            }
            out += "}\n";
            ++count;
        }
    }
    return count;
}

}  // namespace

std::size_t append_accounts(std::string& out, std::string_view source, const Contents& contents,
                            const Arguments& arguments, Detail detail,
                            std::string_view table_indent) {
    if (arguments.format == Format::json) {
        return append_json_lines(out, source, contents, arguments, detail);
    }
    const bool csv = arguments.format == Format::csv;
    Sheet sheet = csv ? account_sheet() : table_sheet();
    for (const Profile& profile : contents.profiles) {
        for (const Account* account : select_accounts(profile, arguments)) {
            sheet.rows.push_back(cells(profile, *account));
            if (csv) {
                sheet.rows.back().insert(
                    sheet.rows.back().begin(),
                    {to_utf8(from_wtf8(source)), std::string(root_name(profile.root))});
            }
        }
    }
    if (csv) {
        append_csv_rows(out, sheet);
    } else if (!sheet.rows.empty()) {
        append_table(out, sheet, table_indent);
    }
    return sheet.rows.size();
}

void append_list_header(std::string& out, Format format) {
    if (format == Format::csv) {
        append_csv_header(out, account_sheet());
    }
}

}  // namespace olkacct::app
