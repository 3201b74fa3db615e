// Names and places of profiles.
#include "profile/edit/profile_place.h"

#include <algorithm>

#include "olkacct/text.h"
#include "profile/edit/encode.h"

namespace olkacct::profile {
namespace {

constexpr std::size_t max_name_length = 64;

bool is_forbidden(char16_t unit) {
    return unit < u' ' || (unit >= 0x7F && unit < 0xA0) || unit == u'\\';
}

}  // namespace

Result<void> check_profile_name(std::u16string_view name) {
    if (name.empty() || name.size() > max_name_length) {
        return fail(ErrorCode::invalid_argument, "a profile name has 1 to 64 characters");
    }
    if (std::ranges::any_of(name, is_forbidden)) {
        return fail(ErrorCode::invalid_argument,
                    "a profile name has no backslash and no control characters", to_display(name));
    }
    if (name.front() == u' ' || name.back() == u' ') {
        return fail(ErrorCode::invalid_argument,
                    "a profile name neither begins nor ends with a space", to_display(name));
    }
    return {};
}

Result<NewPlace> make_place(EditContext& context, ProfileRoot root, std::u16string_view name) {
    if (auto allowed = check_profile_name(name); !allowed) {
        return tl::unexpected(allowed.error());
    }
    registry::WriteTransaction& transaction = context.transaction();
    NewPlace place;
    place.path = profiles_path(root) + u'\\' + std::u16string(name);
    const auto profiles = registry::make_path(transaction, transaction.root(), profiles_path(root));
    if (!profiles) {
        return tl::unexpected(profiles.error());
    }
    place.profiles = *profiles;
    const auto there = transaction.find(*profiles, name);
    if (!there) {
        return tl::unexpected(there.error());
    }
    if (*there) {
        return fail(ErrorCode::already_exists,
                    "there is a profile " + to_display(name) + " already",
                    context.store().name() + ": " + to_display(place.path));
    }
    const auto others = transaction.subkeys(*profiles);
    if (!others) {
        return tl::unexpected(others.error());
    }
    place.is_first = others->empty();
    return place;
}

Result<void> set_default(EditContext& context, ProfileRoot root, std::u16string_view name) {
    registry::WriteTransaction& transaction = context.transaction();
    const auto key =
        registry::make_path(transaction, transaction.root(), default_profile_path(root));
    if (!key) {
        return tl::unexpected(key.error());
    }
    return transaction.set_value(*key, text_value(default_profile_name, name, TextForm::sz));
}

}  // namespace olkacct::profile
