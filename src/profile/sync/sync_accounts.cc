// Doing away with the differences between services and accounts.
#include "olkacct/sync.h"

#include "profile/edit/account_identity.h"
#include "profile/edit/account_kinds.h"
#include "profile/edit/counters.h"
#include "profile/edit/create_service_account.h"
#include "profile/edit/delete_account.h"
#include "profile/edit/encode.h"
#include "profile/sync/differences.h"

namespace olkacct::profile {
namespace {

Result<void> make_account(EditContext& context, EditedProfile& profile,
                          const LonelyService& service) {
    const auto id = take_account_id(context, profile);
    if (!id) {
        return tl::unexpected(id.error());
    }
    if (service.is_exchange) {
        context.remark(RemarkKind::left_to_outlook,
                       "`Identity Eid`, `XP Provider UID` and `XP Status` of the Exchange account",
                       "account " + std::to_string(*id));
    }
    auto name = distinct_name(profile.content, service.categories, service.name);
    return write_wrapper(context, profile, *id, {{new_tag::name, std::move(name)}},
                         {.categories = service.categories,
                          .is_exchange = service.is_exchange,
                          .service = service.uid,
                          .service_name = service.service_name});
}

Result<void> link_store(EditContext& context, const EditedProfile& profile, const StoreLink& link) {
    const auto key = find_account_key(context, profile, link.account);
    if (!key) {
        return tl::unexpected(key.error());
    }
    context.changed(profile.content.path);
    return context.transaction().set_value(*key, binary_value(link.value, link.entry_id));
}

Result<void> remove(EditContext& context, const EditedProfile& profile,
                    const Differences& differences) {
    for (const std::uint32_t id : differences.orphans) {
        if (auto done = delete_account(context, profile, id); !done) {
            return done;
        }
    }
    return {};
}

Result<void> sync_profile(EditContext& context, const ProfilePlace& place, StoresCheck stores) {
    const auto differences = find_differences(context.transaction(), place, stores);
    if (!differences) {
        return tl::unexpected(differences.error());
    }
    for (const Remark& remark : differences->remarks) {
        context.remark(remark.kind, remark.what, remark.where);
    }
    if (differences->empty()) {
        return {};
    }
    auto profile = context.open({place.name, place.root.root});
    if (!profile) {
        return tl::unexpected(profile.error());
    }
    // First, so that a new account may have the name of one that goes.
    auto done = remove(context, *profile, *differences);
    if (done && !differences->orphans.empty()) {
        profile = context.open({place.name, place.root.root});
        done = profile.map([](const auto&) {});
    }
    for (const LonelyService& service : differences->services) {
        done = done ? make_account(context, *profile, service) : done;
    }
    for (const StoreLink& link : differences->stores) {
        done = done ? link_store(context, *profile, link) : done;
    }
    return done;
}

}  // namespace
}  // namespace olkacct::profile

namespace olkacct::edits {

Edit sync_accounts(ProfileRef profile, StoresCheck stores) {
    return [profile = std::move(profile), stores](profile::EditContext& context) -> Result<void> {
        const auto place =
            profile::find_profile(context.transaction(), profile, context.store().name());
        if (!place) {
            return tl::unexpected(place.error());
        }
        return profile::sync_profile(context, *place, stores);
    };
}

Edit sync_all_accounts(std::u16string name, StoresCheck stores) {
    return [name = std::move(name), stores](profile::EditContext& context) -> Result<void> {
        const auto places = profile::profiles_to_sync(context.transaction(), {name, std::nullopt},
                                                      context.store().name());
        if (!places) {
            return tl::unexpected(places.error());
        }
        for (const profile::ProfilePlace& place : *places) {
            if (auto done = profile::sync_profile(context, place, stores); !done) {
                return done;
            }
        }
        return {};
    };
}

}  // namespace olkacct::edits
