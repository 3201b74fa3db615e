// IOlkEnum: a walk over a list of accounts that was fixed when the enumerator was made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "accounts/account_manager.h"
#include "accounts/com/session_lender.h"
#include "base/com/com_object.h"
#include "olkacct/acctmgmt.h"

namespace olkacct::accounts {

// Keeps the core alive, not the manager object (S-41). Ids that are gone from the core's snapshot
// are passed over, but still counted (S-40). Any thread; threads that share one share its position.
class Enumerator final : public com::ComObject<IOlkEnum> {
  public:
    Enumerator(std::shared_ptr<AccountManager> manager, std::shared_ptr<SessionLender> lender,
               std::vector<std::uint32_t> ids);

    HRESULT STDMETHODCALLTYPE GetCount(DWORD* pulCount) noexcept override;
    HRESULT STDMETHODCALLTYPE Reset() noexcept override;
    HRESULT STDMETHODCALLTYPE GetNext(LPUNKNOWN* ppunk) noexcept override;
    HRESULT STDMETHODCALLTYPE Skip(DWORD cSkip) noexcept override;

  private:
    const std::shared_ptr<AccountManager> manager_;
    const std::shared_ptr<SessionLender> lender_;
    const std::vector<std::uint32_t> ids_;
    std::mutex mutex_;
    std::size_t position_ = 0;
};

}  // namespace olkacct::accounts
