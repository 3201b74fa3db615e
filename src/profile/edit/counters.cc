// Keeping the counters of profiles.
#include "profile/edit/counters.h"

#include <algorithm>
#include <limits>

#include "base/byte_reader.h"
#include "base/upcase.h"
#include "olkacct/property.h"
#include "olkacct/text.h"
#include "profile/edit/encode.h"
#include "profile/key_names.h"
#include "profile/read_context.h"
#include "profile/roots.h"

namespace olkacct::profile {
namespace {

const RegistryValue* changed_value(const Change& change) {
    if (change.after) {
        return &*change.after;
    }
    return change.before ? &*change.before : nullptr;
}

bool is_of_accounts_key(const Change& change, std::u16string_view value_name) {
    const RegistryValue* value = changed_value(change);
    const std::size_t slash = change.key.rfind(u'\\');
    return value != nullptr && slash != std::u16string::npos &&
           base::same_name(value->name, value_name) &&
           base::same_name(std::u16string_view(change.key).substr(slash + 1), accounts_key_name);
}

std::uint64_t decode_counter(const RegistryValue& value) {
    if (const auto whole = base::ByteReader(value.data).u64(0)) {
        return *whole;
    }
    return decode_number(value).value_or(0);
}

RegistryValue encode_counter(std::uint64_t number) {
    RegistryValue value{std::u16string(last_change_name), registry_type::binary, {}};
    for (unsigned shift = 0; shift < 64; shift += 8) {
        value.data.push_back(static_cast<std::byte>(number >> shift));
    }
    return value;
}

bool is_listed(const Profile& profile, std::uint64_t id) {
    return std::ranges::any_of(profile.stored_order, [id](const auto& list) {
        return std::ranges::any_of(list, [id](const OrderEntry& entry) { return entry.id == id; });
    });
}

// The profile's path if `key` is a profile's key or below one.
std::optional<std::u16string> profile_of(const std::u16string& key, const FoundRoot& root) {
    const std::size_t start = root.path.size() + 1;
    if (key.size() <= start || key[start - 1] != u'\\' ||
        !base::same_name(std::u16string_view(key).substr(0, start - 1), root.path)) {
        return std::nullopt;
    }
    return key.substr(0, key.find(u'\\', start));
}

}  // namespace

bool is_counter(const Change& change) {
    return is_last_change(change) || is_of_accounts_key(change, next_id_name);
}

bool is_last_change(const Change& change) { return is_of_accounts_key(change, last_change_name); }

bool has_moved_on(const RegistryValue& then, const RegistryValue& now) {
    return decode_counter(now) >= decode_counter(then);
}

Result<void> raise_last_change(registry::WriteTransaction& transaction, registry::KeyId accounts) {
    const auto stored = transaction.value(accounts, last_change_name);
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    const std::uint64_t now = *stored ? decode_counter(**stored) : 0;
    if (now == std::numeric_limits<std::uint64_t>::max()) {
        return {};
    }
    return transaction.set_value(accounts, encode_counter(now + 1));
}

Result<std::uint32_t> take_account_id(EditContext& context, EditedProfile& profile) {
    const Profile& content = profile.content;
    const std::uint64_t highest = content.accounts.empty() ? 0 : content.accounts.back().id;
    std::uint64_t id = std::max<std::uint64_t>(content.next_account_id.value_or(1), highest + 1);
    while (is_listed(content, id)) {
        ++id;
    }
    if (id >= std::numeric_limits<std::uint32_t>::max()) {
        return fail(ErrorCode::limit_exceeded, "the profile has no account numbers left",
                    context.store().name() + ": " + to_display(content.path));
    }
    const auto taken = static_cast<std::uint32_t>(id);
    auto done =
        context.transaction().set_value(profile.accounts, number_value(next_id_name, taken + 1));
    if (!done) {
        return tl::unexpected(done.error());
    }
    profile.content.next_account_id = taken + 1;
    return taken;
}

Result<std::vector<std::u16string>> touched_profiles(registry::ReadTransaction& transaction,
                                                     const std::vector<Change>& changes) {
    ReadContext context(transaction);
    const auto roots = find_roots(context);
    if (!roots) {
        return tl::unexpected(roots.error());
    }
    std::vector<std::u16string> paths;
    for (const Change& change : changes) {
        for (const FoundRoot& root : *roots) {
            auto path = profile_of(change.key, root);
            if (path && std::ranges::none_of(paths, [&path](const std::u16string& known) {
                    return base::same_name(known, *path);
                })) {
                paths.push_back(std::move(*path));
            }
        }
    }
    return paths;
}

Result<std::optional<registry::KeyId>> find_accounts_key(registry::ReadTransaction& transaction,
                                                         std::u16string_view profile_path) {
    const auto profile = registry::find_path(transaction, transaction.root(), profile_path);
    if (!profile || !*profile) {
        return profile;
    }
    return transaction.find(**profile, accounts_key_name);
}

}  // namespace olkacct::profile
