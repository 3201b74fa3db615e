// Emptying the sections of a service, and taking its links away.
#include "profile/edit/delete_service.h"

#include <algorithm>
#include <array>
#include <vector>

#include "profile/edit/encode.h"
#include "profile/edit/sections.h"
#include "profile/edit/store_providers.h"
#include "profile/services.h"

namespace olkacct::profile {
namespace {

using registry::KeyId;
using Bytes = std::vector<std::byte>;

constexpr std::u16string_view search_path_value = u"11023d05";  // PR_AB_SEARCH_PATH
// PR_AB_SEARCH_PATH_UPDATE: providers that are still to enter the search path.
constexpr std::u16string_view search_path_update_value = u"01023d11";

// PR_CONTAB_UID of a provider, and where an element of the search path holds it.
constexpr std::u16string_view container_value = u"01026601";
constexpr std::size_t search_path_uid_offset = 28;

Result<void> empty_key(EditContext& context, KeyId key) {
    const auto values = context.transaction().values(key);
    if (!values) {
        return tl::unexpected(values.error());
    }
    // Last first, so that taking it back restores their order.
    for (auto value = values->rbegin(); value != values->rend(); ++value) {
        if (auto done = context.transaction().delete_value(key, value->name); !done) {
            return done;
        }
    }
    return {};
}

// The providers that the service names and that do not say they belong to another.
Result<std::vector<Bytes>> own_providers(EditContext& context, KeyId profile, KeyId service_key,
                                         std::span<const std::byte> service) {
    std::vector<Bytes> providers;
    for (const ProviderList& list : provider_lists) {
        const auto value = context.transaction().value(service_key, list.value);
        if (!value) {
            return tl::unexpected(value.error());
        }
        const Bytes packed = *value ? (*value)->data : Bytes();
        for (std::size_t at = 0; at + uid_size <= packed.size(); at += uid_size) {
            const auto uid = std::span(packed).subspan(at, uid_size);
            const auto key = find_section(context, profile, uid);
            if (!key) {
                return tl::unexpected(key.error());
            }
            if (*key) {
                const auto owner = context.transaction().value(**key, service_uid_value);
                if (!owner) {
                    return tl::unexpected(owner.error());
                }
                if (*owner && !std::ranges::equal((*owner)->data, service)) {
                    continue;
                }
            }
            providers.emplace_back(uid.begin(), uid.end());
        }
    }
    return providers;
}

// Of a provider without one the MAPIUID of its section.
Result<Bytes> container_of(EditContext& context, KeyId profile, const Bytes& provider) {
    const auto key = find_section(context, profile, provider);
    if (!key || !*key) {
        return key.map([&provider](const auto&) { return provider; });
    }
    return context.transaction().value(**key, container_value).map([&provider](const auto& value) {
        return value ? value->data : provider;
    });
}

Result<void> leave_search_path(EditContext& context, KeyId table, const Bytes& container) {
    auto value = context.transaction().value(table, search_path_value);
    if (!value || !*value) {
        return value.map([](const auto&) {});
    }
    auto decoded = decode_section_value(**value);
    auto* path = std::get_if<MultiValue<Bytes>>(&decoded);
    if (path == nullptr) {
        return {};
    }
    const auto names_it = [&container](const Bytes& element) {
        return element.size() >= search_path_uid_offset + uid_size &&
               std::ranges::equal(std::span(element).subspan(search_path_uid_offset, uid_size),
                                  container);
    };
    if (std::erase_if(path->elements, names_it) == 0) {
        return {};
    }
    // Outlook was never seen to write a multi-value without elements.
    if (path->elements.empty()) {
        return context.transaction().delete_value(table, search_path_value);
    }
    (*value)->data = encode_multi_value(*path);
    return context.transaction().set_value(table, std::move(**value));
}

Result<void> leave_table(EditContext& context, KeyId profile, std::span<const std::byte> service,
                         const std::vector<Bytes>& providers) {
    const auto table = context.transaction().find(profile, service_table_name);
    if (!table || !*table) {
        return table.map([](const auto&) {});
    }
    auto done = remove_uid(context, **table, uid_list::services, service);
    for (const Bytes& provider : providers) {
        for (const ProviderList& list : provider_lists) {
            if (done) {
                done = remove_uid(context, **table, list.value, provider);
            }
        }
        if (done) {
            done = remove_uid(context, **table, search_path_update_value, provider);
        }
        if (done) {
            done = container_of(context, profile, provider).and_then([&](const Bytes& container) {
                return leave_search_path(context, **table, container);
            });
        }
    }
    return done;
}

Result<void> empty_provider(EditContext& context, KeyId profile, const Bytes& provider) {
    const auto key = find_section(context, profile, provider);
    if (!key || !*key) {
        return key.map([](const auto&) {});
    }
    const auto flags = context.transaction().value(**key, provider_value::flags);
    if (!flags) {
        return tl::unexpected(flags.error());
    }
    if (*flags && (decode_number(**flags).value_or(0) & default_store_flag) != 0) {
        context.remark(RemarkKind::note,
                       "this was the default data file of the profile, which has none now");
    }
    return empty_key(context, **key);
}

}  // namespace

Result<void> delete_service(EditContext& context, KeyId profile,
                            std::span<const std::byte> service) {
    const auto key = find_section(context, profile, service);
    if (!key || !*key) {
        return key.map([](const auto&) {});
    }
    const auto providers = own_providers(context, profile, **key, service);
    if (!providers) {
        return tl::unexpected(providers.error());
    }
    auto done = leave_table(context, profile, service, *providers);
    for (const Bytes& provider : *providers) {
        if (done) {
            done = empty_provider(context, profile, provider);
        }
    }
    return done ? empty_key(context, **key) : done;
}

}  // namespace olkacct::profile
