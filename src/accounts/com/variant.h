// Property values in and out of ACCT_VARIANT.
#pragma once

#include <optional>

#include "accounts/property_access.h"
#include "olkacct/acctmgmt.h"
#include "olkacct/editor.h"
#include "olkacct/property.h"

namespace olkacct::accounts {

/// Zeroes all of it, padding and every member of the union: a client may free or print any of them
/// (AM-Get-3, S-08).
void clear_variant(ACCT_VARIANT& variant) noexcept;

/// Fills a cleared variant; strings and binaries become blocks that the client frees. An empty
/// binary has no block (S-36). S_OK or E_OUTOFMEMORY; in that case the variant stays cleared.
HRESULT fill_variant(const PropertyValue& value, ACCT_VARIANT& variant) noexcept;

/// A copy of the value of a variant that passed the checks of SetProp.
PropertyValue copy_value(const ACCT_VARIANT& variant);

/// A copy for an edit; what the tag says is secret becomes a Secret. nullopt when the value is not
/// of the tag's type, a pointer is missing or the value is too long.
std::optional<NewProperty> copy_property(DWORD tag, const ACCT_VARIANT& variant);

/// What the checks of SetProp want to know. Reads at most max_string_length + 1 characters.
ProposedValue propose(const ACCT_VARIANT& variant) noexcept;

}  // namespace olkacct::accounts
