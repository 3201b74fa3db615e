// In which order each version of Outlook writes the values of a new account, and what it leaves
// out. Sheet sections 4, 5.3, 5.5 and 11.5.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "olkacct/profile.h"

namespace olkacct::profile {

/// The versions that differ in how an account looks.
enum class Layout : std::uint8_t {
    outlook_2003,  ///< and older: no preferences sections, no delivery store
    outlook_2010,  ///< to 2013
    outlook_16,
};

/// The layout of the profile's accounts. In the place that Outlook 2003 shares with 2010 the
/// accounts tell: those of 2003 have no preferences.
Layout account_layout(const Profile& profile);

/// A new value with the name that the property table gives it, `* Server`.
struct PlacedValue {
    std::u16string place;
    RegistryValue value;
};

/// A stored value of an account of the type.
PlacedValue place_value(RegistryValue value, AccountType type);

/// Brings the values into the order in which Outlook writes those of an account of the type. Values
/// that nobody has seen Outlook write follow in the order they have.
void put_in_order(std::vector<PlacedValue>& values, Layout layout, AccountType type);

/// Brings the values of an account of another layout into the form and order of this one:
/// `SMTP Secure Connection` = 0 stands in POP3 accounts of 2010 and is left out elsewhere.
std::vector<RegistryValue> in_layout(std::vector<RegistryValue> values, Layout layout,
                                     AccountType type);

}  // namespace olkacct::profile
