// What tests of creating accounts ask for, and how they look at what was made.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "profile/edit/edit_sample.h"

namespace olkacct::test {

namespace tag {
inline constexpr std::uint32_t name = 0x0002001F;
inline constexpr std::uint32_t mini_uid = 0x00030003;
inline constexpr std::uint32_t flavor = 0x0008001F;
inline constexpr std::uint32_t display_name = 0x000B001F;
inline constexpr std::uint32_t email = 0x000C001F;
inline constexpr std::uint32_t delivery_store = 0x00180102;
inline constexpr std::uint32_t preferences = 0x00220102;
inline constexpr std::uint32_t server = 0x0100001F;
inline constexpr std::uint32_t user = 0x0101001F;
inline constexpr std::uint32_t password = 0x0102801F;
inline constexpr std::uint32_t port = 0x01040003;
inline constexpr std::uint32_t ssl = 0x01050003;
inline constexpr std::uint32_t smtp_server = 0x0200001F;
inline constexpr std::uint32_t smtp_port = 0x02010003;
inline constexpr std::uint32_t smtp_ssl = 0x02020003;
inline constexpr std::uint32_t smtp_use_auth = 0x02030003;
inline constexpr std::uint32_t smtp_connection = 0x020A0003;
inline constexpr std::uint32_t leave_on_server = 0x10000003;
inline constexpr std::uint32_t service_uid = 0x20000102;
}  // namespace tag

inline constexpr std::u16string_view pst_path = u"C:\\Users\\ann\\Mail\\Ann.pst";

// With all that it needs, delivering to the default data file.
NewAccount new_pop3(std::u16string name = u"Work");
NewAccount new_data_file(std::u16string name = u"Data",
                         std::u16string path = std::u16string(pst_path));
NewAccount new_account(AccountKind kind, std::u16string name);

// Runs the edit in the only profile and gives the id of the new account.
std::uint32_t create(const Editor& editor, const NewAccount& account);

// A 16.0 profile without accounts.
Content empty_profile();

std::vector<std::string> value_names(const std::vector<RegistryValue>& values);

// By path below the profile: the 32 digits of a section.
std::vector<RegistryValue> section_values(const Editor& editor, const Profile& profile,
                                          const std::string& section);
// The section that a value with a MAPIUID names.
std::string section_of(const RegistryValue* uid);
const RegistryValue* find_in(const std::vector<RegistryValue>& values, std::u16string_view name);

// What Outlook does when it opens the data file of the account for the first time: it learns the
// record key.
void open_data_file(const Editor& editor, std::uint32_t id, const std::vector<std::byte>& key);

}  // namespace olkacct::test
