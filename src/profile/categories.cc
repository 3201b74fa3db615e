// Deriving categories from an account's type and the providers of its service. S-34.
#include "profile/categories.h"

#include "olkacct/property.h"
#include "profile/services.h"

namespace olkacct::profile {
namespace {

// The value `MAPI Provider` (sheet section 4).
constexpr std::uint32_t transport_bit = 1;
constexpr std::uint32_t address_book_bit = 2;
constexpr std::uint32_t store_bit = 4;

CategorySet of_providers(const Service& service) {
    CategorySet set;
    for (const ServiceProvider& provider : service.providers) {
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

CategorySet of_provider_bits(const Account& account) {
    CategorySet set;
    const RegistryValue* value = account.find_value(u"MAPI Provider");
    const std::uint32_t bits = value == nullptr ? 0 : decode_number(*value).value_or(0);
    if ((bits & transport_bit) != 0) {
        set.insert(Category::mail);
    }
    if ((bits & address_book_bit) != 0) {
        set.insert(Category::address_book);
    }
    if ((bits & store_bit) != 0) {
        set.insert(Category::store);
    }
    return set;
}

Result<CategorySet> of_mapi(ReadContext& context, registry::KeyId profile, const Account& account) {
    if (account.is_exchange) {
        // A mailbox is reached through its own transport and store whatever the sections say.
        return CategorySet{Category::mail, Category::store};
    }
    if (const RegistryValue* uid = account.find_value(u"Service UID")) {
        const auto service = read_service(context, profile, uid->data);
        if (!service) {
            return tl::unexpected(service.error());
        }
        if (*service && !(*service)->providers.empty()) {
            return of_providers(**service);
        }
    }
    return of_provider_bits(account);
}

}  // namespace

Result<CategorySet> implied_categories(ReadContext& context, registry::KeyId profile,
                                       const Account& account) {
    switch (account.type) {
        case AccountType::pop3:
            return CategorySet{Category::mail};
        case AccountType::imap:
            return CategorySet{Category::mail, Category::store};
        case AccountType::hotmail:
        case AccountType::eas:
            return CategorySet{Category::mail, Category::address_book, Category::store};
        case AccountType::ldap:
            return CategorySet{Category::address_book};
        case AccountType::mapi:
            return of_mapi(context, profile, account);
        case AccountType::other:
            break;
    }
    return CategorySet();
}

}  // namespace olkacct::profile
