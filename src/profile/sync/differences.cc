// Comparing services and accounts by the MAPIUIDs of services.
#include "profile/sync/differences.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "olkacct/text.h"
#include "profile/key_names.h"
#include "profile/profile_reader.h"
#include "profile/sync/service_facts.h"

namespace olkacct::profile {
namespace {

using Bytes = std::vector<std::byte>;
using registry::ReadTransaction;

// Looking into every section of a profile.
Result<bool> has_values(ReadTransaction& transaction, registry::KeyId profile, const Bytes& uid) {
    const auto key = transaction.find(profile, key_name(std::span(uid).first<uid_size>()));
    if (!key || !*key) {
        return key.map([](const auto&) { return false; });
    }
    return transaction.values(**key).map([](const auto& values) { return !values.empty(); });
}

// The first thing of the profile that cannot be read; empty when all can.
Result<std::string> unreadable_part(ReadTransaction& transaction, registry::KeyId profile) {
    ReadContext context(transaction);
    const auto subkeys = context.tolerate(transaction.subkeys(profile));
    if (!subkeys) {
        return tl::unexpected(subkeys.error());
    }
    for (const registry::Subkey& subkey : *subkeys) {
        const auto values = context.tolerate(transaction.values(subkey.id));
        if (!values) {
            return tl::unexpected(values.error());
        }
    }
    std::vector<Warning> warnings = transaction.warnings();
    for (Warning& warning : context.take_warnings()) {
        warnings.push_back(std::move(warning));
    }
    return warnings.empty() ? std::string()
                            : warnings.front().what + " (" + warnings.front().where + ")";
}

class Comparison {
  public:
    Comparison(ReadTransaction& transaction, const ProfilePlace& place, const Profile& profile,
               const ServiceTree& tree)
        : transaction_(transaction), place_(place), profile_(profile), tree_(tree) {}

    Result<Differences> run(StoresCheck stores) {
        find_lonely_services();
        if (stores == StoresCheck::run) {
            find_store_links();
        }
        return find_orphans().and_then([this] { return spare_orphans(); }).map([this] {
            return std::move(found_);
        });
    }

  private:
    void find_lonely_services() {
        for (const MessageService& service : tree_.services) {
            const CategorySet categories = categories_of(service);
            const bool has_account = std::ranges::any_of(
                profile_.accounts,
                [&service](const Account& account) { return belongs_to(account, service); });
            if (categories.empty() || has_account) {
                continue;
            }
            std::u16string name = account_name_of(service);
            if (name.empty()) {
                remark("the message service " + to_display(key_name(service.uid)) +
                       " has no name that an account can have: it gets none");
                continue;
            }
            found_.services.push_back({.uid = service.uid,
                                       .service_name = service.name,
                                       .name = std::move(name),
                                       .categories = categories,
                                       .is_exchange = service.is_exchange()});
        }
    }

    Result<void> find_orphans() {
        for (const Account& account : profile_.accounts) {
            const Bytes* uid = account.type == AccountType::mapi ? service_uid(account) : nullptr;
            if (uid == nullptr) {
                continue;
            }
            const auto lives = has_values(transaction_, place_.key, *uid);
            if (!lives) {
                return tl::unexpected(lives.error());
            }
            if (!*lives) {
                found_.orphans.push_back(account.id);
            } else if (tree_.find_service(*uid) == nullptr) {
                remark("account " + std::to_string(account.id) +
                       " has a message service that the profile's table does not name: it stays");
            }
        }
        return {};
    }

    // Nothing is deleted for want of something that perhaps is only unreadable.
    Result<void> spare_orphans() {
        if (found_.orphans.empty()) {
            return {};
        }
        const auto part = unreadable_part(transaction_, place_.key);
        if (part && !part->empty()) {
            remark(
                "accounts without a message service stay, because not all of the profile can be "
                "read: " +
                *part);
            found_.orphans.clear();
        }
        return part.map([](const auto&) {});
    }

    void find_store_links() {
        for (const Account& account : profile_.accounts) {
            const auto value_name = own_store_value(account.type);
            const Bytes* uid = service_uid(account);
            const MessageService* service =
                value_name.empty() || uid == nullptr ? nullptr : tree_.find_service(*uid);
            const Bytes* entry_id = service == nullptr ? nullptr : only_store(*service);
            const RegistryValue* stored = account.find_value(value_name);
            if (entry_id != nullptr && (stored == nullptr || !is_store_here(stored->data))) {
                found_.stores.push_back({account.id, value_name, *entry_id});
            }
        }
    }

    static const Bytes* only_store(const MessageService& service) {
        const Bytes* only = nullptr;
        for (const Provider& provider : service.providers) {
            if (const Bytes* entry_id = store_entry_id(provider)) {
                if (only != nullptr) {
                    return nullptr;
                }
                only = entry_id;
            }
        }
        return only;
    }

    [[nodiscard]] bool is_store_here(const Bytes& entry_id) const {
        if (entry_id.empty()) {
            return false;
        }
        return std::ranges::any_of(tree_.services, [&entry_id](const MessageService& service) {
            return std::ranges::any_of(service.providers, [&entry_id](const Provider& provider) {
                const Bytes* store = store_entry_id(provider);
                return store != nullptr && is_same_store(*store, entry_id);
            });
        });
    }

    void remark(std::string what) {
        found_.remarks.push_back({RemarkKind::note, std::move(what), to_display(place_.path)});
    }

    ReadTransaction& transaction_;
    const ProfilePlace& place_;
    const Profile& profile_;
    const ServiceTree& tree_;
    Differences found_;
};

Result<bool> has_list_of_services(ReadTransaction& transaction, registry::KeyId profile) {
    const auto table = transaction.find(profile, service_table_name);
    if (!table || !*table) {
        return table.map([](const auto&) { return false; });
    }
    return transaction.value(**table, uid_list::services).map([](const auto& list) {
        return list.has_value();
    });
}

}  // namespace

Result<std::vector<ProfilePlace>> profiles_to_sync(ReadTransaction& transaction,
                                                   const ProfileRef& wanted,
                                                   const std::string& source) {
    ReadContext reading(transaction);
    auto places = list_profiles(reading, wanted);
    if (places && places->empty() && reading.first_damage()) {
        return tl::unexpected(*reading.first_damage());
    }
    if (places && places->empty() && !wanted.name.empty()) {
        return fail(ErrorCode::profile_not_found, "there is no profile " + to_display(wanted.name),
                    source);
    }
    return places;
}

Result<Differences> find_differences(ReadTransaction& transaction, const ProfilePlace& place,
                                     StoresCheck stores) {
    const auto has_table = has_list_of_services(transaction, place.key);
    if (!has_table || !*has_table) {
        return has_table.map([](const auto&) { return Differences(); });
    }
    const auto tree = read_service_tree(transaction, place.key);
    if (!tree) {
        return tl::unexpected(tree.error());
    }
    const auto contents = read_profiles(transaction, {.profile = place.name});
    if (!contents) {
        return tl::unexpected(contents.error());
    }
    const auto profile = std::ranges::find(contents->profiles, place.root.root, &Profile::root);
    if (profile == contents->profiles.end()) {
        return Differences();
    }
    return Comparison(transaction, place, *profile, *tree).run(stores);
}

}  // namespace olkacct::profile
