// IProfAdmin: the profiles of one source.
#pragma once

#include <memory>
#include <string>

#include "mapi/live_profiles.h"
#include "mapi/mapi_object.h"
#include "profile/messaging/profile_edits.h"

namespace olkacct::mapi {

/// Independent of every session.
class ProfileAdminObject final : public MapiObject<IProfAdmin> {
  public:
    /// `live` outlives the object.
    ProfileAdminObject(Host host, LiveProfiles& live) : host_(std::move(host)), live_(live) {}

    HRESULT STDMETHODCALLTYPE GetProfileTable(ULONG ulFlags,
                                              IMAPITable** lppTable) noexcept override;
    HRESULT STDMETHODCALLTYPE CreateProfile(LPTSTR lpszProfileName, LPTSTR lpszPassword,
                                            ULONG_PTR ulUIParam, ULONG ulFlags) noexcept override;
    HRESULT STDMETHODCALLTYPE DeleteProfile(LPTSTR lpszProfileName,
                                            ULONG ulFlags) noexcept override;
    HRESULT STDMETHODCALLTYPE ChangeProfilePassword(LPTSTR lpszProfileName, LPTSTR lpszOldPassword,
                                                    LPTSTR lpszNewPassword,
                                                    ULONG ulFlags) noexcept override;
    HRESULT STDMETHODCALLTYPE CopyProfile(LPTSTR lpszOldProfileName, LPTSTR lpszOldPassword,
                                          LPTSTR lpszNewProfileName, ULONG_PTR ulUIParam,
                                          ULONG ulFlags) noexcept override;
    HRESULT STDMETHODCALLTYPE RenameProfile(LPTSTR lpszOldProfileName, LPTSTR lpszOldPassword,
                                            LPTSTR lpszNewProfileName, ULONG_PTR ulUIParam,
                                            ULONG ulFlags) noexcept override;
    HRESULT STDMETHODCALLTYPE SetDefaultProfile(LPTSTR lpszProfileName,
                                                ULONG ulFlags) noexcept override;
    HRESULT STDMETHODCALLTYPE AdminServices(LPTSTR lpszProfileName, LPTSTR lpszPassword,
                                            ULONG_PTR ulUIParam, ULONG ulFlags,
                                            IMsgServiceAdmin** lppServiceAdmin) noexcept override;

  private:
    ~ProfileAdminObject() override = default;

    Answer run(const Edit& edit);

    struct TwoProfiles {
        profile::ListedProfile from;
        std::u16string to;
    };
    /// What CopyProfile and RenameProfile are asked for.
    tl::expected<TwoProfiles, Answer> two_profiles(LPTSTR old_name, LPTSTR password,
                                                   LPTSTR new_name, ULONG flags);

    const Host host_;
    LiveProfiles& live_;
};

/// The profiles that are to be seen: not those that are marked for deletion.
Result<std::vector<profile::ListedProfile>> visible_profiles(registry::Store& store,
                                                             const LiveProfiles& live);
/// profile_not_found, also for an empty name.
Result<profile::ListedProfile> find_visible(registry::Store& store, const LiveProfiles& live,
                                            const std::u16string& name);

}  // namespace olkacct::mapi
