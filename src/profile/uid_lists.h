// The lists of MAPIUIDs that the profile's table and service sections hold. Sheet sections 11.3 and
// 11.4.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace olkacct::profile {

/// The names of the registry values.
namespace uid_list {
inline constexpr std::u16string_view stores = u"01023d00";         ///< PR_STORE_PROVIDERS
inline constexpr std::u16string_view address_books = u"01023d01";  ///< PR_AB_PROVIDERS
inline constexpr std::u16string_view transports = u"01023d02";     ///< PR_TRANSPORT_PROVIDERS
inline constexpr std::u16string_view services = u"01023d0e";       ///< PR_SERVICES
}  // namespace uid_list

/// The same lists as properties.
namespace tags {
inline constexpr std::uint32_t store_providers = 0x3D000102;
inline constexpr std::uint32_t ab_providers = 0x3D010102;
inline constexpr std::uint32_t transport_providers = 0x3D020102;
}  // namespace tags

/// PR_RESOURCE_TYPE of a provider.
namespace resource_type {
inline constexpr std::uint32_t store = 33;
inline constexpr std::uint32_t address_book = 35;
inline constexpr std::uint32_t transport = 36;
}  // namespace resource_type

/// A list of providers, and the PR_RESOURCE_TYPE of those in it.
struct ProviderList {
    std::uint32_t tag;
    std::u16string_view value;
    std::uint32_t resource_type;
};
inline constexpr std::array<ProviderList, 3> provider_lists = {{
    {tags::store_providers, uid_list::stores, resource_type::store},
    {tags::ab_providers, uid_list::address_books, resource_type::address_book},
    {tags::transport_providers, uid_list::transports, resource_type::transport},
}};

}  // namespace olkacct::profile
