// Lists every account of a profile in each of the three categories with all its properties, and
// probes all property identifiers as public clients do.
//
//   list_accounts [PROFILE]
//
// Prints `category NAME: N accounts`, `account ID NAME`, one line `TAG TYPE VALUE` a property, and
// `probed N tags: HITS values, OTHER other answers`. Exit code 1 when a call failed that may not.
#include <cstring>

#include "client.h"

namespace {

using client::Com;

// Microsoft's samples count the name without its terminating zero, and so does this helper. It has
// the session of the client and hands out references on it.
class Helper final : public IOlkAccountHelper {
  public:
    Helper(std::basic_string<WCHAR> profile, IMAPISession& session)
        : profile_(std::move(profile)), session_(session) {
        session_.AddRef();
    }

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID riid, void** object) override {
        if (object == nullptr) return E_INVALIDARG;
        *object = nullptr;
        if (!IsEqualIID(riid, IID_IUnknown) && !IsEqualIID(riid, IID_IOlkAccountHelper))
            return E_NOINTERFACE;
        *object = static_cast<IOlkAccountHelper*>(this);
        AddRef();
        return S_OK;
    }
    ULONG STDMETHODCALLTYPE AddRef() override { return ++references_; }
    ULONG STDMETHODCALLTYPE Release() override {
        const ULONG left = --references_;
        if (left == 0) delete this;
        return left;
    }
    HRESULT STDMETHODCALLTYPE Placeholder1(void*) override { return E_NOTIMPL; }
    HRESULT STDMETHODCALLTYPE GetIdentity(LPWSTR identity, DWORD* characters) override {
        if (identity == nullptr || characters == nullptr || profile_.empty()) return E_INVALIDARG;
        const auto length = static_cast<DWORD>(profile_.size());
        if (length > *characters) {
            *characters = length;
            return E_OUTOFMEMORY;
        }
        std::memcpy(identity, profile_.c_str(), (profile_.size() + 1) * sizeof(WCHAR));
        *characters = length;
        return S_OK;
    }
    HRESULT STDMETHODCALLTYPE GetMapiSession(LPUNKNOWN* session) override {
        if (session == nullptr) return E_INVALIDARG;
        return session_.QueryInterface(IID_IUnknown, reinterpret_cast<void**>(session));
    }
    HRESULT STDMETHODCALLTYPE HandsOffSession() override { return E_NOTIMPL; }

  private:
    ~Helper() { session_.Release(); }

    ULONG references_ = 1;
    const std::basic_string<WCHAR> profile_;
    IMAPISession& session_;
};

struct Probe {
    unsigned tags = 0;
    unsigned values = 0;
    unsigned others = 0;  // neither a value nor E_ACCT_NOT_FOUND
};

// Prints by the type that was asked for, which the answer must have.
bool print_value(IOlkAccount& account, DWORD tag, const ACCT_VARIANT& value) {
    const DWORD type = tag & 0xFFFF;
    if (value.dwType != type) return false;
    if (type == PT_LONG) {
        std::printf("  0x%08X number %u\n", static_cast<unsigned>(tag),
                    static_cast<unsigned>(value.Val.dw));
        return true;
    }
    if (type == PT_UNICODE) {
        std::printf("  0x%08X text %s\n", static_cast<unsigned>(tag),
                    client::utf8(value.Val.pwsz).c_str());
        return account.FreeMemory(reinterpret_cast<BYTE*>(value.Val.pwsz)) == S_OK;
    }
    std::printf("  0x%08X binary %s\n", static_cast<unsigned>(tag),
                client::hex(value.Val.bin.pb, value.Val.bin.cb).c_str());
    return account.FreeMemory(value.Val.bin.pb) == S_OK;
}

bool probe(IOlkAccount& account, Probe& probed) {
    for (DWORD id = 0; id <= 0x7FFF; ++id) {
        for (const DWORD type : {DWORD{PT_LONG}, DWORD{PT_UNICODE}, DWORD{PT_BINARY}}) {
            const DWORD tag = id << 16 | type;
            ACCT_VARIANT value{};
            ++probed.tags;
            const HRESULT hr = account.GetProp(tag, &value);
            if (hr == E_ACCT_NOT_FOUND) continue;
            if (FAILED(hr)) {
                ++probed.others;
                continue;
            }
            ++probed.values;
            if (!print_value(account, tag, value)) return false;
        }
    }
    return true;
}

std::string category_names(const CLSID* categories, DWORD count) {
    std::string names;
    for (DWORD i = 0; i < count; ++i) {
        if (i != 0) names += ',';
        if (IsEqualGUID(categories[i], CLSID_OlkMail)) names += "mail";
        if (IsEqualGUID(categories[i], CLSID_OlkAddressBook)) names += "address book";
        if (IsEqualGUID(categories[i], CLSID_OlkStore)) names += "store";
    }
    return names;
}

HRESULT list_account(IOlkAccount& account) {
    CLSID type{};
    DWORD count = 0;
    CLSID* categories = nullptr;
    HRESULT hr = account.GetAccountInfo(&type, &count, &categories);
    if (FAILED(hr)) return hr;
    const std::string names = category_names(categories, count);
    account.FreeMemory(reinterpret_cast<BYTE*>(categories));

    ACCT_VARIANT id{};
    hr = account.GetProp(PROP_ACCT_ID, &id);
    if (FAILED(hr)) return hr;
    std::printf("account %u in %s, type %08X\n", static_cast<unsigned>(id.Val.dw), names.c_str(),
                static_cast<unsigned>(type.Data1));

    Probe probed;
    if (!probe(account, probed)) return E_UNEXPECTED;
    std::printf("probed %u tags: %u values, %u other answers\n", probed.tags, probed.values,
                probed.others);
    return S_OK;
}

HRESULT list_category(IOlkAccountManager& manager, const char* name, const CLSID& category) {
    Com<IOlkEnum> accounts;
    HRESULT hr =
        manager.EnumerateAccounts(&category, nullptr, OLK_ACCOUNT_NO_FLAGS, accounts.put());
    if (FAILED(hr)) return hr;
    DWORD count = 0;
    hr = accounts->GetCount(&count);
    if (FAILED(hr)) return hr;
    std::printf("category %s: %u accounts\n", name, static_cast<unsigned>(count));
    accounts->Reset();
    for (DWORD i = 0; i < count; ++i) {
        Com<IUnknown> unknown;
        hr = accounts->GetNext(unknown.put());
        if (FAILED(hr)) return hr;
        if (!unknown) break;
        Com<IOlkAccount> account;
        hr = unknown->QueryInterface(IID_IOlkAccount, reinterpret_cast<void**>(account.put()));
        if (SUCCEEDED(hr)) hr = list_account(*account.get());
        if (FAILED(hr)) return hr;
    }
    return S_OK;
}

int list(IMAPISession& session) {
    auto name = client::profile_name(session);
    std::printf("profile %s\n", client::utf8(name.c_str()).c_str());
    Com<IOlkAccountManager> manager;
    HRESULT hr = client::activate_manager(manager.put());
    if (FAILED(hr)) return client::failed("activation", hr);
    Com helper(new Helper(std::move(name), session));
    hr = manager->Init(helper.get(), ACCT_INIT_NOSYNCH_MAPI_ACCTS);
    // As public clients do: long before the manager goes.
    helper.reset();
    if (FAILED(hr)) return client::failed("Init", hr);
    const std::pair<const char*, const CLSID*> categories[] = {
        {"mail", &CLSID_OlkMail},
        {"address book", &CLSID_OlkAddressBook},
        {"store", &CLSID_OlkStore}};
    for (const auto& [category_name, category] : categories) {
        hr = list_category(*manager.get(), category_name, *category);
        if (FAILED(hr)) return client::failed(category_name, hr);
    }
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    HRESULT hr = MAPIInitialize(nullptr);
    if (FAILED(hr)) return client::failed("MAPIInitialize", hr);
    int code = 0;
    {
        Com<IMAPISession> session;
        hr = client::log_on(argc > 1 ? argv[1] : nullptr, session.put());
        code = FAILED(hr) ? client::failed("logon", hr) : list(*session.get());
    }
    MAPIUninitialize();
    return code;
}
