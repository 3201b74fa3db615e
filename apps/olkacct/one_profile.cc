// Counts what a reference may mean.
#include "one_profile.h"

#include <algorithm>
#include <utility>

#include "olkacct/text.h"
#include "profile/edit/edit_context.h"
#include "profile/edit/find_profile.h"
#include "profile/read_context.h"

namespace olkacct::app {
namespace {

std::string roots_text(const std::vector<profile::ProfilePlace>& places) {
    std::string out;
    for (const profile::ProfilePlace& place : places) {
        out += (out.empty() ? "" : " and ") + std::string(root_name(place.root.root));
    }
    return out;
}

Result<void> refuse(registry::ReadTransaction& transaction, const ProfileRef& wanted,
                    const std::string& source) {
    profile::ReadContext context(transaction);
    auto places = profile::list_profiles(context, wanted);
    if (!places) {
        return tl::unexpected(places.error());
    }
    if (wanted.name.empty()) {
        std::erase_if(*places,
                      [](const profile::ProfilePlace& place) { return !place.is_default(); });
    }
    if (places->size() < 2) {
        return {};
    }
    const std::string what =
        wanted.name.empty() ? "a default profile" : "a profile " + to_display(wanted.name);
    return fail(ErrorCode::bad_usage,
                roots_text(*places) + " each have " + what + ": say with --root which is meant",
                source);
}

}  // namespace

Edit in_one_profile(ProfileRef profile, Edit edit) {
    return [profile = std::move(profile),
            edit = std::move(edit)](profile::EditContext& context) -> Result<void> {
        return refuse(context.transaction(), profile, context.store().name()).and_then([&] {
            return edit(context);
        });
    };
}

Result<void> refuse_ambiguous(const Source& source, const ProfileRef& profile) {
    return registry::read_snapshot(source.store(), [&](registry::ReadTransaction& transaction) {
        return refuse(transaction, profile, source.name());
    });
}

}  // namespace olkacct::app
