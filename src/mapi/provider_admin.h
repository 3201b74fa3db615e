// IProviderAdmin: the providers of one message service.
#pragma once

#include <memory>

#include "mapi/mapi_object.h"
#include "mapi/profile_handle.h"

namespace olkacct::mapi {

class ProviderAdminObject final : public MapiObject<IProviderAdmin> {
  public:
    ProviderAdminObject(std::shared_ptr<ProfileHandle> profile, const profile::Uid& service,
                        Life life)
        : MapiObject(std::move(life)), profile_(std::move(profile)), service_(service) {}

    HRESULT STDMETHODCALLTYPE GetProviderTable(ULONG ulFlags,
                                               IMAPITable** lppTable) noexcept override;
    HRESULT STDMETHODCALLTYPE CreateProvider(LPTSTR lpszProvider, ULONG cValues,
                                             SPropValue* lpProps, ULONG_PTR ulUIParam,
                                             ULONG ulFlags, MAPIUID* lpUID) noexcept override;
    HRESULT STDMETHODCALLTYPE DeleteProvider(MAPIUID* lpUID) noexcept override;
    HRESULT STDMETHODCALLTYPE OpenProfileSection(MAPIUID* lpUID, const IID* lpInterface,
                                                 ULONG ulFlags,
                                                 IProfSect** lppProfSect) noexcept override;

  private:
    ~ProviderAdminObject() override = default;

    const std::shared_ptr<ProfileHandle> profile_;
    const profile::Uid service_;
};

}  // namespace olkacct::mapi
