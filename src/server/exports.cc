// The functions that clients of the COM interfaces link to or look up by name.
#include <optional>
#include <string>

#include "accounts/com/account_editor.h"
#include "accounts/com/manager.h"
#include "base/com/account_source.h"
#include "base/com/class_factory.h"
#include "base/com/guard.h"
#include "base/com/module_count.h"
#include "mapi/account_helper.h"
#include "olkacct/accteditor.h"
#include "olkacct/accthelper.h"
#include "olkacct/acctmgmt.h"
#include "server/class_table.h"

namespace com = olkacct::com;

extern "C" HRESULT STDMETHODCALLTYPE OlkCreateAccountManager(REFIID riid, void** ppv) {
    return com::create<olkacct::accounts::ManagerObject>(riid, ppv);
}

extern "C" HRESULT STDMETHODCALLTYPE OlkCreateAccountEditor(REFIID riid, void** ppv) {
    return com::create<olkacct::accounts::AccountEditorObject>(riid, ppv);
}

extern "C" HRESULT STDMETHODCALLTYPE OlkCreateAccountHelper(LPCWSTR pwszProfile, LPUNKNOWN pSession,
                                                            REFIID riid, void** ppv) {
    if (ppv == nullptr) return E_POINTER;
    *ppv = nullptr;
    return com::guarded([&] {
        const auto helper = com::make_object<olkacct::mapi::AccountHelperObject>();
        HRESULT hr = S_OK;
        if (pSession != nullptr) {
            hr = helper->UseSession(pSession, pwszProfile);
        } else if (pwszProfile != nullptr) {
            hr = helper->UseProfile(pwszProfile);
        }
        return FAILED(hr) ? hr : helper->QueryInterface(riid, ppv);
    });
}

extern "C" HRESULT STDMETHODCALLTYPE OlkGetClassObject(REFCLSID rclsid, REFIID riid, void** ppv) {
    if (ppv == nullptr) return E_POINTER;
    *ppv = nullptr;
    for (const auto& known : olkacct::server::creatable_classes())
        if (rclsid == known.id) return com::create<com::ClassFactory>(riid, ppv, known.create);
    return CLASS_E_CLASSNOTAVAILABLE;
}

extern "C" HRESULT STDMETHODCALLTYPE OlkCanUnloadNow() {
    return com::ModuleCount::value() == 0 ? S_OK : S_FALSE;
}

extern "C" HRESULT STDMETHODCALLTYPE OlkSetAccountSource(const char* path_or_url_utf8) {
    return com::guarded([&] {
        std::optional<std::string> choice;
        if (path_or_url_utf8 != nullptr) choice.emplace(path_or_url_utf8);
        if (choice && choice->empty()) return E_INVALIDARG;
        com::set_account_source(std::move(choice));
        return S_OK;
    });
}

#ifdef _WIN32
STDAPI DllGetClassObject(REFCLSID rclsid, REFIID riid, LPVOID* ppv) {
    return OlkGetClassObject(rclsid, riid, ppv);
}

STDAPI DllCanUnloadNow() { return OlkCanUnloadNow(); }
#else
extern "C" HRESULT STDMETHODCALLTYPE DllGetClassObject(REFCLSID rclsid, REFIID riid, void** ppv) {
    return OlkGetClassObject(rclsid, riid, ppv);
}

extern "C" HRESULT STDMETHODCALLTYPE DllCanUnloadNow() { return OlkCanUnloadNow(); }
#endif
