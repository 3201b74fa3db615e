// Removing stored values of an account.
#include <algorithm>

#include "olkacct/edits.h"
#include "profile/edit/edit_context.h"
#include "profile/property_names.h"

namespace olkacct::edits {
namespace {

using profile::EditContext;

constexpr std::uint32_t tag_account_name = 0x0002001F;
// Kept in step (sheet section 5.2), so they go together.
constexpr std::uint32_t tag_smtp_ssl = 0x02020003;
constexpr std::uint32_t tag_smtp_secure_connection = 0x020A0003;

Result<const PropertyInfo*> clearable(const Account& account, std::uint32_t tag) {
    const PropertyInfo* info = find_property(tag);
    if (info == nullptr) {
        return fail(ErrorCode::invalid_argument, "there is no such property");
    }
    const std::string where = "account " + std::to_string(account.id) + ", " + property_key(*info);
    if (!info->editable) {
        return fail(ErrorCode::property_read_only, "the property cannot be removed", where);
    }
    if (tag == tag_account_name) {
        return fail(ErrorCode::invalid_argument, "every account needs a name", where);
    }
    if (!profile::applies_to(*info, account)) {
        return fail(ErrorCode::account_not_found, "accounts of this type have no such property",
                    where);
    }
    return info;
}

Result<void> clear(EditContext& context, const profile::EditedProfile& profile,
                   const Account& account, const std::vector<std::uint32_t>& tags) {
    std::vector<const PropertyInfo*> rows;
    for (const std::uint32_t tag : tags) {
        const auto info = clearable(account, tag);
        if (!info) {
            return tl::unexpected(info.error());
        }
        rows.push_back(*info);
        if (tag == tag_smtp_ssl || tag == tag_smtp_secure_connection) {
            rows.push_back(find_property(tag_smtp_ssl + tag_smtp_secure_connection - tag));
        }
    }
    const auto key = profile::find_account_key(context, profile, account.id);
    if (!key) {
        return tl::unexpected(key.error());
    }
    std::vector<std::u16string> names;
    for (const PropertyInfo* info : rows) {
        auto name = profile::stored_value_name(*info, account.type);
        if (account.find_value(name) != nullptr && std::ranges::count(names, name) == 0) {
            names.push_back(std::move(name));
        }
    }
    for (const std::u16string& name : names) {
        context.changed(profile.content.path);
        if (auto done = context.transaction().delete_value(*key, name); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace

Edit clear_properties(AccountRef account, std::vector<std::uint32_t> tags) {
    return [account = std::move(account),
            tags = std::move(tags)](EditContext& context) -> Result<void> {
        const auto opened = context.open(account.profile);
        if (!opened) {
            return tl::unexpected(opened.error());
        }
        return profile::find_account(context, *opened, account.id)
            .and_then([&](const Account* found) { return clear(context, *opened, *found, tags); });
    };
}

}  // namespace olkacct::edits
