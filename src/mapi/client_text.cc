// Reading strings by their width.
#include "mapi/client_text.h"

#include "profile/section_property.h"

namespace olkacct::mapi {

std::u16string text_from(LPTSTR text, ULONG flags) {
    if (text == nullptr) return {};
    if ((flags & MAPI_UNICODE) != 0) {
        const auto* const units = reinterpret_cast<const WCHAR*>(text);
        return {units, units + std::char_traits<WCHAR>::length(units)};
    }
    const std::string narrow(reinterpret_cast<const char*>(text));
    return profile::from_ansi(std::as_bytes(std::span(narrow)));
}

bool is_empty_password(LPTSTR password) {
    return password == nullptr || *reinterpret_cast<const char*>(password) == '\0';
}

}  // namespace olkacct::mapi
