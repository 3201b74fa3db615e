// The helper's variants and the shorthands of the fixture.
#include "client.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <stdexcept>

#include "source_copy.h"

namespace olkacct::test {
namespace {

constexpr HRESULT insufficient_buffer = static_cast<HRESULT>(0x8007007A);

void copy_name(std::u16string_view name, LPWSTR buffer) {
    std::copy(name.begin(), name.end(), buffer);
    buffer[name.size()] = 0;
}

}  // namespace

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
        unsetenv(name);
    write_source();
    EXPECT_EQ(OlkSetAccountSource(("reg:" + (folder_ / "accounts.reg").string()).c_str()), S_OK);
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
        const auto url = make_copy(folder_ / "accounts.reg", kind);
        ASSERT_EQ(OlkSetAccountSource(url.c_str()), S_OK);
        body();
        if (HasFatalFailure()) return;
    }
}

Owned<IOlkAccountManager> Conformance::new_manager() {
    void* object = nullptr;
    EXPECT_EQ(OlkCreateAccountManager(IID_IOlkAccountManager, &object), S_OK);
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
    return account;
}

Owned<IOlkEnum> Conformance::enumerate(IOlkAccountManager& manager, const CLSID* category,
                                       const CLSID* type) {
    Owned<IOlkEnum> enumerator;
    EXPECT_EQ(manager.EnumerateAccounts(category, type, OLK_ACCOUNT_NO_FLAGS, enumerator.put()),
              S_OK);
    return enumerator;
}

std::vector<DWORD> Conformance::walk(IOlkEnum& enumerator) {
    std::vector<DWORD> found;
    for (;;) {
        Owned<IUnknown> unknown;
        const HRESULT hr = enumerator.GetNext(unknown.put());
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
    const std::vector<DWORD> out(list, list + count);
    EXPECT_EQ(manager.FreeMemory(reinterpret_cast<BYTE*>(list)), S_OK);
    return out;
}

std::vector<CLSID> Conformance::categories(IOlkAccount& account) {
    CLSID type{};
    DWORD count = 0;
    CLSID* list = nullptr;
    EXPECT_EQ(account.GetAccountInfo(&type, &count, &list), S_OK);
    const std::vector<CLSID> out(list, list + count);
    EXPECT_EQ(account.FreeMemory(reinterpret_cast<BYTE*>(list)), S_OK);
    return out;
}

CLSID Conformance::type(IOlkAccount& account) {
    CLSID type{};
    DWORD count = 0;
    CLSID* list = nullptr;
    EXPECT_EQ(account.GetAccountInfo(&type, &count, &list), S_OK);
    EXPECT_EQ(account.FreeMemory(reinterpret_cast<BYTE*>(list)), S_OK);
    return type;
}

HRESULT Conformance::set(IOlkAccount& account, DWORD tag, const std::u16string& text) {
    std::vector<WCHAR> copy(text.begin(), text.end());
    copy.push_back(0);
    ACCT_VARIANT variant = dirty_variant();
    variant.dwType = PT_UNICODE;
    variant.Val.pwsz = copy.data();
    return account.SetProp(tag, &variant);
}

HRESULT Conformance::set(IOlkAccount& account, DWORD tag, std::vector<BYTE> bytes) {
    ACCT_VARIANT variant = dirty_variant();
    variant.dwType = PT_BINARY;
    variant.Val.bin = {static_cast<DWORD>(bytes.size()), bytes.data()};
    return account.SetProp(tag, &variant);
}

Read Conformance::read(IOlkAccount& account, DWORD tag) {
    ACCT_VARIANT variant = dirty_variant();
    Read out;
    out.hr = account.GetProp(tag, &variant);
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
