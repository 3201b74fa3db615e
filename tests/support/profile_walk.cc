#include "support/profile_walk.h"

#include "olkacct/property.h"
#include "olkacct/source.h"
#include "profile/section_value.h"

namespace olkacct::test {

namespace {

std::size_t walk_profile(const Source& source, const Profile& profile) {
    std::size_t properties = 0;
    for (const auto category : all_categories) (void)profile.order(category);
    for (const auto& account : profile.accounts) {
        (void)type_name(account);
        properties += get_properties(profile, account).size();
    }
    if (const auto dumped = source.dump(profile)) {
        for (const auto& key : *dumped) {
            for (const auto& value : key.values)
                (void)olkacct::profile::decode_section_value(value);
        }
    }
    return properties;
}

}  // namespace

std::size_t walk_profiles(const std::shared_ptr<registry::Store>& store) {
    const Source source(store);
    const auto contents = source.read({.profile = {}, .sections = true});
    std::size_t properties = 0;
    if (contents) {
        for (const auto& profile : contents->profiles) {
            properties += walk_profile(source, profile);
        }
    }
    return properties;
}

}  // namespace olkacct::test
