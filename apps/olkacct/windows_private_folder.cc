// By where they lie.
#include <windows.h>

#include <cstdlib>

#include "base/windows_path.h"
#include "private_folder.h"

namespace olkacct::app {

std::error_code make_private_folder(const std::string& path) {
    return ::CreateDirectoryW(base::native_path(path).c_str(), nullptr) != 0
               ? std::error_code()
               : std::error_code(static_cast<int>(::GetLastError()), std::system_category());
}

Result<void> close_to_others(const std::string& /*path*/) { return {}; }

std::optional<std::string> state_folder() {
    const wchar_t* const folder = ::_wgetenv(L"LOCALAPPDATA");
    if (folder == nullptr || *folder == L'\0') {
        return std::nullopt;
    }
    return base::utf8_path(folder);
}

}  // namespace olkacct::app
