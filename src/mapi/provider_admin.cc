// The members of IProviderAdmin.
#include "mapi/provider_admin.h"

#include <cstring>

#include "mapi/client_text.h"
#include "mapi/profile_rows.h"
#include "mapi/section.h"
#include "mapi/service_catalog.h"
#include "mapi/table.h"
#include "profile/messaging/service_edits.h"

namespace olkacct::mapi {
namespace {

using Extras = std::vector<std::pair<profile::Uid, profile::SectionProperties>>;

Result<void> read_extras(registry::ReadTransaction& transaction, registry::KeyId profile,
                         const profile::MessageService& service, Extras& extras) {
    for (const profile::Uid& uid : service.extra_sections) {
        const auto key = transaction.find(profile, profile::key_name(uid));
        if (!key) return tl::unexpected(key.error());
        if (!*key) continue;
        auto properties = profile::read_properties(transaction, **key);
        if (!properties) return tl::unexpected(properties.error());
        extras.emplace_back(uid, std::move(*properties));
    }
    return {};
}

}  // namespace

HRESULT ProviderAdminObject::GetProviderTable(ULONG ulFlags, IMAPITable** lppTable) noexcept {
    return call(
        [&]() -> Answer {
            TableRows rows;
            const auto done =
                profile_->read([&](registry::ReadTransaction& transaction,
                                   const profile::ProfilePlace& place) -> Result<void> {
                    const auto tree = profile::read_service_tree(transaction, place.key);
                    if (!tree) return tl::unexpected(tree.error());
                    const auto* const service = tree->find_service(service_);
                    if (service == nullptr)
                        return fail(ErrorCode::key_not_found, "the service was deleted");
                    Extras extras;
                    auto read = read_extras(transaction, place.key, *service, extras);
                    if (read) rows = provider_rows(*service, extras);
                    return read;
                });
            if (!done) return done.error();
            *lppTable = make_table(std::move(rows), ulFlags, life()).detach();
            return S_OK;
        },
        lppTable);
}

HRESULT ProviderAdminObject::CreateProvider(LPTSTR lpszProvider, ULONG cValues, SPropValue* lpProps,
                                            ULONG_PTR, ULONG ulFlags, MAPIUID* lpUID) noexcept {
    return call([&]() -> Answer {
        if (lpszProvider == nullptr || (cValues != 0 && lpProps == nullptr))
            return MAPI_E_INVALID_PARAMETER;
        profile::SectionProperties properties;
        for (ULONG i = 0; i < cValues; ++i) {
            const ULONG type = PROP_TYPE(lpProps[i].ulPropTag);
            if (type == PT_NULL || type == PT_ERROR) continue;
            auto property = copy_from(lpProps[i]);
            if (!property) return MAPI_E_INVALID_PARAMETER;
            properties.push_back(std::move(*property));
        }
        const auto from = profile_->host().catalog->provider(text_from(lpszProvider, ulFlags));
        profile::Uid made{};
        const auto done = profile_->edit([&](profile::EditContext& context,
                                             const profile::ProfilePlace& place) {
            return profile::create_provider(context, place.key, service_,
                                            from.value_or(profile::SectionProperties()), properties)
                .map([&](const profile::Uid& uid) { made = uid; });
        });
        if (!done) return done.error();
        if (lpUID != nullptr) std::memcpy(lpUID->ab, made.data(), made.size());
        return S_OK;
    });
}

HRESULT ProviderAdminObject::DeleteProvider(MAPIUID* lpUID) noexcept {
    return call([&]() -> Answer {
        if (lpUID == nullptr) return MAPI_E_INVALID_PARAMETER;
        return answer_of(
            profile_->edit([&](profile::EditContext& context, const profile::ProfilePlace& place) {
                return profile::remove_provider(context, place.key, service_, uid_from(*lpUID));
            }));
    });
}

HRESULT ProviderAdminObject::OpenProfileSection(MAPIUID* lpUID, const IID* lpInterface,
                                                ULONG ulFlags, IProfSect** lppProfSect) noexcept {
    return call(
        [&] {
            return open_section(profile_, life(), {lpUID, lpInterface, ulFlags, &service_},
                                lppProfSect);
        },
        lppProfSect);
}

}  // namespace olkacct::mapi
