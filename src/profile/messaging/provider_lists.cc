// Entering and leaving the lists.
#include "profile/messaging/provider_lists.h"

#include <algorithm>

#include "base/upcase.h"
#include "profile/messaging/messaging_tags.h"

namespace olkacct::profile {

using registry::KeyId;

std::u16string_view list_of(std::uint32_t resource_type) {
    const auto found =
        std::ranges::find(provider_lists, resource_type, &ProviderList::resource_type);
    return found == provider_lists.end() ? uid_list::stores : found->value;
}

Result<void> check_single_copy(EditContext& context, KeyId profile, std::u16string_view name,
                               std::uint32_t flags) {
    if ((flags & service_flags::single_copy) == 0) {
        return {};
    }
    const auto tree = read_service_tree(context.transaction(), profile);
    if (!tree) {
        return tl::unexpected(tree.error());
    }
    const bool is_there = std::ranges::any_of(
        tree->services,
        [name](const MessageService& service) { return base::same_name(service.name, name); });
    return is_there ? Result<void>(fail(ErrorCode::already_exists,
                                        "a profile can have this service only once",
                                        context.store().name()))
                    : Result<void>();
}

Error no_such_service(const EditContext& context) {
    return {ErrorCode::key_not_found, "there is no such service or provider",
            context.store().name()};
}

Result<ProviderPlaces> places_of(EditContext& context, KeyId profile,
                                 const MessageService& service) {
    const auto key = find_section(context, profile, service.uid);
    if (!key) {
        return tl::unexpected(key.error());
    }
    if (!*key) {
        return tl::unexpected(no_such_service(context));
    }
    ProviderPlaces places{profile, **key, {}};
    if (service.settings) {
        const auto settings = find_section(context, profile, *service.settings);
        if (!settings) {
            return tl::unexpected(settings.error());
        }
        places.settings = *settings;
    }
    return places;
}

Result<void> enter_provider(EditContext& context, const ProviderPlaces& places,
                            std::u16string_view list, const Uid& provider) {
    auto done = append_uid(context, places.service, list, provider);
    // The settings of an Exchange account name its stores only.
    if (done && places.settings && list == uid_list::stores) {
        done = append_uid(context, *places.settings, list, provider);
    }
    if (!done) {
        return done;
    }
    return make_service_table(context, places.profile).and_then([&](KeyId table) {
        return append_uid(context, table, list, provider);
    });
}

Result<void> leave_lists(EditContext& context, const ProviderPlaces& places, const Uid& provider) {
    const auto table = make_service_table(context, places.profile);
    if (!table) {
        return tl::unexpected(table.error());
    }
    for (const ProviderList& list : provider_lists) {
        auto done = remove_uid(context, places.service, list.value, provider).and_then([&] {
            return remove_uid(context, *table, list.value, provider);
        });
        if (done && places.settings) {
            done = remove_uid(context, *places.settings, list.value, provider);
        }
        if (!done) {
            return done;
        }
    }
    return {};
}

}  // namespace olkacct::profile
