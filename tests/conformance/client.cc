// The helper's variants and the shorthands of the fixture.
#include "client.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <new>
#include <stdexcept>

#include "source_copy.h"
#include "support/environment.h"

namespace olkacct::test {
namespace {

constexpr HRESULT insufficient_buffer = static_cast<HRESULT>(0x8007007A);

// Tests make helpers on several threads.
std::mutex living_mutex;
std::vector<Helper*> living;

void copy_name(std::u16string_view name, LPWSTR buffer) {
    std::copy(name.begin(), name.end(), buffer);
    buffer[name.size()] = 0;
}

}  // namespace

Helper::Helper(std::u16string name, Variant variant)
    : session(name), name_(std::move(name)), variant_(variant) {
    const std::lock_guard lock(living_mutex);
    living.push_back(this);
}

Helper::~Helper() {
    {
        const std::lock_guard lock(living_mutex);
        std::erase(living, this);
    }
    EXPECT_EQ(references, 1U);
    EXPECT_TRUE(session.is_free());
    EXPECT_EQ(session.forbidden, 0);
    EXPECT_EQ(placeholder_calls, 0);
}

ULONG STDMETHODCALLTYPE Helper::AddRef() {
    if (add_ref_throws) throw std::runtime_error("a helper's own trouble");
    const ULONG now = ++references;
    most_references_ = std::max(most_references_, now);
    return now;
}

ULONG STDMETHODCALLTYPE Helper::Release() {
    const ULONG left = --references;
    if (left == 1) {
        // Nobody but the client is left, and no session with anybody.
        EXPECT_TRUE(session.is_free());
        const int managers = static_cast<int>(most_references_) - 1;
        const int returns = hands_off_calls - hands_off_before_;
        const bool was_lent = loans != loans_before_;
        EXPECT_GE(returns, was_lent ? 1 : 0);
        EXPECT_LE(returns, was_lent ? managers : 0);
        loans_before_ = loans;
        hands_off_before_ = hands_off_calls;
        most_references_ = 1;
    }
    if (release_throws) throw std::runtime_error("a helper's own trouble");
    return left;
}

HRESULT STDMETHODCALLTYPE Helper::GetMapiSession(LPUNKNOWN* given) {
    ++session_calls;
    EXPECT_NE(given, nullptr);
    EXPECT_EQ(*given, nullptr);
    expect_free_session();
    if (inside_session) std::exchange(inside_session, nullptr)();
    switch (lending) {
        case Lending::fails:
            return E_NOTIMPL;
        case Lending::fails_with_pointer:
            *given = &session;
            return E_FAIL;
        case Lending::gives_null:
            return S_OK;
        case Lending::throws:
            throw std::runtime_error("a helper's own trouble");
        case Lending::session:
            break;
    }
    ++loans;
    session.AddRef();
    *given = &session;
    return S_OK;
}

HRESULT STDMETHODCALLTYPE Helper::HandsOffSession() {
    ++hands_off_calls;
    EXPECT_GT(loans, loans_before_);
    expect_free_session();
    if (inside_hands_off) std::exchange(inside_hands_off, nullptr)();
    if (hands_off_throws) throw std::runtime_error("a helper's own trouble");
    return hands_off_result;
}

void Helper::expect_free_session() {
    if (!is_shared_by_threads) {
        EXPECT_TRUE(session.is_free());
    }
}

void Helper::expect_free_sessions() {
    const std::lock_guard lock(living_mutex);
    for (Helper* const helper : living) helper->expect_free_session();
}

HRESULT STDMETHODCALLTYPE Helper::GetIdentity(LPWSTR identity, DWORD* characters) {
    if (identity == nullptr || characters == nullptr) return E_INVALIDARG;
    const DWORD size = *characters;
    sizes.push_back(size);
    every_buffer_was_zero = every_buffer_was_zero &&
                            std::all_of(identity, identity + size, [](WCHAR c) { return c == 0; });
    if (inside_identity) std::exchange(inside_identity, nullptr)();

    const auto length = static_cast<DWORD>(name_.size());
    switch (variant_) {
        case Variant::fails:
            return E_ACCESSDENIED;
        case Variant::throws_bad_alloc:
            throw std::bad_alloc();
        case Variant::throws_other:
            throw std::runtime_error("a helper's own trouble");
        case Variant::always_too_small:
            *characters = size + 1;
            return E_OUTOFMEMORY;
        case Variant::falsely_too_small:
            *characters = length + 1;
            return E_OUTOFMEMORY;
        case Variant::unterminated:
            std::fill(identity, identity + size, u'x');
            return S_OK;
        case Variant::documented:
            *characters = std::max(length + 1, smallest_);
            if (*characters > size) return E_OUTOFMEMORY;
            break;
        case Variant::without_zero:
        case Variant::third_party: {
            *characters = std::max(length, smallest_);
            // Given exactly what it asked for, variant B ends the process and variant C truncates.
            if (*characters >= size)
                return variant_ == Variant::third_party ? insufficient_buffer : E_OUTOFMEMORY;
            break;
        }
    }
    copy_name(name_, identity);
    return S_OK;
}

Conformance::Conformance() {
    for (const char* const name : {"LC_ALL", "LC_MESSAGES", "LANG", "OLKACCT_SOURCE"})
        clear_variable(name);
    write_source();
    use_source("reg:" + (folder_ / "accounts.reg").string());
}

void Conformance::use_source(const std::string& url) {
    source_ = url;
    EXPECT_EQ(OlkSetAccountSource(url.c_str()), S_OK);
}

Conformance::~Conformance() { EXPECT_EQ(OlkSetAccountSource(nullptr), S_OK); }

void Conformance::write_source(const SampleOptions& options) {
    // A new file under the old name, so that a reader of the old one is not disturbed.
    const auto fresh = folder_.write("fresh.reg", sample_reg(options));
    std::filesystem::rename(fresh, folder_ / "accounts.reg");
}

void Conformance::on_each_kind_of_source(const std::function<void()>& body,
                                         const std::vector<std::string>& kinds) {
    write_source();
    for (const std::string& kind : kinds) {
        SCOPED_TRACE(kind);
        use_source(make_copy(folder_ / "accounts.reg", kind));
        body();
        if (HasFatalFailure()) return;
    }
}

// As a client of the library, or of COM where the caller of the program asks for that.
static HRESULT make_manager(void** object) {
#ifdef _WIN32
    if (std::getenv("OLKACCT_TEST_COM") != nullptr) {
        static const HRESULT ready = CoInitializeEx(nullptr, COINIT_MULTITHREADED);
        EXPECT_EQ(ready, S_OK);
        return CoCreateInstance(CLSID_OlkAccountManager, nullptr, CLSCTX_INPROC_SERVER,
                                IID_IOlkAccountManager, object);
    }
#endif
    return OlkCreateAccountManager(IID_IOlkAccountManager, object);
}

Owned<IOlkAccountManager> Conformance::new_manager() {
    void* object = nullptr;
    EXPECT_EQ(make_manager(&object), S_OK);
    return Owned(static_cast<IOlkAccountManager*>(object));
}

Owned<IOlkAccountManager> Conformance::open_manager() {
    auto manager = new_manager();
    EXPECT_EQ(manager->Init(&helper_, ACCT_INIT_NOSYNCH_MAPI_ACCTS), S_OK);
    return manager;
}

Owned<IOlkAccount> Conformance::find(IOlkAccountManager& manager, DWORD id) {
    Owned<IOlkAccount> account;
    ACCT_VARIANT wanted = number_variant(id);
    EXPECT_EQ(manager.FindAccount(PROP_ACCT_ID, &wanted, account.put()), S_OK) << id;
    Helper::expect_free_sessions();
    return account;
}

Owned<IOlkEnum> Conformance::enumerate(IOlkAccountManager& manager, const CLSID* category,
                                       const CLSID* type) {
    Owned<IOlkEnum> enumerator;
    EXPECT_EQ(manager.EnumerateAccounts(category, type, OLK_ACCOUNT_NO_FLAGS, enumerator.put()),
              S_OK);
    Helper::expect_free_sessions();
    return enumerator;
}

std::vector<DWORD> Conformance::walk(IOlkEnum& enumerator) {
    std::vector<DWORD> found;
    for (;;) {
        Owned<IUnknown> unknown;
        const HRESULT hr = enumerator.GetNext(unknown.put());
        Helper::expect_free_sessions();
        if (hr != S_OK) {
            EXPECT_EQ(hr, S_FALSE);
            return found;
        }
        void* account = nullptr;
        EXPECT_EQ(unknown->QueryInterface(IID_IOlkAccount, &account), S_OK);
        const Owned owned(static_cast<IOlkAccount*>(account));
        found.push_back(read(*owned.get(), PROP_ACCT_ID).number);
    }
}

std::vector<DWORD> Conformance::ids(IOlkAccountManager& manager, const CLSID* category,
                                    const CLSID* type) {
    return walk(*enumerate(manager, category, type).get());
}

std::vector<DWORD> Conformance::order(IOlkAccountManager& manager, const CLSID& category) {
    DWORD count = 77;
    DWORD* list = nullptr;
    EXPECT_EQ(manager.GetOrder(&category, &count, &list), S_OK);
    Helper::expect_free_sessions();
    const std::vector<DWORD> out(list, list + count);
    EXPECT_EQ(manager.FreeMemory(reinterpret_cast<BYTE*>(list)), S_OK);
    return out;
}

std::vector<CLSID> Conformance::categories(IOlkAccount& account) {
    CLSID type{};
    DWORD count = 0;
    CLSID* list = nullptr;
    EXPECT_EQ(account.GetAccountInfo(&type, &count, &list), S_OK);
    Helper::expect_free_sessions();
    const std::vector<CLSID> out(list, list + count);
    EXPECT_EQ(account.FreeMemory(reinterpret_cast<BYTE*>(list)), S_OK);
    return out;
}

CLSID Conformance::type(IOlkAccount& account) {
    CLSID type{};
    DWORD count = 0;
    CLSID* list = nullptr;
    EXPECT_EQ(account.GetAccountInfo(&type, &count, &list), S_OK);
    Helper::expect_free_sessions();
    EXPECT_EQ(account.FreeMemory(reinterpret_cast<BYTE*>(list)), S_OK);
    return type;
}

HRESULT Conformance::set(IOlkAccount& account, DWORD tag, const std::u16string& text) {
    std::vector<WCHAR> copy(text.begin(), text.end());
    copy.push_back(0);
    ACCT_VARIANT variant = dirty_variant();
    variant.dwType = PT_UNICODE;
    variant.Val.pwsz = copy.data();
    const HRESULT hr = account.SetProp(tag, &variant);
    Helper::expect_free_sessions();
    return hr;
}

HRESULT Conformance::set(IOlkAccount& account, DWORD tag, std::vector<BYTE> bytes) {
    ACCT_VARIANT variant = dirty_variant();
    variant.dwType = PT_BINARY;
    variant.Val.bin = {static_cast<DWORD>(bytes.size()), bytes.data()};
    const HRESULT hr = account.SetProp(tag, &variant);
    Helper::expect_free_sessions();
    return hr;
}

Read Conformance::read(IOlkAccount& account, DWORD tag) {
    ACCT_VARIANT variant = dirty_variant();
    Read out;
    out.hr = account.GetProp(tag, &variant);
    Helper::expect_free_sessions();
    if (out.hr != S_OK) {
        EXPECT_TRUE(is_all_zero(variant));
        return out;
    }
    out.type = variant.dwType;
    if (variant.dwType == PT_LONG) {
        out.number = variant.Val.dw;
    } else if (variant.dwType == PT_UNICODE) {
        for (const WCHAR* at = variant.Val.pwsz; *at != 0; ++at)
            out.text.push_back(static_cast<char16_t>(*at));
        EXPECT_EQ(account.FreeMemory(reinterpret_cast<BYTE*>(variant.Val.pwsz)), S_OK);
    } else {
        EXPECT_EQ(variant.dwType, PT_BINARY);
        out.bytes.assign(variant.Val.bin.pb, variant.Val.bin.pb + variant.Val.bin.cb);
        EXPECT_EQ(account.FreeMemory(variant.Val.bin.pb), S_OK);
    }
    return out;
}

std::u16string Conformance::error_text(IOlkErrorUnknown& object, HRESULT hr) {
    LPWSTR text = nullptr;
    EXPECT_EQ(object.GetLastError(hr, &text), S_OK);
    std::u16string out;
    if (text == nullptr) return out;
    for (const WCHAR* at = text; *at != 0; ++at) out.push_back(static_cast<char16_t>(*at));
    EXPECT_EQ(new_manager()->FreeMemory(reinterpret_cast<BYTE*>(text)), S_OK);
    return out;
}

ACCT_VARIANT dirty_variant() {
    ACCT_VARIANT variant;
    std::memset(static_cast<void*>(&variant), 0xA5, sizeof variant);
    return variant;
}

bool is_all_zero(const ACCT_VARIANT& variant) {
    const auto* const bytes = reinterpret_cast<const unsigned char*>(&variant);
    return std::all_of(bytes, bytes + sizeof variant, [](unsigned char b) { return b == 0; });
}

ACCT_VARIANT number_variant(DWORD number) {
    ACCT_VARIANT variant{};
    variant.dwType = PT_LONG;
    variant.Val.dw = number;
    return variant;
}

}  // namespace olkacct::test
