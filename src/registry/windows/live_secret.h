// Passwords as Outlook keeps them: outlook-registry sheet, section 7.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "olkacct/error.h"
#include "olkacct/secret.h"

namespace olkacct::registry {

/// 0x02 and what CryptProtectData makes of the text with its NUL, under the value's name as the
/// description: only the same user of the same Windows can read it. secrets_not_supported when
/// Windows refuses.
Result<std::vector<std::byte>> protect_for_user(std::u16string_view value_name,
                                                const Secret& secret);

}  // namespace olkacct::registry
