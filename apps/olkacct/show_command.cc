// olkacct show
#include <algorithm>
#include <vector>

#include "account_text.h"
#include "commands.h"
#include "olkacct/property.h"
#include "olkacct/text.h"
#include "read_source.h"
#include "selection.h"
#include "sheet.h"
#include "value_text.h"

namespace olkacct::app {
namespace {

std::vector<const Account*> chosen(const Profile& profile, const Arguments& arguments) {
    auto accounts = select_accounts(profile, arguments);
    std::erase_if(accounts, [&](const Account* account) {
        return !matches_account(profile, *account, arguments);
    });
    return accounts;
}

void append_json_line(std::string& out, std::string_view source, const Profile& profile,
                      const Account& account) {
    out += line_start(source, profile);
    append_account_members(out, profile, account);
    append_properties_member(out, profile, account);
    append_values_member(out, account);
    out += "}\n";
}

bool of_several_roots(const std::vector<Profile>& profiles) {
    return std::ranges::any_of(profiles, [&profiles](const Profile& profile) {
        return profile.root != profiles.front().root;
    });
}

void append_tables(std::string& out, const Profile& profile, const Account& account,
                   bool with_root) {
    const Identification identification = identify(profile, account);
    out += out.empty() ? "" : "\n";
    out += "Account " + std::to_string(account.id) + ", " + type_name(account) + ", profile " +
           to_display(profile.name) +
           (with_root ? " of " + std::string(root_name(profile.root)) : "") + ": " +
           to_display(identification.name.value_or(u"(no name)")) + "\n\n";
    Sheet properties{{"property", "value", "from"}, {}};
    for (const Property& property : get_properties(profile, account)) {
        properties.rows.push_back({property_key(*property.info),
                                   shortened(property_cell(property.value)),
                                   std::string(source_text(property.source))});
    }
    append_table(out, properties, "  ");
    Sheet values{{"value", "type", "data"}, {}};
    for (const RegistryValue& value : account.values) {
        values.rows.push_back(
            {to_utf8(value.name), type_text(value.type), shortened(value_cell(value))});
    }
    out += '\n';
    append_table(out, values, "  ");
}

Sheet property_sheet() {
    return {{"source", "root", "profile", "id", "kind", "name", "type", "data", "from"}, {}};
}

void append_csv(Sheet& sheet, std::string_view source, const Profile& profile,
                const Account& account) {
    const auto add = [&](std::string kind, std::string name, std::string type, std::string data,
                         std::string_view from) {
        sheet.rows.push_back({to_utf8(from_wtf8(source)), std::string(root_name(profile.root)),
                              to_utf8(profile.name), std::to_string(account.id), std::move(kind),
                              std::move(name), std::move(type), std::move(data),
                              std::string(from)});
    };
    for (const Property& property : get_properties(profile, account)) {
        add("property", property_key(*property.info), std::string(property_kind(property.value)),
            property_cell(property.value), source_text(property.source));
    }
    for (const RegistryValue& value : account.values) {
        add("value", to_utf8(value.name), type_text(value.type), value_cell(value), "stored");
    }
}

}  // namespace

Result<void> run_show(const Arguments& arguments, Output& output) {
    auto read = read_source(arguments);
    if (!read) {
        return tl::unexpected(std::move(read.error()));
    }
    std::string text;
    Sheet sheet = property_sheet();
    bool any = false;
    const bool with_root = of_several_roots(read->contents.profiles);
    for (const Profile& profile : read->contents.profiles) {
        for (const Account* account : chosen(profile, arguments)) {
            any = true;
            switch (arguments.format) {
                case Format::json:
                    append_json_line(text, read->name, profile, *account);
                    break;
                case Format::csv:
                    append_csv(sheet, read->name, profile, *account);
                    break;
                case Format::table:
                    append_tables(text, profile, *account, with_root);
                    break;
            }
        }
    }
    if (!any && (arguments.account_id || !arguments.words.empty())) {
        return fail(ErrorCode::account_not_found, "there is no such account", read->name);
    }
    if (arguments.format == Format::csv) {
        append_csv_header(text, sheet);
        append_csv_rows(text, sheet);
    }
    output.write(text);
    return {};
}

}  // namespace olkacct::app
