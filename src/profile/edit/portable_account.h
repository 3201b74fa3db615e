// An account on its way between profiles: what PortableAccount of the public headers is.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/edits.h"
#include "profile/edit/account_layout.h"
#include "profile/edit/sections.h"
#include "registry/key_tree.h"

namespace olkacct::profile {

/// What a section is to the account that owns it.
enum class SectionRole : std::uint8_t {
    service,      ///< `Service UID` names it
    provider,     ///< a list of the service or `XP Provider UID` names it
    settings,     ///< PR_EMSMDB_SECTION_UID of the service names it
    preferences,  ///< `Preferences UID` names it
};

struct OwnedSection {
    Uid uid{};
    SectionRole role = SectionRole::service;
    /// Of a provider: the list of the profile's table that names its kind.
    std::u16string_view list;
};

/// Values that hold links to sections.
namespace link_value {
inline constexpr std::u16string_view service = u"Service UID";
inline constexpr std::u16string_view preferences = u"Preferences UID";
inline constexpr std::u16string_view transports = u"XP Provider UID";
inline constexpr std::u16string_view exchange_settings = u"01023d15";  ///< PR_EMSMDB_SECTION_UID
}  // namespace link_value

}  // namespace olkacct::profile

namespace olkacct {

class PortableAccount {
  public:
    std::string source;           ///< how messages name the store it was taken from
    std::u16string profile_path;  ///< where in it
    Account account;
    profile::Layout layout{};     ///< of the profile it was taken from
    std::vector<Category> lists;  ///< the order lists to be in
    std::vector<profile::OwnedSection> sections;
    /// Of the profile's multi-values; nullopt when none tells.
    std::optional<std::uint8_t> offset_width;
    std::vector<Remark> remarks;  ///< what was left behind already
    /// The account's key under account_copy and its sections, each under the 32 digits of its name.
    std::shared_ptr<const registry::KeyNode> content;
};

namespace profile {

/// The key of PortableAccount::content that holds the account's own values.
inline constexpr std::u16string_view account_copy = u"account";

}  // namespace profile
}  // namespace olkacct
