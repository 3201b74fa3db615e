// Eight threads that do everything at once to managers, accounts, enumerators and sinks, while
// sinks do some of it from inside. Meant for the sanitizers; the counts must be right without them,
// too.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <mutex>
#include <random>

#include "accounts/shared_objects.h"
#include "olkacct/accteditor.h"
#include "support/unloading.h"

namespace olkacct::accounts {
namespace {

constexpr int thread_count = 8;

std::chrono::seconds duration() {
    return std::chrono::seconds(std::getenv("OLKACCT_LONG") != nullptr ? 60 : 4);
}

// Counts its references, and throws now and then.
class CountedSink final : public IOlkAccountNotify {
  public:
    explicit CountedSink(std::function<void()> inside) : inside_(std::move(inside)) {}

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void**) override { return E_NOINTERFACE; }
    ULONG STDMETHODCALLTYPE AddRef() override { return ++references; }
    ULONG STDMETHODCALLTYPE Release() override { return --references; }
    HRESULT STDMETHODCALLTYPE GetLastError(HRESULT, LPWSTR*) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Notify(DWORD, DWORD, DWORD) override {
        const int number = ++calls;
        if (number % 16 == 0) inside_();
        if (number % 64 == 0) throw number;
        return S_OK;
    }

    std::atomic<ULONG> references{1};
    std::atomic<int> calls{0};

  private:
    std::function<void()> inside_;
};

class Hammer : public SharedObjects {
  protected:
    Hammer() {
        EXPECT_EQ(manager_->Init(&helper_, ACCT_INIT_NOSYNCH_MAPI_ACCTS), S_OK);
        EXPECT_EQ(OlkCreateAccountManager(IID_IOlkAccountManager, other_.put_void()), S_OK);
        EXPECT_EQ(other_->Init(&helper_, ACCT_INIT_NOSYNCH_MAPI_ACCTS), S_OK);
    }

    // One of the two that live as long as the test.
    IOlkAccountManager& any(std::mt19937& random) {
        return random() % 2 == 0 ? *manager_ : *other_;
    }

    void find_and_change(std::mt19937& random) {
        ACCT_VARIANT wanted{};
        wanted.dwType = PT_LONG;
        wanted.Val.dw = static_cast<DWORD>(1 + random() % 3);
        ComPtr<IOlkAccount> account;
        IOlkAccountManager& manager = any(random);
        if (manager.FindAccount(PROP_ACCT_ID, &wanted, account.put()) != S_OK) return;
        ACCT_VARIANT value{};
        if (account->GetProp(PROP_ACCT_NAME, &value) == S_OK)
            account->FreeMemory(reinterpret_cast<BYTE*>(value.Val.pwsz));
        std::array<WCHAR, 3> name = {u'n', static_cast<WCHAR>(u'a' + random() % 26), 0};
        value.dwType = PT_UNICODE;
        value.Val.pwsz = name.data();
        account->SetProp(PROP_ACCT_NAME, &value);
        if (random() % 2 == 0)
            account->SaveChanges(0);
        else
            manager.SaveChanges(wanted.Val.dw, 0);
    }

    void enumerate(std::mt19937& random) {
        ComPtr<IOlkEnum> accounts;
        if (any(random).EnumerateAccounts(nullptr, nullptr, 0, accounts.put()) != S_OK) return;
        ComPtr<IUnknown> unknown;
        while (accounts->GetNext(unknown.put()) == S_OK) {
            const auto account = unknown.query<IOlkAccount>();
            ACCT_VARIANT id{};
            if (account) account->GetProp(PROP_ACCT_ID, &id);
        }
    }

    void reorder(std::mt19937& random) {
        DWORD count = 0;
        DWORD* list = nullptr;
        IOlkAccountManager& manager = any(random);
        if (manager.GetOrder(&CLSID_OlkStore, &count, &list) != S_OK) return;
        std::shuffle(list, list + count, random);
        manager.SetOrder(&CLSID_OlkStore, count, list);
        manager.FreeMemory(reinterpret_cast<BYTE*>(list));
    }

    // An account that is made and deleted again.
    void come_and_go(std::mt19937& random) {
        ComPtr<IOlkAccountEditor> editor;
        OlkCreateAccountEditor(IID_IOlkAccountEditor, editor.put_void());
        const WCHAR profile[] = {'A', 'n', 'n', 0};
        if (editor->Open(nullptr, profile) != S_OK) return;
        std::array<WCHAR, 2> name = {u'x', 0};
        ACCT_PROP property{PROP_ACCT_NAME, {}};
        property.Value.dwType = PT_UNICODE;
        property.Value.Val.pwsz = name.data();
        OLK_NEW_ACCOUNT account{};
        account.cbSize = sizeof account;
        account.dwKind = OLK_KIND_DATA_FILE;
        account.cProps = 1;
        account.rgProps = &property;
        account.pwszDataFile = name.data();
        DWORD id = 0;
        if (editor->CreateAccount(&account, &id) == S_OK) any(random).DeleteAccount(id);
    }

    // Registrations of all threads; whoever takes one out ends it.
    void advise(std::mt19937& random, CountedSink& sink) {
        const bool first = random() % 2 == 0;
        DWORD cookie = 0;
        EXPECT_EQ((first ? manager_ : other_)->Advise(&sink, &cookie), S_OK);
        const std::lock_guard lock(mutex_);
        cookies_.emplace_back(first, cookie);
    }
    void unadvise(std::mt19937& random, std::size_t keep) {
        std::pair<bool, DWORD> one;
        {
            const std::lock_guard lock(mutex_);
            if (cookies_.size() <= keep) return;
            std::swap(cookies_[random() % cookies_.size()], cookies_.back());
            one = cookies_.back();
            cookies_.pop_back();
        }
        EXPECT_EQ((one.first ? manager_ : other_)->Unadvise(one.second), S_OK);
    }

    // A manager that lives for a moment, with a sink that it is released with.
    void short_life(std::mt19937& random, CountedSink& sink) {
        ComPtr<IOlkAccountManager> manager;
        OlkCreateAccountManager(IID_IOlkAccountManager, manager.put_void());
        if (manager->Init(&helper_, ACCT_INIT_NOSYNCH_MAPI_ACCTS |
                                        (random() % 2 == 0 ? ACCT_INIT_NO_NOTIFICATIONS : 0)) !=
            S_OK)
            return;
        DWORD cookie = 0;
        EXPECT_EQ(manager->Advise(&sink, &cookie), S_OK);
        manager->DeleteAccount(4711);
    }

    void step(std::mt19937& random, CountedSink& sink) {
        switch (random() % 12) {
            case 0:
            case 1:
            case 2:
                return find_and_change(random);
            case 3:
            case 4:
                return enumerate(random);
            case 5:
                return reorder(random);
            case 6:
                return come_and_go(random);
            case 7:
            case 8:
                return advise(random, sink);
            case 9:
            case 10:
                return unadvise(random, 4);
            default:
                return short_life(random, sink);
        }
    }

    ComPtr<IOlkAccountManager> other_;
    std::mutex mutex_;
    std::vector<std::pair<bool, DWORD>> cookies_;
};

}  // namespace

TEST_F(Hammer, leaves_nothing_behind_after_eight_threads_did_everything) {
    const auto end = std::chrono::steady_clock::now() + duration();
    std::atomic<unsigned> seeds{1};
    std::mutex inside_mutex;
    std::mt19937 inside_random(99);
    CountedSink sink([&] {
        // The numbers need a lock; what they are for does not have one.
        std::mt19937 random;
        {
            const std::lock_guard lock(inside_mutex);
            random.seed(inside_random());
        }
        if (random() % 2 == 0)
            unadvise(random, 4);
        else
            find_and_change(random);
    });
    std::atomic<int> steps{0};
    const auto work = [&] {
        std::mt19937 random(seeds++);
        while (std::chrono::steady_clock::now() < end) {
            step(random, sink);
            ++steps;
        }
    };
    run_together(std::vector<std::function<void()>>(thread_count, work));
    std::mt19937 random(1);
    while (!cookies_.empty()) unadvise(random, 0);
    manager_.reset();
    other_.reset();
    EXPECT_EQ(sink.references, 1U);
    EXPECT_EQ(helper_.references, 1U);
    EXPECT_GT(sink.calls, 10);
    EXPECT_GT(steps, thread_count);
    EXPECT_EQ(test::can_unload_soon(), S_OK);
    std::cout << "    " << steps << " steps, " << sink.calls << " calls\n";
}

}  // namespace olkacct::accounts
