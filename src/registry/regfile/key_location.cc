// Telling users' keys from others.
#include "registry/regfile/key_location.h"

#include <algorithm>

#include "base/upcase.h"

namespace olkacct::registry {
namespace {

constexpr std::u16string_view current_user[] = {u"HKEY_CURRENT_USER", u"HKCU"};
constexpr std::u16string_view users[] = {u"HKEY_USERS", u"HKU"};
constexpr std::u16string_view machine_roots[] = {
    u"HKEY_LOCAL_MACHINE",  u"HKLM", u"HKEY_CLASSES_ROOT",     u"HKCR",
    u"HKEY_CURRENT_CONFIG", u"HKCC", u"HKEY_PERFORMANCE_DATA", u"HKEY_DYN_DATA"};
constexpr std::u16string_view not_people[] = {u".DEFAULT", u"S-1-5-18", u"S-1-5-19", u"S-1-5-20"};
constexpr std::u16string_view classes_suffix = u"_Classes";

template <std::size_t size>
bool is_one_of(const std::u16string_view (&names)[size], std::u16string_view name) {
    return std::ranges::any_of(
        names, [name](std::u16string_view other) { return base::same_name(other, name); });
}

bool can_have_profiles(std::u16string_view user) {
    const bool is_classes =
        user.size() >= classes_suffix.size() &&
        base::same_name(user.substr(user.size() - classes_suffix.size()), classes_suffix);
    return !user.empty() && !is_classes && !is_one_of(not_people, user);
}

}  // namespace

KeyLocation locate_key(std::u16string_view written) {
    const auto name_end = [written](std::size_t from) {
        return std::min(written.find(u'\\', from), written.size());
    };
    std::size_t end = name_end(0);
    auto owner = written.substr(0, end);
    auto kind = KeyLocation::Kind::unknown_root;
    if (is_one_of(users, owner)) {
        const std::size_t from = std::min(end + 1, written.size());
        end = name_end(from);
        const auto user = written.substr(from, end - from);
        owner = user.empty() ? owner : user;
        kind = can_have_profiles(user) ? KeyLocation::Kind::user : KeyLocation::Kind::machine;
    } else if (is_one_of(current_user, owner)) {
        owner = current_user[0];
        kind = KeyLocation::Kind::user;
    } else if (owner.empty() && !written.empty()) {
        kind = KeyLocation::Kind::user;
    } else if (is_one_of(machine_roots, owner)) {
        kind = KeyLocation::Kind::machine;
    }
    auto path = written.substr(std::min(end + 1, written.size()));
    if (path.ends_with(u'\\')) {
        path.remove_suffix(1);
    }
    return {kind, owner, path};
}

}  // namespace olkacct::registry
