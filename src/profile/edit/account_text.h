// Which values of accounts are text, and taking them from the form of one version into that of
// another. Sheet section 6.
#pragma once

#include <string_view>

#include "profile/edit/encode.h"

namespace olkacct::profile {

/// Known to hold text in some type of account. `clsid` is not among them: it is REG_SZ everywhere.
bool is_account_text(std::u16string_view value_name);

/// A known text in this form; every other value, and what has the form already, as it is.
void put_into_form(RegistryValue& value, TextForm form);

}  // namespace olkacct::profile
