// Reading the values and properties by which services and accounts belong together.
#include "profile/sync/service_facts.h"

#include <algorithm>
#include <utility>

#include "base/upcase.h"
#include "olkacct/property.h"
#include "profile/edit/account_kinds.h"
#include "profile/edit/set_properties.h"
#include "profile/edit/value_faults.h"
#include "profile/messaging/messaging_tags.h"
#include "profile/services.h"

namespace olkacct::profile {
namespace {

using Bytes = std::vector<std::byte>;

std::u16string text_in(const SectionProperties& properties, std::uint32_t tag) {
    const SectionProperty* property = find_property(properties, tag);
    return property == nullptr ? std::u16string() : text_of(*property);
}

bool may_be_a_name(const std::u16string& text) {
    const PropertyInfo* info = olkacct::find_property(new_tag::name);
    return !text.empty() && text.size() <= max_text_length &&
           !fault_of(*info, {new_tag::name, text});
}

bool is_store_of(const MessageService& service, const Bytes& entry_id) {
    return std::ranges::any_of(service.providers, [&entry_id](const Provider& provider) {
        const Bytes* store = store_entry_id(provider);
        return store != nullptr && is_same_store(*store, entry_id);
    });
}

}  // namespace

std::u16string_view own_store_value(AccountType type) {
    return type == AccountType::imap  ? u"IMAP Store EID"
           : type == AccountType::eas ? u"EAS Store EID"
                                      : u"";
}

const Bytes* service_uid(const Account& account) {
    const RegistryValue* value = account.find_value(u"Service UID");
    return value != nullptr && value->data.size() == uid_size ? &value->data : nullptr;
}

const Bytes* store_entry_id(const Provider& provider) {
    const SectionProperty* id = provider.resource_type == resource_type::store
                                    ? find_property(provider.properties, tags::entry_id)
                                    : nullptr;
    return id == nullptr || id->elements.front().empty() ? nullptr : &id->elements.front();
}

bool is_same_store(const Bytes& left, const Bytes& right) {
    const auto ends_with = [](const Bytes& whole, const Bytes& end) {
        return whole.size() >= end.size() && end.size() > uid_size &&
               std::equal(end.rbegin(), end.rend(), whole.rbegin());
    };
    return left == right ? !left.empty() : ends_with(left, right) || ends_with(right, left);
}

CategorySet categories_of(const MessageService& service) {
    CategorySet set;
    if (service.is_exchange()) {
        set.insert(Category::mail);
        set.insert(Category::store);
        return set;
    }
    for (const Provider& provider : service.providers) {
        if (provider.resource_type == resource_type::transport) {
            set.insert(Category::mail);
        } else if (provider.resource_type == resource_type::address_book) {
            set.insert(Category::address_book);
        } else if (provider.resource_type == resource_type::store) {
            set.insert(Category::store);
        }
    }
    return set;
}

std::u16string account_name_of(const MessageService& service) {
    std::vector<std::u16string> names = {text_in(service.properties, tags::display_name)};
    for (const Provider& provider : service.providers) {
        names.push_back(text_in(provider.properties, tags::display_name));
    }
    names.push_back(service.name);
    const auto good = std::ranges::find_if(names, may_be_a_name);
    return good == names.end() ? std::u16string() : std::move(*good);
}

bool belongs_to(const Account& account, const MessageService& service) {
    if (const Bytes* uid = service_uid(account)) {
        return std::ranges::equal(*uid, service.uid);
    }
    if (account.type == AccountType::mapi) {
        const RegistryValue* name = account.find_value(u"Service Name");
        return name != nullptr && base::same_name(decode_string(*name), service.name);
    }
    // The mail of a POP3 account lies in the data file of an account beside it.
    return account.type != AccountType::pop3 &&
           std::ranges::any_of(account.values, [&service](const RegistryValue& value) {
               return is_store_of(service, value.data);
           });
}

}  // namespace olkacct::profile
