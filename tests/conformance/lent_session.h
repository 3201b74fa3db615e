// The MAPI session that a client of the tests lends: a real one of the library behind it, with a
// count of who holds it and with faults on demand.
#pragma once

#include <olkacct/mapi.h>

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include "support/owned.h"

namespace olkacct::test {

// How a session fails whoever asks it.
enum class SessionFault {
    none,
    not_queryable,     // E_NOINTERFACE for every interface
    query_gives_null,  // S_OK without a pointer
    query_throws,
    fails,  // MAPI_E_CALL_FAILED from all methods
    throws,
    gives_nothing,  // S_OK without a result
    table_fails,    // QueryRows
    table_throws,
    table_is_endless,  // never reaches a default row
    rows_are_odd,      // rows without values, and a default row without an entry identifier
    release_throws,    // after it has counted
};

// Lives on a test's stack. Begins with one reference, the client's own.
class LentSession final : public IMAPISession {
  public:
    // On the profile of the process' source, from the first method on that needs it.
    explicit LentSession(std::u16string profile) : profile_(std::move(profile)) {}
    LentSession(const LentSession&) = delete;
    LentSession& operator=(const LentSession&) = delete;
    ~LentSession();

    // Whether only the client holds the session, and nobody anything that came from it.
    bool is_free() const { return references == 1 && tables == 0; }

    std::atomic<ULONG> references{1};
    // Tables that were given away and not released.
    std::atomic<int> tables{0};
    // Calls of what no account manager may do to a session that it was lent.
    std::atomic<int> forbidden{0};
    SessionFault fault = SessionFault::none;
    // What QueryIdentity gives, as a session with a primary identity does; without it the real one
    // answers.
    std::vector<std::uint8_t> identity;
    // Called inside each method that asks for something.
    std::function<void()> inside;

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID riid, void** object) override;
    ULONG STDMETHODCALLTYPE AddRef() override { return ++references; }
    ULONG STDMETHODCALLTYPE Release() override;
    HRESULT STDMETHODCALLTYPE GetMsgStoresTable(ULONG flags, IMAPITable** table) override;
    HRESULT STDMETHODCALLTYPE QueryIdentity(ULONG* size, ENTRYID** id) override;

    HRESULT STDMETHODCALLTYPE GetLastError(HRESULT, ULONG, MAPIERROR**) override;
    HRESULT STDMETHODCALLTYPE OpenMsgStore(ULONG_PTR, ULONG, ENTRYID*, const IID*, ULONG,
                                           IMsgStore**) override;
    HRESULT STDMETHODCALLTYPE OpenAddressBook(ULONG_PTR, const IID*, ULONG, IAddrBook**) override;
    HRESULT STDMETHODCALLTYPE OpenProfileSection(MAPIUID*, const IID*, ULONG, IProfSect**) override;
    HRESULT STDMETHODCALLTYPE GetStatusTable(ULONG, IMAPITable**) override;
    HRESULT STDMETHODCALLTYPE OpenEntry(ULONG, ENTRYID*, const IID*, ULONG, ULONG*,
                                        IUnknown**) override;
    HRESULT STDMETHODCALLTYPE CompareEntryIDs(ULONG, ENTRYID*, ULONG, ENTRYID*, ULONG,
                                              ULONG*) override;
    HRESULT STDMETHODCALLTYPE Advise(ULONG, ENTRYID*, ULONG, IMAPIAdviseSink*, ULONG_PTR*) override;
    HRESULT STDMETHODCALLTYPE Unadvise(ULONG_PTR) override;
    HRESULT STDMETHODCALLTYPE MessageOptions(ULONG_PTR, ULONG, LPTSTR, IMessage*) override;
    HRESULT STDMETHODCALLTYPE QueryDefaultMessageOpt(LPTSTR, ULONG, ULONG*, SPropValue**) override;
    HRESULT STDMETHODCALLTYPE EnumAdrTypes(ULONG, ULONG*, LPTSTR**) override;
    HRESULT STDMETHODCALLTYPE Logoff(ULONG_PTR, ULONG, ULONG) override;
    HRESULT STDMETHODCALLTYPE SetDefaultStore(ULONG, ULONG, ENTRYID*) override;
    HRESULT STDMETHODCALLTYPE AdminServices(ULONG, IMsgServiceAdmin**) override;
    HRESULT STDMETHODCALLTYPE ShowForm(ULONG_PTR, IMsgStore*, IMAPIFolder*, const IID*, ULONG_PTR,
                                       IMessage*, ULONG, ULONG, ULONG, ULONG, LPSTR) override;
    HRESULT STDMETHODCALLTYPE PrepareForm(const IID*, IMessage*, ULONG_PTR*) override;

  private:
    // Null when there can be none; then its methods fail.
    IMAPISession* real();
    // What an account manager has no business to call.
    HRESULT refuse() {
        ++forbidden;
        return MAPI_E_NO_SUPPORT;
    }

    std::u16string profile_;
    bool has_tried_ = false;
    Owned<IMAPISession> real_;
};

}  // namespace olkacct::test
