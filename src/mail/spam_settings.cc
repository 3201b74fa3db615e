// Four properties of the preferences section. Stored form: sheet sections 11.1 and 11.5.
#include "mail/spam_settings.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "base/upcase.h"
#include "olkacct/property.h"
#include "profile/edit/account_identity.h"
#include "profile/edit/edit_context.h"
#include "profile/edit/encode.h"
#include "profile/edit/sections.h"
#include "profile/edit/set_properties.h"
#include "profile/section_property.h"

namespace olkacct::mail {
namespace {

using profile::EditContext;
using registry::KeyId;
using registry::ReadTransaction;

constexpr std::uint32_t preferences_uid = 0x00220102;
constexpr std::uint32_t display_name = 0x3001001F;
constexpr std::uint32_t trusted_senders = 0x0418001F;
constexpr std::uint32_t trusted_recipients = 0x0419001F;
constexpr std::uint32_t junk_senders = 0x041A001F;
constexpr std::uint32_t threshold = 0x041B0003;

// By SpamLevel.
constexpr std::array<std::uint32_t, 4> thresholds = {0xFFFFFFFF, 6, 5, 3};

// Of no use here, since no multi-value is written.
constexpr std::uint8_t offset_width = 8;

SpamLevel level_of(std::uint32_t stored) {
    const auto known = std::ranges::find(thresholds, stored);
    return known == thresholds.end() ? SpamLevel::low
                                     : static_cast<SpamLevel>(known - thresholds.begin());
}

Result<std::optional<profile::SectionProperty>> read_property(ReadTransaction& transaction,
                                                              KeyId section, std::uint32_t tag) {
    return transaction.value(section, profile::section_value_name(tag))
        .map([](const std::optional<RegistryValue>& value) {
            return value ? profile::decode_property(*value) : std::nullopt;
        });
}

Result<void> read_list(ReadTransaction& transaction, KeyId section, std::uint32_t tag,
                       SenderList& list) {
    return read_property(transaction, section, tag).map([&list](const auto& property) {
        list = property ? split_senders(profile::text_of(*property)) : SenderList();
    });
}

Result<SpamSettings> read_section(ReadTransaction& transaction, KeyId section) {
    SpamSettings settings;
    return read_list(transaction, section, trusted_senders, settings.trusted_senders)
        .and_then([&] {
            return read_list(transaction, section, trusted_recipients, settings.trusted_recipients);
        })
        .and_then(
            [&] { return read_list(transaction, section, junk_senders, settings.junk_senders); })
        .and_then([&] { return read_property(transaction, section, threshold); })
        .map([&settings](const auto& property) {
            const auto number = property ? profile::number_of(*property) : std::nullopt;
            settings.level = number ? level_of(*number) : SpamLevel::none;
            return settings;
        });
}

// 16 bytes, or nullopt.
std::optional<profile::Uid> preferences_of(const Profile& profile, const Account& account) {
    const auto property = get_property(profile, account, preferences_uid);
    const auto* bytes = property ? std::get_if<std::vector<std::byte>>(&property->value) : nullptr;
    profile::Uid uid;
    if (bytes == nullptr || bytes->size() != uid.size()) {
        return std::nullopt;
    }
    std::ranges::copy(*bytes, uid.begin());
    return uid;
}

bool same_senders(const SenderList& left, const SenderList& right) {
    return std::ranges::equal(left, right,
                              [](const auto& a, const auto& b) { return base::same_name(a, b); });
}

bool is_blank(char16_t c) { return c == u' ' || c == u'\t'; }

Result<void> check(const SenderList& senders) {
    for (const std::u16string& sender : senders) {
        const bool bad = sender.empty() || is_blank(sender.front()) || is_blank(sender.back()) ||
                         std::ranges::any_of(
                             sender, [](char16_t c) { return c == u';' || c < 0x20 || c == 0x7F; });
        if (bad) {
            return fail(ErrorCode::invalid_argument,
                        "a sender is an address or a domain, without ';' and control characters");
        }
    }
    return joined_senders(senders).size() > profile::max_text_length
               ? fail(ErrorCode::invalid_argument, "a list has at most 32767 characters")
               : Result<void>();
}

using NewValues = std::vector<profile::SectionProperty>;

Result<void> add_list(const std::optional<SenderList>& wanted, const SenderList& now,
                      std::uint32_t tag, NewValues& values) {
    if (!wanted || same_senders(*wanted, now)) {
        return {};
    }
    return check(*wanted).map(
        [&] { values.push_back(profile::text_property(tag, joined_senders(*wanted))); });
}

Result<NewValues> differences(const NewSpamSettings& wanted, const SpamSettings& now) {
    NewValues values;
    return add_list(wanted.trusted_senders, now.trusted_senders, trusted_senders, values)
        .and_then([&] {
            return add_list(wanted.trusted_recipients, now.trusted_recipients, trusted_recipients,
                            values);
        })
        .and_then(
            [&] { return add_list(wanted.junk_senders, now.junk_senders, junk_senders, values); })
        .map([&] {
            if (wanted.level && *wanted.level != now.level) {
                values.push_back(profile::number_property(
                    threshold, thresholds[static_cast<std::size_t>(*wanted.level)]));
            }
            return std::move(values);
        });
}

// The section, made when it is not there, as Outlook names it.
Result<KeyId> open_section(EditContext& context, KeyId profile, const profile::Uid& uid,
                           std::uint32_t account) {
    const auto found = profile::find_section(context, profile, uid);
    if (!found) {
        return tl::unexpected(found.error());
    }
    if (*found) {
        return **found;
    }
    return profile::make_section(context, profile, uid).and_then([&](KeyId made) {
        return context.transaction()
            .set_value(made,
                       profile::encode_property(
                           profile::text_property(display_name, profile::preferences_name(account)),
                           offset_width))
            .map([made] { return made; });
    });
}

Result<void> write(EditContext& context, const profile::EditedProfile& opened,
                   const Account& account, const NewSpamSettings& wanted) {
    const auto uid = preferences_of(opened.content, account);
    if (!uid) {
        return fail(ErrorCode::account_not_found, "the account has no preferences section",
                    "account " + std::to_string(account.id));
    }
    const auto section = profile::find_section(context, opened.key, *uid);
    if (!section) {
        return tl::unexpected(section.error());
    }
    const auto now = *section ? read_section(context.transaction(), **section)
                              : Result<SpamSettings>(SpamSettings());
    const auto values =
        now.and_then([&](const SpamSettings& found) { return differences(wanted, found); });
    if (!values || values->empty()) {
        return values.map([](const auto&) {});
    }
    const auto key = open_section(context, opened.key, *uid, account.id);
    if (!key) {
        return tl::unexpected(key.error());
    }
    std::vector<RegistryValue> encoded;
    for (const profile::SectionProperty& value : *values) {
        encoded.push_back(profile::encode_property(value, offset_width));
    }
    return profile::set_values(context, *key, std::move(encoded));
}

}  // namespace

SenderList split_senders(std::u16string_view text) {
    SenderList senders;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(u';'), text.size());
        std::u16string_view item = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        while (!item.empty() && is_blank(item.front())) {
            item.remove_prefix(1);
        }
        while (!item.empty() && is_blank(item.back())) {
            item.remove_suffix(1);
        }
        if (!item.empty()) {
            senders.emplace_back(item);
        }
    }
    return senders;
}

std::u16string joined_senders(const SenderList& senders) {
    std::u16string text;
    for (const std::u16string& sender : senders) {
        text += text.empty() ? u"" : u";";
        text += sender;
    }
    return text;
}

Result<std::optional<SpamSettings>> read_spam_settings(const Source& source, const Profile& profile,
                                                       const Account& account) {
    const auto uid = preferences_of(profile, account);
    if (!uid) {
        return std::optional<SpamSettings>();
    }
    SpamSettings settings;
    const auto read = [&](ReadTransaction& transaction) -> Result<void> {
        settings = {};
        const auto section = registry::find_path(transaction, transaction.root(),
                                                 profile.path + u'\\' + profile::key_name(*uid));
        if (!section || !*section) {
            return section.map([](const auto&) {});
        }
        return read_section(transaction, **section).map([&settings](SpamSettings found) {
            settings = std::move(found);
        });
    };
    return registry::read_snapshot(source.store(), read).map([&settings] {
        return std::optional(std::move(settings));
    });
}

Edit set_spam_settings(AccountRef account, NewSpamSettings settings) {
    return [account = std::move(account),
            settings = std::move(settings)](EditContext& context) -> Result<void> {
        const auto opened = context.open(account.profile);
        if (!opened) {
            return tl::unexpected(opened.error());
        }
        return profile::find_account(context, *opened, account.id)
            .and_then(
                [&](const Account* found) { return write(context, *opened, *found, settings); });
    };
}

}  // namespace olkacct::mail
