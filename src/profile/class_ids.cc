// Account types, categories and roots: class ids and names. Specification section 4.3, sheet 1, 4.
#include <algorithm>
#include <utility>

#include "olkacct/profile.h"

namespace olkacct {
namespace {

// The ids of one family differ in their first group only.
constexpr Guid outlook_id(std::uint32_t first) {
    return {first, 0xB0D6, 0x11D2, {0x8C, 0x3B, 0x00, 0x10, 0x4B, 0x2A, 0x66, 0x76}};
}
constexpr Guid hotmail_id = {
    0x4DB5CBF0, 0x3B77, 0x4852, {0xBC, 0x8E, 0xBB, 0x81, 0x90, 0x88, 0x61, 0xF3}};
constexpr Guid ldap_id = {
    0x4DB5CBF2, 0x3B77, 0x4852, {0xBC, 0x8E, 0xBB, 0x81, 0x90, 0x88, 0x61, 0xF3}};

struct TypeRow {
    AccountType type;
    Guid class_id;
    std::string_view name;
};

constexpr std::array<TypeRow, 6> types = {{
    {AccountType::pop3, outlook_id(0xED475411), "pop3"},
    {AccountType::imap, outlook_id(0xED475412), "imap"},
    {AccountType::mapi, outlook_id(0xED475414), "mapi"},
    {AccountType::hotmail, hotmail_id, "hotmail"},
    {AccountType::ldap, ldap_id, "ldap"},
    {AccountType::eas, outlook_id(0xED475415), "eas"},
}};

struct CategoryRow {
    Guid class_id;
    std::string_view name;
};

constexpr std::array<CategoryRow, category_count> categories = {{
    {outlook_id(0xED475418), "mail"},
    {outlook_id(0xED475419), "address_book"},
    {outlook_id(0xED475420), "store"},
}};

}  // namespace

std::string type_name(const Account& account) {
    const auto row = std::find_if(types.begin(), types.end(), [&account](const TypeRow& type) {
        return type.type == account.type;
    });
    if (row != types.end()) {
        return std::string(row->name);
    }
    return account.type_id ? account.type_id->to_string() : "unknown";
}

AccountType account_type_from_class_id(const Guid& class_id) {
    const auto row = std::find_if(types.begin(), types.end(), [&class_id](const TypeRow& type) {
        return type.class_id == class_id;
    });
    return row == types.end() ? AccountType::other : row->type;
}

Guid account_class_id(AccountType type) {
    const auto row = std::find_if(types.begin(), types.end(),
                                  [type](const TypeRow& known) { return known.type == type; });
    return row == types.end() ? Guid() : row->class_id;
}

std::string_view category_name(Category category) {
    return categories[static_cast<std::size_t>(category)].name;
}

const Guid& category_class_id(Category category) {
    return categories[static_cast<std::size_t>(category)].class_id;
}

std::optional<Category> category_from_class_id(const Guid& class_id) {
    for (const Category category : all_categories) {
        if (category_class_id(category) == class_id) {
            return category;
        }
    }
    return std::nullopt;
}

std::string_view root_name(ProfileRoot root) {
    switch (root) {
        case ProfileRoot::office_16:
            return "16.0";
        case ProfileRoot::office_15:
            return "15.0";
        default:
            return "Windows Messaging Subsystem";
    }
}

}  // namespace olkacct
