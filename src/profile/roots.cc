// Finding the profile roots. Sheet section 1.
#include "profile/roots.h"

#include <algorithm>
#include <array>

#include "olkacct/property.h"

namespace olkacct::profile {
namespace {

using registry::KeyId;

struct RootPlace {
    ProfileRoot root;
    std::array<std::u16string_view, 4> path;  // below Software\Microsoft; the rest are empty
    bool default_above;                       // DefaultProfile is one key above the profiles
};

constexpr std::array<RootPlace, 4> places = {{
    {ProfileRoot::office_16, {u"Office", u"16.0", u"Outlook", u"Profiles"}, true},
    {ProfileRoot::office_15, {u"Office", u"15.0", u"Outlook", u"Profiles"}, true},
    {ProfileRoot::windows_messaging_nt,
     {u"Windows NT", u"CurrentVersion", u"Windows Messaging Subsystem", u"Profiles"},
     false},
    {ProfileRoot::windows_messaging_9x, {u"Windows Messaging Subsystem", u"Profiles"}, false},
}};

// A key, the key above it, and the path to it in the stored spelling.
struct Place {
    KeyId key{};
    KeyId above{};
    std::u16string path;
};

using MaybePlace = std::optional<Place>;

Result<MaybePlace> descend(ReadContext& context, const Place& from, std::u16string_view name) {
    const auto child = context.tolerate(context.transaction().find(from.key, name));
    if (!child) {
        return tl::unexpected(child.error());
    }
    if (!*child) {
        return MaybePlace();
    }
    const auto info = context.tolerate(context.transaction().info(**child),
                                       registry::KeyInfo{std::u16string(name), {}, 0});
    if (!info) {
        return tl::unexpected(info.error());
    }
    return Place{**child, from.key,
                 from.path.empty() ? info->name : from.path + u'\\' + info->name};
}

template <class Names>
Result<MaybePlace> descend_all(ReadContext& context, const Place& from, const Names& names) {
    Result<MaybePlace> place = from;
    for (const std::u16string_view name : names) {
        if (!place || !*place || name.empty()) {
            break;
        }
        place = descend(context, **place, name);
    }
    return place;
}

Result<std::optional<std::u16string>> default_profile(ReadContext& context, KeyId key) {
    auto value = context.tolerate(context.transaction().value(key, u"DefaultProfile"));
    if (!value) {
        return tl::unexpected(value.error());
    }
    if (!*value) {
        return std::optional<std::u16string>();
    }
    return decode_string(**value);
}

// The roots of one user, whose Software key lies in `user`.
Result<void> add_roots(ReadContext& context, const Place& user, std::vector<FoundRoot>& found) {
    const auto microsoft =
        descend_all(context, user, std::array<std::u16string_view, 2>{u"Software", u"Microsoft"});
    if (!microsoft) {
        return tl::unexpected(microsoft.error());
    }
    if (!*microsoft) {
        return {};
    }
    for (const RootPlace& place : places) {
        auto profiles = descend_all(context, **microsoft, place.path);
        if (!profiles) {
            return tl::unexpected(profiles.error());
        }
        if (!*profiles) {
            continue;
        }
        auto name =
            default_profile(context, place.default_above ? (*profiles)->above : (*profiles)->key);
        if (!name) {
            return tl::unexpected(name.error());
        }
        found.push_back(
            {place.root, (*profiles)->key, std::move((*profiles)->path), std::move(*name)});
    }
    return {};
}

// A registry export holds hives under their names instead of being one.
Result<std::vector<Place>> users_of_export(ReadContext& context, const Place& top) {
    std::vector<Place> users;
    auto current = descend(context, top, u"HKEY_CURRENT_USER");
    if (!current) {
        return tl::unexpected(current.error());
    }
    if (*current) {
        users.push_back(std::move(**current));
    }
    const auto all = descend(context, top, u"HKEY_USERS");
    if (!all) {
        return tl::unexpected(all.error());
    }
    if (!*all) {
        return users;
    }
    const auto names = context.tolerate(context.transaction().subkeys((*all)->key));
    if (!names) {
        return tl::unexpected(names.error());
    }
    for (const registry::Subkey& user : *names) {
        users.push_back({user.id, (*all)->key, (*all)->path + u'\\' + user.name});
    }
    return users;
}

}  // namespace

Result<std::vector<FoundRoot>> find_roots(ReadContext& context) {
    const KeyId root = context.transaction().root();
    const Place top{root, root, {}};
    std::vector<FoundRoot> found;
    if (auto added = add_roots(context, top, found); !added) {
        return tl::unexpected(added.error());
    }
    if (found.empty()) {
        const auto users = users_of_export(context, top);
        if (!users) {
            return tl::unexpected(users.error());
        }
        for (const Place& user : *users) {
            if (auto added = add_roots(context, user, found); !added) {
                return tl::unexpected(added.error());
            }
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const FoundRoot& left, const FoundRoot& right) {
        return left.root > right.root;
    });
    return found;
}

}  // namespace olkacct::profile
