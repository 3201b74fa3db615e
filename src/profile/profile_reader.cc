// Reading the profiles of a store. Sheet sections 2 to 4.
#include "profile/profile_reader.h"

#include <algorithm>

#include "base/byte_reader.h"
#include "base/upcase.h"
#include "olkacct/property.h"
#include "olkacct/text.h"
#include "profile/account_keys.h"
#include "profile/account_touches.h"
#include "profile/categories.h"
#include "profile/exchange.h"
#include "profile/key_names.h"
#include "profile/order_list.h"
#include "profile/roots.h"
#include "profile/services.h"

namespace olkacct::profile {
namespace {

using registry::KeyId;
using registry::Subkey;

void identify(Account& account) {
    if (const RegistryValue* clsid = account.find_value(u"clsid")) {
        account.type_id = Guid::parse(std::u16string_view(decode_string(*clsid)));
    }
    if (account.type_id) {
        account.type = account_type_from_class_id(*account.type_id);
    }
    account.is_exchange = is_exchange(account);
}

std::optional<std::uint64_t> decode_counter(const RegistryValue& value) {
    if (const auto whole = base::ByteReader(value.data).u64(0)) {
        return whole;
    }
    return decode_number(value);
}

class ProfileReader {
  public:
    ProfileReader(ReadContext& context, const ReadOptions& options)
        : context_(context), options_(options) {}

    Result<Profile> read(const FoundRoot& root, const Subkey& subkey) {
        Profile profile;
        profile.name = subkey.name;
        profile.root = root.root;
        profile.path = root.path + u'\\' + subkey.name;
        profile.is_default =
            root.default_profile && base::same_name(*root.default_profile, subkey.name);
        Result<void> done = read_accounts_key(subkey.id, profile);
        if (done && options_.sections) {
            done = read_section_names(subkey.id, profile);
        }
        if (done && options_.services) {
            done = read_all_services(subkey.id, profile);
        }
        if (!done) {
            return tl::unexpected(done.error());
        }
        return profile;
    }

  private:
    Result<void> read_accounts_key(KeyId profile_key, Profile& profile) {
        const auto key =
            context_.tolerate(context_.transaction().find(profile_key, accounts_key_name));
        if (!key) {
            return tl::unexpected(key.error());
        }
        if (!*key) {
            return {};
        }
        const auto values = context_.tolerate(context_.transaction().values(**key));
        if (!values) {
            return tl::unexpected(values.error());
        }
        context_.spend(*values);
        for (const RegistryValue& value : *values) {
            take_profile_value(value, profile);
        }
        Result<void> done = read_accounts(**key, profile);
        return done ? place_accounts(profile_key, profile) : done;
    }

    static void take_profile_value(const RegistryValue& value, Profile& profile) {
        if (const auto category = category_of_list(value.name)) {
            profile.stored_order[static_cast<std::size_t>(*category)] =
                decode_order_list(value.data);
        } else if (base::same_name(value.name, last_change_name)) {
            profile.last_change_ver = decode_counter(value);
        } else if (base::same_name(value.name, next_id_name)) {
            profile.next_account_id = decode_number(value);
        } else if (base::same_name(value.name, u"Version")) {
            profile.version = decode_number(value);
        }
    }

    Result<void> read_accounts(KeyId accounts_key, Profile& profile) {
        const auto subkeys = context_.tolerate(context_.transaction().subkeys(accounts_key));
        if (!subkeys) {
            return tl::unexpected(subkeys.error());
        }
        profile.accounts.reserve(subkeys->size());
        for (const Subkey& subkey : *subkeys) {
            const auto id = account_of_key(subkey.name);
            if (!id || !context_.within_limit()) {
                continue;
            }
            auto values = context_.tolerate(context_.transaction().values(subkey.id));
            if (!values) {
                return tl::unexpected(values.error());
            }
            context_.spend(*values);
            Account& account = profile.accounts.emplace_back();
            account.id = *id;
            account.values = std::move(*values);
            identify(account);
        }
        sort_accounts(profile);
        return {};
    }

    // Stores give subkeys sorted by name, which for ids is by number; a damaged one may not.
    void sort_accounts(Profile& profile) {
        std::vector<Account>& accounts = profile.accounts;
        const auto less = [](const Account& a, const Account& b) { return a.id < b.id; };
        if (!std::is_sorted(accounts.begin(), accounts.end(), less)) {
            std::stable_sort(accounts.begin(), accounts.end(), less);
        }
        const auto same = [](const Account& a, const Account& b) { return a.id == b.id; };
        const auto end = std::unique(accounts.begin(), accounts.end(), same);
        if (end != accounts.end()) {
            context_.warn("an account is there more than once, the first is taken",
                          to_utf8(profile.path));
            accounts.erase(end, accounts.end());
        }
    }

    Result<void> place_accounts(KeyId profile_key, Profile& profile) {
        std::vector<bool> listed(profile.accounts.size());
        for (const Category category : all_categories) {
            for (OrderEntry& entry : profile.stored_order[static_cast<std::size_t>(category)]) {
                const Account* account = profile.find_account(entry.id);
                entry.missing = account == nullptr;
                if (account != nullptr) {
                    const auto index = static_cast<std::size_t>(account - profile.accounts.data());
                    profile.accounts[index].categories.insert(category);
                    listed[index] = true;
                }
            }
        }
        for (std::size_t i = 0; i < profile.accounts.size(); ++i) {
            Account& account = profile.accounts[i];
            account.unlisted = !listed[i];
            if (auto done = complete(profile_key, account); !done) {
                return done;
            }
        }
        return {};
    }

    Result<void> complete(KeyId profile_key, Account& account) {
        if (account.unlisted) {
            const auto implied = implied_categories(context_, profile_key, account);
            if (!implied) {
                return tl::unexpected(implied.error());
            }
            account.categories = *implied;
        }
        if (!account.is_exchange) {
            return {};
        }
        account.categories.erase(Category::address_book);
        auto details = read_exchange_details(context_, profile_key, account);
        if (!details) {
            return tl::unexpected(details.error());
        }
        account.emsmdb_uid = std::move(details->emsmdb_uid);
        account.exchange_address = std::move(details->address);
        return {};
    }

    Result<void> read_section_names(KeyId profile_key, Profile& profile) {
        auto subkeys = context_.tolerate(context_.transaction().subkeys(profile_key));
        if (!subkeys) {
            return tl::unexpected(subkeys.error());
        }
        for (Subkey& subkey : *subkeys) {
            profile.section_names.push_back(std::move(subkey.name));
        }
        return {};
    }

    Result<void> read_all_services(KeyId profile_key, Profile& profile) {
        auto services = read_services(context_, profile_key);
        if (!services) {
            return tl::unexpected(services.error());
        }
        profile.services = std::move(*services);
        return {};
    }

    ReadContext& context_;
    const ReadOptions& options_;
};

}  // namespace

Result<Contents> read_profiles(registry::ReadTransaction& transaction, const ReadOptions& options) {
    ReadContext context(transaction);
    ProfileReader reader(context, options);
    const auto roots = find_roots(context);
    if (!roots) {
        return tl::unexpected(roots.error());
    }
    Contents contents;
    for (const FoundRoot& root : *roots) {
        const auto subkeys = context.tolerate(transaction.subkeys(root.profiles));
        if (!subkeys) {
            return tl::unexpected(subkeys.error());
        }
        for (const Subkey& subkey : *subkeys) {
            if (!options.profile.empty() && !base::same_name(options.profile, subkey.name)) {
                continue;
            }
            auto profile = reader.read(root, subkey);
            if (!profile) {
                return tl::unexpected(profile.error());
            }
            contents.profiles.push_back(std::move(*profile));
        }
    }
    if (contents.profiles.empty() && context.first_damage()) {
        return tl::unexpected(*context.first_damage());
    }
    contents.warnings = transaction.warnings();
    for (Warning& warning : context.take_warnings()) {
        contents.warnings.push_back(std::move(warning));
    }
    contents.notes = transaction.notes();
    return contents;
}

namespace {

// The values that `identify` and `complete` look at.
bool says_what_it_is(std::u16string_view value) {
    static constexpr std::u16string_view names[] = {u"clsid", u"Service Name", u"Service UID"};
    return std::ranges::any_of(
        names, [value](std::u16string_view name) { return base::same_name(value, name); });
}

}  // namespace

Result<bool> reread_accounts(registry::ReadTransaction& transaction, Profile& profile,
                             std::span<const registry::KeyChange> log) {
    const AccountTouches touches = touches_of(profile.path, log);
    const bool is_plain =
        !touches.order && !touches.elsewhere &&
        std::ranges::all_of(touches.accounts,
                            [&profile](const auto& touched) {
                                const Account* const account = profile.find_account(touched.first);
                                return touched.second == AccountTouches::Touch::changed &&
                                       account != nullptr && !account->is_exchange &&
                                       !account->unlisted;
                            }) &&
        std::ranges::all_of(log, [](const registry::KeyChange& change) {
            return change.kind == registry::KeyChange::Kind::values &&
                   std::ranges::none_of(change.values, says_what_it_is);
        });
    if (!is_plain) {
        return false;
    }
    if (touches.accounts.empty()) {
        return true;
    }
    const auto accounts = registry::find_path(
        transaction, transaction.root(), profile.path + u'\\' + std::u16string(accounts_key_name));
    if (!accounts || !*accounts) {
        return accounts.map([](const auto&) { return false; });
    }
    std::vector<std::pair<std::uint32_t, std::vector<RegistryValue>>> fresh;
    for (const auto& [id, touch] : touches.accounts) {
        const auto key = transaction.find(**accounts, account_key_name(id));
        if (!key || !*key) {
            return key.map([](const auto&) { return false; });
        }
        auto values = transaction.values(**key);
        if (!values) {
            return tl::unexpected(values.error());
        }
        fresh.emplace_back(id, std::move(*values));
    }
    for (auto& [id, values] : fresh) {
        std::ranges::lower_bound(profile.accounts, id, {}, &Account::id)->values =
            std::move(values);
    }
    return true;
}

}  // namespace olkacct::profile
