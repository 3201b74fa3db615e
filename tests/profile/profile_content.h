// Small profiles in memory for the tests of this folder.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/source.h"
#include "support/store_content.h"

namespace olkacct::test {

using testing_support::Content;

inline constexpr std::string_view pop3_class = "{ED475411-B0D6-11D2-8C3B-00104B2A6676}";
inline constexpr std::string_view imap_class = "{ED475412-B0D6-11D2-8C3B-00104B2A6676}";
inline constexpr std::string_view mapi_class = "{ED475414-B0D6-11D2-8C3B-00104B2A6676}";
inline constexpr std::string_view eas_class = "{ED475415-B0D6-11D2-8C3B-00104B2A6676}";
inline constexpr std::string_view hotmail_class = "{4DB5CBF0-3B77-4852-BC8E-BB81908861F3}";
inline constexpr std::string_view ldap_class = "{4DB5CBF2-3B77-4852-BC8E-BB81908861F3}";
inline constexpr std::string_view unknown_class = "{00000000-1111-2222-3333-444444444444}";

inline constexpr std::u16string_view mail_list = u"{ED475418-B0D6-11D2-8C3B-00104B2A6676}";
inline constexpr std::u16string_view address_book_list = u"{ED475419-B0D6-11D2-8C3B-00104B2A6676}";
inline constexpr std::u16string_view store_list = u"{ED475420-B0D6-11D2-8C3B-00104B2A6676}";

RegistryValue text(std::u16string name, std::u16string_view content);
// The form of Outlook 2002 to 2013: UTF-16 with a NUL in REG_BINARY.
RegistryValue old_text(std::u16string name, std::u16string_view content);
RegistryValue number(std::u16string name, std::uint32_t content);
RegistryValue binary(std::u16string name, std::vector<std::byte> content);
RegistryValue order(std::u16string_view list, std::initializer_list<std::uint32_t> ids);

// A MAPIUID of 16 equal bytes, and the name of its section.
std::vector<std::byte> uid(std::uint8_t seed);
std::u16string section_key(std::uint8_t seed);
std::vector<std::byte> joined_uids(std::initializer_list<std::uint8_t> seeds);

Content key(std::u16string name, std::vector<RegistryValue> values = {},
            std::vector<Content> subkeys = {});
// The key of an account: its class and further values.
Content account(std::u16string name, std::string_view class_id,
                std::vector<RegistryValue> values = {});
// `content` below the keys of `path`, with `\` between names.
Content below(std::u16string_view path, Content content);

inline constexpr std::u16string_view office_16_path = u"Software\\Microsoft\\Office\\16.0\\Outlook";

// A 16.0 hive with the profile P: values and accounts of the accounts key, and other sections.
Content profile_hive(std::vector<RegistryValue> values, std::vector<Content> accounts,
                     std::vector<Content> sections = {});

Source memory_source(const Content& content);
// Fails the running test when the source cannot be read.
Contents read(const Content& content, const ReadOptions& options = {});
// Of the only profile that is there.
Profile read_profile(const Content& content, const ReadOptions& options = {});

}  // namespace olkacct::test
