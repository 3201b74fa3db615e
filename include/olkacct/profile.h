// Outlook profiles and the accounts in them, as plain data of one revision of a source.
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/guid.h"
#include "olkacct/registry_value.h"

namespace olkacct {

/// The places under HKEY_CURRENT_USER that hold profiles. Sheet section 1.
enum class ProfileRoot : std::uint8_t {
    windows_messaging_nt,  ///< ...\Windows NT\CurrentVersion\Windows Messaging Subsystem (to 2010)
    windows_messaging_9x,  ///< ...\Windows Messaging Subsystem (97-2003 on Windows 95/98/Me)
    office_15,             ///< ...\Office\15.0\Outlook (2013)
    office_16,             ///< ...\Office\16.0\Outlook (2016 and later)
};

/// Account types by class id. Sheet section 4.
enum class AccountType : std::uint8_t { pop3, imap, mapi, hotmail, ldap, eas, other };

enum class Category : std::uint8_t { mail, address_book, store };
inline constexpr std::size_t category_count = 3;
inline constexpr std::array<Category, category_count> all_categories = {
    Category::mail, Category::address_book, Category::store};

/// A set of categories.
class CategorySet {
  public:
    constexpr CategorySet() = default;
    constexpr CategorySet(std::initializer_list<Category> categories) {
        for (const Category category : categories) {
            insert(category);
        }
    }

    constexpr void insert(Category category) { bits_ |= bit(category); }
    constexpr void erase(Category category) {
        bits_ = static_cast<std::uint8_t>(bits_ & ~bit(category));
    }
    [[nodiscard]] constexpr bool contains(Category category) const {
        return (bits_ & bit(category)) != 0;
    }
    [[nodiscard]] constexpr bool empty() const { return bits_ == 0; }
    constexpr bool operator==(const CategorySet&) const = default;

  private:
    static constexpr std::uint8_t bit(Category category) {
        return static_cast<std::uint8_t>(1U << static_cast<unsigned>(category));
    }
    std::uint8_t bits_ = 0;
};

struct Account {
    /// PROP_ACCT_ID: the name of the subkey read as hexadecimal; never 0.
    std::uint32_t id = 0;
    AccountType type = AccountType::other;
    /// The value `clsid`; nullopt when it is missing or no GUID.
    std::optional<Guid> type_id;
    /// The lists that name the account; for an account in no list the categories that its type
    /// implies (S-34). Address book is never among those of an Exchange account (AM-Inf-3).
    CategorySet categories;
    /// True when no order list names the account.
    bool unlisted = false;
    /// MAPI type with the message service MSEMS (S-63).
    bool is_exchange = false;
    /// Every value of the account's key, known or not, in stored order.
    std::vector<RegistryValue> values;
    /// `01023d15` of the service section of an Exchange account; empty when there is none.
    std::vector<std::byte> emsmdb_uid;
    /// Home server and legacy distinguished name of an Exchange account, run together as its stamp
    /// holds them (sheet section 10); what is not known is left out.
    std::u16string exchange_address;

    /// By Windows' case rule; nullptr when there is no such value.
    [[nodiscard]] const RegistryValue* find_value(std::u16string_view name) const;
};

struct OrderEntry {
    std::uint32_t id = 0;
    /// The list names an id that has no subkey.
    bool missing = false;

    bool operator==(const OrderEntry&) const = default;
};

/// A provider of a message service. Sheet section 11.4.
struct ServiceProvider {
    std::string section;               ///< the 32 digits of its section
    std::u16string display_name;       ///< PR_PROVIDER_DISPLAY, else PR_DISPLAY_NAME
    std::u16string dll_name;           ///< PR_PROVIDER_DLL_NAME
    std::uint32_t resource_type = 0;   ///< 33 store, 35 address book, 36 transport
    std::uint32_t resource_flags = 0;  ///< 2: the default store

    bool operator==(const ServiceProvider&) const = default;
};

/// A message service of a profile. Sheet sections 11.3 and 11.4.
struct Service {
    std::string section;  ///< the 32 digits of its section
    std::u16string name;  ///< as in mapisvc.inf: MSEMS, CONTAB, ...
    std::u16string display_name;
    std::u16string dll_name;
    std::uint32_t resource_flags = 0;
    std::vector<ServiceProvider> providers;

    bool operator==(const Service&) const = default;
};

/// The accounts of one profile and what the accounts key says about them.
struct Profile {
    std::u16string name;
    ProfileRoot root = ProfileRoot::office_16;
    /// Path of the profile key from the hive root, in the stored spelling, `\` between names.
    std::u16string path;
    bool is_default = false;

    /// Ascending by id.
    std::vector<Account> accounts;
    /// The stored lists, indexed by Category, dead ids included and marked.
    std::array<std::vector<OrderEntry>, category_count> stored_order;

    std::optional<std::uint64_t> last_change_ver;
    std::optional<std::uint32_t> next_account_id;
    /// The accounts key's `Version` (2 in 16.0 profiles, absent before).
    std::optional<std::uint32_t> version;

    /// Subkeys of the profile, the accounts key included; filled when ReadOptions::sections is set.
    std::vector<std::u16string> section_names;

    /// In the order of the profile's service table; filled when ReadOptions::services is set.
    std::vector<Service> services;

    [[nodiscard]] const Account* find_account(std::uint32_t id) const;

    /// What GetOrder gives: the existing accounts of the category in stored order without
    /// duplicates, then the unlisted ones that belong to it, ascending by id.
    [[nodiscard]] std::vector<std::uint32_t> order(Category category) const;

    /// The first of order(Category::mail), without making the list.
    [[nodiscard]] std::optional<std::uint32_t> default_mail_account() const;
};

/// `pop3 imap mapi hotmail ldap eas`, or the class id for other types ("unknown" without one).
std::string type_name(const Account& account);

/// `mail`, `address_book`, `store`.
std::string_view category_name(Category category);

/// The class ids of section 4.3 of the specification.
const Guid& category_class_id(Category category);
std::optional<Category> category_from_class_id(const Guid& class_id);
AccountType account_type_from_class_id(const Guid& class_id);
/// The nil GUID for AccountType::other.
Guid account_class_id(AccountType type);

/// `16.0`, `15.0`, or `Windows Messaging Subsystem`.
std::string_view root_name(ProfileRoot root);

}  // namespace olkacct
