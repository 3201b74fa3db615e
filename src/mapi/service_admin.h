// IMsgServiceAdmin and IMsgServiceAdmin2: the message services of one profile.
#pragma once

#include <memory>

#include "base/com/com_ptr.h"
#include "mapi/mapi_object.h"
#include "mapi/profile_handle.h"

namespace olkacct::mapi {

class ServiceAdminObject final : public MapiObject<IMsgServiceAdmin2, IMsgServiceAdmin> {
  public:
    ServiceAdminObject(std::shared_ptr<ProfileHandle> profile, Life life)
        : MapiObject(std::move(life)), profile_(std::move(profile)) {}

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID riid, void** object) noexcept override;
    HRESULT STDMETHODCALLTYPE GetMsgServiceTable(ULONG ulFlags,
                                                 IMAPITable** lppTable) noexcept override;
    HRESULT STDMETHODCALLTYPE CreateMsgService(LPTSTR lpszService, LPTSTR lpszDisplayName,
                                               ULONG_PTR ulUIParam,
                                               ULONG ulFlags) noexcept override;
    HRESULT STDMETHODCALLTYPE DeleteMsgService(MAPIUID* lpUID) noexcept override;
    HRESULT STDMETHODCALLTYPE CopyMsgService(MAPIUID* lpUID, LPTSTR lpszDisplayName,
                                             const IID* lpInterfaceToCopy,
                                             const IID* lpInterfaceDst, void* lpObjectDst,
                                             ULONG_PTR ulUIParam, ULONG ulFlags) noexcept override;
    HRESULT STDMETHODCALLTYPE RenameMsgService(MAPIUID* lpUID, ULONG ulFlags,
                                               LPTSTR lpszDisplayName) noexcept override;
    HRESULT STDMETHODCALLTYPE ConfigureMsgService(MAPIUID* lpUID, ULONG_PTR ulUIParam,
                                                  ULONG ulFlags, ULONG cValues,
                                                  SPropValue* lpProps) noexcept override;
    HRESULT STDMETHODCALLTYPE OpenProfileSection(MAPIUID* lpUID, const IID* lpInterface,
                                                 ULONG ulFlags,
                                                 IProfSect** lppProfSect) noexcept override;
    HRESULT STDMETHODCALLTYPE MsgServiceTransportOrder(ULONG cUID, MAPIUID* lpUIDList,
                                                       ULONG ulFlags) noexcept override;
    HRESULT STDMETHODCALLTYPE AdminProviders(MAPIUID* lpUID, ULONG ulFlags,
                                             IProviderAdmin** lppProviderAdmin) noexcept override;
    HRESULT STDMETHODCALLTYPE SetPrimaryIdentity(MAPIUID* lpUID, ULONG ulFlags) noexcept override;
    HRESULT STDMETHODCALLTYPE GetProviderTable(ULONG ulFlags,
                                               IMAPITable** lppTable) noexcept override;
    HRESULT STDMETHODCALLTYPE CreateMsgServiceEx(LPTSTR lpszService, LPTSTR lpszDisplayName,
                                                 ULONG_PTR ulUIParam, ULONG ulFlags,
                                                 MAPIUID* lpuidService) noexcept override;

    [[nodiscard]] const std::shared_ptr<ProfileHandle>& profile() const { return profile_; }

  private:
    ~ServiceAdminObject() override = default;

    template <class Rows>
    Answer give_table(Rows rows, ULONG flags, IMAPITable** table);
    Answer create(LPTSTR service, LPTSTR display_name, ULONG flags, MAPIUID* uid);
    Answer copy(const MAPIUID& service, const IID* interface_id, void* destination);

    const std::shared_ptr<ProfileHandle> profile_;
};

}  // namespace olkacct::mapi
