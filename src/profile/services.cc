// Reading message services and their providers. Sheet sections 11.3 and 11.4.
#include "profile/services.h"

#include <algorithm>

#include "base/upcase.h"
#include "olkacct/property.h"
#include "profile/key_names.h"

namespace olkacct::profile {
namespace {

std::string name_of(std::span<const std::byte> uid) { return section_name(uid.first<uid_size>()); }

std::u16string wide(const std::string& ascii) { return {ascii.begin(), ascii.end()}; }

const RegistryValue* find_value(const SectionValues& values, std::u16string_view name) {
    const auto value = std::find_if(values.begin(), values.end(), [name](const RegistryValue& v) {
        return base::same_name(v.name, name);
    });
    return value == values.end() ? nullptr : &*value;
}

std::optional<std::uint32_t> section_number(const SectionValues& values, std::u16string_view name) {
    const RegistryValue* value = find_value(values, name);
    return value == nullptr ? std::nullopt : decode_number(*value);
}

// Whole MAPIUIDs, each once: a list made to hurt names one section many times.
std::vector<std::span<const std::byte>> split_uids(ReadContext& context,
                                                   std::span<const std::byte> packed) {
    std::vector<std::span<const std::byte>> uids;
    const std::size_t count = std::min(packed.size() / uid_size, max_section_links);
    if (count < packed.size() / uid_size) {
        context.warn("a list of sections is too long, its end was left out", {});
    }
    for (std::size_t i = 0; i < count; ++i) {
        uids.push_back(packed.subspan(i * uid_size, uid_size));
    }
    std::vector<std::span<const std::byte>> seen = uids;
    const auto less = [](auto left, auto right) {
        return std::lexicographical_compare(left.begin(), left.end(), right.begin(), right.end());
    };
    const auto same = [](auto left, auto right) { return std::ranges::equal(left, right); };
    std::stable_sort(seen.begin(), seen.end(), less);
    seen.erase(std::unique(seen.begin(), seen.end(), same), seen.end());
    if (seen.size() == uids.size()) {
        return uids;
    }
    // The first of equal ones is the one that stays: it has the smallest address.
    std::sort(seen.begin(), seen.end(),
              [](auto left, auto right) { return left.data() < right.data(); });
    return seen;
}

Result<ServiceProvider> read_provider(ReadContext& context, registry::KeyId profile,
                                      std::span<const std::byte> uid, std::uint32_t list_type) {
    ServiceProvider provider;
    provider.section = name_of(uid);
    provider.resource_type = list_type;
    const auto values = read_section(context, profile, uid);
    if (!values) {
        return tl::unexpected(values.error());
    }
    if (*values) {
        provider.display_name = section_text(**values, u"3006");
        if (provider.display_name.empty()) {
            provider.display_name = section_text(**values, u"3001");
        }
        provider.dll_name = section_text(**values, u"300a");
        provider.resource_type = section_number(**values, u"00033e03").value_or(list_type);
        provider.resource_flags = section_number(**values, u"00033009").value_or(0);
    }
    return provider;
}

}  // namespace

Result<std::optional<SectionValues>> read_section(ReadContext& context, registry::KeyId profile,
                                                  std::span<const std::byte> uid) {
    using Maybe = std::optional<SectionValues>;
    if (uid.size() != uid_size || !context.within_limit()) {
        return Maybe();
    }
    const auto key = context.tolerate(context.transaction().find(profile, wide(name_of(uid))));
    if (!key) {
        return tl::unexpected(key.error());
    }
    if (!*key) {
        return Maybe();
    }
    auto values = context.tolerate(context.transaction().values(**key));
    if (!values) {
        return tl::unexpected(values.error());
    }
    context.spend(*values);
    return Maybe(std::move(*values));
}

std::span<const std::byte> section_bytes(const SectionValues& values, std::u16string_view name) {
    const RegistryValue* value = find_value(values, name);
    return value == nullptr ? std::span<const std::byte>() : value->data;
}

std::u16string section_text(const SectionValues& values, std::u16string_view id) {
    for (const std::u16string_view type : {u"001f", u"001e"}) {
        if (const auto* value = find_value(values, std::u16string(type).append(id))) {
            return decode_string(*value);
        }
    }
    return {};
}

Result<std::optional<Service>> read_service(ReadContext& context, registry::KeyId profile,
                                            std::span<const std::byte> uid) {
    const auto values = read_section(context, profile, uid);
    if (!values) {
        return tl::unexpected(values.error());
    }
    if (!*values) {
        return std::optional<Service>();
    }
    Service service;
    service.section = name_of(uid);
    service.name = section_text(**values, u"3d09");
    service.display_name = section_text(**values, u"3001");
    service.dll_name = section_text(**values, u"3d0a");
    service.resource_flags = section_number(**values, u"00033009").value_or(0);
    for (const ProviderList& list : provider_lists) {
        for (const auto provider_uid : split_uids(context, section_bytes(**values, list.value))) {
            auto provider = read_provider(context, profile, provider_uid, list.resource_type);
            if (!provider) {
                return tl::unexpected(provider.error());
            }
            service.providers.push_back(std::move(*provider));
        }
    }
    return std::optional<Service>(std::move(service));
}

Result<std::vector<Service>> read_services(ReadContext& context, registry::KeyId profile) {
    std::vector<Service> services;
    const auto table = context.tolerate(context.transaction().find(profile, service_table_name));
    if (!table) {
        return tl::unexpected(table.error());
    }
    if (!*table) {
        return services;
    }
    const auto list = context.tolerate(context.transaction().value(**table, uid_list::services));
    if (!list) {
        return tl::unexpected(list.error());
    }
    if (!*list) {
        return services;
    }
    for (const auto uid : split_uids(context, (*list)->data)) {
        auto service = read_service(context, profile, uid);
        if (!service) {
            return tl::unexpected(service.error());
        }
        if (*service) {
            services.push_back(std::move(**service));
        }
    }
    return services;
}

}  // namespace olkacct::profile
