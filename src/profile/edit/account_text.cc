// Finding text among the values of accounts.
#include "profile/edit/account_text.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/upcase.h"
#include "profile/property_names.h"

namespace olkacct::profile {
namespace {

constexpr std::array all_types = {AccountType::pop3,    AccountType::imap, AccountType::mapi,
                                  AccountType::hotmail, AccountType::ldap, AccountType::eas,
                                  AccountType::other};

// Text that no property stands for: sheet sections 5.4 and 5.6.
constexpr std::array<std::u16string_view, 2> without_property = {u"IMAP Folder Path",
                                                                 u"EAS DeviceId"};

std::vector<std::u16string> names_of_text() {
    std::vector<std::u16string> names(without_property.begin(), without_property.end());
    for (const PropertyInfo& info : property_table()) {
        if (static_cast<std::uint16_t>(info.tag) != property_type::unicode || info.secret) {
            continue;
        }
        for (const AccountType type : all_types) {
            if ((info.types & type_bit(type)) != 0) {
                names.push_back(stored_value_name(info, type));
            }
        }
    }
    return names;
}

}  // namespace

bool is_account_text(std::u16string_view value_name) {
    static const std::vector<std::u16string> names = names_of_text();
    return !value_name.empty() &&
           std::ranges::any_of(names, [value_name](const std::u16string& name) {
               return base::same_name(name, value_name);
           });
}

void put_into_form(RegistryValue& value, TextForm form) {
    const std::uint32_t type = form == TextForm::sz ? registry_type::sz : registry_type::binary;
    const bool is_either = value.type == registry_type::sz || value.type == registry_type::binary;
    if (is_either && value.type != type && is_account_text(value.name)) {
        value = text_value(value.name, decode_string(value), form);
    }
}

}  // namespace olkacct::profile
