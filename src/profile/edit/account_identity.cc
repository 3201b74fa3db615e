// Choosing what no other account has.
#include "profile/edit/account_identity.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/byte_reader.h"
#include "base/upcase.h"
#include "olkacct/property.h"

namespace olkacct::profile {
namespace {

bool has_mini_uid(const Profile& profile, std::uint32_t uid) {
    return std::ranges::any_of(profile.accounts, [uid](const Account& account) {
        const RegistryValue* value = account.find_value(mini_uid_value);
        return value != nullptr && decode_number(*value) == uid;
    });
}

std::u16string name_of(const Account& account) {
    const RegistryValue* name = account.find_value(account_name_value);
    return name == nullptr ? std::u16string() : decode_string(*name);
}

bool share_a_category(const CategorySet& left, const CategorySet& right) {
    return std::ranges::any_of(all_categories, [&](Category category) {
        return left.contains(category) && right.contains(category);
    });
}

bool is_taken(const Profile& profile, const CategorySet& categories, const std::u16string& name) {
    return std::ranges::any_of(profile.accounts, [&](const Account& account) {
        return share_a_category(account.categories, categories) &&
               base::same_name(name_of(account), name);
    });
}

}  // namespace

std::uint32_t free_mini_uid(EditContext& context, const Profile& profile, std::uint32_t wanted) {
    while (wanted == 0 || has_mini_uid(profile, wanted)) {
        std::array<std::byte, 4> bytes{};
        context.world().random(bytes);
        wanted = base::load_u32(bytes);
    }
    return wanted;
}

std::u16string preferences_name(std::uint32_t id) {
    std::array<char, 16> digits{};
    std::snprintf(digits.data(), digits.size(), "%04u", id);
    const std::string_view text(digits.data());
    return std::u16string(preferences_prefix).append(text.begin(), text.end());
}

std::u16string distinct_name(const Profile& profile, const CategorySet& categories,
                             const std::u16string& name) {
    std::u16string distinct = name;
    for (int i = 1; is_taken(profile, categories, distinct); ++i) {
        const std::string number = std::to_string(i);
        distinct = name + u" (" + std::u16string(number.begin(), number.end()) + u")";
    }
    return distinct;
}

}  // namespace olkacct::profile
