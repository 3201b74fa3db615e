// The functions that clients of the COM interfaces link to or look up by name, and the classes that
// these make.
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

namespace com = olkacct::com;

namespace {

struct CreatableClass {
    const CLSID& id;
    com::ClassFactory::Create create;
};

constexpr CreatableClass classes[] = {
    {CLSID_OlkAccountManager, &com::create<olkacct::accounts::ManagerObject>},
    {CLSID_OlkAccountEditor, &com::create<olkacct::accounts::AccountEditorObject>},
    {CLSID_OlkAccountHelper, &com::create<olkacct::mapi::AccountHelperObject>},
};

}  // namespace

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
    for (const CreatableClass& known : classes)
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

#ifndef _WIN32
extern "C" HRESULT STDMETHODCALLTYPE DllGetClassObject(REFCLSID rclsid, REFIID riid, void** ppv) {
    return OlkGetClassObject(rclsid, riid, ppv);
}

extern "C" HRESULT STDMETHODCALLTYPE DllCanUnloadNow() { return OlkCanUnloadNow(); }
#endif
