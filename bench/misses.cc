// What a question costs that has no answer: GetProp of a property that an account has not, and
// FindAccount of an id that is in no profile, against an unordered_map behind a virtual call.
#include <olkacct/acctmgmt.h>

#include <array>
#include <atomic>
#include <memory>
#include <stdexcept>
#include <string_view>

#include "compare.h"
#include "lookup.h"
#include "measure.h"

namespace olkacct::bench {
namespace {

/// Enough questions in one run for the clock to tell.
constexpr std::size_t questions = 10'000;
constexpr std::size_t repetitions = 200;
/// Identifiers that no property has, and ids that no account has: from here on, in turn.
constexpr DWORD missing_from = 0x7000;
constexpr DWORD missing_count = 256;

DWORD missing_tag(std::size_t question) {
    return PROP_TAG(PT_LONG, missing_from + question % missing_count);
}

/// Names the only profile of a small generated hive. Lives on the stack of the caller.
class Helper final : public IOlkAccountHelper {
  public:
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID iid, void** object) override {
        const bool known = iid == IID_IUnknown || iid == IID_IOlkAccountHelper;
        *object = known ? this : nullptr;
        return known ? S_OK : E_NOINTERFACE;
    }
    ULONG STDMETHODCALLTYPE AddRef() override { return ++references_; }
    ULONG STDMETHODCALLTYPE Release() override { return --references_; }
    HRESULT STDMETHODCALLTYPE Placeholder1(void*) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE GetIdentity(LPWSTR text, DWORD* size) override {
        static constexpr std::u16string_view profile = u"Outlook";
        const DWORD needed = static_cast<DWORD>(profile.size()) + 1;
        if (text != nullptr && *size >= needed) {
            text[profile.copy(text, profile.size())] = u'\0';
        }
        *size = needed;
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE GetMapiSession(LPUNKNOWN*) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE HandsOffSession() override { return E_NOTIMPL; }

  private:
    std::atomic<ULONG> references_ = 1;
};

struct Release {
    void operator()(IUnknown* object) const { object->Release(); }
};
template <class T>
using Held = std::unique_ptr<T, Release>;

void require(HRESULT got, HRESULT wanted, const char* call) {
    if (got != wanted) {
        throw std::runtime_error(std::string(call) + " gives an unexpected result");
    }
}

Held<IOlkAccountManager> open_manager(Helper& helper, const std::string& hive) {
    require(OlkSetAccountSource(hive.c_str()), S_OK, "OlkSetAccountSource");
    void* object = nullptr;
    require(OlkCreateAccountManager(IID_IOlkAccountManager, &object), S_OK,
            "OlkCreateAccountManager");
    Held<IOlkAccountManager> manager(static_cast<IOlkAccountManager*>(object));
    require(manager->Init(&helper, ACCT_INIT_NOSYNCH_MAPI_ACCTS), S_OK, "Init");
    return manager;
}

Held<IOlkAccount> first_mail_account(IOlkAccountManager& manager) {
    IOlkEnum* accounts = nullptr;
    require(manager.EnumerateAccounts(&CLSID_OlkMail, nullptr, OLK_ACCOUNT_NO_FLAGS, &accounts),
            S_OK, "EnumerateAccounts");
    const Held<IOlkEnum> held(accounts);
    IUnknown* unknown = nullptr;
    require(accounts->GetNext(&unknown), S_OK, "GetNext");
    const Held<IUnknown> next(unknown);
    void* account = nullptr;
    require(next->QueryInterface(IID_IOlkAccount, &account), S_OK, "QueryInterface");
    return Held<IOlkAccount>(static_cast<IOlkAccount*>(account));
}

}  // namespace

void compare_misses(const Setup& setup, Report& report) {
    Helper helper;
    const auto manager = open_manager(helper, setup.few_in_small);
    const auto account = first_mail_account(*manager);
    const auto map = make_lookup(64);

    const auto ask_map = [&map](std::size_t) {
        std::size_t found = 0;
        for (std::size_t i = 0; i < questions; ++i) {
            found += map->find(missing_tag(i)) ? 1U : 0U;
        }
        require(found == 0 ? S_OK : S_FALSE, S_OK, "the map");
    };
    const auto ask_unknown = [&account](std::size_t) {
        ACCT_VARIANT value{};
        for (std::size_t i = 0; i < questions; ++i) {
            require(account->GetProp(missing_tag(i), &value), E_ACCT_NOT_FOUND, "GetProp");
        }
    };
    const auto ask_absent = [&account](std::size_t) {
        ACCT_VARIANT value{};
        for (std::size_t i = 0; i < questions; ++i) {
            require(account->GetProp(PROP_SMTP_SECURE_CONNECTION, &value), E_ACCT_NOT_FOUND,
                    "GetProp");
        }
    };
    const auto ask_manager = [&manager](std::size_t) {
        ACCT_VARIANT id{};
        id.dwType = PT_LONG;
        IOlkAccount* found = nullptr;
        for (std::size_t i = 0; i < questions; ++i) {
            id.Val.dw = missing_from + static_cast<DWORD>(i % missing_count);
            require(manager->FindAccount(PROP_ACCT_ID, &id, &found), E_ACCT_NOT_FOUND,
                    "FindAccount");
        }
    };
    require(OlkSetAccountSource(nullptr), S_OK, "OlkSetAccountSource");
    const auto unknown = measure_pairs(Clock::processor, repetitions, ask_map, ask_unknown);
    report.at_most("GetProp, an unknown property, against unordered_map", unknown.ratio, 5, " x");
    const auto absent = measure_pairs(Clock::processor, repetitions, ask_map, ask_absent);
    report.at_most("GetProp, a property it has not, against unordered_map", absent.ratio, 5, " x");
    const auto find = measure_pairs(Clock::processor, repetitions, ask_map, ask_manager);
    report.at_most("FindAccount, an unknown id, against unordered_map", find.ratio, 20, " x");
}

}  // namespace olkacct::bench
