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

std::size_t name_count(const RootPlace& place) {
    return static_cast<std::size_t>(std::ranges::find(place.path, std::u16string_view()) -
                                    place.path.begin());
}

std::u16string joined(const RootPlace& place, std::size_t names) {
    std::u16string path = u"Software\\Microsoft";
    for (std::size_t i = 0; i < names; ++i) {
        path.append(u"\\").append(place.path[i]);
    }
    return path;
}

const RootPlace& place_of(ProfileRoot root) {
    return *std::ranges::find(places, root, &RootPlace::root);
}

std::u16string default_path(const RootPlace& place) {
    return joined(place, name_count(place) - (place.default_above ? 1 : 0));
}

}  // namespace

std::u16string profiles_path(ProfileRoot root) {
    return joined(place_of(root), name_count(place_of(root)));
}

std::u16string default_profile_path(ProfileRoot root) { return default_path(place_of(root)); }

std::vector<std::u16string> profile_keys() {
    std::vector<std::u16string> keys;
    for (const RootPlace& place : places) {
        keys.push_back(default_path(place));
    }
    return keys;
}

Result<std::vector<FoundRoot>> find_roots(ReadContext& context) {
    const KeyId root = context.transaction().root();
    const auto microsoft =
        descend_all(context, Place{root, root, {}},
                    std::array<std::u16string_view, 2>{u"Software", u"Microsoft"});
    if (!microsoft) {
        return tl::unexpected(microsoft.error());
    }
    std::vector<FoundRoot> found;
    if (!*microsoft) {
        return found;
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
    return found;
}

}  // namespace olkacct::profile
