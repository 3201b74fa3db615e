// Logs on, lends its session to an account manager, and checks by reference counts after every
// single call that nobody else holds it.
//
//   lend_session [PROFILE]
//
// Prints one line a call, `CALL 0xRESULT references N lent M`, and at the end what became of the
// session. Exit code 1 when the session was held outside a call, or handed off at a wrong moment.
#include <cstring>

#include "client.h"

namespace {

using client::Com;

// The only reference that counts is the client's own; AddRef and Release tell how many there are.
ULONG references_of(IUnknown& object) {
    object.AddRef();
    return object.Release();
}

// Follows the documentation to the letter: the length counts the terminating zero. Lives on the
// client's stack, as helpers do that a public client has.
class Helper final : public IOlkAccountHelper {
  public:
    Helper(std::basic_string<WCHAR> profile, IMAPISession& session)
        : profile_(std::move(profile)), session_(session) {}

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void**) override { return E_NOINTERFACE; }
    ULONG STDMETHODCALLTYPE AddRef() override { return ++references; }
    ULONG STDMETHODCALLTYPE Release() override {
        // The session must have been handed off before.
        handed_off_late = handed_off_late || (lent != 0 && handed_off == 0);
        return --references;
    }
    HRESULT STDMETHODCALLTYPE Placeholder1(void*) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE GetIdentity(LPWSTR identity, DWORD* characters) override {
        if (characters == nullptr) return E_INVALIDARG;
        const auto needed = static_cast<DWORD>(profile_.size() + 1);
        const DWORD size = *characters;
        *characters = needed;
        if (size < needed) return E_OUTOFMEMORY;
        std::memcpy(identity, profile_.c_str(), needed * sizeof(WCHAR));
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE GetMapiSession(LPUNKNOWN* session) override {
        ++lent;
        return session_.QueryInterface(IID_IUnknown, reinterpret_cast<void**>(session));
    }
    HRESULT STDMETHODCALLTYPE HandsOffSession() override {
        ++handed_off;
        held_at_hand_off = held_at_hand_off || references_of(session_) != 1;
        return E_NOTIMPL;
    }

    ULONG references = 1;
    unsigned lent = 0;
    unsigned handed_off = 0;
    bool handed_off_late = false;
    bool held_at_hand_off = false;

  private:
    const std::basic_string<WCHAR> profile_;
    IMAPISession& session_;
};

class Checked {
  public:
    Checked(IMAPISession& session, Helper& helper) : session_(session), helper_(helper) {}

    // Prints what a call gave, and looks at the session after it.
    HRESULT operator()(const char* call, HRESULT hr) {
        const ULONG references = references_of(session_);
        std::printf("%s 0x%08X references %u lent %u\n", call, static_cast<unsigned>(hr),
                    static_cast<unsigned>(references), helper_.lent);
        is_clean_ = is_clean_ && references == 1 && helper_.handed_off == 0;
        ++calls_;
        return hr;
    }
    [[nodiscard]] bool is_clean() const { return is_clean_; }
    [[nodiscard]] unsigned calls() const { return calls_; }

  private:
    IMAPISession& session_;
    Helper& helper_;
    bool is_clean_ = true;
    unsigned calls_ = 0;
};

constexpr DWORD tags[] = {PROP_ACCT_ID,
                          PROP_ACCT_NAME,
                          PROP_ACCT_USER_EMAIL_ADDR,
                          PROP_ACCT_STAMP,
                          PROP_ACCT_IS_EXCH,
                          PROP_ACCT_DELIVERY_STORE,
                          PROP_ACCT_DELIVERY_FOLDER,
                          PROP_ACCT_SENTITEMS_EID,
                          PROP_ACCT_PREFERENCES_UID,
                          PROP_INET_SERVER,
                          PROP_MAPI_IDENTITY_ENTRYID,
                          PROP_MAPI_EMSMDB_UID,
                          PROP_MAPI_TRANSPORT_FLAGS};

void use_account(IOlkAccount& account, Checked& checked) {
    CLSID type{};
    DWORD count = 0;
    CLSID* categories = nullptr;
    checked("GetAccountInfo", account.GetAccountInfo(&type, &count, &categories));
    checked("FreeMemory", account.FreeMemory(reinterpret_cast<BYTE*>(categories)));
    for (const DWORD tag : tags) {
        ACCT_VARIANT value{};
        if (FAILED(checked("GetProp", account.GetProp(tag, &value)))) continue;
        if (value.dwType == PT_UNICODE)
            checked("FreeMemory", account.FreeMemory(reinterpret_cast<BYTE*>(value.Val.pwsz)));
        if (value.dwType == PT_BINARY) checked("FreeMemory", account.FreeMemory(value.Val.bin.pb));
    }
    WCHAR name[] = {'L', 'e', 'n', 't', 0};
    ACCT_VARIANT pending{};
    pending.dwType = PT_UNICODE;
    pending.Val.pwsz = name;
    checked("SetProp", account.SetProp(PROP_ACCT_USER_DISPLAY_NAME, &pending));
}

void use_category(IOlkAccountManager& manager, const CLSID& category, Checked& checked) {
    DWORD count = 0;
    DWORD* order = nullptr;
    checked("GetOrder", manager.GetOrder(&category, &count, &order));
    checked("FreeMemory", manager.FreeMemory(reinterpret_cast<BYTE*>(order)));
    Com<IOlkEnum> accounts;
    checked("EnumerateAccounts",
            manager.EnumerateAccounts(&category, nullptr, OLK_ACCOUNT_NO_FLAGS, accounts.put()));
    if (!accounts) return;
    checked("GetCount", accounts->GetCount(&count));
    checked("Reset", accounts->Reset());
    for (;;) {
        Com<IUnknown> unknown;
        if (checked("GetNext", accounts->GetNext(unknown.put())) != S_OK) return;
        Com<IOlkAccount> account;
        checked("QueryInterface",
                unknown->QueryInterface(IID_IOlkAccount, reinterpret_cast<void**>(account.put())));
        if (account) use_account(*account.get(), checked);
    }
}

bool use_manager(IMAPISession& session, Helper& helper, Checked& checked) {
    Com<IOlkAccountManager> manager;
    if (FAILED(checked("activation", client::activate_manager(manager.put())))) return false;
    if (FAILED(checked("Init", manager->Init(&helper, ACCT_INIT_NOSYNCH_MAPI_ACCTS)))) return false;
    for (const CLSID* const category : {&CLSID_OlkMail, &CLSID_OlkAddressBook, &CLSID_OlkStore})
        use_category(*manager.get(), *category, checked);
    ACCT_VARIANT wanted{};
    wanted.dwType = PT_LONG;
    wanted.Val.dw = 1;
    for (const DWORD tag : {PROP_ACCT_ID, PROP_ACCT_IS_EXCH}) {
        Com<IOlkAccount> found;
        checked("FindAccount", manager->FindAccount(tag, &wanted, found.put()));
    }
    LPWSTR text = nullptr;
    checked("GetLastError", manager->GetLastError(E_ACCT_NOT_FOUND, &text));
    checked("FreeMemory", manager->FreeMemory(reinterpret_cast<BYTE*>(text)));
    manager.reset();
    return references_of(session) == 1;
}

int lend(IMAPISession& session) {
    Helper helper(client::profile_name(session), session);
    Checked checked(session, helper);
    const bool is_free = use_manager(session, helper, checked);
    const bool is_handed_off = helper.handed_off == (helper.lent == 0 ? 0U : 1U);
    const bool is_good = is_free && is_handed_off && checked.is_clean() &&
                         !helper.handed_off_late && !helper.held_at_hand_off &&
                         helper.references == 1;
    std::printf("%u calls, lent %u times, handed off %u times, %s\n", checked.calls(), helper.lent,
                helper.handed_off, is_good ? "held by nobody else" : "NOT IN ORDER");
    return is_good ? 0 : 1;
}

}  // namespace

int main(int argc, char** argv) {
    HRESULT hr = MAPIInitialize(nullptr);
    if (FAILED(hr)) return client::failed("MAPIInitialize", hr);
    IMAPISession* session = nullptr;
    hr = client::log_on(argc > 1 ? argv[1] : nullptr, &session);
    if (FAILED(hr)) return client::failed("logon", hr);
    int code = lend(*session);
    session->Logoff(0, 0, 0);
    const ULONG left = session->Release();
    std::printf("released with %u references left\n", static_cast<unsigned>(left));
    if (left != 0) code = 1;
    MAPIUninitialize();
    return code;
}
