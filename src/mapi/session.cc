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

HRESULT SessionObject::Logoff(ULONG_PTR, ULONG, ULONG) noexcept {
    return call([&]() -> Answer {
        std::shared_ptr<ProfilePin> pin;
        {
            const std::lock_guard lock(mutex_);
            pin.swap(pin_);
        }
        life()->end();
        return S_OK;
    });
}

HRESULT SessionObject::GetMsgStoresTable(ULONG, IMAPITable** lppTable) noexcept {
    return refuse(lppTable);
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
HRESULT SessionObject::CompareEntryIDs(ULONG, ENTRYID*, ULONG, ENTRYID*, ULONG,
                                       ULONG* lpulResult) noexcept {
    return refuse(lpulResult);
}
HRESULT SessionObject::Advise(ULONG, ENTRYID*, ULONG, IMAPIAdviseSink*,
                              ULONG_PTR* lpulConnection) noexcept {
    return refuse(lpulConnection);
}
HRESULT SessionObject::Unadvise(ULONG_PTR) noexcept { return refuse(); }
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
