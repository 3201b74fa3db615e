// Eight threads on one manager, its accounts, enumerators, sessions and sinks, while one of them
// also opens managers of its own and another edits the same source. Meant for the sanitizers of
// threads and of memory; without them the test still checks what each thread sees.
#include <gtest/gtest.h>
#include <olkacct/accteditor.h>
#include <olkacct/accthelper.h>

#include <atomic>
#include <chrono>
#include <cstdlib>
#include <memory>
#include <mutex>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "profile/transfer.h"
#include "registry/open_store.h"
#include "support/memory_hive.h"
#include "support/outlook_sample.h"
#include "support/owned.h"
#include "support/temp_dir.h"
#include "support/unloading.h"

namespace olkacct::test {
namespace {

constexpr int thread_count = 8;
constexpr DWORD ids[] = {sample_id::address_book, sample_id::pop3,     sample_id::data_file,
                         sample_id::imap,         sample_id::exchange, sample_id::ldap};

std::chrono::milliseconds time_for_each_kind() {
    return std::getenv("OLKACCT_LONG") != nullptr ? std::chrono::seconds(20)
                                                  : std::chrono::milliseconds(2500);
}

std::string make_source(const TempDir& folder, const std::string& kind) {
    const std::string url = kind + ":" + (folder / ("hammer." + kind)).string();
    const auto from = open_in_memory(outlook_sample_hive());
    const auto to = registry::create_store(url, base::system_files());
    const auto reading = from->begin_read();
    if (!to || !reading) throw std::runtime_error(url + " cannot be made");
    const auto writing = (*to)->begin_write();
    if (!writing || !profile::transfer_profiles(**reading, **writing) || !(*writing)->commit())
        throw std::runtime_error(url + " cannot be filled");
    return url;
}

Owned<IOlkAccountManager> open_manager() {
    const WCHAR profile[] = {'O', 'u', 't', 'l', 'o', 'o', 'k', 0};
    Owned<IOlkAccountHelper> helper;
    EXPECT_EQ(OlkCreateAccountHelper(profile, nullptr, IID_IOlkAccountHelper,
                                     reinterpret_cast<void**>(helper.put())),
              S_OK);
    Owned<IOlkAccountManager> manager;
    EXPECT_EQ(
        OlkCreateAccountManager(IID_IOlkAccountManager, reinterpret_cast<void**>(manager.put())),
        S_OK);
    EXPECT_EQ(manager->Init(helper.get(), ACCT_INIT_NOSYNCH_MAPI_ACCTS), S_OK);
    return manager;
}

// Registered many times by all threads; reads what it is told of, and throws now and then.
class Sink final : public IOlkAccountNotify {
  public:
    explicit Sink(IOlkAccountManager& manager) : manager_(manager) {}

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void**) override { return E_NOINTERFACE; }
    ULONG STDMETHODCALLTYPE AddRef() override { return ++references; }
    ULONG STDMETHODCALLTYPE Release() override { return --references; }
    HRESULT STDMETHODCALLTYPE GetLastError(HRESULT, LPWSTR*) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Notify(DWORD event, DWORD id, DWORD flags) override {
        EXPECT_EQ(flags, 0U);
        EXPECT_EQ(event == NOTIFY_ACCT_ORDER_CHANGED, id == 0);
        if (id != 0) {
            ACCT_VARIANT wanted{};
            wanted.dwType = PT_LONG;
            wanted.Val.dw = id;
            Owned<IOlkAccount> account;
            EXPECT_EQ(manager_.FindAccount(PROP_ACCT_ID, &wanted, account.put()), S_OK);
        }
        if (++calls % 50 == 0) throw std::runtime_error("a sink's own trouble");
        return S_OK;
    }

    std::atomic<ULONG> references{1};
    std::atomic<unsigned> calls{0};

  private:
    IOlkAccountManager& manager_;
};

// What all threads share.
struct Shared {
    Owned<IOlkAccountManager> manager;
    Owned<IOlkEnum> enumerator;
    std::vector<Owned<IOlkAccount>> accounts;
    std::unique_ptr<Sink> sink;
    std::mutex mutex;
    std::vector<DWORD> cookies;
    std::atomic<bool> is_over{false};
    std::atomic<unsigned> loans{0};
    std::atomic<unsigned> saves{0};
    std::atomic<unsigned> edit_attempts{0};
};

class Worker {
  public:
    Worker(Shared& shared, unsigned number)
        : shared_(shared), manager_(*shared.manager.get()), number_(number), random_(number) {}

    void run() {
        // What is rare below happens at least once, however slow the machine is.
        if (number_ == 2) edit();
        if (number_ == 3) save();
        while (!shared_.is_over) {
            one_call();
            ++calls;
        }
    }

    unsigned calls = 0;

  private:
    int draw(int from, int to) { return std::uniform_int_distribution(from, to)(random_); }
    IOlkAccount& account() {
        return *shared_
                    .accounts[static_cast<std::size_t>(
                        draw(0, static_cast<int>(shared_.accounts.size()) - 1))]
                    .get();
    }

    void one_call() {
        switch (draw(0, 13)) {
            case 12:
                return advise();
            case 13:
                return unadvise();
            case 0:
                return find();
            case 1:
                return walk();
            case 2:
                return walk_shared();
            case 3:
                return order();
            case 4:
                return describe();
            case 5:
                return set();
            case 6:
                // Saving waits for the disk; most of the time is for the memory.
                if (draw(0, 9) == 0) save();
                return;
            case 7:
                if (number_ == 1 && draw(0, 3) == 0) other_manager();
                if (number_ == 2 && draw(0, 9) == 0) edit();
                return;
            default:
                return get(account());
        }
    }

    void advise() {
        DWORD cookie = 0;
        EXPECT_EQ(manager_.Advise(shared_.sink.get(), &cookie), S_OK);
        const std::lock_guard lock(shared_.mutex);
        shared_.cookies.push_back(cookie);
    }

    // One of anybody's; now and then the last one.
    void unadvise() {
        DWORD cookie = 0;
        {
            const std::lock_guard lock(shared_.mutex);
            if (shared_.cookies.empty()) return;
            const int last = static_cast<int>(shared_.cookies.size()) - 1;
            std::swap(shared_.cookies[static_cast<std::size_t>(draw(0, last))],
                      shared_.cookies.back());
            cookie = shared_.cookies.back();
            shared_.cookies.pop_back();
        }
        EXPECT_EQ(manager_.Unadvise(cookie), S_OK);
        EXPECT_EQ(manager_.Unadvise(cookie), E_INVALIDARG);
    }

    void get(IOlkAccount& from) {
        const DWORD tags[] = {PROP_ACCT_DELIVERY_STORE, PROP_MAPI_IDENTITY_ENTRYID,  PROP_ACCT_NAME,
                              PROP_ACCT_STAMP,          PROP_ACCT_USER_DISPLAY_NAME, 0x12340102};
        const DWORD tag = tags[draw(0, 5)];
        ACCT_VARIANT value;
        const HRESULT hr = from.GetProp(tag, &value);
        if (hr != S_OK) {
            EXPECT_EQ(hr, E_ACCT_NOT_FOUND);
            return;
        }
        if (value.dwType == PT_UNICODE) {
            EXPECT_NE(value.Val.pwsz, nullptr);
            EXPECT_EQ(from.FreeMemory(reinterpret_cast<BYTE*>(value.Val.pwsz)), S_OK);
        } else {
            EXPECT_GT(value.Val.bin.cb, 0U);
            EXPECT_EQ(from.FreeMemory(value.Val.bin.pb), S_OK);
            if (tag == PROP_ACCT_DELIVERY_STORE) ++shared_.loans;
        }
    }

    void find() {
        ACCT_VARIANT wanted{};
        wanted.dwType = PT_LONG;
        wanted.Val.dw = ids[draw(0, 5)];
        Owned<IOlkAccount> found;
        EXPECT_EQ(manager_.FindAccount(PROP_ACCT_ID, &wanted, found.put()), S_OK);
        if (found) get(*found.get());
    }

    void walk_from(IOlkEnum& accounts, int most) {
        for (int step = 0; step < most; ++step) {
            Owned<IUnknown> unknown;
            if (accounts.GetNext(unknown.put()) != S_OK) return;
            Owned<IOlkAccount> found;
            EXPECT_EQ(
                unknown->QueryInterface(IID_IOlkAccount, reinterpret_cast<void**>(found.put())),
                S_OK);
            get(*found.get());
        }
    }

    void walk() {
        Owned<IOlkEnum> accounts;
        ASSERT_EQ(manager_.EnumerateAccounts(&CLSID_OlkMail, nullptr, 0, accounts.put()), S_OK);
        DWORD count = 0;
        EXPECT_EQ(accounts->GetCount(&count), S_OK);
        EXPECT_GE(count, 3U);
        walk_from(*accounts.get(), 20);
    }

    void walk_shared() {
        walk_from(*shared_.enumerator.get(), 2);
        shared_.enumerator->Skip(static_cast<DWORD>(draw(0, 2)));
        if (draw(0, 1) == 0) shared_.enumerator->Reset();
    }

    void order() {
        DWORD count = 0;
        DWORD* list = nullptr;
        ASSERT_EQ(manager_.GetOrder(&CLSID_OlkStore, &count, &list), S_OK);
        EXPECT_GE(count, 3U);
        if (draw(0, 9) == 0) {
            std::swap(list[0], list[1]);
            const HRESULT hr = manager_.SetOrder(&CLSID_OlkStore, count, list);
            // Others change it too.
            EXPECT_TRUE(hr == S_OK || hr == E_ACCT_WRONG_SORT_ORDER || hr == E_INVALIDARG);
        }
        EXPECT_EQ(manager_.FreeMemory(reinterpret_cast<BYTE*>(list)), S_OK);
    }

    void describe() {
        IOlkAccount& which = account();
        CLSID type{};
        DWORD count = 0;
        CLSID* categories = nullptr;
        EXPECT_EQ(which.GetAccountInfo(&type, &count, &categories), S_OK);
        EXPECT_EQ(which.FreeMemory(reinterpret_cast<BYTE*>(categories)), S_OK);
        LPWSTR text = nullptr;
        EXPECT_EQ(manager_.GetLastError(E_ACCT_NOT_FOUND, &text), S_OK);
        EXPECT_EQ(which.FreeMemory(reinterpret_cast<BYTE*>(text)), S_OK);
        EXPECT_EQ(manager_.Init(nullptr, 0), E_OLK_ALREADY_INITIALIZED);
        manager_.AddRef();
        EXPECT_GE(manager_.Release(), 1U);
    }

    void set() {
        WCHAR name[] = {'N', 0, 0};
        name[1] = static_cast<WCHAR>('0' + draw(0, 9));
        ACCT_VARIANT value{};
        value.dwType = PT_UNICODE;
        value.Val.pwsz = name;
        EXPECT_EQ(account().SetProp(PROP_ACCT_USER_DISPLAY_NAME, &value), S_OK);
    }

    void save() {
        const HRESULT hr =
            draw(0, 1) == 0 ? account().SaveChanges(0) : manager_.SaveChanges(ids[draw(0, 5)], 0);
        // As in edit().
        EXPECT_TRUE(hr == S_OK || hr == E_OLK_REGISTRY) << hr;
        ++shared_.saves;
    }

    // A manager with a session of its own; an account that outlives it.
    void other_manager() {
        auto manager = open_manager();
        ACCT_VARIANT wanted{};
        wanted.dwType = PT_LONG;
        wanted.Val.dw = sample_id::imap;
        Owned<IOlkAccount> found;
        ASSERT_EQ(manager->FindAccount(PROP_ACCT_ID, &wanted, found.put()), S_OK);
        std::thread other([&] {
            for (int i = 0; i < 3; ++i) {
                ACCT_VARIANT value;
                if (found->GetProp(PROP_ACCT_DELIVERY_STORE, &value) == S_OK)
                    found->FreeMemory(value.Val.bin.pb);
            }
        });
        manager.reset();
        other.join();
        ACCT_VARIANT value;
        EXPECT_EQ(found->GetProp(PROP_ACCT_DELIVERY_STORE, &value), E_ACCT_NOT_FOUND);
    }

    void edit() {
        Owned<IOlkAccountEditor> editor;
        ASSERT_EQ(
            OlkCreateAccountEditor(IID_IOlkAccountEditor, reinterpret_cast<void**>(editor.put())),
            S_OK);
        ++shared_.edit_attempts;
        // Seven others may keep the source busy for longer than anybody waits.
        const HRESULT opened = editor->Open(nullptr, nullptr);
        if (opened == E_OLK_REGISTRY) return;
        ASSERT_EQ(opened, S_OK);
        ACCT_PROP port{PROP_INET_PORT, {}};
        port.Value.dwType = PT_LONG;
        port.Value.Val.dw = static_cast<DWORD>(draw(1, 65535));
        const HRESULT done = editor->SetProps(sample_id::pop3, 1, &port);
        EXPECT_TRUE(done == S_OK || done == E_OLK_REGISTRY) << done;
    }

    Shared& shared_;
    IOlkAccountManager& manager_;
    const unsigned number_;
    std::mt19937 random_;
};

void hammer(const std::string& source) {
    ASSERT_EQ(OlkSetAccountSource(source.c_str()), S_OK);
    {
        Shared shared;
        shared.manager = open_manager();
        shared.sink = std::make_unique<Sink>(*shared.manager.get());
        ASSERT_EQ(shared.manager->EnumerateAccounts(nullptr, nullptr, 0, shared.enumerator.put()),
                  S_OK);
        for (const DWORD id : ids) {
            ACCT_VARIANT wanted{};
            wanted.dwType = PT_LONG;
            wanted.Val.dw = id;
            ASSERT_EQ(shared.manager->FindAccount(PROP_ACCT_ID, &wanted,
                                                  shared.accounts.emplace_back().put()),
                      S_OK);
        }
        std::vector<Worker> workers;
        for (unsigned number = 0; number < thread_count; ++number)
            workers.emplace_back(shared, number);
        std::vector<std::thread> threads;
        for (Worker& worker : workers) threads.emplace_back([&worker] { worker.run(); });
        std::this_thread::sleep_for(time_for_each_kind());
        shared.is_over = true;
        for (std::thread& thread : threads) thread.join();
        for (const Worker& worker : workers) EXPECT_GT(worker.calls, 0U);
        EXPECT_GT(shared.loans, 0U);
        EXPECT_GT(shared.saves, 0U);
        EXPECT_GT(shared.edit_attempts, 0U);
        EXPECT_GT(shared.sink->calls, 0U);
        for (const DWORD cookie : shared.cookies) EXPECT_EQ(shared.manager->Unadvise(cookie), S_OK);
        EXPECT_EQ(shared.sink->references, 1U);
    }
    // Nothing is left of them, no session either.
    EXPECT_EQ(can_unload_soon(), S_OK);
    EXPECT_EQ(OlkSetAccountSource(nullptr), S_OK);
}

TEST(Hammer, eight_threads_share_a_manager_on_every_kind_of_store) {
    const TempDir folder;
    for (const char* const kind : {"hive", "reg", "sqlite"}) {
        SCOPED_TRACE(kind);
        hammer(make_source(folder, kind));
        if (::testing::Test::HasFailure()) return;
    }
}

}  // namespace
}  // namespace olkacct::test
