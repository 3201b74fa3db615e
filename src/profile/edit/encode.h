// Making stored values: strings in the form of a profile's version, numbers, values of sections.
// Sheet sections 6 and 11.1.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/profile.h"
#include "profile/section_value.h"

namespace olkacct::profile {

/// How an account key keeps strings.
enum class TextForm : std::uint8_t {
    binary,  ///< REG_BINARY, before 16.0
    sz,      ///< REG_SZ
};

/// What the accounts key of this root's Outlook holds as `Version`; nullopt: it has none.
std::optional<std::uint32_t> version_of(ProfileRoot root);

/// For new accounts: REG_SZ when the accounts key has `Version` 2 or more.
TextForm text_form(const Profile& profile);
/// For changes: the form that the account's strings have already, `clsid` aside, which is REG_SZ
/// everywhere; without any string that of the profile.
TextForm text_form(const Profile& profile, const Account& account);

/// With a terminating NUL in either form.
RegistryValue text_value(std::u16string_view name, std::u16string_view text, TextForm form);
RegistryValue number_value(std::u16string_view name, std::uint32_t number);
RegistryValue binary_value(std::u16string_view name, std::span<const std::byte> data);

std::vector<std::byte> encode_text(std::u16string_view text);
std::vector<std::byte> encode_number(std::uint32_t number);

/// Values of sections; `id` is the last four digits of the name, `3001`.
RegistryValue section_text_value(std::u16string_view id, std::u16string_view text);
RegistryValue section_number_value(std::u16string_view id, std::uint32_t number);
RegistryValue section_bytes_value(std::u16string_view id, std::span<const std::byte> data);

/// The bytes of a multi-value in its offset width.
std::vector<std::byte> encode_multi_value(const MultiValue<AnsiText>& value);
std::vector<std::byte> encode_multi_value(const MultiValue<std::u16string>& value);
/// Each element padded with zeros to four bytes.
std::vector<std::byte> encode_multi_value(const MultiValue<std::vector<std::byte>>& value);

}  // namespace olkacct::profile
