// IOlkAccountEditor: edits of one profile, each done at once.
#pragma once

#include <memory>
#include <mutex>
#include <utility>

#include "accounts/held_source.h"
#include "accounts/profile_events.h"
#include "base/com/com_object.h"
#include "olkacct/accteditor.h"
#include "olkacct/editor.h"

namespace olkacct::accounts {

// Any thread. No lock is held while the source is read or written, so calls on one editor that was
// moved meanwhile end where they began.
class AccountEditorObject final : public com::ComObject<IOlkAccountEditor, IOlkErrorUnknown> {
  public:
    HRESULT STDMETHODCALLTYPE GetLastError(HRESULT hr, LPWSTR* ppwszError) noexcept override;
    HRESULT STDMETHODCALLTYPE Open(LPCWSTR pwszSource, LPCWSTR pwszProfile) noexcept override;
    HRESULT STDMETHODCALLTYPE CreateAccount(const OLK_NEW_ACCOUNT* pNew,
                                            DWORD* pdwAcctID) noexcept override;
    HRESULT STDMETHODCALLTYPE SetProps(DWORD dwAcctID, DWORD cProps,
                                       const ACCT_PROP* rgProps) noexcept override;
    HRESULT STDMETHODCALLTYPE ClearProps(DWORD dwAcctID, DWORD cProps,
                                         const DWORD* rgProps) noexcept override;
    HRESULT STDMETHODCALLTYPE SetOrder(const CLSID* pclsidCategory, DWORD cAccts,
                                       const DWORD* rgAccts) noexcept override;
    HRESULT STDMETHODCALLTYPE SetDefaultAccount(DWORD dwAcctID) noexcept override;

  private:
    // What Open found. Shared with the calls that are under way.
    struct Place {
        Place(Source opened, HeldSource::Open open_again)
            : source(std::move(opened), std::move(open_again)) {}
        // `account`: of which it is a change, whatever else it touches.
        Result<Plan> run(const Edit& edit, std::uint32_t account = 0) {
            return run_and_tell(source, profile, edit, account);
        }
        HeldSource source;
        ProfileRef profile;
    };

    // Runs `body` with the place, or gives E_OLK_NOT_INITIALIZED.
    template <class Body>
    HRESULT with_place(const Body& body) noexcept;

    // Held only to copy or replace the pointer.
    std::mutex mutex_;
    std::shared_ptr<Place> place_;
};

}  // namespace olkacct::accounts
