// IMAPISession: one client's session on a profile.
#pragma once

#include <memory>
#include <mutex>

#include "mapi/live_profiles.h"
#include "mapi/mapi_object.h"
#include "mapi/table_view.h"

namespace olkacct::mapi {

/// Keeps its profile in use until it is logged off or released, which is then a logoff too (MS-21).
/// Only Logoff takes the objects that it gave away with it.
class SessionObject final : public MapiObject<IMAPISession> {
  public:
    /// `stores`: what GetMsgStoresTable shows, whatever is administered meanwhile (MS-23).
    SessionObject(std::shared_ptr<ProfilePin> pin, TableRows stores)
        : MapiObject(std::make_shared<SessionLife>(), MAPI_E_END_OF_SESSION),
          profile_(pin->profile()),
          stores_(std::move(stores)),
          advisers_(std::make_shared<Advisers>()),
          pin_(std::move(pin)) {
        pin_->join(advisers_);
    }

    HRESULT STDMETHODCALLTYPE GetMsgStoresTable(ULONG ulFlags,
                                                IMAPITable** lppTable) noexcept override;
    HRESULT STDMETHODCALLTYPE OpenMsgStore(ULONG_PTR ulUIParam, ULONG cbEntryID, ENTRYID* lpEntryID,
                                           const IID* lpInterface, ULONG ulFlags,
                                           IMsgStore** lppMDB) noexcept override;
    HRESULT STDMETHODCALLTYPE OpenAddressBook(ULONG_PTR ulUIParam, const IID* lpInterface,
                                              ULONG ulFlags,
                                              IAddrBook** lppAdrBook) noexcept override;
    HRESULT STDMETHODCALLTYPE OpenProfileSection(MAPIUID* lpUID, const IID* lpInterface,
                                                 ULONG ulFlags,
                                                 IProfSect** lppProfSect) noexcept override;
    HRESULT STDMETHODCALLTYPE GetStatusTable(ULONG ulFlags,
                                             IMAPITable** lppTable) noexcept override;
    HRESULT STDMETHODCALLTYPE OpenEntry(ULONG cbEntryID, ENTRYID* lpEntryID, const IID* lpInterface,
                                        ULONG ulFlags, ULONG* lpulObjType,
                                        IUnknown** lppUnk) noexcept override;
    HRESULT STDMETHODCALLTYPE CompareEntryIDs(ULONG cbEntryID1, ENTRYID* lpEntryID1,
                                              ULONG cbEntryID2, ENTRYID* lpEntryID2, ULONG ulFlags,
                                              ULONG* lpulResult) noexcept override;
    HRESULT STDMETHODCALLTYPE Advise(ULONG cbEntryID, ENTRYID* lpEntryID, ULONG ulEventMask,
                                     IMAPIAdviseSink* lpAdviseSink,
                                     ULONG_PTR* lpulConnection) noexcept override;
    HRESULT STDMETHODCALLTYPE Unadvise(ULONG_PTR ulConnection) noexcept override;
    HRESULT STDMETHODCALLTYPE MessageOptions(ULONG_PTR ulUIParam, ULONG ulFlags, LPTSTR lpszAdrType,
                                             IMessage* lpMessage) noexcept override;
    HRESULT STDMETHODCALLTYPE QueryDefaultMessageOpt(LPTSTR lpszAdrType, ULONG ulFlags,
                                                     ULONG* lpcValues,
                                                     SPropValue** lppOptions) noexcept override;
    HRESULT STDMETHODCALLTYPE EnumAdrTypes(ULONG ulFlags, ULONG* lpcAdrTypes,
                                           LPTSTR** lpppszAdrTypes) noexcept override;
    HRESULT STDMETHODCALLTYPE QueryIdentity(ULONG* lpcbEntryID,
                                            ENTRYID** lppEntryID) noexcept override;
    HRESULT STDMETHODCALLTYPE Logoff(ULONG_PTR ulUIParam, ULONG ulFlags,
                                     ULONG ulReserved) noexcept override;
    HRESULT STDMETHODCALLTYPE SetDefaultStore(ULONG ulFlags, ULONG cbEntryID,
                                              ENTRYID* lpEntryID) noexcept override;
    HRESULT STDMETHODCALLTYPE AdminServices(ULONG ulFlags,
                                            IMsgServiceAdmin** lppServiceAdmin) noexcept override;
    HRESULT STDMETHODCALLTYPE ShowForm(ULONG_PTR ulUIParam, IMsgStore* lpMsgStore,
                                       IMAPIFolder* lpParentFolder, const IID* lpInterface,
                                       ULONG_PTR ulMessageToken, IMessage* lpMessageSent,
                                       ULONG ulFlags, ULONG ulMessageStatus, ULONG ulMessageFlags,
                                       ULONG ulAccess, LPSTR lpszMessageClass) noexcept override;
    HRESULT STDMETHODCALLTYPE PrepareForm(const IID* lpInterface, IMessage* lpMessage,
                                          ULONG_PTR* lpulMessageToken) noexcept override;

  private:
    ~SessionObject() override = default;

    // A method that is not offered here, of a session that still lives.
    template <class... T>
    HRESULT refuse(T*... outs) noexcept {
        clear(outs...);
        return has_ended() ? MAPI_E_END_OF_SESSION : MAPI_E_NO_SUPPORT;
    }

    const std::shared_ptr<ProfileHandle> profile_;
    const TableRows stores_;
    const std::shared_ptr<Advisers> advisers_;
    std::mutex mutex_;
    std::shared_ptr<ProfilePin> pin_;
};

}  // namespace olkacct::mapi
