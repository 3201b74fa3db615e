// The helper as section 9.4 of the specification wants those that we write.
#include "mapi/account_helper.h"

#include <algorithm>
#include <utility>

#include "base/com/guard.h"

namespace olkacct::mapi {
namespace {

// PR_PROFILE_NAME of the section that every profile has, as public clients ask for it.
HRESULT ask_profile_name(IMAPISession& session, std::basic_string<WCHAR>& name) {
    MAPIUID global = pbGlobalProfileSectionGuid;
    com::ComPtr<IProfSect> section;
    HRESULT hr = session.OpenProfileSection(&global, nullptr, 0, section.put());
    if (FAILED(hr)) return hr;
    SPropValue* value = nullptr;
    hr = HrGetOneProp(section.get(), PR_PROFILE_NAME_W, &value);
    if (FAILED(hr)) return hr;
    const auto* const text = reinterpret_cast<const WCHAR*>(value->Value.lpszW);
    hr = com::guarded([&] {
        name = text;
        return S_OK;
    });
    MAPIFreeBuffer(value);
    return hr;
}

}  // namespace

AccountHelperObject::~AccountHelperObject() {
    if (kind_ == Kind::makes_sessions) end_own_session();
}

HRESULT AccountHelperObject::GetIdentity(LPWSTR pwszIdentity, DWORD* pcch) noexcept {
    if (pcch == nullptr) return E_INVALIDARG;
    const std::lock_guard lock(mutex_);
    if (kind_ == Kind::untold) return E_OLK_NOT_INITIALIZED;
    const DWORD size = *pcch;
    *pcch = static_cast<DWORD>(profile_.size() + 1);
    if (size < *pcch) return E_OUTOFMEMORY;
    if (pwszIdentity == nullptr) return E_INVALIDARG;
    std::copy_n(profile_.c_str(), profile_.size() + 1, pwszIdentity);
    return S_OK;
}

HRESULT AccountHelperObject::GetMapiSession(LPUNKNOWN* ppmsess) noexcept {
    if (ppmsess == nullptr) return E_INVALIDARG;
    *ppmsess = nullptr;
    return com::guarded([&] {
        com::ComPtr<IMAPISession> session;
        {
            const std::lock_guard lock(mutex_);
            if (kind_ == Kind::untold) return E_OLK_NOT_INITIALIZED;
            if (!session_)
                if (const HRESULT hr = log_on(); FAILED(hr)) return hr;
            session = session_;
        }
        return session->QueryInterface(IID_IUnknown, reinterpret_cast<void**>(ppmsess));
    });
}

HRESULT AccountHelperObject::HandsOffSession() noexcept {
    {
        const std::lock_guard lock(mutex_);
        if (kind_ != Kind::makes_sessions) return E_NOTIMPL;
    }
    // Whoever is told of the logoff may release the helper.
    const auto self = com::ComPtr<AccountHelperObject>::copy(this);
    end_own_session();
    return S_OK;
}

HRESULT AccountHelperObject::UseProfile(LPCWSTR pwszProfile) noexcept {
    if (pwszProfile == nullptr || *pwszProfile == 0) return E_INVALIDARG;
    return com::guarded([&] { return tell(Kind::makes_sessions, pwszProfile, nullptr); });
}

HRESULT AccountHelperObject::UseSession(LPUNKNOWN pSession, LPCWSTR pwszProfile) noexcept {
    if (pSession == nullptr) return E_INVALIDARG;
    return com::guarded([&] {
        void* found = nullptr;
        if (FAILED(pSession->QueryInterface(IID_IMAPISession, &found)) || found == nullptr)
            return E_INVALIDARG;
        auto session = com::ComPtr<IMAPISession>::attach(static_cast<IMAPISession*>(found));
        std::basic_string<WCHAR> name;
        if (pwszProfile != nullptr) {
            name = pwszProfile;
        } else if (const HRESULT hr = ask_profile_name(*session, name); FAILED(hr)) {
            return hr;
        }
        return tell(Kind::wraps, name.c_str(), std::move(session));
    });
}

HRESULT AccountHelperObject::tell(Kind kind, const WCHAR* profile,
                                  com::ComPtr<IMAPISession> session) {
    const std::lock_guard lock(mutex_);
    if (kind_ != Kind::untold) return E_OLK_ALREADY_INITIALIZED;
    profile_ = profile;
    session_ = std::move(session);
    kind_ = kind;
    return S_OK;
}

HRESULT AccountHelperObject::log_on() {
    // One initialisation for each session, taken back when it ends.
    HRESULT hr = MAPIInitialize(nullptr);
    if (FAILED(hr)) return hr;
    constexpr FLAGS flags =
        MAPI_EXTENDED | MAPI_NEW_SESSION | MAPI_EXPLICIT_PROFILE | MAPI_NO_MAIL | MAPI_UNICODE;
    hr = MAPILogonEx(0, reinterpret_cast<LPTSTR>(profile_.data()), nullptr, flags, session_.put());
    if (FAILED(hr)) MAPIUninitialize();
    return hr;
}

void AccountHelperObject::end_own_session() noexcept {
    com::ComPtr<IMAPISession> session;
    {
        const std::lock_guard lock(mutex_);
        std::swap(session, session_);
    }
    if (!session) return;
    session->Logoff(0, 0, 0);
    session.reset();
    MAPIUninitialize();
}

}  // namespace olkacct::mapi
