// The functions by which a client begins: initialisation, logon, profile administration.

#include "base/com/account_source.h"
#include "base/com/com_ptr.h"
#include "mapi/process.h"
#include "mapi/profile_admin.h"
#include "mapi/safely.h"
#include "mapi/service_catalog.h"
#include "olkacct/source.h"

namespace mapi = olkacct::mapi;
namespace com = olkacct::com;

namespace {

// What the process chose as source of accounts is where its profiles are.
olkacct::Result<mapi::Host> open_host() {
    const auto path_or_url = com::account_source();
    if (!path_or_url)
        return olkacct::fail(olkacct::ErrorCode::source_not_found,
                             "no source of profiles is named");
    const auto source = olkacct::Source::open(*path_or_url);
    if (!source) return tl::unexpected(source.error());
    const auto services = mapi::load_services();
    if (!services) return tl::unexpected(services.error());
    return mapi::Host{source->shared_store(), *services};
}

}  // namespace

extern "C" HRESULT STDMETHODCALLTYPE MAPIInitialize(LPVOID lpMapiInit) {
    return mapi::mapi_process().initialize(static_cast<const MAPIINIT_0*>(lpMapiInit));
}

extern "C" void STDMETHODCALLTYPE MAPIUninitialize() { mapi::mapi_process().uninitialize(); }

extern "C" HRESULT STDMETHODCALLTYPE MAPILogonEx(ULONG_PTR, LPTSTR lpszProfileName,
                                                 LPTSTR lpszPassword, FLAGS flFlags,
                                                 IMAPISession** lppSession) {
    if (!mapi::clear(lppSession)) return MAPI_E_INVALID_PARAMETER;
    if (!mapi::mapi_process().is_initialized()) return MAPI_E_NOT_INITIALIZED;
    return mapi::safely([&] {
        return mapi::mapi_process()
            .logon({lpszProfileName, lpszPassword, flFlags}, open_host, lppSession)
            .code;
    });
}

extern "C" HRESULT STDMETHODCALLTYPE MAPIAdminProfiles(ULONG, IProfAdmin** lppProfAdmin) {
    if (!mapi::clear(lppProfAdmin)) return MAPI_E_INVALID_PARAMETER;
    if (!mapi::mapi_process().is_initialized()) return MAPI_E_NOT_INITIALIZED;
    return mapi::safely([&] {
        auto host = open_host();
        if (!host) return mapi::code_of(host.error());
        *lppProfAdmin = com::make_object<mapi::ProfileAdminObject>(std::move(*host),
                                                                   mapi::mapi_process().live())
                            .detach();
        return S_OK;
    });
}
