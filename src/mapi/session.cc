// The members of IMAPISession.
#include "mapi/session.h"

#include <array>
#include <cstring>

#include "base/com/com_ptr.h"
#include "mapi/section.h"
#include "mapi/service_admin.h"
#include "mapi/table.h"

namespace olkacct::mapi {
namespace {

// A one-off identifier with empty name, type and address in Unicode: whom a session without a
// primary identity speaks for (MS-27).
constexpr std::array<BYTE, 30> no_identity = {0,    0,    0,    0,    0x81, 0x2B, 0x1F, 0xA4,
                                              0xBE, 0xA3, 0x10, 0x19, 0x9D, 0x6E, 0x00, 0xDD,
                                              0x01, 0x0F, 0x54, 0x02, 0,    0,    0,    0x80};

// Flags and the MAPIUID of a provider (MP-Eid-2, MS-86).
constexpr ULONG smallest_entry_id = 20;

bool is_entry_id(ULONG size, const ENTRYID* id) {
    return id != nullptr && size >= smallest_entry_id;
}

// The one row that is always there; its name is that of the profile (MP-Ses-10).
TableRows status_rows(const std::u16string& profile_name) {
    using profile::number_property;
    TableRows rows;
    rows.kind = TBLTYPE_DYNAMIC;
    rows.default_columns = {
        PR_DISPLAY_NAME_W, PR_STATUS_CODE,   PR_RESOURCE_METHODS, PR_PROVIDER_DLL_NAME_W,
        PR_RESOURCE_FLAGS, PR_RESOURCE_TYPE, PR_ENTRYID,          PR_INSTANCE_KEY,
        PR_OBJECT_TYPE,    PR_ROWID};
    const profile::ElementBytes key(4);
    rows.rows.push_back(
        {profile::text_property(PR_DISPLAY_NAME_W, profile_name),
         number_property(PR_STATUS_CODE, STATUS_AVAILABLE), number_property(PR_RESOURCE_METHODS, 0),
         number_property(PR_RESOURCE_FLAGS, 0), number_property(PR_RESOURCE_TYPE, MAPI_SUBSYSTEM),
         profile::bytes_property(PR_INSTANCE_KEY, key),
         number_property(PR_OBJECT_TYPE, MAPI_STATUS), number_property(PR_ROWID, 0)});
    return rows;
}

}  // namespace

HRESULT SessionObject::OpenProfileSection(MAPIUID* lpUID, const IID* lpInterface, ULONG ulFlags,
                                          IProfSect** lppProfSect) noexcept {
    return call(
        [&] {
            return open_section(profile_, life(), {lpUID, lpInterface, ulFlags, nullptr},
                                lppProfSect);
        },
        lppProfSect);
}

HRESULT SessionObject::AdminServices(ULONG, IMsgServiceAdmin** lppServiceAdmin) noexcept {
    return call(
        [&]() -> Answer {
            *lppServiceAdmin = com::make_object<ServiceAdminObject>(profile_, life()).detach();
            return S_OK;
        },
        lppServiceAdmin);
}

HRESULT SessionObject::GetStatusTable(ULONG ulFlags, IMAPITable** lppTable) noexcept {
    return call(
        [&]() -> Answer {
            *lppTable = make_table(status_rows(profile_->shown_name()), ulFlags, life()).detach();
            return S_OK;
        },
        lppTable);
}

HRESULT SessionObject::GetMsgStoresTable(ULONG ulFlags, IMAPITable** lppTable) noexcept {
    return call(
        [&]() -> Answer {
            *lppTable = make_table(stores_, ulFlags, life()).detach();
            return S_OK;
        },
        lppTable);
}

HRESULT SessionObject::CompareEntryIDs(ULONG cbEntryID1, ENTRYID* lpEntryID1, ULONG cbEntryID2,
                                       ENTRYID* lpEntryID2, ULONG, ULONG* lpulResult) noexcept {
    return call(
        [&]() -> Answer {
            if (!is_entry_id(cbEntryID1, lpEntryID1) || !is_entry_id(cbEntryID2, lpEntryID2))
                return MAPI_E_INVALID_ENTRYID;
            const bool same =
                cbEntryID1 == cbEntryID2 && std::memcmp(lpEntryID1, lpEntryID2, cbEntryID1) == 0;
            *lpulResult = same ? TRUE : FALSE;
            if (same || std::memcmp(lpEntryID1->ab, lpEntryID2->ab, sizeof(MAPIUID)) != 0)
                return S_OK;
            // Only their provider could tell, and none is loaded.
            return MAPI_E_UNKNOWN_ENTRYID;
        },
        lpulResult);
}

HRESULT SessionObject::QueryIdentity(ULONG* lpcbEntryID, ENTRYID** lppEntryID) noexcept {
    return call(
        [&]() -> Answer {
            Chain chain(no_identity.size());
            std::memcpy(chain.root(), no_identity.data(), no_identity.size());
            *lpcbEntryID = static_cast<ULONG>(no_identity.size());
            *lppEntryID = chain.release<ENTRYID>();
            return MAPI_W_NO_SERVICE;
        },
        lpcbEntryID, lppEntryID);
}

HRESULT SessionObject::Advise(ULONG cbEntryID, ENTRYID* lpEntryID, ULONG ulEventMask,
                              IMAPIAdviseSink* lpAdviseSink, ULONG_PTR* lpulConnection) noexcept {
    return call(
        [&]() -> Answer {
            if (lpAdviseSink == nullptr) return MAPI_E_INVALID_PARAMETER;
            if (cbEntryID != 0 || lpEntryID != nullptr)
                return is_entry_id(cbEntryID, lpEntryID) ? MAPI_E_UNKNOWN_ENTRYID
                                                         : MAPI_E_INVALID_ENTRYID;
            *lpulConnection = advisers_->add(ulEventMask, lpAdviseSink);
            return S_OK;
        },
        lpulConnection);
}

HRESULT SessionObject::Unadvise(ULONG_PTR ulConnection) noexcept {
    return call(
        [&]() -> Answer { return advisers_->remove(ulConnection) ? S_OK : MAPI_E_NOT_FOUND; });
}

HRESULT SessionObject::Logoff(ULONG_PTR, ULONG ulFlags, ULONG) noexcept {
    // A sink may release the session.
    const auto self = com::ComPtr<SessionObject>::copy(this);
    return call([&]() -> Answer {
        std::shared_ptr<ProfilePin> pin;
        {
            const std::lock_guard lock(mutex_);
            pin.swap(pin_);
        }
        if (pin == nullptr) return MAPI_E_END_OF_SESSION;
        advisers_->tell(fnevExtended, logoff_notification());
        if ((ulFlags & MAPI_LOGOFF_SHARED) != 0)
            for (const auto& other : pin->others(*advisers_))
                other->tell(fnevCriticalError, end_of_session_notification());
        life()->end();
        advisers_->remove_all();
        return S_OK;
    });
}

HRESULT SessionObject::OpenMsgStore(ULONG_PTR, ULONG, ENTRYID*, const IID*, ULONG,
                                    IMsgStore** lppMDB) noexcept {
    return refuse(lppMDB);
}
HRESULT SessionObject::OpenAddressBook(ULONG_PTR, const IID*, ULONG,
                                       IAddrBook** lppAdrBook) noexcept {
    return refuse(lppAdrBook);
}
HRESULT SessionObject::OpenEntry(ULONG, ENTRYID*, const IID*, ULONG, ULONG* lpulObjType,
                                 IUnknown** lppUnk) noexcept {
    return refuse(lpulObjType, lppUnk);
}
HRESULT SessionObject::MessageOptions(ULONG_PTR, ULONG, LPTSTR, IMessage*) noexcept {
    return refuse();
}
HRESULT SessionObject::QueryDefaultMessageOpt(LPTSTR, ULONG, ULONG* lpcValues,
                                              SPropValue** lppOptions) noexcept {
    return refuse(lpcValues, lppOptions);
}
HRESULT SessionObject::EnumAdrTypes(ULONG, ULONG* lpcAdrTypes, LPTSTR** lpppszAdrTypes) noexcept {
    return refuse(lpcAdrTypes, lpppszAdrTypes);
}
HRESULT SessionObject::SetDefaultStore(ULONG, ULONG, ENTRYID*) noexcept { return refuse(); }
HRESULT SessionObject::ShowForm(ULONG_PTR, IMsgStore*, IMAPIFolder*, const IID*, ULONG_PTR,
                                IMessage*, ULONG, ULONG, ULONG, ULONG, LPSTR) noexcept {
    return refuse();
}
HRESULT SessionObject::PrepareForm(const IID*, IMessage*, ULONG_PTR* lpulMessageToken) noexcept {
    return refuse(lpulMessageToken);
}

}  // namespace olkacct::mapi
