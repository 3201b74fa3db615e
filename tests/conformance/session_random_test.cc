// Random sequences of calls with faults in every callback of the helper: after each call the
// session is free, and it is handed off once, if it was lent, before the helper is released.
#include <cstdlib>
#include <functional>
#include <random>

#include "client.h"

namespace olkacct::test {
namespace {

// Of other processes nothing is heard: they would call the sink on a thread of their own.
constexpr DWORD init_flags = ACCT_INIT_NOSYNCH_MAPI_ACCTS | ACCT_INIT_NO_NOTIFICATIONS;

int sequences() { return std::getenv("OLKACCT_LONG") != nullptr ? 10000 : 1000; }

// Lives on a test's stack.
class CountingSink final : public IOlkAccountNotify {
  public:
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void**) override { return E_NOINTERFACE; }
    ULONG STDMETHODCALLTYPE AddRef() override { return ++references; }
    ULONG STDMETHODCALLTYPE Release() override { return --references; }
    HRESULT STDMETHODCALLTYPE GetLastError(HRESULT, LPWSTR*) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE Notify(DWORD, DWORD, DWORD) override {
        ++events;
        if (inside) inside();
        return E_FAIL;
    }

    ULONG references = 1;
    int events = 0;
    std::function<void()> inside;
};

// One client with one manager and what it got from it. Calls are drawn, also those that are made
// from inside the helper and the session; every pointer is the client's, so it may let any of them
// go at any time.
class RandomClient {
  public:
    explicit RandomClient(unsigned seed) : random_(seed), helper_(u"Ann", draw_variant()) {
        void* object = nullptr;
        EXPECT_EQ(OlkCreateAccountManager(IID_IOlkAccountManager, &object), S_OK);
        manager_ = static_cast<IOlkAccountManager*>(object);
        sink_.inside = [this] {
            // Events cause calls, which cause events.
            if (++nested_events_ <= 2 && chance(50)) make_call(1);
            --nested_events_;
        };
        // What calls do inside the helper is looked at after the outermost one.
        helper_.is_shared_by_threads = true;
    }

    void run() {
        init();
        expect_order("Init");
        for (int calls = draw(5, 40); calls > 0; --calls) {
            set_faults();
            const char* const call = make_call(0);
            expect_order(call);
            if (::testing::Test::HasFailure()) return;
        }
        // In any order.
        const bool manager_first = draw(0, 1) == 0;
        if (manager_first) release_manager();
        expect_order("release");
        while (!accounts_.empty()) release_one(accounts_);
        while (!enumerators_.empty()) release_one(enumerators_);
        release_manager();
        expect_order("end");
        EXPECT_EQ(helper_.hands_off_calls, helper_.loans == 0 ? 0 : 1);
        EXPECT_EQ(sink_.references, 1U);
    }

    [[nodiscard]] int loans() const { return helper_.loans; }
    [[nodiscard]] int events() const { return sink_.events; }
    [[nodiscard]] bool has_written() const { return has_written_; }

  private:
    int draw(int from, int to) { return std::uniform_int_distribution(from, to)(random_); }
    bool chance(int of_hundred) { return draw(1, 100) <= of_hundred; }

    Variant draw_variant() {
        if (chance(80)) return Variant::documented;
        return static_cast<Variant>(draw(0, static_cast<int>(Variant::throws_other)));
    }

    void init() {
        helper_.add_ref_throws = chance(3);
        if (chance(20)) helper_.inside_identity = [this] { make_call(1); };
        if (manager_ != nullptr)
            keep_initialised(manager_->Init(
                &helper_, static_cast<DWORD>(draw(0, 7)) | ACCT_INIT_NOSYNCH_MAPI_ACCTS));
        helper_.add_ref_throws = false;
        helper_.inside_identity = nullptr;
    }

    // The result of an Init inside whose callbacks the client may have released the manager.
    void keep_initialised(HRESULT hr) {
        is_initialised_ = is_initialised_ || (hr == S_OK && manager_ != nullptr);
    }

    void set_faults() {
        helper_.lending = chance(70) ? Lending::session : static_cast<Lending>(draw(0, 4));
        helper_.session.fault =
            chance(50) ? SessionFault::none : static_cast<SessionFault>(draw(0, 11));
        helper_.session.identity.clear();
        if (chance(50)) helper_.session.identity = {0, 0, 0, 0, 1, 2, 3};
        const HRESULT results[] = {S_OK, E_NOTIMPL, E_FAIL, HRESULT{0x12345}};
        helper_.hands_off_result = results[draw(0, 3)];
        helper_.hands_off_throws = chance(20);
        helper_.release_throws = chance(20);
        helper_.inside_session = nullptr;
        helper_.session.inside = nullptr;
        helper_.inside_hands_off = nullptr;
        if (chance(15)) helper_.inside_session = [this] { make_call(1); };
        if (chance(15)) helper_.session.inside = [this] { make_call(1); };
        if (chance(30)) helper_.inside_hands_off = [this] { use_while_handed_off(); };
    }

    // `depth` 1 inside a callback.
    const char* make_call(int depth) {
        if (accounts_.empty() && enumerators_.empty() && manager_ == nullptr) return "nothing";
        switch (draw(0, 19)) {
            case 0:
            case 1:
                return find();
            case 2:
                return enumerate();
            case 3:
            case 4:
                return step();
            case 5:
                return walk();
            case 6:
                return set();
            case 7:
                return chance(15) ? save() : advise();
            case 8:
                return chance(20) ? unadvise() : order();
            case 9:
                return info();
            case 10:
                return chance(30) ? release_account() : "nothing";
            case 11:
                return chance(depth == 0 ? 10 : 30) ? release_manager() : init_again();
            case 12:
                return chance(3) ? delete_account() : texts();
            default:
                return get();
        }
    }

    const char* find() {
        if (manager_ == nullptr) return "nothing";
        // Mostly those of which a session knows more.
        constexpr DWORD asking[] = {imap, exchange, hotmail, eas};
        ACCT_VARIANT wanted =
            number_variant(chance(70) ? asking[draw(0, 3)] : static_cast<DWORD>(draw(0, 9)));
        IOlkAccount* account = nullptr;
        manager_->FindAccount(chance(80) ? PROP_ACCT_ID : PROP_ACCT_IS_EXCH, &wanted, &account);
        if (account != nullptr) accounts_.emplace_back(account);
        return "FindAccount";
    }

    const char* enumerate() {
        if (manager_ == nullptr) return "nothing";
        const CLSID* const categories[] = {&CLSID_OlkMail, &CLSID_OlkAddressBook, &CLSID_OlkStore,
                                           nullptr};
        IOlkEnum* made = nullptr;
        manager_->EnumerateAccounts(categories[draw(0, 3)], nullptr, 0, &made);
        if (made != nullptr) enumerators_.emplace_back(made);
        return "EnumerateAccounts";
    }

    const char* step() {
        if (enumerators_.empty()) return "nothing";
        Owned<IUnknown> unknown;
        IOlkEnum& from = *enumerators_[pick(enumerators_)].get();
        if (from.GetNext(unknown.put()) != S_OK) return "GetNext";
        void* account = nullptr;
        EXPECT_EQ(unknown->QueryInterface(IID_IOlkAccount, &account), S_OK);
        accounts_.emplace_back(static_cast<IOlkAccount*>(account));
        return "GetNext";
    }

    const char* walk() {
        if (enumerators_.empty()) return "nothing";
        IOlkEnum& which = *enumerators_[pick(enumerators_)].get();
        DWORD count = 0;
        EXPECT_EQ(which.GetCount(&count), S_OK);
        if (chance(50)) which.Reset();
        which.Skip(static_cast<DWORD>(draw(0, 3)));
        return "Skip";
    }

    const char* get() {
        if (accounts_.empty()) return find();
        const DWORD tags[] = {PROP_ACCT_DELIVERY_STORE,   PROP_ACCT_DELIVERY_STORE,
                              PROP_MAPI_IDENTITY_ENTRYID, PROP_ACCT_NAME,
                              PROP_MAPI_EMSMDB_UID,       0x12340003};
        // The client may let go of the account inside.
        IOlkAccount* const account = accounts_[pick(accounts_)].get();
        ACCT_VARIANT variant = dirty_variant();
        const HRESULT hr = account->GetProp(tags[draw(0, 5)], &variant);
        if (hr != S_OK) {
            EXPECT_TRUE(is_all_zero(variant));
        } else if (variant.dwType == PT_UNICODE) {
            free_block(variant.Val.pwsz);
        } else if (variant.dwType == PT_BINARY) {
            EXPECT_GT(variant.Val.bin.cb, 0U);
            free_block(variant.Val.bin.pb);
        }
        return "GetProp";
    }

    const char* set() {
        if (accounts_.empty()) return "nothing";
        IOlkAccount& account = *accounts_[pick(accounts_)].get();
        BYTE store[] = {1, 2, 3};
        WCHAR name[] = {'N', 'e', 'w', 0};
        ACCT_VARIANT variant{};
        if (chance(10)) {
            variant.dwType = PT_BINARY;
            variant.Val.bin = {3, store};
            account.SetProp(PROP_ACCT_DELIVERY_STORE, &variant);
        } else {
            variant.dwType = PT_UNICODE;
            variant.Val.pwsz = name;
            account.SetProp(PROP_ACCT_USER_DISPLAY_NAME, &variant);
        }
        return "SetProp";
    }

    const char* save() {
        has_written_ = true;
        if (chance(50) && manager_ != nullptr) {
            manager_->SaveChanges(static_cast<DWORD>(draw(1, 8)), 0);
        } else if (!accounts_.empty()) {
            accounts_[pick(accounts_)]->SaveChanges(0);
        }
        return "SaveChanges";
    }

    const char* delete_account() {
        if (manager_ == nullptr) return "nothing";
        has_written_ = true;
        manager_->DeleteAccount(static_cast<DWORD>(draw(1, 8)));
        return "DeleteAccount";
    }

    const char* order() {
        if (manager_ == nullptr) return "nothing";
        DWORD count = 0;
        DWORD* list = nullptr;
        manager_->GetOrder(&CLSID_OlkMail, &count, &list);
        manager_->FreeMemory(reinterpret_cast<BYTE*>(list));
        manager_->SetOrder(&CLSID_OlkStore, 77, nullptr);
        return "GetOrder";
    }

    const char* advise() {
        DWORD cookie = 0;
        if (manager_ != nullptr && manager_->Advise(&sink_, &cookie) == S_OK)
            cookies_.push_back(cookie);
        return "Advise";
    }

    const char* unadvise() {
        if (manager_ == nullptr || cookies_.empty()) return "nothing";
        const DWORD cookie = cookies_.back();
        cookies_.pop_back();
        EXPECT_EQ(manager_->Unadvise(cookie), S_OK);
        return "Unadvise";
    }

    const char* info() {
        if (accounts_.empty()) return "nothing";
        CLSID type{};
        DWORD count = 0;
        CLSID* list = nullptr;
        IOlkAccount& account = *accounts_[pick(accounts_)].get();
        account.GetAccountInfo(&type, &count, &list);
        account.FreeMemory(reinterpret_cast<BYTE*>(list));
        return "GetAccountInfo";
    }

    const char* texts() {
        if (manager_ == nullptr) return "nothing";
        LPWSTR text = nullptr;
        EXPECT_EQ(manager_->GetLastError(E_ACCT_NOT_FOUND, &text), S_OK);
        free_block(text);
        manager_->DisplayAccountList(nullptr, 0, nullptr, 0, nullptr, nullptr);
        return "GetLastError";
    }

    const char* init_again() {
        if (manager_ == nullptr) return "nothing";
        keep_initialised(manager_->Init(&helper_, init_flags));
        return "Init";
    }

    const char* release_account() {
        if (!accounts_.empty()) release_one(accounts_);
        if (!enumerators_.empty() && chance(50)) release_one(enumerators_);
        return "Release";
    }

    const char* release_manager() {
        IOlkAccountManager* const going = std::exchange(manager_, nullptr);
        if (going == nullptr) return "nothing";
        handed_off_ = going;
        is_initialised_ = false;
        going->Release();
        handed_off_ = nullptr;
        return "Release of the manager";
    }

    // Inside the manager's last Release, which may also be put off: then it is gone from us
    // already.
    void use_while_handed_off() {
        if (handed_off_ != nullptr) {
            EXPECT_EQ(handed_off_->Init(&helper_, ACCT_INIT_NOSYNCH_MAPI_ACCTS),
                      E_OLK_ALREADY_INITIALIZED);
            DWORD cookie = 0;
            EXPECT_EQ(handed_off_->Advise(&sink_, &cookie), S_OK);
            handed_off_->AddRef();
            handed_off_->Release();
        }
        ACCT_VARIANT variant{};
        if (!accounts_.empty() &&
            accounts_.front()->GetProp(PROP_ACCT_DELIVERY_STORE, &variant) == S_OK)
            free_block(variant.Val.bin.pb);
    }

    // After a public call of the client, not inside one.
    void expect_order(const char* call) {
        EXPECT_TRUE(helper_.session.is_free()) << call;
        EXPECT_EQ(helper_.references, is_initialised_ ? 2U : 1U) << call;
        EXPECT_EQ(helper_.hands_off_calls, is_initialised_ || helper_.loans == 0 ? 0 : 1) << call;
        EXPECT_EQ(helper_.session.forbidden, 0) << call;
    }

    template <class T>
    std::size_t pick(const std::vector<Owned<T>>& from) {
        return static_cast<std::size_t>(draw(0, static_cast<int>(from.size()) - 1));
    }

    template <class T>
    void release_one(std::vector<Owned<T>>& from) {
        const std::size_t at = pick(from);
        // Out of the list first: Release may come back here.
        Owned<T> going = std::move(from[at]);
        from.erase(from.begin() + static_cast<std::ptrdiff_t>(at));
    }

    static void free_block(void* block) {
        void* object = nullptr;
        EXPECT_EQ(OlkCreateAccountManager(IID_IOlkAccountManager, &object), S_OK);
        const Owned manager(static_cast<IOlkAccountManager*>(object));
        EXPECT_EQ(manager->FreeMemory(static_cast<BYTE*>(block)), S_OK);
    }

    std::mt19937 random_;
    Helper helper_;
    IOlkAccountManager* manager_ = nullptr;
    IOlkAccountManager* handed_off_ = nullptr;
    bool is_initialised_ = false;
    bool has_written_ = false;
    std::vector<Owned<IOlkAccount>> accounts_;
    std::vector<Owned<IOlkEnum>> enumerators_;
    CountingSink sink_;
    std::vector<DWORD> cookies_;
    int nested_events_ = 0;
};

}  // namespace

class ConformanceRandom : public Conformance {
  protected:
    ConformanceRandom() { restore(); }
    void restore() {
        SampleOptions options;
        options.with_stores = true;
        options.without_identity = true;
        write_source(options);
    }
};

TEST_F(ConformanceRandom, AM_Hof_2_random_calls_with_faults_leave_the_session_in_order) {
    int with_loans = 0;
    int loans = 0;
    int events = 0;
    for (int seed = 1; seed <= sequences(); ++seed) {
        SCOPED_TRACE(seed);
        RandomClient client(static_cast<unsigned>(seed));
        client.run();
        if (HasFailure()) return;
        with_loans += client.loans() != 0 ? 1 : 0;
        loans += client.loans();
        events += client.events();
        if (client.has_written()) restore();
    }
    // What was drawn was worth the while.
    EXPECT_GT(with_loans, sequences() / 3);
    EXPECT_GT(loans, 2 * with_loans);
    RecordProperty("sequences", sequences());
    EXPECT_GT(events, sequences() / 100);
    RecordProperty("loans", loans);
    RecordProperty("events", events);
}

}  // namespace olkacct::test
