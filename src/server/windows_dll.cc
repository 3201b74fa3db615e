// How Windows loads this library and how regsvr32 registers it.
#include <windows.h>

#include <olectl.h>

#include <string>

#include "base/com/guard.h"
#include "server/windows_registration.h"

namespace server = olkacct::server;

namespace {

HINSTANCE library_instance = nullptr;

/// Where this library lies; empty when Windows does not say.
std::wstring library_path() {
    std::wstring path(MAX_PATH, L'\0');
    for (;;) {
        const DWORD size =
            ::GetModuleFileNameW(library_instance, path.data(), static_cast<DWORD>(path.size()));
        if (size < path.size()) {
            path.resize(size);
            return path;
        }
        path.resize(2 * path.size());
    }
}

HRESULT outcome(const olkacct::Result<void>& done) { return done ? S_OK : SELFREG_E_CLASS; }

}  // namespace

// Wine's mapi32 loads this library from inside its own DllMain, so nothing is done here.
extern "C" BOOL WINAPI DllMain(HINSTANCE instance, DWORD reason, LPVOID /*reserved*/) {
    if (reason == DLL_PROCESS_ATTACH) {
        // Calls for threads stay on: the C++ run time in here cleans up after each.
        library_instance = instance;
    }
    return TRUE;
}

STDAPI DllRegisterServer() {
    return olkacct::com::guarded([] { return outcome(server::register_classes(library_path())); });
}

STDAPI DllUnregisterServer() {
    return olkacct::com::guarded([] { return outcome(server::unregister_classes()); });
}

// regsvr32 /i and /u /i: the MAPI provider.
STDAPI DllInstall(BOOL bInstall, LPCWSTR /*pszCmdLine*/) {
    return olkacct::com::guarded([bInstall] {
        return outcome(bInstall != FALSE ? server::become_mapi_provider(library_path())
                                         : server::cease_to_be_mapi_provider());
    });
}
