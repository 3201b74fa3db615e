// Strings that clients pass: 8-bit, or UTF-16 when the flags say MAPI_UNICODE (MP-Gen-2).
#pragma once

#include <string>

#include "olkacct/mapi.h"

namespace olkacct::mapi {

/// Empty for null.
std::u16string text_from(LPTSTR text, ULONG flags);

/// Null, or the first byte is zero: of a password no more is ever read (MS-92).
bool is_empty_password(LPTSTR password);

}  // namespace olkacct::mapi
