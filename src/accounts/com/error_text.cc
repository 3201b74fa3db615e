// Result code to text by the one error table.
#include "accounts/com/error_text.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "base/com/client_memory.h"
#include "base/com/guard.h"
#include "base/error_table.h"
#include "olkacct/text.h"

namespace olkacct::accounts {

Language language_of(std::string_view locale) {
    const std::string_view language = locale.substr(0, locale.find_first_of("_.@"));
    return language == "es" ? Language::spanish : Language::english;
}

Language current_language() {
    for (const char* const name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const char* const value = std::getenv(name);
        if (value != nullptr && *value != '\0') return language_of(value);
    }
    return Language::english;
}

std::u16string error_text(HRESULT hr, Language language) {
    const auto number = static_cast<std::uint32_t>(hr);
    const bool spanish = language == Language::spanish;
    if (const auto* const row = base::error_row_for_hresult(number); row != nullptr)
        return from_wtf8(spanish ? row->spanish : row->english);
    char digits[sizeof "0xXXXXXXXX"];
    std::snprintf(digits, sizeof digits, "0x%08X", static_cast<unsigned>(number));
    return from_wtf8((spanish ? "Error desconocido " : "Unknown error ") + std::string(digits));
}

HRESULT give_error_text(HRESULT hr, LPWSTR* text) noexcept {
    if (text == nullptr) return E_INVALIDARG;
    *text = nullptr;
    return com::guarded([&] {
        *text = com::copy_text(error_text(hr, current_language()));
        return *text == nullptr ? E_OUTOFMEMORY : S_OK;
    });
}

}  // namespace olkacct::accounts
