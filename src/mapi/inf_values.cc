// The symbolic names that MAPISVC.INF may use.
#include <algorithm>
#include <array>
#include <string_view>

#include "base/upcase.h"
#include "mapi/inf_file.h"
#include "mapi/inf_values.h"
#include "mapi/property_values.h"
#include "olkacct/mapi.h"

namespace olkacct::mapi {
namespace {

namespace type = profile::section_type;

struct SymbolicName {
    std::u16string_view name;
    std::uint32_t number;
};

constexpr auto tag_names = std::to_array<SymbolicName>({
    {u"PR_CONVERSATION_KEY", PR_CONVERSATION_KEY},
    {u"PR_MESSAGE_CLASS", PR_MESSAGE_CLASS},
    {u"PR_MESSAGE_CLASS_W", PR_MESSAGE_CLASS_W},
    {u"PR_MESSAGE_CLASS_A", PR_MESSAGE_CLASS_A},
    {u"PR_SUBJECT", PR_SUBJECT},
    {u"PR_SUBJECT_W", PR_SUBJECT_W},
    {u"PR_SUBJECT_A", PR_SUBJECT_A},
    {u"PR_MESSAGE_FLAGS", PR_MESSAGE_FLAGS},
    {u"PR_ATTACH_NUM", PR_ATTACH_NUM},
    {u"PR_PRIMARY_SEND_ACCT", PR_PRIMARY_SEND_ACCT},
    {u"PR_PRIMARY_SEND_ACCT_W", PR_PRIMARY_SEND_ACCT_W},
    {u"PR_PRIMARY_SEND_ACCT_A", PR_PRIMARY_SEND_ACCT_A},
    {u"PR_NEXT_SEND_ACCT", PR_NEXT_SEND_ACCT},
    {u"PR_NEXT_SEND_ACCT_W", PR_NEXT_SEND_ACCT_W},
    {u"PR_NEXT_SEND_ACCT_A", PR_NEXT_SEND_ACCT_A},
    {u"PR_ACCESS", PR_ACCESS},
    {u"PR_ROW_TYPE", PR_ROW_TYPE},
    {u"PR_INSTANCE_KEY", PR_INSTANCE_KEY},
    {u"PR_ACCESS_LEVEL", PR_ACCESS_LEVEL},
    {u"PR_MAPPING_SIGNATURE", PR_MAPPING_SIGNATURE},
    {u"PR_RECORD_KEY", PR_RECORD_KEY},
    {u"PR_STORE_RECORD_KEY", PR_STORE_RECORD_KEY},
    {u"PR_STORE_ENTRYID", PR_STORE_ENTRYID},
    {u"PR_OBJECT_TYPE", PR_OBJECT_TYPE},
    {u"PR_ENTRYID", PR_ENTRYID},
    {u"PR_ROWID", PR_ROWID},
    {u"PR_DISPLAY_NAME", PR_DISPLAY_NAME},
    {u"PR_DISPLAY_NAME_W", PR_DISPLAY_NAME_W},
    {u"PR_DISPLAY_NAME_A", PR_DISPLAY_NAME_A},
    {u"PR_COMMENT", PR_COMMENT},
    {u"PR_COMMENT_W", PR_COMMENT_W},
    {u"PR_COMMENT_A", PR_COMMENT_A},
    {u"PR_PROVIDER_DISPLAY", PR_PROVIDER_DISPLAY},
    {u"PR_PROVIDER_DISPLAY_W", PR_PROVIDER_DISPLAY_W},
    {u"PR_PROVIDER_DISPLAY_A", PR_PROVIDER_DISPLAY_A},
    {u"PR_RESOURCE_FLAGS", PR_RESOURCE_FLAGS},
    {u"PR_PROVIDER_DLL_NAME", PR_PROVIDER_DLL_NAME},
    {u"PR_PROVIDER_DLL_NAME_W", PR_PROVIDER_DLL_NAME_W},
    {u"PR_PROVIDER_DLL_NAME_A", PR_PROVIDER_DLL_NAME_A},
    {u"PR_SEARCH_KEY", PR_SEARCH_KEY},
    {u"PR_PROVIDER_UID", PR_PROVIDER_UID},
    {u"PR_PROVIDER_ORDINAL", PR_PROVIDER_ORDINAL},
    {u"PR_DEFAULT_STORE", PR_DEFAULT_STORE},
    {u"PR_STORE_SUPPORT_MASK", PR_STORE_SUPPORT_MASK},
    {u"PR_MDB_PROVIDER", PR_MDB_PROVIDER},
    {u"PR_IPM_SUBTREE_ENTRYID", PR_IPM_SUBTREE_ENTRYID},
    {u"PR_IPM_OUTBOX_ENTRYID", PR_IPM_OUTBOX_ENTRYID},
    {u"PR_IPM_WASTEBASKET_ENTRYID", PR_IPM_WASTEBASKET_ENTRYID},
    {u"PR_IPM_SENTMAIL_ENTRYID", PR_IPM_SENTMAIL_ENTRYID},
    {u"PR_ATTACH_DATA_BIN", PR_ATTACH_DATA_BIN},
    {u"PR_ATTACH_FILENAME", PR_ATTACH_FILENAME},
    {u"PR_ATTACH_FILENAME_W", PR_ATTACH_FILENAME_W},
    {u"PR_ATTACH_FILENAME_A", PR_ATTACH_FILENAME_A},
    {u"PR_ATTACH_METHOD", PR_ATTACH_METHOD},
    {u"PR_ATTACH_LONG_FILENAME", PR_ATTACH_LONG_FILENAME},
    {u"PR_ATTACH_LONG_FILENAME_W", PR_ATTACH_LONG_FILENAME_W},
    {u"PR_ATTACH_LONG_FILENAME_A", PR_ATTACH_LONG_FILENAME_A},
    {u"PR_STORE_PROVIDERS", PR_STORE_PROVIDERS},
    {u"PR_AB_PROVIDERS", PR_AB_PROVIDERS},
    {u"PR_TRANSPORT_PROVIDERS", PR_TRANSPORT_PROVIDERS},
    {u"PR_DEFAULT_PROFILE", PR_DEFAULT_PROFILE},
    {u"PR_AB_SEARCH_PATH", PR_AB_SEARCH_PATH},
    {u"PR_AB_DEFAULT_DIR", PR_AB_DEFAULT_DIR},
    {u"PR_AB_DEFAULT_PAB", PR_AB_DEFAULT_PAB},
    {u"PR_SERVICE_NAME", PR_SERVICE_NAME},
    {u"PR_SERVICE_NAME_W", PR_SERVICE_NAME_W},
    {u"PR_SERVICE_NAME_A", PR_SERVICE_NAME_A},
    {u"PR_SERVICE_DLL_NAME", PR_SERVICE_DLL_NAME},
    {u"PR_SERVICE_DLL_NAME_W", PR_SERVICE_DLL_NAME_W},
    {u"PR_SERVICE_DLL_NAME_A", PR_SERVICE_DLL_NAME_A},
    {u"PR_SERVICE_ENTRY_NAME", PR_SERVICE_ENTRY_NAME},
    {u"PR_SERVICE_UID", PR_SERVICE_UID},
    {u"PR_SERVICE_EXTRA_UIDS", PR_SERVICE_EXTRA_UIDS},
    {u"PR_SERVICES", PR_SERVICES},
    {u"PR_SERVICE_SUPPORT_FILES", PR_SERVICE_SUPPORT_FILES},
    {u"PR_SERVICE_SUPPORT_FILES_W", PR_SERVICE_SUPPORT_FILES_W},
    {u"PR_SERVICE_SUPPORT_FILES_A", PR_SERVICE_SUPPORT_FILES_A},
    {u"PR_SERVICE_DELETE_FILES", PR_SERVICE_DELETE_FILES},
    {u"PR_SERVICE_DELETE_FILES_W", PR_SERVICE_DELETE_FILES_W},
    {u"PR_SERVICE_DELETE_FILES_A", PR_SERVICE_DELETE_FILES_A},
    {u"PR_PROFILE_NAME", PR_PROFILE_NAME},
    {u"PR_PROFILE_NAME_W", PR_PROFILE_NAME_W},
    {u"PR_PROFILE_NAME_A", PR_PROFILE_NAME_A},
    {u"PR_SERVICE_INSTALL_ID", PR_SERVICE_INSTALL_ID},
    {u"PR_SERVICE_INSTALL_ID_W", PR_SERVICE_INSTALL_ID_W},
    {u"PR_SERVICE_INSTALL_ID_A", PR_SERVICE_INSTALL_ID_A},
    {u"PR_EMSMDB_SECTION_UID", PR_EMSMDB_SECTION_UID},
    {u"PR_EMSMDB_LEGACY", PR_EMSMDB_LEGACY},
    {u"PR_EMSABP_USER_UID", PR_EMSABP_USER_UID},
    {u"PR_IDENTITY_DISPLAY", PR_IDENTITY_DISPLAY},
    {u"PR_IDENTITY_DISPLAY_W", PR_IDENTITY_DISPLAY_W},
    {u"PR_IDENTITY_DISPLAY_A", PR_IDENTITY_DISPLAY_A},
    {u"PR_IDENTITY_ENTRYID", PR_IDENTITY_ENTRYID},
    {u"PR_RESOURCE_METHODS", PR_RESOURCE_METHODS},
    {u"PR_RESOURCE_TYPE", PR_RESOURCE_TYPE},
    {u"PR_STATUS_CODE", PR_STATUS_CODE},
    {u"PR_IDENTITY_SEARCH_KEY", PR_IDENTITY_SEARCH_KEY},
    {u"PR_OWN_STORE_ENTRYID", PR_OWN_STORE_ENTRYID},
    {u"PR_PROFILE_CONFIG_FLAGS", PR_PROFILE_CONFIG_FLAGS},
    {u"PR_PROFILE_HOME_SERVER", PR_PROFILE_HOME_SERVER},
    {u"PR_PROFILE_USER", PR_PROFILE_USER},
    {u"PR_PROFILE_UNRESOLVED_NAME", PR_PROFILE_UNRESOLVED_NAME},
    {u"PR_PROFILE_UNRESOLVED_SERVER", PR_PROFILE_UNRESOLVED_SERVER},
    {u"PR_PROFILE_MAILBOX", PR_PROFILE_MAILBOX},
    {u"PR_PROFILE_SERVER", PR_PROFILE_SERVER},
    {u"PR_PROFILE_OFFLINE_STORE_PATH_W", PR_PROFILE_OFFLINE_STORE_PATH_W},
    {u"PR_PROFILE_SERVER_DN", PR_PROFILE_SERVER_DN},
    {u"PR_PROFILE_ACCT_NAME_W", PR_PROFILE_ACCT_NAME_W},
    {u"PR_PROFILE_USER_EMAIL_W", PR_PROFILE_USER_EMAIL_W},
    {u"PR_PROFILE_USER_SMTP_EMAIL_ADDRESS_W", PR_PROFILE_USER_SMTP_EMAIL_ADDRESS_W},
    {u"PR_PST_PATH", PR_PST_PATH},
    {u"PR_PST_PATH_W", PR_PST_PATH_W},
    {u"PR_PST_REMEMBER_PW", PR_PST_REMEMBER_PW},
    {u"PR_PST_ENCRYPTION", PR_PST_ENCRYPTION},
    {u"PR_PST_PW_SZ_OLD", PR_PST_PW_SZ_OLD},
    {u"PR_PST_PW_SZ_NEW", PR_PST_PW_SZ_NEW},
    {u"PR_PST_CONFIG_FLAGS", PR_PST_CONFIG_FLAGS},
});

constexpr auto constants = std::to_array<SymbolicName>({
    {u"SERVICE_DEFAULT_STORE", SERVICE_DEFAULT_STORE},
    {u"SERVICE_SINGLE_COPY", SERVICE_SINGLE_COPY},
    {u"SERVICE_CREATE_WITH_STORE", SERVICE_CREATE_WITH_STORE},
    {u"SERVICE_PRIMARY_IDENTITY", SERVICE_PRIMARY_IDENTITY},
    {u"SERVICE_NO_PRIMARY_IDENTITY", SERVICE_NO_PRIMARY_IDENTITY},
    {u"STATUS_DEFAULT_OUTBOUND", STATUS_DEFAULT_OUTBOUND},
    {u"STATUS_DEFAULT_STORE", STATUS_DEFAULT_STORE},
    {u"STATUS_PRIMARY_IDENTITY", STATUS_PRIMARY_IDENTITY},
    {u"STATUS_SIMPLE_STORE", STATUS_SIMPLE_STORE},
    {u"STATUS_XP_PREFER_LAST", STATUS_XP_PREFER_LAST},
    {u"STATUS_NO_PRIMARY_IDENTITY", STATUS_NO_PRIMARY_IDENTITY},
    {u"STATUS_NO_DEFAULT_STORE", STATUS_NO_DEFAULT_STORE},
    {u"STATUS_TEMP_SECTION", STATUS_TEMP_SECTION},
    {u"STATUS_OWN_STORE", STATUS_OWN_STORE},
    {u"STATUS_NEED_IPM_TREE", STATUS_NEED_IPM_TREE},
    {u"STATUS_PRIMARY_STORE", STATUS_PRIMARY_STORE},
    {u"STATUS_SECONDARY_STORE", STATUS_SECONDARY_STORE},
    {u"MAPI_STORE_PROVIDER", MAPI_STORE_PROVIDER},
    {u"MAPI_AB", MAPI_AB},
    {u"MAPI_AB_PROVIDER", MAPI_AB_PROVIDER},
    {u"MAPI_TRANSPORT_PROVIDER", MAPI_TRANSPORT_PROVIDER},
    {u"MAPI_SPOOLER", MAPI_SPOOLER},
    {u"MAPI_PROFILE_PROVIDER", MAPI_PROFILE_PROVIDER},
    {u"MAPI_SUBSYSTEM", MAPI_SUBSYSTEM},
    {u"MAPI_HOOK_PROVIDER", MAPI_HOOK_PROVIDER},
});

template <class Names>
std::optional<std::uint32_t> number_of_name(const Names& names, std::u16string_view name) {
    const auto found = std::ranges::find_if(
        names, [name](const SymbolicName& known) { return base::same_name(known.name, name); });
    return found == names.end() ? std::nullopt : std::optional(found->number);
}

std::optional<profile::ElementBytes> hex_bytes(std::u16string_view digits) {
    if (digits.size() % 2 != 0) return std::nullopt;
    profile::ElementBytes bytes;
    unsigned value = 0;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        const char16_t unit = digits[i];
        const char16_t lower = unit | 0x20;
        if (unit >= u'0' && unit <= u'9') {
            value = value << 4 | static_cast<unsigned>(unit - u'0');
        } else if (unit < 0x80 && lower >= u'a' && lower <= u'f') {
            value = value << 4 | static_cast<unsigned>(lower - u'a' + 10);
        } else {
            return std::nullopt;
        }
        if (i % 2 == 1) bytes.push_back(static_cast<std::byte>(value & 0xFF));
    }
    return bytes;
}

std::uint32_t big_endian(const profile::ElementBytes& bytes) {
    std::uint32_t number = 0;
    for (const std::byte byte : bytes) number = number << 8 | std::to_integer<unsigned>(byte);
    return number;
}

// `0x` and up to eight digits.
std::optional<std::uint32_t> prefixed_number(std::u16string_view text) {
    if (!text.starts_with(u"0x") && !text.starts_with(u"0X")) return std::nullopt;
    std::u16string digits(text.substr(2));
    if (digits.empty() || digits.size() > 8) return std::nullopt;
    if (digits.size() % 2 != 0) digits.insert(0, 1, u'0');
    const auto bytes = hex_bytes(digits);
    return bytes ? std::optional(big_endian(*bytes)) : std::nullopt;
}

// Symbolic constants and prefixed numbers, joined by `|`.
std::optional<std::uint32_t> joined_number(std::u16string_view text) {
    std::uint32_t number = 0;
    while (true) {
        const std::size_t end = std::min(text.find(u'|'), text.size());
        const auto part = trimmed(text.substr(0, end));
        const auto prefixed = prefixed_number(part);
        const auto named = prefixed ? prefixed : number_of_name(constants, part);
        if (!named) return std::nullopt;
        number |= *named;
        if (end == text.size()) return number;
        text.remove_prefix(end + 1);
    }
}

std::optional<profile::ElementBytes> number_bytes(std::u16string_view value, std::size_t size) {
    if (auto bytes = hex_bytes(value); bytes && bytes->size() == size) return bytes;
    const auto number = joined_number(value);
    if (!number) return std::nullopt;
    auto bytes = profile::number_property(0, *number).elements.front();
    bytes.resize(size);
    return bytes;
}

SectionProperty text_list(std::uint32_t tag, std::u16string_view value) {
    SectionProperty wide{profile::with_type(tag, static_cast<std::uint16_t>(PT_MV_UNICODE)), {}};
    for (const std::u16string& item : split_list(value))
        wide.elements.push_back(profile::text_property(0, item).elements.front());
    return profile::with_string_type(wide, profile::tag_type(tag));
}

}  // namespace

std::optional<std::uint32_t> tag_of_key(std::u16string_view key) {
    if (const auto tag = number_of_name(tag_names, key)) {
        // As profiles hold them.
        if (*tag == PR_SERVICE_ENTRY_NAME) return CHANGE_PROP_TYPE(*tag, PT_UNICODE);
        if (PROP_TYPE(*tag) == PT_MV_UNICODE) return CHANGE_PROP_TYPE(*tag, PT_MV_STRING8);
        return *tag;
    }
    const auto bytes = key.size() == 8 ? hex_bytes(key) : std::nullopt;
    return bytes ? std::optional(big_endian(*bytes)) : std::nullopt;
}

std::optional<SectionProperty> property_of_entry(std::uint32_t tag, std::u16string_view value) {
    const auto of = profile::tag_type(tag);
    if (of == type::unicode) return profile::text_property(tag, value);
    if (of == type::string8) return SectionProperty{tag, {profile::to_ansi(value)}};
    if (profile::is_string(of)) {
        auto list = text_list(tag, value);
        return list.elements.empty() ? std::nullopt : std::optional(std::move(list));
    }
    std::optional<profile::ElementBytes> bytes;
    if (of == type::binary) {
        bytes = hex_bytes(value);
    } else if (of == type::i4 || of == type::boolean || of == type::i2) {
        bytes = number_bytes(value, *profile::fixed_size(of));
    } else if (const auto size = profile::fixed_size(of); size && of != type::error) {
        bytes = hex_bytes(value);
        if (bytes && bytes->size() != *size) bytes.reset();
    }
    return bytes ? std::optional(profile::bytes_property(tag, *bytes)) : std::nullopt;
}

std::optional<profile::Uid> uid_of_digits(std::u16string_view digits) {
    const auto bytes = hex_bytes(digits);
    if (!bytes || bytes->size() != profile::uid_size) return std::nullopt;
    profile::Uid uid;
    std::ranges::copy(*bytes, uid.begin());
    return uid;
}

}  // namespace olkacct::mapi
