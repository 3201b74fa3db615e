// The text of a result code in the user's language.
#pragma once

#include <string>
#include <string_view>

#include "olkacct/com.h"

namespace olkacct::accounts {

enum class Language { english, spanish };

/// By a locale's name as POSIX writes it: `es`, `es_MX.UTF-8`; English for every other.
Language language_of(std::string_view locale);

/// Of this process: the first of LC_ALL, LC_MESSAGES and LANG that is set and not empty.
Language current_language();

/// From the error table; for a code that is not in it, a sentence with its number. Never empty,
/// without a line break.
std::u16string error_text(HRESULT hr, Language language);

/// The body of every GetLastError: the text in memory of the client. S_OK, E_INVALIDARG without an
/// out-pointer, E_OUTOFMEMORY.
HRESULT give_error_text(HRESULT hr, LPWSTR* text) noexcept;

}  // namespace olkacct::accounts
