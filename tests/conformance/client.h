// A client of the public interfaces, as tests need it: owned pointers, helpers of every known kind,
// and the fixture of all conformance tests.
#pragma once

#include <gtest/gtest.h>
#include <olkacct/acctmgmt.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "accounts_reg.h"
#include "lent_session.h"
#include "support/owned.h"
#include "support/process_stores.h"
#include "support/temp_dir.h"

namespace olkacct::test {

// How a helper reports lengths (specification 9.2), or breaks the contract.
enum class Variant {
    documented,         // A
    without_zero,       // B
    third_party,        // C
    always_too_small,   // asks for more at every call
    falsely_too_small,  // E_OUTOFMEMORY although the name fits
    unterminated,       // fills the whole buffer
    fails,              // E_ACCESSDENIED
    throws_bad_alloc,
    throws_other,
};

// What GetMapiSession does.
enum class Lending {
    session,
    fails,               // E_NOTIMPL, as the sample without a session
    fails_with_pointer,  // that carries no reference
    gives_null,          // S_OK, as one public helper
    throws,
};

// Lives on a test's stack; counts what the manager does with it, and expects of every manager that
// the session which it lends is free at each moment when nobody may hold it, and is handed off
// exactly once between the last loan and the release of the helper.
class Helper final : public IOlkAccountHelper {
  public:
    explicit Helper(std::u16string name = u"Ann", Variant variant = Variant::documented);
    Helper(const Helper&) = delete;
    Helper& operator=(const Helper&) = delete;
    ~Helper();

    // A name is claimed not to fit into buffers smaller than this.
    void need_at_least(DWORD characters) { smallest_ = characters; }
    // Called inside the first call of each.
    std::function<void()> inside_identity;
    std::function<void()> inside_session;
    std::function<void()> inside_hands_off;

    Lending lending = Lending::session;
    HRESULT hands_off_result = E_NOTIMPL;
    bool hands_off_throws = false;
    // The one throws before it has counted, the other after.
    bool add_ref_throws = false;
    bool release_throws = false;
    // Several threads use the manager, so that one may borrow while another returns.
    bool is_shared_by_threads = false;

    // One public helper succeeds without setting the pointer, which nobody may rely on (S-17).
    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID, void**) override {
        ++queries;
        return S_OK;
    }
    ULONG STDMETHODCALLTYPE AddRef() override;
    ULONG STDMETHODCALLTYPE Release() override;
    HRESULT STDMETHODCALLTYPE Placeholder1(void*) override {
        ++placeholder_calls;
        return E_NOTIMPL;
    }
    HRESULT STDMETHODCALLTYPE GetIdentity(LPWSTR identity, DWORD* characters) override;
    HRESULT STDMETHODCALLTYPE GetMapiSession(LPUNKNOWN* given) override;
    HRESULT STDMETHODCALLTYPE HandsOffSession() override;

    // Of the helpers that live.
    static void expect_free_sessions();

    std::atomic<ULONG> references{1};
    std::atomic<int> queries = 0;
    int placeholder_calls = 0;
    std::atomic<int> session_calls = 0;
    std::atomic<int> hands_off_calls = 0;
    // Calls of GetMapiSession that delivered one.
    std::atomic<int> loans = 0;
    // Buffer sizes in the order of the calls, and whether each buffer came filled with zeros.
    std::vector<DWORD> sizes;
    bool every_buffer_was_zero = true;
    LentSession session;

  private:
    void expect_free_session();

    std::u16string name_;
    Variant variant_;
    DWORD smallest_ = 0;
    // Since a manager took the helper: how many held it, and what they did.
    ULONG most_references_ = 1;
    int loans_before_ = 0;
    int hands_off_before_ = 0;
};

// A value that GetProp gave, and what it said about it.
struct Read {
    HRESULT hr = E_FAIL;
    DWORD type = 0;
    DWORD number = 0;
    std::u16string text;
    std::vector<std::uint8_t> bytes;
};

class Conformance : public ::testing::Test {
  protected:
    Conformance();
    ~Conformance() override;

    // Replaces the source of all managers.
    void write_source(const SampleOptions& options = {});

    // Runs `body` with all managers on a store of each kind that holds what write_source() writes,
    // one after the other.
    void on_each_kind_of_source(const std::function<void()>& body,
                                const std::vector<std::string>& kinds = {"reg", "hive",
                                                                         kind_with_secrets});

    // The path or URL that managers open.
    [[nodiscard]] const std::string& source() const { return source_; }

    static Owned<IOlkAccountManager> new_manager();
    // Initialised with a helper of the fixture.
    Owned<IOlkAccountManager> open_manager();

    static Owned<IOlkAccount> find(IOlkAccountManager& manager, DWORD id);
    static Owned<IOlkEnum> enumerate(IOlkAccountManager& manager, const CLSID* category,
                                     const CLSID* type = nullptr);
    // The ids that an enumerator still delivers.
    static std::vector<DWORD> walk(IOlkEnum& enumerator);
    static std::vector<DWORD> ids(IOlkAccountManager& manager, const CLSID* category,
                                  const CLSID* type = nullptr);
    static std::vector<DWORD> order(IOlkAccountManager& manager, const CLSID& category);
    static std::vector<CLSID> categories(IOlkAccount& account);
    static CLSID type(IOlkAccount& account);
    // SetProp of a copy that is gone afterwards.
    static HRESULT set(IOlkAccount& account, DWORD tag, const std::u16string& text);
    static HRESULT set(IOlkAccount& account, DWORD tag, std::vector<BYTE> bytes);
    // Reads and frees. This and the other shorthands expect that lent sessions are free afterwards.
    static Read read(IOlkAccount& account, DWORD tag);
    static std::u16string error_text(IOlkErrorUnknown& object, HRESULT hr);

    TempDir folder_;
    Helper helper_;

  private:
    void use_source(const std::string& url);

    std::string source_;
};

// A variant with every byte set, as a careless client's is.
ACCT_VARIANT dirty_variant();
bool is_all_zero(const ACCT_VARIANT& variant);
ACCT_VARIANT number_variant(DWORD number);

}  // namespace olkacct::test
