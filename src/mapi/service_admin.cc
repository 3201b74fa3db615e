// The members of IMsgServiceAdmin and IMsgServiceAdmin2.
#include "mapi/service_admin.h"

#include <cstring>
#include <optional>

#include "mapi/client_text.h"
#include "mapi/profile_rows.h"
#include "mapi/provider_admin.h"
#include "mapi/section.h"
#include "mapi/service_catalog.h"
#include "mapi/table.h"
#include "profile/messaging/service_edits.h"

namespace olkacct::mapi {
namespace {

// Our own objects know each other by this.
constexpr IID admin_identity = {
    0x6F6C6B61, 0x6164, 0x6D69, {0x9C, 0x21, 0x40, 0x0D, 0x11, 0x52, 0x77, 0x04}};

com::ComPtr<ServiceAdminObject> as_admin(IUnknown& object) {
    void* found = nullptr;
    if (FAILED(object.QueryInterface(admin_identity, &found))) return nullptr;
    return com::ComPtr<ServiceAdminObject>::attach(static_cast<ServiceAdminObject*>(found));
}

// The administration of the destination of a copy: a session's, or the object itself.
HRESULT find_destination(const IID* interface_id, void* object,
                         com::ComPtr<ServiceAdminObject>& found) {
    if (object == nullptr) return MAPI_E_INVALID_PARAMETER;
    auto* const unknown = static_cast<IUnknown*>(object);
    const bool is_session = interface_id == nullptr || *interface_id == IID_IMAPISession;
    const bool is_admin = !is_session && (*interface_id == IID_IMsgServiceAdmin ||
                                          *interface_id == IID_IMsgServiceAdmin2);
    if (!is_session && !is_admin) return MAPI_E_INTERFACE_NOT_SUPPORTED;
    if (is_admin) {
        found = as_admin(*unknown);
        return found ? S_OK : MAPI_E_INTERFACE_NOT_SUPPORTED;
    }
    com::ComPtr<IMAPISession> session;
    if (FAILED(unknown->QueryInterface(IID_IMAPISession, session.put_void())) || !session)
        return MAPI_E_INTERFACE_NOT_SUPPORTED;
    com::ComPtr<IMsgServiceAdmin> admin;
    if (const HRESULT hr = session->AdminServices(0, admin.put()); FAILED(hr)) return hr;
    found = admin ? as_admin(*admin) : nullptr;
    return found ? S_OK : MAPI_E_INTERFACE_NOT_SUPPORTED;
}

HRESULT take_values(ULONG count, const SPropValue* values, profile::SectionProperties& taken) {
    if (count != 0 && values == nullptr) return MAPI_E_INVALID_PARAMETER;
    for (ULONG i = 0; i < count; ++i) {
        const ULONG type = PROP_TYPE(values[i].ulPropTag);
        if (type == PT_NULL || type == PT_ERROR) continue;
        auto property = copy_from(values[i]);
        if (!property) return MAPI_E_INVALID_PARAMETER;
        taken.push_back(std::move(*property));
    }
    return S_OK;
}

}  // namespace

HRESULT ServiceAdminObject::QueryInterface(REFIID riid, void** object) noexcept {
    if (object != nullptr && riid == admin_identity) {
        *object = this;
        AddRef();
        return S_OK;
    }
    return MapiObject::QueryInterface(riid, object);
}

template <class Rows>
Answer ServiceAdminObject::give_table(Rows rows, ULONG flags, IMAPITable** table) {
    TableRows content;
    const auto done = profile_->read(
        [&](registry::ReadTransaction& transaction, const profile::ProfilePlace& place) {
            return profile::read_service_tree(transaction, place.key)
                .map([&](const profile::ServiceTree& tree) { content = rows(tree); });
        });
    if (!done) return done.error();
    *table = make_table(std::move(content), flags, life()).detach();
    return S_OK;
}

HRESULT ServiceAdminObject::GetMsgServiceTable(ULONG ulFlags, IMAPITable** lppTable) noexcept {
    return call([&] { return give_table(service_rows, ulFlags, lppTable); }, lppTable);
}

HRESULT ServiceAdminObject::GetProviderTable(ULONG ulFlags, IMAPITable** lppTable) noexcept {
    return call(
        [&] {
            return give_table([](const profile::ServiceTree& tree) { return provider_rows(tree); },
                              ulFlags, lppTable);
        },
        lppTable);
}

Answer ServiceAdminObject::create(LPTSTR service, LPTSTR display_name, ULONG flags, MAPIUID* uid) {
    if (service == nullptr) return MAPI_E_INVALID_PARAMETER;
    const auto found = profile_->host().catalog->service(text_from(service, flags));
    if (!found) return {MAPI_E_NOT_FOUND, "there is no such service to add"};
    std::optional<std::u16string> shown;
    if (display_name != nullptr) shown = text_from(display_name, flags);
    profile::Uid made{};
    const auto done =
        profile_->edit([&](profile::EditContext& context, const profile::ProfilePlace& place) {
            return profile::create_service(context, place.key, *found, shown)
                .map([&](const profile::Uid& each) { made = each; });
        });
    if (!done) return done.error();
    if (uid != nullptr) std::memcpy(uid->ab, made.data(), made.size());
    return S_OK;
}

HRESULT ServiceAdminObject::CreateMsgService(LPTSTR lpszService, LPTSTR lpszDisplayName, ULONG_PTR,
                                             ULONG ulFlags) noexcept {
    return call([&] { return create(lpszService, lpszDisplayName, ulFlags, nullptr); });
}

HRESULT ServiceAdminObject::CreateMsgServiceEx(LPTSTR lpszService, LPTSTR lpszDisplayName,
                                               ULONG_PTR, ULONG ulFlags,
                                               MAPIUID* lpuidService) noexcept {
    clear(lpuidService);
    return call([&] { return create(lpszService, lpszDisplayName, ulFlags, lpuidService); });
}

HRESULT ServiceAdminObject::DeleteMsgService(MAPIUID* lpUID) noexcept {
    return call([&]() -> Answer {
        if (lpUID == nullptr) return MAPI_E_INVALID_PARAMETER;
        return answer_of(
            profile_->edit([&](profile::EditContext& context, const profile::ProfilePlace& place) {
                return profile::remove_service(context, place.key, uid_from(*lpUID));
            }));
    });
}

Answer ServiceAdminObject::copy(const MAPIUID& service, const IID* interface_id,
                                void* destination) {
    com::ComPtr<ServiceAdminObject> target;
    if (const HRESULT hr = find_destination(interface_id, destination, target); hr != S_OK)
        return hr;
    profile::CopiedService copied;
    const auto taken = profile_->read(
        [&](registry::ReadTransaction& transaction, const profile::ProfilePlace& place) {
            return profile::copy_of_service(transaction, place.key, uid_from(service))
                .map([&](profile::CopiedService&& each) { copied = std::move(each); });
        });
    if (!taken) return taken.error();
    return answer_of(target->profile()->edit(
        [&](profile::EditContext& context, const profile::ProfilePlace& place) {
            return profile::paste_service(context, place.key, copied).map([](const auto&) {});
        }));
}

HRESULT ServiceAdminObject::CopyMsgService(MAPIUID* lpUID, LPTSTR, const IID*,
                                           const IID* lpInterfaceDst, void* lpObjectDst, ULONG_PTR,
                                           ULONG) noexcept {
    return call([&]() -> Answer {
        if (lpUID == nullptr) return MAPI_E_INVALID_PARAMETER;
        return copy(*lpUID, lpInterfaceDst, lpObjectDst);
    });
}

HRESULT ServiceAdminObject::RenameMsgService(MAPIUID*, ULONG, LPTSTR) noexcept {
    return MAPI_E_NO_SUPPORT;
}

HRESULT ServiceAdminObject::ConfigureMsgService(MAPIUID* lpUID, ULONG_PTR, ULONG, ULONG cValues,
                                                SPropValue* lpProps) noexcept {
    return call([&]() -> Answer {
        if (lpUID == nullptr) return MAPI_E_INVALID_PARAMETER;
        profile::SectionProperties properties;
        if (const HRESULT hr = take_values(cValues, lpProps, properties); hr != S_OK) return hr;
        bool has_entry_point = false;
        const auto done =
            profile_->edit([&](profile::EditContext& context, const profile::ProfilePlace& place) {
                return profile::configure_service(context, place.key, uid_from(*lpUID), properties)
                    .map([&](bool has) { has_entry_point = has; });
            });
        if (!done) return done.error();
        return has_entry_point ? S_OK : MAPI_E_NOT_INITIALIZED;
    });
}

HRESULT ServiceAdminObject::OpenProfileSection(MAPIUID* lpUID, const IID* lpInterface,
                                               ULONG ulFlags, IProfSect** lppProfSect) noexcept {
    return call(
        [&] {
            return open_section(profile_, life(), {lpUID, lpInterface, ulFlags, nullptr},
                                lppProfSect);
        },
        lppProfSect);
}

HRESULT ServiceAdminObject::MsgServiceTransportOrder(ULONG cUID, MAPIUID* lpUIDList,
                                                     ULONG) noexcept {
    return call([&]() -> Answer {
        if (cUID != 0 && lpUIDList == nullptr) return MAPI_E_INVALID_PARAMETER;
        std::vector<profile::Uid> order;
        for (ULONG i = 0; i < cUID; ++i) order.push_back(uid_from(lpUIDList[i]));
        auto outcome = profile::OrderOutcome::done;
        const auto done =
            profile_->edit([&](profile::EditContext& context, const profile::ProfilePlace& place) {
                return profile::set_transport_order(context, place.key, order)
                    .map([&](profile::OrderOutcome each) { outcome = each; });
            });
        if (!done) return done.error();
        return outcome == profile::OrderOutcome::done ? S_OK : MAPI_E_BUSY;
    });
}

HRESULT ServiceAdminObject::AdminProviders(MAPIUID* lpUID, ULONG,
                                           IProviderAdmin** lppProviderAdmin) noexcept {
    return call(
        [&]() -> Answer {
            if (lpUID == nullptr) return MAPI_E_INVALID_PARAMETER;
            const profile::Uid service = uid_from(*lpUID);
            bool exists = false;
            const auto done = profile_->read(
                [&](registry::ReadTransaction& transaction, const profile::ProfilePlace& place) {
                    return profile::read_service_tree(transaction, place.key)
                        .map([&](const profile::ServiceTree& tree) {
                            exists = tree.find_service(service) != nullptr;
                        });
                });
            if (!done) return done.error();
            if (!exists) return MAPI_E_NOT_FOUND;
            *lppProviderAdmin =
                com::make_object<ProviderAdminObject>(profile_, service, life()).detach();
            return S_OK;
        },
        lppProviderAdmin);
}

HRESULT ServiceAdminObject::SetPrimaryIdentity(MAPIUID* lpUID, ULONG) noexcept {
    return call([&]() -> Answer {
        std::optional<profile::Uid> service;
        if (lpUID != nullptr) service = uid_from(*lpUID);
        auto outcome = profile::IdentityOutcome::done;
        const auto done =
            profile_->edit([&](profile::EditContext& context, const profile::ProfilePlace& place) {
                return profile::set_primary_identity(context, place.key, service)
                    .map([&](profile::IdentityOutcome each) { outcome = each; });
            });
        if (!done) return done.error();
        return outcome == profile::IdentityOutcome::done ? S_OK : MAPI_E_NO_ACCESS;
    });
}

}  // namespace olkacct::mapi
