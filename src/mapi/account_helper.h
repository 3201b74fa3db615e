// IOlkSessionHelper: what a client passes to Init, over a session that it has or one made on
// demand.
#pragma once

#include <mutex>
#include <string>

#include "base/com/com_object.h"
#include "base/com/com_ptr.h"
#include "mapi/uuids.h"
#include "olkacct/accthelper.h"

namespace olkacct::com {

template <>
struct UuidOf<::IOlkSessionHelper> {
    static const IID& get() noexcept { return IID_IOlkSessionHelper; }
};

}  // namespace olkacct::com

namespace olkacct::mapi {

// Holds no reference on the manager (AM-Hlp-3). No lock is held while a session is called, except
// the one of a logon, which calls nobody back.
class AccountHelperObject final : public com::ComObject<IOlkSessionHelper, IOlkAccountHelper> {
  public:
    HRESULT STDMETHODCALLTYPE Placeholder1(void*) noexcept override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE GetIdentity(LPWSTR pwszIdentity, DWORD* pcch) noexcept override;
    HRESULT STDMETHODCALLTYPE GetMapiSession(LPUNKNOWN* ppmsess) noexcept override;
    HRESULT STDMETHODCALLTYPE HandsOffSession() noexcept override;
    HRESULT STDMETHODCALLTYPE UseProfile(LPCWSTR pwszProfile) noexcept override;
    HRESULT STDMETHODCALLTYPE UseSession(LPUNKNOWN pSession, LPCWSTR pwszProfile) noexcept override;

  private:
    enum class Kind { untold, makes_sessions, wraps };

    ~AccountHelperObject() override;

    HRESULT tell(Kind kind, const WCHAR* profile, com::ComPtr<IMAPISession> session);
    // With mutex_ held.
    HRESULT log_on();
    void end_own_session() noexcept;

    std::mutex mutex_;
    Kind kind_ = Kind::untold;
    std::basic_string<WCHAR> profile_;
    com::ComPtr<IMAPISession> session_;
};

}  // namespace olkacct::mapi
