// Message services and their providers. Sheet sections 11.3 and 11.4.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "olkacct/profile.h"
#include "profile/read_context.h"
#include "profile/uid_lists.h"

namespace olkacct::profile {

/// A profile names at most so many services, and a service so many providers; more are left out
/// with a warning. Real profiles have a dozen.
inline constexpr std::size_t max_section_links = 256;

using SectionValues = std::vector<RegistryValue>;

/// The values of the section with this MAPIUID; nullopt when it is not 16 bytes, there is no such
/// section or the limit of the read is passed.
Result<std::optional<SectionValues>> read_section(ReadContext& context, registry::KeyId profile,
                                                  std::span<const std::byte> uid);

/// By the name of its value, `01023d15`; empty when it is missing.
std::span<const std::byte> section_bytes(const SectionValues& values, std::u16string_view name);

/// By the last four digits, as Unicode (`001f3001`) or else as an ANSI string (`001e3001`).
std::u16string section_text(const SectionValues& values, std::u16string_view id);

/// nullopt when there is no section with this MAPIUID.
Result<std::optional<Service>> read_service(ReadContext& context, registry::KeyId profile,
                                            std::span<const std::byte> uid);

/// The services of the profile's table; empty without one. Names without a section are left out.
Result<std::vector<Service>> read_services(ReadContext& context, registry::KeyId profile);

}  // namespace olkacct::profile
