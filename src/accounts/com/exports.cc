// The functions that clients of the COM interfaces link to or look up by name.
#include <optional>
#include <string>

#include "accounts/com/class_factory.h"
#include "base/com/account_source.h"
#include "base/com/guard.h"
#include "base/com/module_count.h"
#include "olkacct/accteditor.h"
#include "olkacct/acctmgmt.h"

namespace accounts = olkacct::accounts;

extern "C" HRESULT STDMETHODCALLTYPE OlkCreateAccountManager(REFIID riid, void** ppv) {
    return accounts::create_manager(riid, ppv);
}

extern "C" HRESULT STDMETHODCALLTYPE OlkCreateAccountEditor(REFIID riid, void** ppv) {
    return accounts::create_editor(riid, ppv);
}

extern "C" HRESULT STDMETHODCALLTYPE OlkGetClassObject(REFCLSID rclsid, REFIID riid, void** ppv) {
    return accounts::get_class_object(rclsid, riid, ppv);
}

extern "C" HRESULT STDMETHODCALLTYPE OlkCanUnloadNow() {
    return olkacct::com::ModuleCount::value() == 0 ? S_OK : S_FALSE;
}

extern "C" HRESULT STDMETHODCALLTYPE OlkSetAccountSource(const char* path_or_url_utf8) {
    return olkacct::com::guarded([&] {
        std::optional<std::string> choice;
        if (path_or_url_utf8 != nullptr) choice.emplace(path_or_url_utf8);
        if (choice && choice->empty()) return E_INVALIDARG;
        olkacct::com::set_account_source(std::move(choice));
        return S_OK;
    });
}

#ifndef _WIN32
extern "C" HRESULT STDMETHODCALLTYPE DllGetClassObject(REFCLSID rclsid, REFIID riid, void** ppv) {
    return OlkGetClassObject(rclsid, riid, ppv);
}

extern "C" HRESULT STDMETHODCALLTYPE DllCanUnloadNow() { return OlkCanUnloadNow(); }
#endif
