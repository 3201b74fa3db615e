// CryptProtectData, without any window.
#include "registry/windows/live_secret.h"

#include <windows.h>

#include <dpapi.h>

#include <memory>
#include <string>
#include <system_error>

#include "registry/windows/local_memory.h"

namespace olkacct::registry {
namespace {

constexpr std::byte protected_by_windows{0x02};

}  // namespace

Result<std::vector<std::byte>> protect_for_user(std::u16string_view value_name,
                                                const Secret& secret) {
    const std::wstring description(value_name.begin(), value_name.end());
    std::vector<char16_t> text(secret.reveal().begin(), secret.reveal().end());
    text.push_back(u'\0');
    DATA_BLOB plain{static_cast<DWORD>(text.size() * sizeof(char16_t)),
                    reinterpret_cast<BYTE*>(text.data())};
    DATA_BLOB sealed{};
    const BOOL done = ::CryptProtectData(&plain, description.c_str(), nullptr, nullptr, nullptr,
                                         CRYPTPROTECT_UI_FORBIDDEN, &sealed);
    const auto why = static_cast<int>(::GetLastError());
    ::SecureZeroMemory(text.data(), text.size() * sizeof(char16_t));
    if (done == FALSE) {
        return fail(ErrorCode::secrets_not_supported,
                    "Windows cannot protect the password: " +
                        std::error_code(why, std::system_category()).message(),
                    "CryptProtectData");
    }
    const std::unique_ptr<BYTE, LocalDeleter> owned(sealed.pbData);
    std::vector<std::byte> out{protected_by_windows};
    const auto* const bytes = reinterpret_cast<const std::byte*>(sealed.pbData);
    out.insert(out.end(), bytes, bytes + sealed.cbData);
    return out;
}

}  // namespace olkacct::registry
