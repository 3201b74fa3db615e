// Tags of the properties that services, providers and well-known sections are made of.
// Specification 5.2.
#pragma once

#include <cstdint>

namespace olkacct::profile::tags {

inline constexpr std::uint32_t instance_key = 0x0FF60102;
inline constexpr std::uint32_t object_type = 0x0FFE0003;
inline constexpr std::uint32_t entry_id = 0x0FFF0102;
inline constexpr std::uint32_t display_name = 0x3001001F;
inline constexpr std::uint32_t provider_display = 0x3006001F;
inline constexpr std::uint32_t resource_flags = 0x30090003;
inline constexpr std::uint32_t provider_dll_name = 0x300A001F;
inline constexpr std::uint32_t search_key = 0x300B0102;
inline constexpr std::uint32_t provider_uid = 0x300C0102;
inline constexpr std::uint32_t provider_ordinal = 0x300D0003;
inline constexpr std::uint32_t service_name = 0x3D09001F;
inline constexpr std::uint32_t service_entry_name = 0x3D0B001E;
inline constexpr std::uint32_t service_uid = 0x3D0C0102;
inline constexpr std::uint32_t service_extra_uids = 0x3D0D0102;
inline constexpr std::uint32_t services = 0x3D0E0102;
inline constexpr std::uint32_t profile_name = 0x3D12001F;
inline constexpr std::uint32_t emsmdb_section_uid = 0x3D150102;
inline constexpr std::uint32_t emsmdb_legacy = 0x3D18000B;
inline constexpr std::uint32_t emsabp_user_uid = 0x3D1A0102;
inline constexpr std::uint32_t resource_type = 0x3E030003;

}  // namespace olkacct::profile::tags

namespace olkacct::profile::service_flags {

inline constexpr std::uint32_t single_copy = 0x02;
inline constexpr std::uint32_t primary_identity = 0x08;
inline constexpr std::uint32_t no_primary_identity = 0x20;

}  // namespace olkacct::profile::service_flags

namespace olkacct::profile::provider_flags {

inline constexpr std::uint32_t primary_identity = 0x04;

}  // namespace olkacct::profile::provider_flags
