// The members of IProfAdmin.
#include "mapi/profile_admin.h"

#include <algorithm>

#include "base/com/com_ptr.h"
#include "base/upcase.h"
#include "mapi/client_text.h"
#include "mapi/profile_rows.h"
#include "mapi/service_admin.h"
#include "mapi/service_catalog.h"
#include "mapi/table.h"
#include "olkacct/editor.h"
#include "profile/edit/profile_place.h"

namespace olkacct::mapi {
namespace {

Answer wrong_password() { return {MAPI_E_LOGON_FAILED, "profiles have no passwords"}; }

}  // namespace

Result<std::vector<profile::ListedProfile>> visible_profiles(registry::Store& store,
                                                             const LiveProfiles& live) {
    std::vector<profile::ListedProfile> profiles;
    const auto done = registry::read_snapshot(store, [&](registry::ReadTransaction& transaction) {
        return profile::list_profiles(transaction).map([&](auto&& listed) {
            profiles = std::move(listed);
        });
    });
    if (!done) return tl::unexpected(done.error());
    std::erase_if(profiles, [&](const profile::ListedProfile& listed) {
        return live.is_marked(store, listed.place);
    });
    return profiles;
}

Result<profile::ListedProfile> find_visible(registry::Store& store, const LiveProfiles& live,
                                            const std::u16string& name) {
    auto profiles = visible_profiles(store, live);
    if (!profiles) return tl::unexpected(profiles.error());
    const auto found = std::ranges::find_if(*profiles, [&](const profile::ListedProfile& listed) {
        return base::same_name(listed.place.name, name);
    });
    if (found == profiles->end())
        return fail(ErrorCode::profile_not_found, "there is no such profile", store.name());
    return std::move(*found);
}

Answer ProfileAdminObject::run(const Edit& edit) {
    return answer_of(Editor(host_.store).run(edit));
}

HRESULT ProfileAdminObject::GetProfileTable(ULONG ulFlags, IMAPITable** lppTable) noexcept {
    return call(
        [&]() -> Answer {
            const auto profiles = visible_profiles(*host_.store, live_);
            if (!profiles) return profiles.error();
            *lppTable = make_table(profile_rows(*profiles), ulFlags).detach();
            return S_OK;
        },
        lppTable);
}

HRESULT ProfileAdminObject::CreateProfile(LPTSTR lpszProfileName, LPTSTR lpszPassword, ULONG_PTR,
                                          ULONG ulFlags) noexcept {
    return call([&]() -> Answer {
        if (lpszProfileName == nullptr) return MAPI_E_INVALID_PARAMETER;
        if (!is_empty_password(lpszPassword)) return wrong_password();
        const std::u16string name = text_from(lpszProfileName, ulFlags);
        if (const auto done = live_.step_aside(host_.store, name); !done) return done.error();
        std::vector<profile::ServiceTemplate> services;
        if ((ulFlags & MAPI_DEFAULT_SERVICES) != 0) services = host_.catalog->default_services();
        return run(edits::create_mapi_profile(name, std::move(services)));
    });
}

HRESULT ProfileAdminObject::DeleteProfile(LPTSTR lpszProfileName, ULONG ulFlags) noexcept {
    return call([&]() -> Answer {
        if (lpszProfileName == nullptr) return MAPI_E_INVALID_PARAMETER;
        const auto found = find_visible(*host_.store, live_, text_from(lpszProfileName, ulFlags));
        if (!found) return found.error();
        if (!live_.mark_deleted(*host_.store, found->place))
            return run(edits::delete_mapi_profile(
                {.name = found->place.name, .root = found->place.root.root}));
        // It goes when its last session ends; the default it is no longer.
        return found->is_default ? run(edits::set_default_mapi_profile(std::nullopt))
                                 : Answer(S_OK);
    });
}

HRESULT ProfileAdminObject::ChangeProfilePassword(LPTSTR, LPTSTR, LPTSTR, ULONG) noexcept {
    return call([]() -> Answer { return S_OK; });
}

tl::expected<ProfileAdminObject::TwoProfiles, Answer> ProfileAdminObject::two_profiles(
    LPTSTR old_name, LPTSTR password, LPTSTR new_name, ULONG flags) {
    if (old_name == nullptr || new_name == nullptr)
        return tl::unexpected(Answer(MAPI_E_INVALID_PARAMETER));
    auto found = find_visible(*host_.store, live_, text_from(old_name, flags));
    if (!found) return tl::unexpected(Answer(found.error()));
    if (!is_empty_password(password)) return tl::unexpected(wrong_password());
    return TwoProfiles{std::move(*found), text_from(new_name, flags)};
}

HRESULT ProfileAdminObject::CopyProfile(LPTSTR lpszOldProfileName, LPTSTR lpszOldPassword,
                                        LPTSTR lpszNewProfileName, ULONG_PTR,
                                        ULONG ulFlags) noexcept {
    return call([&]() -> Answer {
        const auto names =
            two_profiles(lpszOldProfileName, lpszOldPassword, lpszNewProfileName, ulFlags);
        if (!names) return names.error();
        const auto& [from, to] = *names;
        if (const auto done = live_.step_aside(host_.store, to); !done) return done.error();
        return run(edits::copy_mapi_profile(from.place.name, to));
    });
}

HRESULT ProfileAdminObject::RenameProfile(LPTSTR lpszOldProfileName, LPTSTR lpszOldPassword,
                                          LPTSTR lpszNewProfileName, ULONG_PTR,
                                          ULONG ulFlags) noexcept {
    return call([&]() -> Answer {
        const auto names =
            two_profiles(lpszOldProfileName, lpszOldPassword, lpszNewProfileName, ulFlags);
        if (!names) return names.error();
        const auto& [from, to] = *names;
        if (const auto allowed = profile::check_profile_name(to); !allowed) return allowed.error();
        const bool is_taken = find_visible(*host_.store, live_, to).has_value();
        if (is_taken && !base::same_name(to, from.place.name)) return MAPI_E_NO_ACCESS;
        if (live_.put_off_rename(*host_.store, from.place, to)) return S_OK;
        if (const auto done = live_.step_aside(host_.store, to); !done) return done.error();
        return run(edits::rename_mapi_profile(
            {.name = from.place.name, .root = from.place.root.root}, to));
    });
}

HRESULT ProfileAdminObject::SetDefaultProfile(LPTSTR lpszProfileName, ULONG ulFlags) noexcept {
    return call([&]() -> Answer {
        const std::u16string name = text_from(lpszProfileName, ulFlags);
        if (name.empty()) return run(edits::set_default_mapi_profile(std::nullopt));
        const auto found = find_visible(*host_.store, live_, name);
        if (!found) return found.error();
        return run(edits::set_default_mapi_profile(found->place.name));
    });
}

HRESULT ProfileAdminObject::AdminServices(LPTSTR lpszProfileName, LPTSTR lpszPassword, ULONG_PTR,
                                          ULONG ulFlags,
                                          IMsgServiceAdmin** lppServiceAdmin) noexcept {
    return call(
        [&]() -> Answer {
            if (lpszProfileName == nullptr) return MAPI_E_INVALID_PARAMETER;
            if (!is_empty_password(lpszPassword)) return wrong_password();
            const auto found =
                find_visible(*host_.store, live_, text_from(lpszProfileName, ulFlags));
            if (!found && found.error().code == ErrorCode::profile_not_found)
                return {MAPI_E_LOGON_FAILED, found.error().what};
            if (!found) return found.error();
            auto profile = std::make_shared<ProfileHandle>(host_, found->place);
            *lppServiceAdmin =
                com::make_object<ServiceAdminObject>(std::move(profile), nullptr).detach();
            return S_OK;
        },
        lppServiceAdmin);
}

}  // namespace olkacct::mapi
