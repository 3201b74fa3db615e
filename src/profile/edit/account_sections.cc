// Following an account's links to sections.
#include "profile/edit/account_sections.h"

#include <algorithm>
#include <array>

#include "profile/edit/fixed_sections.h"
#include "profile/services.h"

namespace olkacct::profile {
namespace {

using registry::KeyId;
using registry::ReadTransaction;

class Follower {
  public:
    Follower(ReadTransaction& transaction, KeyId profile)
        : transaction_(transaction), profile_(profile) {}

    Result<void> follow(const Account& account);

    std::vector<OwnedSection> found;

  private:
    // The sections that a list of MAPIUIDs names; those that are new to `found`.
    Result<void> take(std::span<const std::byte> uids, SectionRole role, std::u16string_view list);
    Result<void> take_from(KeyId section, std::u16string_view value, SectionRole role,
                           std::u16string_view list);
    Result<void> follow_service(const Uid& uid);

    ReadTransaction& transaction_;
    KeyId profile_;
};

Result<void> Follower::take(std::span<const std::byte> uids, SectionRole role,
                            std::u16string_view list) {
    for (std::size_t at = 0; at + uid_size <= uids.size(); at += uid_size) {
        OwnedSection section{.role = role, .list = list};
        std::ranges::copy(uids.subspan(at, uid_size), section.uid.begin());
        const std::u16string name = key_name(section.uid);
        const bool is_known = std::ranges::count(found, section.uid, &OwnedSection::uid) != 0;
        if (is_known || is_fixed_section(name) || found.size() == max_section_links) {
            continue;
        }
        const auto key = transaction_.find(profile_, name);
        if (!key) {
            return tl::unexpected(key.error());
        }
        if (!*key) {
            continue;
        }
        const auto values = transaction_.values(**key);
        if (!values) {
            return tl::unexpected(values.error());
        }
        if (!values->empty()) {
            found.push_back(section);
        }
    }
    return {};
}

Result<void> Follower::take_from(KeyId section, std::u16string_view value, SectionRole role,
                                 std::u16string_view list) {
    const auto uids = transaction_.value(section, value);
    if (!uids || !*uids) {
        return uids.map([](const auto&) {});
    }
    return take((*uids)->data, role, list);
}

Result<void> Follower::follow_service(const Uid& uid) {
    const auto key = transaction_.find(profile_, key_name(uid));
    if (!key || !*key) {
        return key.map([](const auto&) {});
    }
    for (const ProviderList& list : provider_lists) {
        if (auto done = take_from(**key, list.value, SectionRole::provider, list.value); !done) {
            return done;
        }
    }
    return take_from(**key, link_value::exchange_settings, SectionRole::settings, {});
}

Result<void> Follower::follow(const Account& account) {
    const auto link = [&account](std::u16string_view name) {
        const RegistryValue* value = account.find_value(name);
        return value == nullptr ? std::span<const std::byte>() : std::span(value->data);
    };
    auto done = take(link(link_value::service), SectionRole::service, {});
    if (done && !found.empty()) {
        done = follow_service(found.front().uid);
    }
    if (done) {
        done = take(link(link_value::transports), SectionRole::provider, uid_list::transports);
    }
    return done ? take(link(link_value::preferences), SectionRole::preferences, {}) : done;
}

bool may_be_shared(const OwnedSection& section) {
    return section.role == SectionRole::settings ||
           (section.role == SectionRole::provider && section.list == uid_list::transports);
}

// Strikes out of `sections` what accounts lead to; reads so many bytes and no more.
class Striker {
  public:
    Striker(ReadTransaction& transaction, KeyId profile, std::vector<OwnedSection>& sections)
        : transaction_(transaction), profile_(profile), sections_(sections) {}

    Result<void> strike(const Account& account);

  private:
    Result<void> strike(std::span<const std::byte> uids);

    ReadTransaction& transaction_;
    KeyId profile_;
    std::vector<OwnedSection>& sections_;
    std::size_t spent_ = 0;
};

Result<void> Striker::strike(std::span<const std::byte> uids) {
    spent_ += uids.size();
    if (spent_ > max_bytes_read) {
        return fail(ErrorCode::limit_exceeded,
                    "the accounts of the profile name too many sections");
    }
    for (std::size_t at = 0; at + uid_size <= uids.size(); at += uid_size) {
        const auto uid = uids.subspan(at, uid_size);
        std::erase_if(sections_, [uid](const OwnedSection& section) {
            return may_be_shared(section) && std::ranges::equal(section.uid, uid);
        });
    }
    return {};
}

Result<void> Striker::strike(const Account& account) {
    if (const RegistryValue* transports = account.find_value(link_value::transports)) {
        if (auto done = strike(transports->data); !done) {
            return done;
        }
    }
    const RegistryValue* service = account.find_value(link_value::service);
    if (service == nullptr || service->data.size() != uid_size) {
        return {};
    }
    const auto key =
        transaction_.find(profile_, key_name(std::span(service->data).first<uid_size>()));
    if (!key || !*key) {
        return key.map([](const auto&) {});
    }
    for (const std::u16string_view list : {uid_list::transports, link_value::exchange_settings}) {
        const auto value = transaction_.value(**key, list);
        if (!value) {
            return tl::unexpected(value.error());
        }
        if (*value) {
            if (auto done = strike((*value)->data); !done) {
                return done;
            }
        }
    }
    return {};
}

}  // namespace

Result<std::vector<OwnedSection>> sections_of_account(ReadTransaction& transaction, KeyId profile,
                                                      const Account& account) {
    Follower follower(transaction, profile);
    const auto done = follower.follow(account);
    if (!done) {
        return tl::unexpected(done.error());
    }
    return std::move(follower.found);
}

Result<std::vector<OwnedSection>> sections_of_account_alone(ReadTransaction& transaction,
                                                            KeyId profile, const Profile& content,
                                                            const Account& account) {
    auto sections = sections_of_account(transaction, profile, account);
    if (!sections || std::ranges::none_of(*sections, may_be_shared)) {
        return sections;
    }
    Striker striker(transaction, profile, *sections);
    for (const Account& other : content.accounts) {
        if (other.id == account.id) {
            continue;
        }
        if (auto done = striker.strike(other); !done) {
            return tl::unexpected(done.error());
        }
    }
    return sections;
}

}  // namespace olkacct::profile
