// Rows: what is computed, then what is stored.
#include "mapi/profile_rows.h"

#include <algorithm>
#include <cstdint>

#include "base/upcase.h"
#include "profile/messaging/messaging_tags.h"

namespace olkacct::mapi {
namespace {

namespace tags = profile::tags;
using profile::bytes_property;

// Computed properties hide stored ones. Secure ones are never among the stored (MS-79).
Row row_of(Row computed, const profile::SectionProperties& stored) {
    for (const SectionProperty& property : stored)
        if (profile::find_property(computed, property.tag) == nullptr) computed.push_back(property);
    return computed;
}

// Of the upper-cased name: names that are one to a store have one key.
profile::ElementBytes key_of_name(std::u16string_view name) {
    std::uint64_t hash = 0xCBF29CE484222325;
    for (const char16_t unit : name) {
        hash = (hash ^ base::upcase(unit)) * 0x100000001B3;
    }
    profile::ElementBytes key(sizeof hash);
    for (std::size_t i = 0; i < key.size(); ++i) key[i] = static_cast<std::byte>(hash >> 8 * i);
    return key;
}

std::vector<std::uint32_t> provider_columns() {
    return {tags::instance_key,      tags::display_name,     tags::provider_display,
            tags::provider_dll_name, tags::provider_ordinal, tags::provider_uid,
            tags::resource_flags,    tags::resource_type,    tags::service_name,
            tags::service_uid};
}

Row provider_row(const profile::Provider& provider, std::uint32_t ordinal) {
    return row_of({bytes_property(tags::instance_key, provider.uid),
                   profile::number_property(tags::provider_ordinal, ordinal),
                   bytes_property(tags::provider_uid, provider.uid),
                   profile::number_property(tags::resource_type, provider.resource_type),
                   bytes_property(tags::service_uid, provider.service)},
                  provider.properties);
}

TableRows empty_providers() {
    TableRows rows;
    rows.default_columns = provider_columns();
    rows.more_columns = {tags::emsmdb_section_uid};
    return rows;
}

}  // namespace

TableRows profile_rows(const std::vector<profile::ListedProfile>& profiles) {
    TableRows rows;
    rows.default_columns = {PR_DEFAULT_PROFILE, tags::display_name};
    rows.more_columns = {tags::instance_key};
    for (const profile::ListedProfile& listed : profiles)
        rows.rows.push_back({profile::boolean_property(PR_DEFAULT_PROFILE, listed.is_default),
                             profile::text_property(tags::display_name, listed.place.name),
                             bytes_property(tags::instance_key, key_of_name(listed.place.name))});
    return rows;
}

TableRows service_rows(const profile::ServiceTree& tree) {
    TableRows rows;
    rows.default_columns = {
        tags::display_name,       tags::instance_key, tags::resource_flags,     PR_SERVICE_DLL_NAME,
        tags::service_entry_name, tags::service_name, PR_SERVICE_SUPPORT_FILES, tags::service_uid};
    rows.more_columns = {tags::emsmdb_section_uid, tags::emsmdb_legacy};
    const profile::MessageService* const legacy = tree.legacy();
    for (const profile::MessageService& service : tree.services) {
        Row computed = {bytes_property(tags::instance_key, service.uid),
                        bytes_property(tags::service_uid, service.uid)};
        if (service.is_exchange())
            computed.push_back(profile::boolean_property(tags::emsmdb_legacy, &service == legacy));
        rows.rows.push_back(row_of(std::move(computed), service.properties));
    }
    return rows;
}

TableRows provider_rows(const profile::ServiceTree& tree) {
    TableRows rows = empty_providers();
    for (const profile::Provider* const provider : tree.providers())
        rows.rows.push_back(provider_row(*provider, static_cast<std::uint32_t>(rows.rows.size())));
    return rows;
}

TableRows provider_rows(
    const profile::MessageService& service,
    const std::vector<std::pair<profile::Uid, profile::SectionProperties>>& extra_sections) {
    TableRows rows = empty_providers();
    for (const profile::Provider& provider : service.providers)
        rows.rows.push_back(provider_row(provider, static_cast<std::uint32_t>(rows.rows.size())));
    for (const auto& [uid, properties] : extra_sections) {
        Row row = row_of(
            {bytes_property(tags::instance_key, uid), bytes_property(tags::provider_uid, uid),
             bytes_property(tags::service_uid, service.uid)},
            properties);
        // By this column clients tell them from providers (MC-19).
        std::erase_if(row, [](const SectionProperty& property) {
            return profile::property_id(property.tag) == profile::property_id(tags::resource_type);
        });
        rows.rows.push_back(std::move(row));
    }
    return rows;
}

TableRows store_rows(const profile::ServiceTree& tree) {
    TableRows rows;
    rows.kind = TBLTYPE_DYNAMIC;
    rows.default_columns = {PR_DEFAULT_STORE,       tags::display_name, PR_ENTRYID,
                            tags::instance_key,     PR_MDB_PROVIDER,    tags::object_type,
                            tags::provider_display, PR_RECORD_KEY,      tags::resource_flags,
                            tags::resource_type};
    rows.more_columns = {tags::service_uid, tags::emsmdb_section_uid};
    bool has_default = false;
    for (const profile::Provider* const provider : tree.providers()) {
        if (provider->resource_type != MAPI_STORE_PROVIDER) continue;
        const auto* const stored =
            profile::find_property(provider->properties, tags::resource_flags);
        const auto flags = stored == nullptr ? 0 : profile::number_of(*stored).value_or(0);
        const bool is_default = !has_default && (flags & STATUS_DEFAULT_STORE) != 0;
        has_default = has_default || is_default;
        rows.rows.push_back(
            row_of({profile::boolean_property(PR_DEFAULT_STORE, is_default),
                    bytes_property(tags::instance_key, provider->uid),
                    profile::number_property(tags::object_type, MAPI_STORE),
                    profile::number_property(tags::resource_type, MAPI_STORE_PROVIDER),
                    bytes_property(tags::service_uid, provider->service)},
                   provider->properties));
    }
    return rows;
}

}  // namespace olkacct::mapi
