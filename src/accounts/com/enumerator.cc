// The members of IOlkEnum.
#include "accounts/com/enumerator.h"

#include <utility>

#include "accounts/com/account.h"
#include "base/com/com_ptr.h"
#include "base/com/guard.h"

namespace olkacct::accounts {

Enumerator::Enumerator(std::shared_ptr<AccountManager> manager,
                       std::shared_ptr<SessionLender> lender, std::vector<std::uint32_t> ids)
    : manager_(std::move(manager)), lender_(std::move(lender)), ids_(std::move(ids)) {}

HRESULT Enumerator::GetCount(DWORD* pulCount) noexcept {
    if (pulCount == nullptr) return E_INVALIDARG;
    *pulCount = static_cast<DWORD>(ids_.size());
    return S_OK;
}

HRESULT Enumerator::Reset() noexcept {
    const std::lock_guard lock(mutex_);
    position_ = 0;
    return S_OK;
}

HRESULT Enumerator::GetNext(LPUNKNOWN* ppunk) noexcept {
    if (ppunk == nullptr) return E_INVALIDARG;
    *ppunk = nullptr;
    return com::guarded([&] {
        const auto profile = manager_->snapshot();
        const std::lock_guard lock(mutex_);
        while (position_ < ids_.size() && profile->find_account(ids_[position_]) == nullptr)
            ++position_;
        if (position_ == ids_.size()) return S_FALSE;
        *ppunk = com::make_object<AccountObject>(manager_, lender_, ids_[position_]).detach();
        // Only now: a failed allocation must not lose the account.
        ++position_;
        return S_OK;
    });
}

HRESULT Enumerator::Skip(DWORD cSkip) noexcept {
    const std::lock_guard lock(mutex_);
    const std::size_t left = ids_.size() - position_;
    if (cSkip > left) {
        position_ = ids_.size();
        return S_FALSE;
    }
    position_ += cSkip;
    return S_OK;
}

}  // namespace olkacct::accounts
