// Sections 9.3 and 9.4: the session that the helper lends, and its return.
#include <thread>

#include "allocations.h"
#include "client.h"

namespace olkacct::test {
namespace {

using Bytes8 = std::vector<std::uint8_t>;

const Bytes8 somebody = {0, 0, 0, 0, 0xDC, 0xA7, 0x40, 0xC8, 1, 2, 3};

// A session behind another interface of its own.
class Facet final : public IUnknown {
  public:
    explicit Facet(IMAPISession& session) : session_(session) {}
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID riid, void** object) override {
        return session_.QueryInterface(riid, object);
    }
    ULONG STDMETHODCALLTYPE AddRef() override { return ++references; }
    ULONG STDMETHODCALLTYPE Release() override { return --references; }

    ULONG references = 1;

  private:
    IMAPISession& session_;
};

}  // namespace

// A profile with a default store, and an Exchange account whose identity only the session knows.
class ConformanceSession : public Conformance {
  protected:
    ConformanceSession() {
        SampleOptions options;
        options.with_stores = true;
        options.without_identity = true;
        write_source(options);
        helper_.session.identity = somebody;
    }

    // Both values that only a session has.
    static void expect_values(IOlkAccountManager& manager) {
        EXPECT_EQ(read(*find(manager, imap).get(), PROP_ACCT_DELIVERY_STORE).bytes,
                  default_store_entry_id());
        EXPECT_EQ(read(*find(manager, exchange).get(), PROP_MAPI_IDENTITY_ENTRYID).bytes, somebody);
    }
    static void expect_no_values(IOlkAccountManager& manager) {
        EXPECT_EQ(read(*find(manager, imap).get(), PROP_ACCT_DELIVERY_STORE).hr, E_ACCT_NOT_FOUND);
        EXPECT_EQ(read(*find(manager, exchange).get(), PROP_MAPI_IDENTITY_ENTRYID).hr,
                  E_ACCT_NOT_FOUND);
    }
    // One loan.
    static void borrow(IOlkAccountManager& manager) {
        EXPECT_EQ(read(*find(manager, imap).get(), PROP_ACCT_DELIVERY_STORE).hr, S_OK);
    }
};

TEST_F(ConformanceSession, AM_Ses_1_every_reference_on_the_session_is_released) {
    const auto manager = open_manager();
    expect_values(*manager.get());
    EXPECT_EQ(helper_.session_calls, 2);
    EXPECT_EQ(helper_.session.references, 1U);
}

TEST_F(ConformanceSession, AM_Ses_2_no_session_is_kept_between_calls) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), imap);
    for (int call = 1; call <= 3; ++call) {
        EXPECT_EQ(read(*account.get(), PROP_ACCT_DELIVERY_STORE).hr, S_OK);
        EXPECT_EQ(helper_.session.references, 1U);
        EXPECT_EQ(helper_.session_calls, call);
    }
    EXPECT_EQ(helper_.hands_off_calls, 0);
}

TEST_F(ConformanceSession, AM_Ses_3_nothing_that_came_from_the_session_survives_a_call) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), imap);
    for (const auto fault :
         {SessionFault::none, SessionFault::table_fails, SessionFault::table_throws,
          SessionFault::table_is_endless, SessionFault::rows_are_odd}) {
        helper_.session.fault = fault;
        EXPECT_EQ(read(*account.get(), PROP_ACCT_DELIVERY_STORE).hr == S_OK,
                  fault == SessionFault::none);
        EXPECT_EQ(helper_.session.tables, 0);
    }
}

TEST_F(ConformanceSession, AM_Ses_4_the_session_may_be_lent_as_any_of_its_interfaces) {
    class OtherHelper final : public IOlkAccountHelper {
      public:
        explicit OtherHelper(Helper& names, IUnknown& facet) : names_(names), facet_(facet) {}
        HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void**) override { return E_NOINTERFACE; }
        ULONG STDMETHODCALLTYPE AddRef() override { return 2; }
        ULONG STDMETHODCALLTYPE Release() override { return 1; }
        HRESULT STDMETHODCALLTYPE Placeholder1(void*) override { return E_NOTIMPL; }
        HRESULT STDMETHODCALLTYPE GetIdentity(LPWSTR identity, DWORD* characters) override {
            return names_.GetIdentity(identity, characters);
        }
        HRESULT STDMETHODCALLTYPE GetMapiSession(LPUNKNOWN* given) override {
            facet_.AddRef();
            *given = &facet_;
            return S_OK;
        }
        HRESULT STDMETHODCALLTYPE HandsOffSession() override { return E_NOTIMPL; }

      private:
        Helper& names_;
        IUnknown& facet_;
    };
    Facet facet(helper_.session);
    OtherHelper other(helper_, facet);
    {
        const auto manager = new_manager();
        ASSERT_EQ(manager->Init(&other, ACCT_INIT_NOSYNCH_MAPI_ACCTS), S_OK);
        expect_values(*manager.get());
        EXPECT_EQ(facet.references, 1U);
    }
    EXPECT_EQ(facet.references, 1U);
}

TEST_F(ConformanceSession, AM_Ses_5_nothing_about_the_session_is_changed) {
    {
        const auto manager = open_manager();
        expect_values(*manager.get());
    }
    // Neither Logoff nor SetDefaultStore, nor anything else than the two questions.
    EXPECT_EQ(helper_.session.forbidden, 0);
}

TEST_F(ConformanceSession, AM_Hof_1_a_session_is_handed_off_when_nobody_holds_it) {
    auto manager = open_manager();
    borrow(*manager.get());
    bool is_free = false;
    helper_.inside_hands_off = [&] { is_free = helper_.session.is_free(); };
    manager.reset();
    EXPECT_TRUE(is_free);
}

TEST_F(ConformanceSession, AM_Hof_2_a_session_is_handed_off_before_the_helper_is_released) {
    auto manager = open_manager();
    borrow(*manager.get());
    ULONG references = 0;
    helper_.inside_hands_off = [&] { references = helper_.references; };
    manager.reset();
    EXPECT_EQ(references, 2U);
    EXPECT_EQ(helper_.references, 1U);
}

TEST_F(ConformanceSession, AM_Hof_3_every_result_of_handing_off_means_the_same) {
    for (const HRESULT result : {HRESULT{S_OK}, HRESULT{E_NOTIMPL}, HRESULT{E_FAIL}}) {
        helper_.hands_off_result = result;
        // The next manager asks again and works.
        auto manager = open_manager();
        expect_values(*manager.get());
        manager.reset();
    }
    EXPECT_EQ(helper_.session_calls, 6);
    EXPECT_EQ(helper_.hands_off_calls, 3);
}

TEST_F(ConformanceSession, AM_Hof_4_that_the_session_is_not_the_helpers_is_no_failure) {
    void* object = nullptr;
    ASSERT_EQ(OlkCreateAccountManager(IID_IOlkAccountManager, &object), S_OK);
    auto* const manager = static_cast<IOlkAccountManager*>(object);
    ASSERT_EQ(manager->Init(&helper_, ACCT_INIT_NOSYNCH_MAPI_ACCTS), S_OK);
    borrow(*manager);
    EXPECT_EQ(manager->Release(), 0U);
    EXPECT_EQ(helper_.hands_off_calls, 1);
}

TEST_F(ConformanceSession, C_18_a_helper_may_lie_when_the_session_is_handed_off) {
    // S_OK for a session that goes on, and E_NOTIMPL for one that has ended.
    for (const HRESULT result : {HRESULT{S_OK}, HRESULT{E_NOTIMPL}}) {
        helper_.hands_off_result = result;
        const auto first = open_manager();
        {
            const auto second = open_manager();
            borrow(*second.get());
        }
        borrow(*first.get());
    }
}

TEST_F(ConformanceSession, S_45_whatever_keeps_the_session_away_leaves_the_value_absent) {
    const auto manager = open_manager();
    for (const auto lending :
         {Lending::fails, Lending::fails_with_pointer, Lending::gives_null, Lending::throws}) {
        helper_.lending = lending;
        expect_no_values(*manager.get());
    }
    helper_.lending = Lending::session;
    for (const auto fault :
         {SessionFault::not_queryable, SessionFault::query_gives_null, SessionFault::query_throws,
          SessionFault::fails, SessionFault::throws, SessionFault::gives_nothing}) {
        helper_.session.fault = fault;
        expect_no_values(*manager.get());
    }
    helper_.session.fault = SessionFault::release_throws;
    expect_values(*manager.get());
    helper_.session.fault = SessionFault::none;
    expect_values(*manager.get());
}

TEST_F(ConformanceSession, S_45_a_session_that_speaks_for_nobody_gives_no_identity) {
    helper_.session.identity.clear();
    const auto manager = open_manager();
    EXPECT_EQ(read(*find(*manager.get(), exchange).get(), PROP_MAPI_IDENTITY_ENTRYID).hr,
              E_ACCT_NOT_FOUND);
}

TEST_F(ConformanceSession, S_45_a_session_without_a_default_store_gives_no_delivery_store) {
    write_source();
    const auto manager = open_manager();
    EXPECT_EQ(read(*find(*manager.get(), imap).get(), PROP_ACCT_DELIVERY_STORE).hr,
              E_ACCT_NOT_FOUND);
}

TEST_F(ConformanceSession, S_46_the_manager_may_be_used_from_inside_the_helper_and_the_session) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), imap);
    const auto use = [&] {
        EXPECT_FALSE(ids(*manager.get(), nullptr).empty());
        EXPECT_EQ(manager->Init(&helper_, ACCT_INIT_NOSYNCH_MAPI_ACCTS), E_OLK_ALREADY_INITIALIZED);
        EXPECT_EQ(set(*account.get(), PROP_ACCT_USER_DISPLAY_NAME, u"Inside"), S_OK);
        EXPECT_EQ(manager->SaveChanges(imap, 0), S_OK);
        // A session inside a session there is not.
        EXPECT_EQ(account->SetProp(PROP_ACCT_ID, nullptr), E_INVALIDARG);
        ACCT_VARIANT variant = dirty_variant();
        EXPECT_EQ(account->GetProp(PROP_ACCT_DELIVERY_STORE, &variant), E_ACCT_NOT_FOUND);
        EXPECT_TRUE(is_all_zero(variant));
    };
    helper_.is_shared_by_threads = true;  // the shorthands are used while the session is lent
    helper_.inside_session = use;
    EXPECT_EQ(read(*account.get(), PROP_ACCT_DELIVERY_STORE).bytes, default_store_entry_id());
    helper_.session.inside = use;
    EXPECT_EQ(read(*account.get(), PROP_ACCT_DELIVERY_STORE).bytes, default_store_entry_id());
    helper_.session.inside = nullptr;
    EXPECT_EQ(helper_.session_calls, 2);
    EXPECT_TRUE(helper_.session.is_free());
}

TEST_F(ConformanceSession, S_46_no_lock_is_held_while_the_helper_is_called) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), imap);
    const auto use_elsewhere = [&] {
        std::thread([&] {
            EXPECT_FALSE(ids(*manager.get(), nullptr).empty());
            EXPECT_EQ(read(*account.get(), PROP_ACCT_NAME).text, u"Letters");
            EXPECT_EQ(set(*account.get(), PROP_ACCT_USER_DISPLAY_NAME, u"Inside"), S_OK);
            EXPECT_EQ(account->SaveChanges(0), S_OK);
        }).join();
    };
    helper_.is_shared_by_threads = true;
    helper_.inside_session = use_elsewhere;
    helper_.session.inside = use_elsewhere;
    EXPECT_EQ(read(*account.get(), PROP_ACCT_DELIVERY_STORE).bytes, default_store_entry_id());
}

TEST_F(ConformanceSession, S_46_what_the_profile_has_needs_no_session) {
    write_source();  // with the identity
    const auto manager = open_manager();
    EXPECT_EQ(read(*find(*manager.get(), exchange).get(), PROP_MAPI_IDENTITY_ENTRYID).bytes,
              (Bytes8{1, 2, 3}));
    EXPECT_EQ(read(*find(*manager.get(), pop3).get(), PROP_ACCT_DELIVERY_STORE).hr, S_OK);
    EXPECT_EQ(read(*find(*manager.get(), exchange).get(), PROP_MAPI_EMSMDB_UID).bytes.size(), 16U);
    EXPECT_EQ(helper_.session_calls, 0);
}

TEST_F(ConformanceSession, S_46_exactly_two_tags_ask_for_a_session) {
    const auto manager = open_manager();
    for (const DWORD id : ids(*manager.get(), nullptr)) {
        const auto account = find(*manager.get(), id);
        std::vector<DWORD> asked;
        for (DWORD number = 0; number <= 0x7FFF; ++number)
            for (const DWORD type : {PT_LONG, PT_UNICODE, PT_BINARY}) {
                const int before = helper_.session_calls;
                ACCT_VARIANT variant;
                if (account->GetProp(number << 16 | type, &variant) == S_OK &&
                    variant.dwType != PT_LONG)
                    account->FreeMemory(reinterpret_cast<BYTE*>(
                        variant.dwType == PT_UNICODE ? variant.Val.pwsz
                                                     : static_cast<void*>(variant.Val.bin.pb)));
                if (helper_.session_calls != before) asked.push_back(number << 16 | type);
            }
        std::vector<DWORD> expected;
        // Mail accounts without a delivery store; the address book, the directory and the data file
        // are none, and the POP3 account has one.
        if (id == imap || id == exchange || id == hotmail || id == eas)
            expected.push_back(PROP_ACCT_DELIVERY_STORE);
        if (id == exchange) expected.push_back(PROP_MAPI_IDENTITY_ENTRYID);
        EXPECT_EQ(asked, expected) << id;
    }
}

TEST_F(ConformanceSession, S_22_a_pending_value_needs_no_session) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), imap);
    ASSERT_EQ(set(*account.get(), PROP_ACCT_DELIVERY_STORE, Bytes8{9, 8}), S_OK);
    EXPECT_EQ(read(*account.get(), PROP_ACCT_DELIVERY_STORE).bytes, (Bytes8{9, 8}));
    EXPECT_EQ(helper_.session_calls, 0);
}

TEST_F(ConformanceSession, S_47_one_call_asks_once_and_the_next_one_again) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), exchange);
    EXPECT_EQ(read(*account.get(), PROP_MAPI_IDENTITY_ENTRYID).bytes, somebody);
    EXPECT_EQ(helper_.session_calls, 1);
    helper_.session.identity = {1, 2, 3, 4};
    EXPECT_EQ(read(*account.get(), PROP_MAPI_IDENTITY_ENTRYID).bytes, (Bytes8{1, 2, 3, 4}));
    EXPECT_EQ(helper_.session_calls, 2);
}

TEST_F(ConformanceSession, S_48_a_session_is_handed_off_once_however_often_it_was_lent) {
    auto manager = open_manager();
    for (int i = 0; i < 5; ++i) borrow(*manager.get());
    EXPECT_EQ(helper_.hands_off_calls, 0);
    manager.reset();
    EXPECT_EQ(helper_.hands_off_calls, 1);
}

TEST_F(ConformanceSession, S_48_a_session_that_was_refused_is_not_handed_off) {
    for (const auto lending :
         {Lending::fails, Lending::fails_with_pointer, Lending::gives_null, Lending::throws}) {
        helper_.lending = lending;
        const auto manager = open_manager();
        expect_no_values(*manager.get());
    }
    EXPECT_EQ(helper_.session_calls, 8);
    EXPECT_EQ(helper_.hands_off_calls, 0);
}

TEST_F(ConformanceSession, S_48_a_session_that_was_of_no_use_is_handed_off_too) {
    helper_.session.fault = SessionFault::not_queryable;
    {
        const auto manager = open_manager();
        expect_no_values(*manager.get());
    }
    EXPECT_EQ(helper_.hands_off_calls, 1);
}

TEST_F(ConformanceSession, S_48_the_manager_may_be_used_from_inside_the_hand_off) {
    void* object = nullptr;
    ASSERT_EQ(OlkCreateAccountManager(IID_IOlkAccountManager, &object), S_OK);
    auto* const manager = static_cast<IOlkAccountManager*>(object);
    ASSERT_EQ(manager->Init(&helper_, ACCT_INIT_NOSYNCH_MAPI_ACCTS), S_OK);
    const auto account = find(*manager, imap);
    borrow(*manager);
    const auto mail = ids(*manager, &CLSID_OlkMail);
    helper_.inside_hands_off = [&] {
        EXPECT_EQ(manager->Init(&helper_, ACCT_INIT_NOSYNCH_MAPI_ACCTS), E_OLK_ALREADY_INITIALIZED);
        EXPECT_EQ(ids(*manager, &CLSID_OlkMail), mail);
        EXPECT_EQ(read(*account.get(), PROP_ACCT_DELIVERY_STORE).hr, E_ACCT_NOT_FOUND);
        manager->AddRef();
        manager->Release();
    };
    EXPECT_EQ(manager->Release(), 0U);
    EXPECT_EQ(helper_.session_calls, 1);
    EXPECT_EQ(helper_.hands_off_calls, 1);
}

TEST_F(ConformanceSession, S_11_a_helper_that_throws_when_it_is_told_or_released_harms_nothing) {
    helper_.hands_off_throws = true;
    helper_.release_throws = true;
    {
        const auto manager = open_manager();
        borrow(*manager.get());
    }
    helper_.release_throws = false;
    EXPECT_EQ(helper_.hands_off_calls, 1);
    EXPECT_EQ(helper_.references, 1U);
}

TEST_F(ConformanceSession, S_11_without_memory_no_session_is_kept) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), imap);
    borrow(*manager.get());
    bool has_succeeded = false;
    for (std::size_t spared = 0; spared < 200 && !has_succeeded; ++spared) {
        ACCT_VARIANT variant = dirty_variant();
        HRESULT hr = S_OK;
        {
            const FailingAllocations failing(spared);
            hr = account->GetProp(PROP_ACCT_DELIVERY_STORE, &variant);
        }
        EXPECT_TRUE(helper_.session.is_free()) << spared;
        has_succeeded = hr == S_OK;
        if (has_succeeded) {
            EXPECT_EQ(account->FreeMemory(variant.Val.bin.pb), S_OK);
        } else {
            EXPECT_TRUE(hr == E_OUTOFMEMORY || hr == E_ACCT_NOT_FOUND) << std::hex << hr;
            EXPECT_TRUE(is_all_zero(variant));
        }
    }
    EXPECT_TRUE(has_succeeded);
}

TEST_F(ConformanceSession, S_55_accounts_get_no_session_after_their_manager) {
    auto manager = open_manager();
    const auto account = find(*manager.get(), imap);
    borrow(*manager.get());
    manager.reset();
    EXPECT_EQ(read(*account.get(), PROP_ACCT_DELIVERY_STORE).hr, E_ACCT_NOT_FOUND);
    EXPECT_EQ(helper_.session_calls, 1);
    EXPECT_EQ(helper_.references, 1U);
}

TEST_F(ConformanceSession, S_58_a_manager_and_its_account_may_be_released_inside_the_helper) {
    for (const bool inside_the_session : {false, true}) {
        void* object = nullptr;
        ASSERT_EQ(OlkCreateAccountManager(IID_IOlkAccountManager, &object), S_OK);
        auto* const manager = static_cast<IOlkAccountManager*>(object);
        ASSERT_EQ(manager->Init(&helper_, ACCT_INIT_NOSYNCH_MAPI_ACCTS), S_OK);
        IOlkAccount* account = nullptr;
        ACCT_VARIANT wanted = number_variant(imap);
        ASSERT_EQ(manager->FindAccount(PROP_ACCT_ID, &wanted, &account), S_OK);
        const int before = helper_.hands_off_calls;
        const auto release = [&] {
            manager->Release();
            account->Release();
            // Not while the session is with somebody.
            EXPECT_EQ(helper_.hands_off_calls, before);
            EXPECT_EQ(helper_.references, 2U);
        };
        (inside_the_session ? helper_.session.inside : helper_.inside_session) = release;
        ACCT_VARIANT variant = dirty_variant();
        EXPECT_EQ(account->GetProp(PROP_ACCT_DELIVERY_STORE, &variant), S_OK);
        EXPECT_EQ(new_manager()->FreeMemory(variant.Val.bin.pb), S_OK);
        EXPECT_EQ(helper_.hands_off_calls, before + 1);
        EXPECT_EQ(helper_.references, 1U);
        helper_.session.inside = nullptr;
    }
}

TEST_F(ConformanceSession, S_03_the_helper_is_called_by_one_thread_at_a_time) {
    std::atomic<int> inside = 0;
    std::atomic<int> most = 0;
    class Slow final : public IOlkAccountHelper {
      public:
        Slow(Helper& helper, std::atomic<int>& in, std::atomic<int>& max)
            : helper_(helper), inside_(in), most_(max) {}
        HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void**) override { return E_NOINTERFACE; }
        ULONG STDMETHODCALLTYPE AddRef() override { return helper_.AddRef(); }
        ULONG STDMETHODCALLTYPE Release() override { return helper_.Release(); }
        HRESULT STDMETHODCALLTYPE Placeholder1(void*) override { return E_NOTIMPL; }
        HRESULT STDMETHODCALLTYPE GetIdentity(LPWSTR identity, DWORD* characters) override {
            return helper_.GetIdentity(identity, characters);
        }
        HRESULT STDMETHODCALLTYPE GetMapiSession(LPUNKNOWN* given) override {
            most_ = std::max<int>(most_, ++inside_);
            std::this_thread::yield();
            const HRESULT hr = helper_.GetMapiSession(given);
            --inside_;
            return hr;
        }
        HRESULT STDMETHODCALLTYPE HandsOffSession() override { return helper_.HandsOffSession(); }

      private:
        Helper& helper_;
        std::atomic<int>& inside_;
        std::atomic<int>& most_;
    };
    helper_.is_shared_by_threads = true;
    Slow slow(helper_, inside, most);
    auto manager = new_manager();
    ASSERT_EQ(manager->Init(&slow, ACCT_INIT_NOSYNCH_MAPI_ACCTS), S_OK);
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            const auto account = find(*manager.get(), exchange);
            for (int round = 0; round < 50; ++round)
                EXPECT_EQ(read(*account.get(), PROP_MAPI_IDENTITY_ENTRYID).bytes, somebody);
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_EQ(most, 1);
    EXPECT_EQ(helper_.session_calls, 200);
    manager.reset();
    EXPECT_EQ(helper_.hands_off_calls, 1);
    EXPECT_TRUE(helper_.session.is_free());
}

}  // namespace olkacct::test
