// Reading the store providers that a profile's table names.
#include "profile/edit/store_providers.h"

#include <algorithm>

#include "olkacct/property.h"
#include "profile/edit/sections.h"
#include "profile/services.h"

namespace olkacct::profile {

bool StoreProviders::has(std::span<const std::byte> entry_id) const {
    return std::ranges::any_of(
        entry_ids, [entry_id](const auto& known) { return std::ranges::equal(known, entry_id); });
}

Result<StoreProviders> read_store_providers(EditContext& context, registry::KeyId profile) {
    registry::WriteTransaction& transaction = context.transaction();
    StoreProviders stores;
    const auto table = transaction.find(profile, service_table_name);
    if (!table || !*table) {
        return table.map([&stores](const auto&) { return stores; });
    }
    const auto list = transaction.value(**table, uid_list::stores);
    if (!list || !*list) {
        return list.map([&stores](const auto&) { return stores; });
    }
    const std::span<const std::byte> uids = (*list)->data;
    const std::size_t count = std::min(uids.size() / uid_size, max_section_links);
    for (std::size_t i = 0; i < count; ++i) {
        const auto section = find_section(context, profile, uids.subspan(i * uid_size, uid_size));
        if (!section) {
            return tl::unexpected(section.error());
        }
        if (!*section) {
            continue;
        }
        auto entry_id = transaction.value(**section, provider_value::entry_id);
        const auto flags = transaction.value(**section, provider_value::flags);
        if (!entry_id || !flags) {
            return tl::unexpected(entry_id ? flags.error() : entry_id.error());
        }
        if (*entry_id) {
            stores.entry_ids.push_back(std::move((*entry_id)->data));
        }
        const std::uint32_t bits = *flags ? decode_number(**flags).value_or(0) : 0;
        stores.has_default = stores.has_default || (bits & default_store_flag) != 0;
    }
    return stores;
}

}  // namespace olkacct::profile
