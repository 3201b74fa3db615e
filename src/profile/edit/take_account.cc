// Taking an account out of a source, with everything that belongs to it.
#include <algorithm>
#include <array>

#include "olkacct/text.h"
#include "profile/edit/account_sections.h"
#include "profile/edit/find_profile.h"
#include "profile/edit/portable_account.h"
#include "profile/profile_reader.h"
#include "profile/read_context.h"
#include "registry/copy_tree.h"
#include "registry/tree_write.h"

namespace olkacct::profile {
namespace {

using registry::KeyId;
using registry::ReadTransaction;

constexpr std::array<std::u16string_view, 2> search_path_values = {
    u"11023d05",                                                  // PR_AB_SEARCH_PATH
    u"01023d11"};                                                 // PR_AB_SEARCH_PATH_UPDATE
constexpr std::u16string_view container_uid_value = u"01026601";  // PR_CONTAB_UID

std::vector<Category> lists_of(const Profile& profile, const Account& account) {
    std::vector<Category> lists;
    for (const Category category : all_categories) {
        const auto& list = profile.stored_order[static_cast<std::size_t>(category)];
        const bool is_listed = std::ranges::count(list, account.id, &OrderEntry::id) != 0;
        if (is_listed || (account.unlisted && account.categories.contains(category))) {
            lists.push_back(category);
        }
    }
    return lists;
}

class Taker {
  public:
    Taker(ReadTransaction& transaction, registry::WriteTransaction& content, PortableAccount& out)
        : transaction_(transaction), content_(content), out_(out) {}

    Result<void> take(const AccountRef& wanted);

  private:
    Result<void> copy(KeyId from, std::u16string_view name);
    Result<void> copy_content(KeyId profile);
    Result<void> look_at_search_path(KeyId profile);

    ReadTransaction& transaction_;
    registry::WriteTransaction& content_;
    PortableAccount& out_;
    // What may still be kept in memory.
    registry::CopyCounts left_ = {.keys = 1U << 16, .values = 1U << 20, .bytes = max_bytes_read};
};

// Own secrets come along too: whether they may go further is known when the account is put.
Result<void> Taker::copy(KeyId from, std::u16string_view name) {
    const auto key = content_.create_key(content_.root(), name);
    if (!key) {
        return tl::unexpected(key.error());
    }
    auto copied = registry::copy_tree(transaction_, from, content_, *key,
                                      {.same_secrets = true, .most = left_});
    if (!copied) {
        return tl::unexpected(copied.error());
    }
    left_.keys -= std::min(left_.keys, copied->counts.keys);
    left_.values -= std::min(left_.values, copied->counts.values);
    left_.bytes -= std::min(left_.bytes, copied->counts.bytes);
    return {};
}

Result<void> Taker::copy_content(KeyId profile) {
    const auto accounts = transaction_.find(profile, accounts_key_name);
    const auto account = accounts && *accounts
                             ? transaction_.find(**accounts, account_key_name(out_.account.id))
                             : accounts;
    if (!account || !*account) {
        return account.map([](const auto&) {});
    }
    auto done = copy(**account, account_copy);
    for (const OwnedSection& section : out_.sections) {
        const auto key =
            done ? transaction_.find(profile, key_name(section.uid)) : tl::unexpected(done.error());
        if (!key) {
            return tl::unexpected(key.error());
        }
        done = copy(**key, key_name(section.uid));
    }
    return done;
}

// The search order is the profile's and names its folders, so it does not go with an account.
Result<void> Taker::look_at_search_path(KeyId profile) {
    const auto table = transaction_.find(profile, service_table_name);
    if (!table || !*table) {
        return table.map([](const auto&) {});
    }
    for (const OwnedSection& section : out_.sections) {
        if (section.list != uid_list::address_books) {
            continue;
        }
        const auto key = transaction_.find(profile, key_name(section.uid));
        const auto container = key && *key ? transaction_.value(**key, container_uid_value)
                                           : Result<std::optional<RegistryValue>>(std::nullopt);
        if (!container) {
            return tl::unexpected(container.error());
        }
        for (const std::u16string_view name : search_path_values) {
            const auto path = transaction_.value(**table, name);
            if (!path) {
                return tl::unexpected(path.error());
            }
            const auto names = [&path](std::span<const std::byte> uid) {
                if (!*path || uid.empty()) {
                    return false;
                }
                const auto& data = (*path)->data;
                return std::search(data.begin(), data.end(), uid.begin(), uid.end()) != data.end();
            };
            if (names(section.uid) || (*container && names((*container)->data))) {
                out_.remarks.push_back({RemarkKind::not_copied,
                                        "its place in the search order of the address books",
                                        out_.source + ": " + to_display(out_.profile_path)});
                return {};
            }
        }
    }
    return {};
}

Result<void> Taker::take(const AccountRef& wanted) {
    const auto place = find_profile(transaction_, wanted.profile, out_.source);
    if (!place) {
        return tl::unexpected(place.error());
    }
    out_.profile_path = place->path;
    const auto contents = read_profiles(transaction_, {.profile = place->name});
    if (!contents) {
        return tl::unexpected(contents.error());
    }
    const auto profile = std::ranges::find(contents->profiles, place->root.root, &Profile::root);
    const Account* account =
        profile == contents->profiles.end() ? nullptr : profile->find_account(wanted.id);
    if (account == nullptr) {
        return fail(ErrorCode::account_not_found,
                    "there is no account " + std::to_string(wanted.id),
                    out_.source + ": " + to_display(place->path));
    }
    for (const Warning& warning : contents->warnings) {
        out_.remarks.push_back({RemarkKind::note, warning.what, warning.where});
    }
    out_.account = *account;
    out_.layout = account_layout(*profile);
    out_.lists = lists_of(*profile, *account);
    auto sections = sections_of_account_alone(transaction_, place->key, *profile, *account);
    const auto width = find_offset_width(transaction_, place->key);
    if (!sections || !width) {
        return tl::unexpected(sections ? width.error() : sections.error());
    }
    out_.sections = std::move(*sections);
    out_.offset_width = *width;
    return copy_content(place->key).and_then([&] { return look_at_search_path(place->key); });
}

}  // namespace
}  // namespace olkacct::profile

namespace olkacct::edits {

Result<std::shared_ptr<const PortableAccount>> take_account(const Source& source,
                                                            const AccountRef& account) {
    std::shared_ptr<PortableAccount> taken;
    const auto done = registry::read_snapshot(
        source.store(), [&](registry::ReadTransaction& transaction) -> Result<void> {
            taken = std::make_shared<PortableAccount>();
            taken->source = source.name();
            const auto content = registry::write_tree(
                std::make_shared<registry::KeyNode>(),
                {.name = "an account",
                 .keeps_class_names = true,
                 .commit = [&taken](std::shared_ptr<const registry::KeyNode> changed) {
                     taken->content = std::move(changed);
                     return Result<void>();
                 }});
            return profile::Taker(transaction, *content, *taken).take(account).and_then([&content] {
                return content->commit();
            });
        });
    if (!done) {
        return tl::unexpected(done.error());
    }
    return taken;
}

}  // namespace olkacct::edits
