// Finding a profile by an edit that only looks.
#include "accounts/chosen_profile.h"

#include <utility>

#include "profile/edit/edit_context.h"

namespace olkacct::accounts {

Result<ProfileRef> choose_profile(HeldSource& source, const std::u16string& name) {
    ProfileRef chosen;
    const auto looked = source.plan([&](profile::EditContext& context) -> Result<void> {
        const auto opened = context.open({name, {}});
        if (!opened) return tl::unexpected(opened.error());
        chosen = {opened->content.name, opened->content.root};
        return {};
    });
    if (!looked) return tl::unexpected(looked.error());
    return chosen;
}

}  // namespace olkacct::accounts
