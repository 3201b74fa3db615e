// One manager, its accounts and its enumerators used by several threads at once. Meant for
// ThreadSanitizer; without it the tests still check what each thread sees.
#include "accounts/shared_objects.h"

namespace olkacct::accounts {

TEST_F(SharedObjects, readers_and_renewals_see_whole_snapshots) {
    ASSERT_EQ(manager_->Init(&helper_, 0), S_OK);
    ComPtr<IOlkAccount> account;
    ACCT_VARIANT wanted{};
    wanted.dwType = PT_LONG;
    wanted.Val.dw = 2;
    ASSERT_EQ(manager_->FindAccount(PROP_ACCT_ID, &wanted, account.put()), S_OK);

    const auto read_names = [&] {
        for (int i = 0; i < rounds * 10; ++i) {
            ACCT_VARIANT name{};
            ASSERT_EQ(account->GetProp(PROP_ACCT_NAME, &name), S_OK);
            EXPECT_TRUE(name.Val.pwsz[0] == 'W' || name.Val.pwsz[0] == 'N');
            EXPECT_EQ(account->FreeMemory(reinterpret_cast<BYTE*>(name.Val.pwsz)), S_OK);
        }
    };
    const auto renew = [&] {
        for (int i = 0; i < rounds; ++i) {
            DWORD count = 0;
            DWORD* list = nullptr;
            ASSERT_EQ(manager_->GetOrder(&CLSID_OlkMail, &count, &list), S_OK);
            EXPECT_EQ(count, account_count);
            EXPECT_EQ(manager_->FreeMemory(reinterpret_cast<BYTE*>(list)), S_OK);
        }
    };
    const auto rewrite = [&] {
        for (int i = 0; i < rounds; ++i) {
            const auto fresh = folder_.write("b.reg", reg_text(i % 2 == 0 ? "New" : "Work"));
            std::filesystem::rename(fresh, path_);
        }
    };
    run_together({read_names, read_names, renew, renew, rewrite});
}

TEST_F(SharedObjects, threads_that_share_an_enumerator_get_each_account_once) {
    ASSERT_EQ(manager_->Init(&helper_, 0), S_OK);
    for (int round = 0; round < rounds; ++round) {
        ComPtr<IOlkEnum> enumerator;
        ASSERT_EQ(manager_->EnumerateAccounts(nullptr, nullptr, 0, enumerator.put()), S_OK);
        std::atomic<DWORD> delivered{0};
        const auto walk = [&] {
            for (;;) {
                ComPtr<IUnknown> unknown;
                if (enumerator->GetNext(unknown.put()) != S_OK) return;
                EXPECT_TRUE(unknown.query<IOlkAccount>());
                ++delivered;
            }
        };
        run_together({walk, walk, walk});
        EXPECT_EQ(delivered, account_count);
    }
}

TEST_F(SharedObjects, of_many_concurrent_Inits_exactly_one_succeeds) {
    std::atomic<int> succeeded{0};
    std::atomic<int> refused{0};
    const auto init = [&] {
        const HRESULT hr = manager_->Init(&helper_, 0);
        if (hr == S_OK) ++succeeded;
        if (hr == E_OLK_ALREADY_INITIALIZED) ++refused;
    };
    run_together({init, init, init, init});
    EXPECT_EQ(succeeded, 1);
    EXPECT_EQ(refused, 3);
    EXPECT_EQ(helper_.calls, 1);
}

TEST_F(SharedObjects, the_last_release_may_come_from_any_thread) {
    ASSERT_EQ(manager_->Init(&helper_, 0), S_OK);
    ComPtr<IOlkEnum> enumerator;
    ASSERT_EQ(manager_->EnumerateAccounts(nullptr, nullptr, 0, enumerator.put()), S_OK);
    run_together({[&] { manager_.reset(); },
                  [&] {
                      ComPtr<IUnknown> unknown;
                      EXPECT_EQ(enumerator->GetNext(unknown.put()), S_OK);
                      enumerator.reset();
                  }});
    EXPECT_EQ(helper_.references, 1U);
    EXPECT_EQ(OlkCanUnloadNow(), S_OK);
}

}  // namespace olkacct::accounts
