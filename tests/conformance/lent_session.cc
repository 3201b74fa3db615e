// Counting, faults, and the real session behind.
#include "lent_session.h"

#include <cstring>
#include <stdexcept>

namespace olkacct::test {
namespace {

constexpr bool is_table_fault(SessionFault fault) {
    return fault == SessionFault::table_fails || fault == SessionFault::table_throws ||
           fault == SessionFault::table_is_endless || fault == SessionFault::rows_are_odd;
}

// Forwards what reads rows; its life is counted by the session.
class LentTable final : public IMAPITable {
  public:
    LentTable(Owned<IMAPITable> real, SessionFault fault, std::atomic<int>& alive)
        : real_(std::move(real)), fault_(fault), alive_(alive) {
        ++alive_;
    }

    HRESULT STDMETHODCALLTYPE QueryInterface(REFIID riid, void** object) override {
        if (!(riid == IID_IUnknown) && !(riid == IID_IMAPITable)) return E_NOINTERFACE;
        *object = static_cast<IMAPITable*>(this);
        AddRef();
        return S_OK;
    }
    ULONG STDMETHODCALLTYPE AddRef() override { return ++references_; }
    ULONG STDMETHODCALLTYPE Release() override {
        const ULONG left = --references_;
        if (left == 0) delete this;
        return left;
    }
    HRESULT STDMETHODCALLTYPE SetColumns(SPropTagArray* tags, ULONG flags) override {
        return real_->SetColumns(tags, flags);
    }
    HRESULT STDMETHODCALLTYPE QueryRows(LONG count, ULONG flags, SRowSet** rows) override {
        switch (fault_) {
            case SessionFault::table_fails:
                return MAPI_E_CALL_FAILED;
            case SessionFault::table_throws:
                throw std::runtime_error("a table's own trouble");
            case SessionFault::table_is_endless:
                return made_rows(rows, false);
            case SessionFault::rows_are_odd:
                return made_rows(rows, true);
            default:
                return real_->QueryRows(count, flags, rows);
        }
    }
    HRESULT STDMETHODCALLTYPE Restrict(SRestriction* restriction, ULONG flags) override {
        return real_->Restrict(restriction, flags);
    }
    HRESULT STDMETHODCALLTYPE FindRow(SRestriction* restriction, BOOKMARK origin,
                                      ULONG flags) override {
        return real_->FindRow(restriction, origin, flags);
    }
    HRESULT STDMETHODCALLTYPE SeekRow(BOOKMARK origin, LONG count, LONG* sought) override {
        return real_->SeekRow(origin, count, sought);
    }
    HRESULT STDMETHODCALLTYPE GetRowCount(ULONG flags, ULONG* count) override {
        return real_->GetRowCount(flags, count);
    }
    HRESULT STDMETHODCALLTYPE QueryColumns(ULONG flags, SPropTagArray** tags) override {
        return real_->QueryColumns(flags, tags);
    }
    HRESULT STDMETHODCALLTYPE SortTable(SSortOrderSet* order, ULONG flags) override {
        return real_->SortTable(order, flags);
    }

    HRESULT STDMETHODCALLTYPE GetLastError(HRESULT, ULONG, MAPIERROR**) override { return no(); }
    HRESULT STDMETHODCALLTYPE Advise(ULONG, IMAPIAdviseSink*, ULONG_PTR*) override { return no(); }
    HRESULT STDMETHODCALLTYPE Unadvise(ULONG_PTR) override { return no(); }
    HRESULT STDMETHODCALLTYPE GetStatus(ULONG*, ULONG*) override { return no(); }
    HRESULT STDMETHODCALLTYPE SeekRowApprox(ULONG, ULONG) override { return no(); }
    HRESULT STDMETHODCALLTYPE QueryPosition(ULONG*, ULONG*, ULONG*) override { return no(); }
    HRESULT STDMETHODCALLTYPE CreateBookmark(BOOKMARK*) override { return no(); }
    HRESULT STDMETHODCALLTYPE FreeBookmark(BOOKMARK) override { return no(); }
    HRESULT STDMETHODCALLTYPE QuerySortOrder(SSortOrderSet**) override { return no(); }
    HRESULT STDMETHODCALLTYPE Abort() override { return no(); }
    HRESULT STDMETHODCALLTYPE ExpandRow(ULONG, BYTE*, ULONG, ULONG, SRowSet**, ULONG*) override {
        return no();
    }
    HRESULT STDMETHODCALLTYPE CollapseRow(ULONG, BYTE*, ULONG, ULONG*) override { return no(); }
    HRESULT STDMETHODCALLTYPE WaitForCompletion(ULONG, ULONG, ULONG*) override { return no(); }
    HRESULT STDMETHODCALLTYPE GetCollapseState(ULONG, ULONG, BYTE*, ULONG*, BYTE**) override {
        return no();
    }
    HRESULT STDMETHODCALLTYPE SetCollapseState(ULONG, ULONG, BYTE*, BOOKMARK*) override {
        return no();
    }

  private:
    ~LentTable() { --alive_; }
    static HRESULT no() { return MAPI_E_NO_SUPPORT; }

    // Two rows: one without values and one that is the default store, if it is odd, or none.
    static HRESULT made_rows(SRowSet** rows, bool is_odd) {
        void* block = nullptr;
        if (MAPIAllocateBuffer(sizeof(SRowSet) + sizeof(SRow), &block) != S_OK)
            return MAPI_E_NOT_ENOUGH_MEMORY;
        auto* const set = static_cast<SRowSet*>(block);
        std::memset(static_cast<void*>(set), 0, sizeof(SRowSet) + sizeof(SRow));
        set->cRows = 2;
        void* values = nullptr;
        if (MAPIAllocateBuffer(2 * sizeof(SPropValue), &values) != S_OK) {
            MAPIFreeBuffer(set);
            return MAPI_E_NOT_ENOUGH_MEMORY;
        }
        auto* const value = static_cast<SPropValue*>(values);
        std::memset(values, 0, 2 * sizeof(SPropValue));
        value[0].ulPropTag = PR_DEFAULT_STORE;
        value[0].Value.b = is_odd ? 1 : 0;
        value[1].ulPropTag = PR_ENTRYID;
        value[1].Value.bin = {is_odd ? 0xFFFFFFFFU : 0U, nullptr};
        set->aRow[1].cValues = 2;
        set->aRow[1].lpProps = value;
        *rows = set;
        return S_OK;
    }

    std::atomic<ULONG> references_{1};
    Owned<IMAPITable> real_;
    const SessionFault fault_;
    std::atomic<int>& alive_;
};

}  // namespace

LentSession::~LentSession() {
    if (!has_tried_) return;
    real_.reset();
    MAPIUninitialize();
}

IMAPISession* LentSession::real() {
    if (!has_tried_) {
        has_tried_ = true;
        MAPIInitialize(nullptr);
        MAPILogonEx(0, reinterpret_cast<LPTSTR>(profile_.data()), nullptr,
                    MAPI_EXTENDED | MAPI_NEW_SESSION | MAPI_UNICODE, real_.put());
    }
    return real_.get();
}

HRESULT LentSession::QueryInterface(REFIID riid, void** object) {
    *object = nullptr;
    if (fault == SessionFault::query_gives_null) return S_OK;
    if (fault == SessionFault::query_throws) throw std::runtime_error("a session's own trouble");
    if (fault == SessionFault::not_queryable ||
        (!(riid == IID_IUnknown) && !(riid == IID_IMAPISession)))
        return E_NOINTERFACE;
    *object = static_cast<IMAPISession*>(this);
    AddRef();
    return S_OK;
}

ULONG LentSession::Release() {
    const ULONG left = --references;
    if (fault == SessionFault::release_throws) throw std::runtime_error("a session's own trouble");
    return left;
}

HRESULT LentSession::GetMsgStoresTable(ULONG flags, IMAPITable** table) {
    if (inside) inside();
    *table = nullptr;
    if (fault == SessionFault::fails) return MAPI_E_CALL_FAILED;
    if (fault == SessionFault::throws) throw std::runtime_error("a session's own trouble");
    if (fault == SessionFault::gives_nothing) return S_OK;
    if (real() == nullptr) return MAPI_E_CALL_FAILED;
    Owned<IMAPITable> made;
    const HRESULT hr = real()->GetMsgStoresTable(flags, made.put());
    if (FAILED(hr)) return hr;
    *table =
        new LentTable(std::move(made), is_table_fault(fault) ? fault : SessionFault::none, tables);
    return hr;
}

HRESULT LentSession::QueryIdentity(ULONG* size, ENTRYID** id) {
    if (inside) inside();
    *size = 0;
    *id = nullptr;
    if (fault == SessionFault::fails) return MAPI_E_CALL_FAILED;
    if (fault == SessionFault::throws) throw std::runtime_error("a session's own trouble");
    if (fault == SessionFault::gives_nothing) return S_OK;
    if (identity.empty())
        return real() == nullptr ? MAPI_E_CALL_FAILED : real()->QueryIdentity(size, id);
    void* block = nullptr;
    const auto bytes = static_cast<ULONG>(identity.size());
    if (MAPIAllocateBuffer(bytes, &block) != S_OK) return MAPI_E_NOT_ENOUGH_MEMORY;
    std::memcpy(block, identity.data(), identity.size());
    *size = bytes;
    *id = static_cast<ENTRYID*>(block);
    return S_OK;
}

HRESULT LentSession::OpenProfileSection(MAPIUID* uid, const IID* iid, ULONG flags,
                                        IProfSect** section) {
    if (real() == nullptr) return MAPI_E_CALL_FAILED;
    return real()->OpenProfileSection(uid, iid, flags, section);
}

HRESULT LentSession::GetLastError(HRESULT, ULONG, MAPIERROR**) { return refuse(); }
HRESULT LentSession::OpenMsgStore(ULONG_PTR, ULONG, ENTRYID*, const IID*, ULONG, IMsgStore**) {
    return refuse();
}
HRESULT LentSession::OpenAddressBook(ULONG_PTR, const IID*, ULONG, IAddrBook**) { return refuse(); }
HRESULT LentSession::GetStatusTable(ULONG, IMAPITable**) { return refuse(); }
HRESULT LentSession::OpenEntry(ULONG, ENTRYID*, const IID*, ULONG, ULONG*, IUnknown**) {
    return refuse();
}
HRESULT LentSession::CompareEntryIDs(ULONG, ENTRYID*, ULONG, ENTRYID*, ULONG, ULONG*) {
    return refuse();
}
HRESULT LentSession::Advise(ULONG, ENTRYID*, ULONG, IMAPIAdviseSink*, ULONG_PTR*) {
    return refuse();
}
HRESULT LentSession::Unadvise(ULONG_PTR) { return refuse(); }
HRESULT LentSession::MessageOptions(ULONG_PTR, ULONG, LPTSTR, IMessage*) { return refuse(); }
HRESULT LentSession::QueryDefaultMessageOpt(LPTSTR, ULONG, ULONG*, SPropValue**) {
    return refuse();
}
HRESULT LentSession::EnumAdrTypes(ULONG, ULONG*, LPTSTR**) { return refuse(); }
HRESULT LentSession::Logoff(ULONG_PTR, ULONG, ULONG) { return refuse(); }
HRESULT LentSession::SetDefaultStore(ULONG, ULONG, ENTRYID*) { return refuse(); }
HRESULT LentSession::AdminServices(ULONG, IMsgServiceAdmin**) { return refuse(); }
HRESULT LentSession::ShowForm(ULONG_PTR, IMsgStore*, IMAPIFolder*, const IID*, ULONG_PTR, IMessage*,
                              ULONG, ULONG, ULONG, ULONG, LPSTR) {
    return refuse();
}
HRESULT LentSession::PrepareForm(const IID*, IMessage*, ULONG_PTR*) { return refuse(); }

}  // namespace olkacct::test
