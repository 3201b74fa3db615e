// Putting the values of a new account together and writing them.
#include "profile/edit/new_account.h"

#include <algorithm>

#include "base/upcase.h"
#include "olkacct/property.h"
#include "profile/edit/account_identity.h"
#include "profile/edit/account_kinds.h"
#include "profile/edit/encode.h"
#include "profile/edit/orders.h"
#include "profile/edit/sections.h"
#include "profile/edit/set_properties.h"
#include "profile/key_names.h"
#include "profile/property_names.h"

namespace olkacct::profile {
namespace {

std::u16string wide(std::string_view ascii) { return {ascii.begin(), ascii.end()}; }

// Accounts that were never used have nothing else in it.
Result<Uid> make_preferences(EditContext& context, const EditedProfile& profile, std::uint32_t id) {
    const auto uid = new_uid(context, profile.key);
    if (!uid) {
        return uid;
    }
    const auto key = make_section(context, profile.key, *uid);
    if (!key) {
        return tl::unexpected(key.error());
    }
    return context.transaction()
        .set_value(*key, section_text_value(u"3001", preferences_name(id)))
        .map([&] { return *uid; });
}

// An absent value means the same. Outlook 2010 writes `SMTP Secure Connection` all the same.
bool goes_without_saying(const PropertyInfo& info, const NewProperty& property, Layout layout,
                         AccountType type) {
    const auto* number = std::get_if<std::uint32_t>(&property.value);
    if (number == nullptr || (info.tag == new_tag::smtp_secure_connection &&
                              layout == Layout::outlook_2010 && type == AccountType::pop3)) {
        return false;
    }
    return type == AccountType::pop3   ? info.default_pop3 == *number
           : type == AccountType::imap ? info.default_imap == *number
                                       : false;
}

Result<void> add_properties(EditContext& context, const Profile& profile, const Account& account,
                            std::vector<NewProperty> properties, std::vector<PlacedValue>& values) {
    for (const NewProperty& property : properties) {
        if (auto done = check_property(account, property, Permission::edit); !done) {
            return done;
        }
    }
    properties = with_companions(profile, account, std::move(properties));
    std::ranges::stable_sort(properties, {}, &NewProperty::tag);
    const bool as_sz = text_form(profile) == TextForm::sz;
    for (const NewProperty& property : properties) {
        const PropertyInfo& info = *find_property(property.tag);
        if (goes_without_saying(info, property, account_layout(profile), account.type)) {
            continue;
        }
        auto value = encode_property(context, account, property, as_sz);
        if (!value) {
            return tl::unexpected(value.error());
        }
        if (*value) {
            values.push_back({std::u16string(info.registry_value), std::move(**value)});
        }
    }
    return {};
}

void add_own_values(std::vector<RegistryValue> own, std::vector<PlacedValue>& values) {
    for (RegistryValue& value : own) {
        std::erase_if(values, [&value](const PlacedValue& other) {
            return base::same_name(other.value.name, value.name);
        });
        std::u16string place = value.name;
        values.push_back({std::move(place), std::move(value)});
    }
}

Result<std::vector<RegistryValue>> make_values(EditContext& context, const EditedProfile& profile,
                                               const Account& account, AccountDraft draft) {
    const Layout layout = account_layout(profile.content);
    std::vector<PlacedValue> placed;
    auto done =
        add_properties(context, profile.content, account, std::move(draft.properties), placed);
    if (!done) {
        return tl::unexpected(done.error());
    }
    draft.values.push_back(
        text_value(u"clsid", wide(account_class_id(draft.type).to_string()), TextForm::sz));
    draft.values.push_back(number_value(mini_uid_value, free_mini_uid(context, profile.content)));
    if (layout != Layout::outlook_2003) {
        const auto preferences = make_preferences(context, profile, draft.id);
        if (!preferences) {
            return tl::unexpected(preferences.error());
        }
        draft.values.push_back(binary_value(u"Preferences UID", *preferences));
    }
    add_own_values(std::move(draft.values), placed);
    put_in_order(placed, layout, draft.type);
    std::vector<RegistryValue> values;
    values.reserve(placed.size());
    for (PlacedValue& value : placed) {
        values.push_back(std::move(value.value));
    }
    return values;
}

Result<void> append_to_orders(EditContext& context, const EditedProfile& profile,
                              const AccountDraft& draft) {
    for (const Category category : all_categories) {
        if (!draft.categories.contains(category)) {
            continue;
        }
        if (auto done = append_to_order(context, profile, category, draft.id); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace

std::u16string given_text(const std::vector<NewProperty>& properties, std::uint32_t tag) {
    std::u16string text;
    for (const NewProperty& property : properties) {
        if (const auto* given = std::get_if<std::u16string>(&property.value);
            given != nullptr && property.tag == tag) {
            text = *given;
        }
    }
    return text;
}

void give(std::vector<NewProperty>& properties, NewProperty property) {
    std::erase_if(properties,
                  [&property](const NewProperty& other) { return other.tag == property.tag; });
    properties.push_back(std::move(property));
}

Result<void> write_account(EditContext& context, EditedProfile& profile, AccountDraft draft) {
    Account account;
    account.id = draft.id;
    account.type = draft.type;
    account.type_id = account_class_id(draft.type);
    account.categories = draft.categories;
    account.is_exchange = draft.is_exchange;
    context.changed(profile.content.path);
    auto values = make_values(context, profile, account, draft);
    if (!values) {
        return tl::unexpected(values.error());
    }
    account.values = *values;
    const auto key = context.transaction().create_key(profile.accounts, account_key_name(draft.id));
    if (!key) {
        return tl::unexpected(key.error());
    }
    const auto place =
        std::ranges::upper_bound(profile.content.accounts, account.id, {}, &Account::id);
    profile.content.accounts.insert(place, std::move(account));
    return set_values(context, *key, std::move(*values)).and_then([&] {
        return append_to_orders(context, profile, draft);
    });
}

}  // namespace olkacct::profile
