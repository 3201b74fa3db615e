// Domains that a message service registers itself for, so that Outlook configures their accounts
// with it. Specification 14.2.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/error.h"
#include "registry/store.h"

namespace olkacct::mail {

struct AutoConfigDomain {
    std::u16string domain;            ///< as registered; may begin with `*`
    std::u16string friendly_name;     ///< what users are asked with
    std::u16string service_name;      ///< as in mapisvc.inf
    std::u16string install_location;  ///< URL
    /// The high half of the file version of the service's DLL; nullopt: any will do (S-74).
    std::optional<std::uint32_t> minimum_version;

    bool operator==(const AutoConfigDomain&) const = default;
};

/// All registrations of a machine, in store order, those that match nothing among them. The store
/// is a SOFTWARE hive, or has one below `Software`; nothing registered gives an empty list. At most
/// max_autoconfig_domains: limit_exceeded.
inline constexpr std::size_t max_autoconfig_domains = 10000;
Result<std::vector<AutoConfigDomain>> read_autoconfig_domains(
    registry::ReadTransaction& transaction);

/// The registration that an account of this mail address is configured by, without regard to case:
/// the one of the domain itself, else of those with a leading `*` the one with the longest text
/// after it (S-73). nullptr when none matches, and for what is no address. Registrations with `*`
/// anywhere else or without a service match nothing.
const AutoConfigDomain* find_autoconfig_domain(std::span<const AutoConfigDomain> domains,
                                               std::u16string_view address);

}  // namespace olkacct::mail
