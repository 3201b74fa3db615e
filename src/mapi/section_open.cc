// Opening sections: the rules that the three OpenProfileSection methods share (specification 12.3).
#include <cstring>

#include "mapi/section.h"
#include "olkacct/text.h"
#include "profile/edit/fixed_sections.h"
#include "profile/messaging/messaging_tags.h"

namespace olkacct::mapi {
namespace {

constexpr const char* owned_by_a_provider =
    "sections of providers open with MAPI_FORCE_ACCESS only";

// What the name means in this profile, and whether it may be opened.
struct Found {
    profile::Uid uid{};
    bool is_refused = false;
    bool exists = false;
};

Result<Found> look_up(registry::ReadTransaction& transaction, const profile::ProfilePlace& place,
                      const OpenRequest& request) {
    const auto tree = profile::read_service_tree(transaction, place.key);
    if (!tree) return tl::unexpected(tree.error());
    Found found;
    found.uid = profile::redirected(*tree, uid_from(*request.uid));
    const profile::Provider* const provider = tree->find_provider(found.uid);
    found.is_refused =
        provider != nullptr && (request.flags & MAPI_FORCE_ACCESS) == 0 &&
        (request.own_service == nullptr || provider->service != *request.own_service);
    const auto key = transaction.find(place.key, profile::key_name(found.uid));
    if (!key) return tl::unexpected(key.error());
    found.exists = key->has_value() || profile::is_permanent_section(found.uid);
    return found;
}

// Makes the section, and gives the Outlook section the name of the legacy account that it lacks
// (MP-Wks-4).
Result<void> prepare(profile::EditContext& context, const profile::ProfilePlace& place,
                     const profile::Uid& uid) {
    const auto key = profile::make_section(context, place.key, uid);
    if (!key) return tl::unexpected(key.error());
    if (profile::key_name(uid) != profile::fixed_section::client) return {};
    const auto tree = profile::read_service_tree(context.transaction(), place.key);
    if (!tree) return tl::unexpected(tree.error());
    const profile::MessageService* const legacy = tree->legacy();
    if (tree->legacy_settings || legacy == nullptr || !legacy->settings) return {};
    return profile::put_property(
        context, place.key, *key,
        profile::bytes_property(profile::tags::emsmdb_section_uid, *legacy->settings));
}

std::u16string name_of(const ProfileHandle& profile) {
    return from_wtf8(profile.store().name()) + u':' + profile.where().name;
}

bool is_known_interface(const IID* iid) {
    return iid == nullptr || *iid == IID_IProfSect || *iid == IID_IMAPIProp || *iid == IID_IUnknown;
}

}  // namespace

profile::Uid uid_from(const MAPIUID& uid) {
    profile::Uid copy;
    std::memcpy(copy.data(), uid.ab, copy.size());
    return copy;
}

Answer open_section(const std::shared_ptr<ProfileHandle>& profile, const Life& life,
                    const OpenRequest& request, IProfSect** section) {
    if (request.uid == nullptr) return MAPI_E_INVALID_PARAMETER;
    if (!is_known_interface(request.iid)) return MAPI_E_INTERFACE_NOT_SUPPORTED;
    Found found;
    const auto looked = profile->read([&](registry::ReadTransaction& transaction,
                                          const profile::ProfilePlace& place) {
        return look_up(transaction, place, request).map([&](const Found& each) { found = each; });
    });
    if (!looked && looked.error().code == ErrorCode::profile_not_found)
        return {MAPI_E_OBJECT_DELETED, looked.error().what};
    if (!looked) return looked.error();
    if (found.is_refused) return {MAPI_E_NO_ACCESS, owned_by_a_provider};
    const bool writable = (request.flags & MAPI_MODIFY) != 0;
    if (!writable && !found.exists) return MAPI_E_NOT_FOUND;
    auto claim = open_sections().claim(name_of(*profile), found.uid, writable);
    if (!claim) return {MAPI_E_NO_ACCESS, "the section is open elsewhere"};
    if (writable) {
        if (!profile->store().capabilities().write)
            return {MAPI_E_NO_ACCESS, "this kind of source is read-only"};
        const auto done =
            profile->edit([&](profile::EditContext& context, const profile::ProfilePlace& place) {
                return prepare(context, place, found.uid);
            });
        if (!done) return done.error();
    }
    *section =
        com::make_object<SectionObject>(profile, found.uid, writable, std::move(*claim), life)
            .detach();
    return S_OK;
}

}  // namespace olkacct::mapi
