// Registers for notifications and tells what it hears while other programs change the profile.
//
//   hear_changes PROFILE COUNT
//
// Prints `listening`, then a line an event: what happened to which account, and its name as long as
// it can be read. Ends after COUNT events; exit code 1 when the accounts are not as the event says.
#include <olkacct/accthelper.h>

#include <condition_variable>
#include <cstdlib>
#include <mutex>
#include <string>

#include "client.h"

namespace {

using client::Com;

const char* name_of(DWORD event) {
    switch (event) {
        case NOTIFY_ACCT_CREATED:
            return "created";
        case NOTIFY_ACCT_CHANGED:
            return "changed";
        case NOTIFY_ACCT_PREDELETED:
            return "predeleted";
        case NOTIFY_ACCT_DELETED:
            return "deleted";
        case NOTIFY_ACCT_ORDER_CHANGED:
            return "order changed";
        default:
            return "?";
    }
}

bool is_enumerated(IOlkAccountManager& manager, DWORD id) {
    Com<IOlkEnum> accounts;
    if (FAILED(manager.EnumerateAccounts(nullptr, nullptr, 0, accounts.put()))) return false;
    Com<IUnknown> unknown;
    while (accounts->GetNext(unknown.put()) == S_OK) {
        Com<IOlkAccount> account;
        unknown->QueryInterface(IID_IOlkAccount, reinterpret_cast<void**>(account.put()));
        ACCT_VARIANT value{};
        if (account && SUCCEEDED(account->GetProp(PROP_ACCT_ID, &value)) && value.Val.dw == id)
            return true;
    }
    return false;
}

// Its name; false when it is not there.
bool find(IOlkAccountManager& manager, DWORD id, std::string& name) {
    ACCT_VARIANT wanted{};
    wanted.dwType = PT_LONG;
    wanted.Val.dw = id;
    Com<IOlkAccount> account;
    if (FAILED(manager.FindAccount(PROP_ACCT_ID, &wanted, account.put()))) return false;
    ACCT_VARIANT value{};
    if (FAILED(account->GetProp(PROP_ACCT_NAME, &value))) return false;
    name = client::utf8(value.Val.pwsz);
    account->FreeMemory(reinterpret_cast<BYTE*>(value.Val.pwsz));
    return true;
}

// Lives on the client's stack; it ends its registration before it goes.
class Sink final : public IOlkAccountNotify {
  public:
    explicit Sink(IOlkAccountManager& manager) : manager_(manager) {}

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void**) override { return E_NOINTERFACE; }
    ULONG STDMETHODCALLTYPE AddRef() override { return 2; }
    ULONG STDMETHODCALLTYPE Release() override { return 1; }
    HRESULT STDMETHODCALLTYPE GetLastError(HRESULT, LPWSTR*) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Notify(DWORD event, DWORD id, DWORD flags) override {
        const std::lock_guard lock(mutex_);
        std::string name;
        const bool is_there = event != NOTIFY_ACCT_ORDER_CHANGED && find(manager_, id, name);
        const bool is_gone = event == NOTIFY_ACCT_DELETED;
        if (event != NOTIFY_ACCT_ORDER_CHANGED)
            in_order_ = in_order_ && is_there != is_gone && is_enumerated(manager_, id) != is_gone;
        in_order_ = in_order_ && flags == OLK_ACCOUNT_NO_FLAGS;
        std::printf("%s %u%s%s\n", name_of(event), static_cast<unsigned>(id),
                    name.empty() ? "" : " ", name.c_str());
        std::fflush(stdout);
        ++heard_;
        more_.notify_all();
        return S_OK;
    }

    bool wait_for(unsigned count) {
        std::unique_lock lock(mutex_);
        more_.wait(lock, [&] { return heard_ >= count; });
        return in_order_;
    }

  private:
    IOlkAccountManager& manager_;
    std::mutex mutex_;
    std::condition_variable more_;
    unsigned heard_ = 0;
    bool in_order_ = true;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) return 2;
    const std::string given = argv[1];
    const std::basic_string<WCHAR> profile(given.begin(), given.end());
    Com<IOlkAccountHelper> helper;
    HRESULT hr = OlkCreateAccountHelper(profile.c_str(), nullptr, IID_IOlkAccountHelper,
                                        reinterpret_cast<void**>(helper.put()));
    if (FAILED(hr)) return client::failed("helper", hr);
    Com<IOlkAccountManager> manager;
    hr = client::activate_manager(manager.put());
    if (FAILED(hr)) return client::failed("activation", hr);
    hr = manager->Init(helper.get(), ACCT_INIT_NOSYNCH_MAPI_ACCTS | ACCT_INIT_NO_STORES_CHECK);
    if (FAILED(hr)) return client::failed("Init", hr);
    Sink sink(*manager.get());
    DWORD cookie = 0;
    hr = manager->Advise(&sink, &cookie);
    if (FAILED(hr)) return client::failed("Advise", hr);
    std::printf("listening\n");
    std::fflush(stdout);
    const bool in_order = sink.wait_for(static_cast<unsigned>(std::atoi(argv[2])));
    hr = manager->Unadvise(cookie);
    if (FAILED(hr)) return client::failed("Unadvise", hr);
    std::printf(in_order ? "all as told\n" : "NOT IN ORDER\n");
    return in_order ? 0 : 1;
}
