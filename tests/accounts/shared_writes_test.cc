// Threads that set, save, read, order and delete on one manager, and a second manager beside it.
// Meant for ThreadSanitizer; without it the tests still check what is stored in the end.
#include "accounts/shared_objects.h"

namespace olkacct::accounts {
namespace {

ComPtr<IOlkAccount> find(IOlkAccountManager& manager, DWORD id) {
    ACCT_VARIANT wanted{};
    wanted.dwType = PT_LONG;
    wanted.Val.dw = id;
    ComPtr<IOlkAccount> account;
    EXPECT_EQ(manager.FindAccount(PROP_ACCT_ID, &wanted, account.put()), S_OK) << id;
    return account;
}

HRESULT set(IOlkAccount& account, DWORD tag, std::u16string text) {
    ACCT_VARIANT variant{};
    variant.dwType = PT_UNICODE;
    variant.Val.pwsz = text.data();
    return account.SetProp(tag, &variant);
}

// Empty when it is not there.
std::u16string get(IOlkAccount& account, DWORD tag) {
    ACCT_VARIANT variant{};
    if (account.GetProp(tag, &variant) != S_OK) return {};
    std::u16string text = variant.Val.pwsz;
    EXPECT_EQ(account.FreeMemory(reinterpret_cast<BYTE*>(variant.Val.pwsz)), S_OK);
    return text;
}

std::u16string numbered(char16_t letter, int number) {
    std::u16string text(1, letter);
    for (const char digit : std::to_string(number)) text.push_back(static_cast<char16_t>(digit));
    return text;
}

class SharedWrites : public SharedObjects {
  protected:
    SharedWrites() {
        EXPECT_EQ(manager_->Init(&helper_, 0), S_OK);
        EXPECT_EQ(OlkCreateAccountManager(IID_IOlkAccountManager, other_.put_void()), S_OK);
        EXPECT_EQ(other_->Init(&helper_, 0), S_OK);
    }

    // What is stored, seen by a manager that has just been opened.
    std::u16string stored(DWORD id, DWORD tag) {
        ComPtr<IOlkAccountManager> fresh;
        EXPECT_EQ(OlkCreateAccountManager(IID_IOlkAccountManager, fresh.put_void()), S_OK);
        EXPECT_EQ(fresh->Init(&helper_, 0), S_OK);
        return get(*find(*fresh.get(), id).get(), tag);
    }

    ComPtr<IOlkAccountManager> other_;
};

}  // namespace

TEST_F(SharedWrites, the_value_set_last_is_the_value_stored_last) {
    const auto account = find(*manager_.get(), 1);
    const auto set_and_save = [&] {
        for (int i = 1; i <= rounds; ++i) {
            ASSERT_EQ(set(*account.get(), PROP_ACCT_NAME, numbered(u'N', i)), S_OK);
            ASSERT_EQ(account->SaveChanges(0), S_OK);
        }
    };
    const auto save = [&] {
        for (int i = 0; i < rounds; ++i) ASSERT_EQ(manager_->SaveChanges(1, 0), S_OK);
    };
    const auto read_all = [&] {
        int last = 0;
        for (int i = 0; i < rounds * 20; ++i) {
            const std::u16string name = get(*account.get(), PROP_ACCT_NAME);
            ASSERT_FALSE(name.empty());
            const int now =
                name == u"Work" ? 0 : std::stoi(std::string(name.begin() + 1, name.end()));
            ASSERT_GE(now, last) << "an older value came back";
            last = now;
        }
    };
    run_together({set_and_save, save, read_all, read_all});
    EXPECT_EQ(get(*account.get(), PROP_ACCT_NAME), numbered(u'N', rounds));
    EXPECT_EQ(stored(1, PROP_ACCT_NAME), numbered(u'N', rounds));
}

TEST_F(SharedWrites, two_managers_lose_none_of_each_others_properties) {
    const auto write = [](IOlkAccountManager& manager, DWORD tag, char16_t letter) {
        const auto account = find(manager, 2);
        for (int i = 1; i <= rounds; ++i) {
            ASSERT_EQ(set(*account.get(), tag, numbered(letter, i)), S_OK);
            ASSERT_EQ(manager.SaveChanges(2, 0), S_OK);
        }
    };
    run_together({[&] { write(*manager_.get(), PROP_ACCT_NAME, u'N'); },
                  [&] { write(*other_.get(), PROP_ACCT_USER_EMAIL_ADDR, u'E'); }});
    EXPECT_EQ(stored(2, PROP_ACCT_NAME), numbered(u'N', rounds));
    EXPECT_EQ(stored(2, PROP_ACCT_USER_EMAIL_ADDR), numbered(u'E', rounds));
}

TEST_F(SharedWrites, an_account_that_is_deleted_under_its_writers_is_gone_for_all) {
    const auto account = find(*manager_.get(), 3);
    std::atomic<int> deleted{0};
    const auto set_and_save = [&] {
        for (int i = 0; i < rounds; ++i) {
            const HRESULT was_set = set(*account.get(), PROP_ACCT_NAME, numbered(u'N', i));
            EXPECT_TRUE(was_set == S_OK || was_set == E_ACCT_NOT_FOUND) << was_set;
            const HRESULT saved = account->SaveChanges(0);
            EXPECT_TRUE(saved == S_OK || saved == E_ACCT_NOT_FOUND) << saved;
        }
    };
    const auto remove = [&](IOlkAccountManager& manager) {
        const HRESULT hr = manager.DeleteAccount(3);
        EXPECT_TRUE(hr == S_OK || hr == E_ACCT_NOT_FOUND) << hr;
        if (hr == S_OK) ++deleted;
    };
    const auto walk = [&] {
        for (int i = 0; i < rounds; ++i) {
            ComPtr<IOlkEnum> enumerator;
            ASSERT_EQ(manager_->EnumerateAccounts(nullptr, nullptr, 0, enumerator.put()), S_OK);
            DWORD count = 0;
            ASSERT_EQ(enumerator->GetCount(&count), S_OK);
            EXPECT_TRUE(count == account_count || count == account_count - 1) << count;
        }
    };
    run_together({set_and_save, walk, [&] { remove(*manager_.get()); },
                  [&] { remove(*manager_.get()); }, [&] { remove(*other_.get()); }});
    EXPECT_EQ(deleted, 1);
    EXPECT_EQ(get(*account.get(), PROP_ACCT_NAME), u"");
    EXPECT_EQ(account->SaveChanges(0), E_ACCT_NOT_FOUND);
    EXPECT_EQ(stored(1, PROP_ACCT_NAME), u"Work");
}

}  // namespace olkacct::accounts
