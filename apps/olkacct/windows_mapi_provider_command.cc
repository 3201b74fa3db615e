// olkacct mapi-provider
#include <windows.h>

#include <filesystem>

#include "base/windows_path.h"
#include "commands.h"
#include "messages.h"
#include "server/windows_registration.h"

namespace olkacct::app {
namespace {

std::filesystem::path program_path() {
    std::wstring path(MAX_PATH, L'\0');
    for (;;) {
        const DWORD size =
            ::GetModuleFileNameW(nullptr, path.data(), static_cast<DWORD>(path.size()));
        if (size < path.size()) {
            path.resize(size);
            return path;
        }
        path.resize(2 * path.size());
    }
}

}  // namespace

Result<void> run_mapi_provider(const Arguments& arguments, Output& /*output*/) {
    const bool on = arguments.words.front() == "on";
    const auto library = program_path().replace_filename(L"olkacct.dll");
    const std::string name = base::utf8_path(library);
    std::error_code unknown;
    if (on && !std::filesystem::exists(library, unknown)) {
        return fail(ErrorCode::source_not_found, "the library is not beside this program", name);
    }
    return (on ? server::become_mapi_provider(library.wstring())
               : server::cease_to_be_mapi_provider())
        .map([&] {
            print_message(message_line(
                "", "mapi-provider",
                on ? name + " is the MAPI provider; 'olkacct mapi-provider off' puts the former "
                            "one back"
                   : "olkacct is not the MAPI provider"));
        });
}

}  // namespace olkacct::app
