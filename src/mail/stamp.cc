// Fields with U+0001 between them.
#include "mail/stamp.h"

#include "base/upcase.h"
#include "olkacct/property.h"

namespace olkacct::mail {
namespace {

constexpr char16_t separator = u'\x0001';
constexpr std::size_t id_digits = 8;
constexpr std::uint32_t acct_stamp = 0x000D001F;
constexpr std::uint32_t acct_send_stamp = 0x000E001F;

std::optional<std::uint32_t> read_id(std::u16string_view text) {
    if (text.size() != id_digits) {
        return std::nullopt;
    }
    std::uint32_t id = 0;
    for (const char16_t c : text) {
        const auto lower = static_cast<char16_t>(c | 0x20U);
        if (c >= u'0' && c <= u'9') {
            id = id << 4U | static_cast<std::uint32_t>(c - u'0');
        } else if (lower >= u'a' && lower <= u'f') {
            id = id << 4U | (static_cast<std::uint32_t>(lower - u'a') + 10U);
        } else {
            return std::nullopt;
        }
    }
    return id;
}

AccountStamp property_stamp(const Profile& profile, const Account& account, std::uint32_t tag) {
    const auto property = get_property(profile, account, tag);
    const auto* text = property ? std::get_if<std::u16string>(&property->value) : nullptr;
    return text == nullptr ? AccountStamp{account.id, {}, {}}
                           : parse_stamp(*text).value_or(AccountStamp{account.id, {}, {}});
}

}  // namespace

std::optional<AccountStamp> parse_stamp(std::u16string_view text) {
    const std::size_t first = text.find(separator);
    const auto id = read_id(text.substr(0, first));
    if (!id) {
        return std::nullopt;
    }
    AccountStamp stamp{*id, {}, {}};
    if (first == std::u16string_view::npos) {
        return stamp;
    }
    text.remove_prefix(first + 1);
    const std::size_t second = text.find(separator);
    stamp.address = text.substr(0, second);
    if (second != std::u16string_view::npos) {
        stamp.name = text.substr(second + 1);
    }
    return stamp;
}

std::u16string stamp_text(const AccountStamp& stamp) {
    constexpr std::u16string_view digits = u"0123456789abcdef";
    std::u16string text;
    for (unsigned shift = 32; shift != 0;) {
        shift -= 4;
        text += digits[stamp.id >> shift & 0xFU];
    }
    text += separator;
    text += stamp.address;
    if (stamp.name) {
        text += separator;
        text += *stamp.name;
    }
    return text;
}

AccountStamp stamp_of(const Profile& profile, const Account& account) {
    return property_stamp(profile, account, acct_stamp);
}

AccountStamp send_stamp_of(const Profile& profile, const Account& account) {
    return property_stamp(profile, account, acct_send_stamp);
}

const Account* resolve_stamp(const Profile& profile, const AccountStamp& stamp) {
    return profile.find_account(stamp.id);
}

StampAddress compare_address(const AccountStamp& stamp, const Profile& profile,
                             const Account& account) {
    const std::u16string whole = stamp_of(profile, account).address;
    if (base::same_name(stamp.address, whole)) {
        return StampAddress::same;
    }
    const std::u16string_view beginning =
        std::u16string_view(whole).substr(0, whole.size() / 2 + 1);
    return !whole.empty() && base::same_name(stamp.address, beginning) ? StampAddress::cut
                                                                       : StampAddress::other;
}

}  // namespace olkacct::mail
