// Making and looking at new accounts.
#include "profile/edit/new_accounts.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/upcase.h"
#include "olkacct/guid.h"
#include "olkacct/text.h"
#include "profile/edit/edit_context.h"
#include "profile/edit/encode.h"

namespace olkacct::test {

NewAccount new_account(AccountKind kind, std::u16string name) {
    NewAccount account;
    account.kind = kind;
    account.properties = {{tag::name, std::move(name)}};
    return account;
}

NewAccount new_pop3(std::u16string name) {
    NewAccount account = new_account(AccountKind::pop3, std::move(name));
    account.properties.push_back({tag::email, u"ann@abc.example"});
    account.properties.push_back({tag::server, u"pop.abc.example"});
    account.properties.push_back({tag::user, u"ann"});
    account.properties.push_back({tag::smtp_server, u"smtp.abc.example"});
    return account;
}

NewAccount new_data_file(std::u16string name, std::u16string path) {
    NewAccount account = new_account(AccountKind::data_file, std::move(name));
    account.data_file = std::move(path);
    return account;
}

std::uint32_t create(const Editor& editor, const NewAccount& account) {
    const auto id = std::make_shared<std::uint32_t>(0);
    run(editor, edits::create_account({}, account, id));
    return *id;
}

Content empty_profile() {
    return profile_hive({order(mail_list, {}), order(address_book_list, {}), order(store_list, {}),
                         number(u"NextAccountID", 1), number(u"Version", 2)},
                        {});
}

std::vector<std::string> value_names(const std::vector<RegistryValue>& values) {
    std::vector<std::string> names;
    for (const RegistryValue& value : values) {
        names.push_back(to_display(value.name));
    }
    return names;
}

std::vector<RegistryValue> section_values(const Editor& editor, const Profile& profile,
                                          const std::string& section) {
    const auto dump = editor.source().dump(profile);
    if (!dump) {
        ADD_FAILURE() << dump.error().what;
        return {};
    }
    const auto key = std::ranges::find_if(
        *dump, [&section](const DumpedKey& found) { return to_utf8(found.path) == section; });
    if (key == dump->end()) {
        ADD_FAILURE() << "there is no section " << section;
        return {};
    }
    return key->values;
}

std::string section_of(const RegistryValue* uid) {
    if (uid == nullptr || uid->data.size() != 16) {
        ADD_FAILURE() << "no value with a MAPIUID";
        return {};
    }
    return olkacct::section_name(std::span(uid->data).first<16>());
}

const RegistryValue* find_in(const std::vector<RegistryValue>& values, std::u16string_view name) {
    const auto found = std::ranges::find_if(
        values, [name](const RegistryValue& value) { return base::same_name(value.name, name); });
    return found == values.end() ? nullptr : &*found;
}

void open_data_file(const Editor& editor, std::uint32_t id, const std::vector<std::byte>& key) {
    const Profile profile = profile_of(editor);
    const auto service = section_of(profile.find_account(id)->find_value(u"Service UID"));
    const auto provider =
        section_of(find_in(section_values(editor, profile, service), u"01023d00"));
    run(editor, [&](profile::EditContext& context) -> Result<void> {
        auto& transaction = context.transaction();
        const std::u16string path =
            profile.path + u'\\' + std::u16string(provider.begin(), provider.end());
        const auto section = registry::find_path(transaction, transaction.root(), path);
        return transaction.set_value(**section, profile::section_bytes_value(u"0ff9", key));
    });
}

}  // namespace olkacct::test
