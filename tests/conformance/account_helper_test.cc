// Section 9.4, rules for a helper that we write: OlkCreateAccountHelper.
#include <olkacct/accthelper.h>

#include <algorithm>
#include <thread>

#include "client.h"

namespace olkacct::test {

class ConformanceHelper : public Conformance {
  protected:
    ConformanceHelper() {
        SampleOptions options;
        options.with_stores = true;
        write_source(options);
    }

    static Owned<IOlkSessionHelper> make(const std::u16string* profile,
                                         IUnknown* session = nullptr) {
        const std::vector<WCHAR> name = zero_ended(profile);
        void* object = nullptr;
        EXPECT_EQ(OlkCreateAccountHelper(profile == nullptr ? nullptr : name.data(), session,
                                         IID_IOlkSessionHelper, &object),
                  S_OK);
        return Owned(static_cast<IOlkSessionHelper*>(object));
    }
    static Owned<IOlkSessionHelper> make(const std::u16string& profile) { return make(&profile); }

    static Owned<IMAPISession> session_of(IOlkAccountHelper& helper) {
        Owned<IUnknown> unknown;
        EXPECT_EQ(helper.GetMapiSession(unknown.put()), S_OK);
        Owned<IMAPISession> session;
        if (!unknown) return session;
        EXPECT_EQ(
            unknown->QueryInterface(IID_IMAPISession, reinterpret_cast<void**>(session.put())),
            S_OK);
        return session;
    }

    // S_OK as long as the session has not ended.
    static HRESULT state_of(IMAPISession& session) {
        Owned<IMAPITable> table;
        return session.GetMsgStoresTable(0, table.put());
    }

    static bool mapi_is_initialised() {
        Owned<IProfAdmin> admin;
        return MAPIAdminProfiles(0, admin.put()) != MAPI_E_NOT_INITIALIZED;
    }

    static std::u16string name_of(IOlkAccountHelper& helper) {
        WCHAR name[80] = {};
        DWORD size = 80;
        EXPECT_EQ(helper.GetIdentity(name, &size), S_OK);
        EXPECT_EQ(size, std::char_traits<WCHAR>::length(name) + 1);
        return {name, name + size - 1};
    }

  private:
    static std::vector<WCHAR> zero_ended(const std::u16string* text) {
        std::vector<WCHAR> out;
        if (text != nullptr) out.assign(text->begin(), text->end());
        out.push_back(0);
        return out;
    }
};

TEST_F(ConformanceHelper, AM_Hlp_1_a_lent_session_stays_the_clients) {
    LentSession session(u"Ann");
    {
        const auto helper = make(nullptr, &session);
        EXPECT_EQ(session.references, 2U);
        EXPECT_EQ(name_of(*helper.get()), u"Ann");
        {
            const auto first = session_of(*helper.get());
            const auto second = session_of(*helper.get());
            EXPECT_EQ(session.references, 4U);
            EXPECT_EQ(helper->HandsOffSession(), E_NOTIMPL);
            EXPECT_EQ(session.references, 4U);
        }
        EXPECT_EQ(session.references, 2U);
        EXPECT_TRUE(session_of(*helper.get()));
    }
    EXPECT_EQ(session.references, 1U);
    EXPECT_EQ(session.forbidden, 0);
}

TEST_F(ConformanceHelper, AM_Hlp_1_a_client_may_name_the_profile_of_its_session) {
    LentSession session(u"Ann");
    const std::u16string name = u"Otto";
    EXPECT_EQ(name_of(*make(&name, &session).get()), u"Otto");
}

TEST_F(ConformanceHelper, AM_Hlp_1_what_is_no_session_is_refused) {
    LentSession session(u"Ann");
    void* object = this;
    for (const auto fault : {SessionFault::not_queryable, SessionFault::query_gives_null}) {
        session.fault = fault;
        EXPECT_EQ(OlkCreateAccountHelper(nullptr, &session, IID_IOlkAccountHelper, &object),
                  E_INVALIDARG);
        EXPECT_EQ(object, nullptr);
    }
    session.fault = SessionFault::query_throws;
    EXPECT_EQ(OlkCreateAccountHelper(nullptr, &session, IID_IOlkAccountHelper, &object),
              E_UNEXPECTED);
    LentSession of_nobody(u"Nobody");
    EXPECT_EQ(OlkCreateAccountHelper(nullptr, &of_nobody, IID_IOlkAccountHelper, &object),
              MAPI_E_CALL_FAILED);
    EXPECT_EQ(session.references, 1U);
    EXPECT_EQ(of_nobody.references, 1U);
}

TEST_F(ConformanceHelper, AM_Hlp_2_a_session_is_made_on_demand_and_ended_when_it_is_handed_off) {
    const auto helper = make(u"Ann");
    EXPECT_EQ(name_of(*helper.get()), u"Ann");
    EXPECT_FALSE(mapi_is_initialised());
    const auto session = session_of(*helper.get());
    EXPECT_TRUE(mapi_is_initialised());
    EXPECT_EQ(state_of(*session.get()), S_OK);
    EXPECT_EQ(session_of(*helper.get()).get(), session.get());
    EXPECT_EQ(helper->HandsOffSession(), S_OK);
    EXPECT_EQ(state_of(*session.get()), MAPI_E_END_OF_SESSION);
    EXPECT_EQ(session->AddRef(), 2U);
    EXPECT_EQ(session->Release(), 1U);
    EXPECT_FALSE(mapi_is_initialised());
    // There is nothing left to hand off, which is no failure, and a new one may be made.
    EXPECT_EQ(helper->HandsOffSession(), S_OK);
    const auto next = session_of(*helper.get());
    EXPECT_NE(next.get(), session.get());
    EXPECT_EQ(state_of(*next.get()), S_OK);
}

TEST_F(ConformanceHelper, AM_Hlp_2_a_session_that_was_not_handed_off_ends_with_its_helper) {
    auto helper = make(u"Ann");
    const auto session = session_of(*helper.get());
    helper.reset();
    EXPECT_EQ(state_of(*session.get()), MAPI_E_END_OF_SESSION);
    EXPECT_FALSE(mapi_is_initialised());
}

TEST_F(ConformanceHelper, AM_Hlp_2_a_logon_that_fails_leaves_no_session_and_may_be_repeated) {
    const auto helper = make(u"Nobody");
    auto* unknown = static_cast<IUnknown*>(helper.get());
    EXPECT_EQ(helper->GetMapiSession(&unknown), MAPI_E_LOGON_FAILED);
    EXPECT_EQ(unknown, nullptr);
    EXPECT_FALSE(mapi_is_initialised());
    EXPECT_EQ(helper->GetMapiSession(&unknown), MAPI_E_LOGON_FAILED);
    EXPECT_EQ(helper->GetMapiSession(nullptr), E_INVALIDARG);
}

TEST_F(ConformanceHelper, AM_Hlp_3_a_helper_lives_until_the_manager_has_released_it) {
    auto helper = make(u"Ann");
    auto manager = new_manager();
    ASSERT_EQ(manager->Init(helper.get(), ACCT_INIT_NOSYNCH_MAPI_ACCTS), S_OK);
    helper.reset();
    const auto account = find(*manager.get(), imap);
    EXPECT_EQ(read(*account.get(), PROP_ACCT_DELIVERY_STORE).bytes, default_store_entry_id());
    EXPECT_TRUE(mapi_is_initialised());
    // It holds no manager: the manager goes, takes the helper along, and this its session.
    manager.reset();
    EXPECT_FALSE(mapi_is_initialised());
    EXPECT_EQ(read(*account.get(), PROP_ACCT_DELIVERY_STORE).hr, E_ACCT_NOT_FOUND);
}

TEST_F(ConformanceHelper, AM_Hlp_1_a_manager_that_was_lent_a_session_leaves_it_as_it_was) {
    LentSession session(u"Ann");
    {
        auto helper = make(nullptr, &session);
        const auto manager = new_manager();
        ASSERT_EQ(manager->Init(helper.get(), ACCT_INIT_NOSYNCH_MAPI_ACCTS), S_OK);
        helper.reset();
        EXPECT_EQ(read(*find(*manager.get(), imap).get(), PROP_ACCT_DELIVERY_STORE).bytes,
                  default_store_entry_id());
        EXPECT_EQ(session.references, 2U);
    }
    EXPECT_TRUE(session.is_free());
    EXPECT_EQ(state_of(session), S_OK);
}

TEST_F(ConformanceHelper, C_17_our_helper_counts_the_terminating_zero) {
    const auto helper = make(u"Ann");
    DWORD size = 0;
    EXPECT_EQ(helper->GetIdentity(nullptr, nullptr), E_INVALIDARG);
    EXPECT_EQ(helper->GetIdentity(nullptr, &size), E_OUTOFMEMORY);
    EXPECT_EQ(size, 4U);
    // A buffer that is too small is left as it is.
    WCHAR name[5] = {7, 7, 7, 7, 7};
    size = 3;
    EXPECT_EQ(helper->GetIdentity(name, &size), E_OUTOFMEMORY);
    EXPECT_EQ(size, 4U);
    EXPECT_TRUE(std::all_of(name, name + 5, [](WCHAR c) { return c == 7; }));
    EXPECT_EQ(helper->GetIdentity(name, &size), S_OK);
    EXPECT_EQ(size, 4U);
    EXPECT_EQ(name[3], WCHAR{0});
    EXPECT_EQ(name[4], WCHAR{7});
    EXPECT_EQ(helper->GetIdentity(nullptr, &size), E_INVALIDARG);
}

TEST_F(ConformanceHelper, AM_Plc_2_the_placeholder_of_our_helper_is_not_implemented) {
    EXPECT_EQ(make(u"Ann")->Placeholder1(this), E_NOTIMPL);
}

TEST_F(ConformanceHelper, AM_Hlp_2_a_helper_is_told_once_where_its_session_comes_from) {
    void* factory_pointer = nullptr;
    ASSERT_EQ(OlkGetClassObject(CLSID_OlkAccountHelper, IID_IClassFactory, &factory_pointer), S_OK);
    const Owned factory(static_cast<IClassFactory*>(factory_pointer));
    void* object = nullptr;
    ASSERT_EQ(factory->CreateInstance(nullptr, IID_IOlkSessionHelper, &object), S_OK);
    const Owned helper(static_cast<IOlkSessionHelper*>(object));
    WCHAR name[] = {'A', 'n', 'n', 0};
    DWORD size = 0;
    IUnknown* unknown = nullptr;
    EXPECT_EQ(helper->GetIdentity(nullptr, &size), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(helper->GetMapiSession(&unknown), E_OLK_NOT_INITIALIZED);
    EXPECT_EQ(helper->HandsOffSession(), E_NOTIMPL);
    EXPECT_EQ(helper->UseProfile(nullptr), E_INVALIDARG);
    EXPECT_EQ(helper->UseSession(nullptr, name), E_INVALIDARG);
    EXPECT_EQ(helper->UseProfile(name), S_OK);
    EXPECT_EQ(helper->UseProfile(name), E_OLK_ALREADY_INITIALIZED);
    LentSession session(u"Ann");
    EXPECT_EQ(helper->UseSession(&session, name), E_OLK_ALREADY_INITIALIZED);
    EXPECT_EQ(session.references, 1U);
    EXPECT_EQ(name_of(*helper.get()), u"Ann");
}

TEST_F(ConformanceHelper, AM_Com_3_our_helper_answers_exactly_its_interfaces) {
    const auto helper = make(u"Ann");
    for (const IID& iid : {IID_IUnknown, IID_IOlkAccountHelper, IID_IOlkSessionHelper}) {
        Owned<IUnknown> answer;
        EXPECT_EQ(helper->QueryInterface(iid, reinterpret_cast<void**>(answer.put())), S_OK);
    }
    void* answer = this;
    EXPECT_EQ(helper->QueryInterface(IID_IMAPISession, &answer), E_NOINTERFACE);
    EXPECT_EQ(answer, nullptr);
    EXPECT_EQ(OlkCreateAccountHelper(nullptr, nullptr, IID_IOlkAccount, &answer), E_NOINTERFACE);
    EXPECT_EQ(OlkCreateAccountHelper(nullptr, nullptr, IID_IOlkAccountHelper, nullptr), E_POINTER);
}

TEST_F(ConformanceHelper, S_03_threads_share_a_helper) {
    const auto helper = make(u"Ann");
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i)
        threads.emplace_back([&] {
            for (int round = 0; round < 20; ++round) {
                EXPECT_TRUE(session_of(*helper.get()));
                EXPECT_EQ(name_of(*helper.get()), u"Ann");
                EXPECT_EQ(helper->HandsOffSession(), S_OK);
            }
        });
    for (std::thread& thread : threads) thread.join();
    EXPECT_FALSE(mapi_is_initialised());
}

}  // namespace olkacct::test
