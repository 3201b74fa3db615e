// A registry value as it is stored: name, type number and bytes, none of them interpreted.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace olkacct {

/// Registry value types (winnt.h). A stored type may be any other 32-bit number too, which is why
/// RegistryValue::type is a plain integer.
namespace registry_type {
inline constexpr std::uint32_t none = 0;
inline constexpr std::uint32_t sz = 1;
inline constexpr std::uint32_t expand_sz = 2;
inline constexpr std::uint32_t binary = 3;
inline constexpr std::uint32_t dword = 4;
inline constexpr std::uint32_t dword_big_endian = 5;
inline constexpr std::uint32_t link = 6;
inline constexpr std::uint32_t multi_sz = 7;
inline constexpr std::uint32_t resource_list = 8;
inline constexpr std::uint32_t full_resource_descriptor = 9;
inline constexpr std::uint32_t resource_requirements_list = 10;
inline constexpr std::uint32_t qword = 11;
}  // namespace registry_type

struct RegistryValue {
    /// UTF-16 code units; may be ill-formed. Empty for the unnamed (default) value.
    std::u16string name;
    std::uint32_t type = registry_type::none;
    std::vector<std::byte> data;

    bool operator==(const RegistryValue&) const = default;
};

}  // namespace olkacct
