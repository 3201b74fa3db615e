// Reading stored values whatever their type, and telling which hold secrets. Sheet sections 6, 15.
#include "base/byte_reader.h"
#include "base/upcase.h"
#include "base/utf16.h"
#include "olkacct/property.h"
#include "profile/section_value.h"

namespace olkacct {
namespace {

constexpr std::u16string_view password_ending = u"Password";

// The passwords of data files: PR_PST_PW_SZ_OLD and PR_PST_PW_SZ_NEW.
constexpr std::uint16_t first_data_file_password = 0x6703;
constexpr std::uint16_t last_data_file_password = 0x6704;

}  // namespace

std::u16string decode_string(const RegistryValue& value) {
    std::u16string text = base::from_utf16le(value.data);
    if (!text.empty() && text.back() == u'\0') {
        text.pop_back();
    }
    return text;
}

std::optional<std::uint32_t> decode_number(const RegistryValue& value) {
    using namespace registry_type;
    const base::ByteReader reader(value.data);
    switch (value.type) {
        case dword:
        case binary:
        case qword:
        case none:
            return reader.u32(0);
        case dword_big_endian: {
            const auto number = reader.u32(0);
            if (!number) {
                return std::nullopt;
            }
            return *number >> 24 | (*number >> 8 & 0xFF00) | (*number << 8 & 0xFF0000) |
                   *number << 24;
        }
        default:
            return std::nullopt;
    }
}

bool is_secret_value(std::u16string_view name) {
    if (name.size() >= password_ending.size() &&
        base::same_name(name.substr(name.size() - password_ending.size()), password_ending)) {
        return true;
    }
    const auto section_value = profile::parse_section_value_name(name);
    if (!section_value) {
        return false;
    }
    return section_value->secure || (section_value->id >= first_data_file_password &&
                                     section_value->id <= last_data_file_password);
}

}  // namespace olkacct
