// IMAPITable over rows in memory: the one class behind all Get...Table methods.
#pragma once

#include <mutex>

#include "base/com/com_ptr.h"
#include "mapi/mapi_object.h"
#include "mapi/table_view.h"

namespace olkacct::mapi {

/// Each table is a view of its own (MS-63). No client code is called under its lock.
class TableObject final : public MapiObject<IMAPITable> {
  public:
    TableObject(TableRows rows, bool wide, Life life)
        : MapiObject(std::move(life)), view_(std::move(rows), wide) {}

    HRESULT STDMETHODCALLTYPE Advise(ULONG ulEventMask, IMAPIAdviseSink* lpAdviseSink,
                                     ULONG_PTR* lpulConnection) noexcept override;
    HRESULT STDMETHODCALLTYPE Unadvise(ULONG_PTR ulConnection) noexcept override;
    HRESULT STDMETHODCALLTYPE GetStatus(ULONG* lpulTableStatus,
                                        ULONG* lpulTableType) noexcept override;
    HRESULT STDMETHODCALLTYPE SetColumns(SPropTagArray* lpPropTagArray,
                                         ULONG ulFlags) noexcept override;
    HRESULT STDMETHODCALLTYPE QueryColumns(ULONG ulFlags,
                                           SPropTagArray** lpPropTagArray) noexcept override;
    HRESULT STDMETHODCALLTYPE GetRowCount(ULONG ulFlags, ULONG* lpulCount) noexcept override;
    HRESULT STDMETHODCALLTYPE SeekRow(BOOKMARK bkOrigin, LONG lRowCount,
                                      LONG* lplRowsSought) noexcept override;
    HRESULT STDMETHODCALLTYPE SeekRowApprox(ULONG ulNumerator,
                                            ULONG ulDenominator) noexcept override;
    HRESULT STDMETHODCALLTYPE QueryPosition(ULONG* lpulRow, ULONG* lpulNumerator,
                                            ULONG* lpulDenominator) noexcept override;
    HRESULT STDMETHODCALLTYPE FindRow(SRestriction* lpRestriction, BOOKMARK bkOrigin,
                                      ULONG ulFlags) noexcept override;
    HRESULT STDMETHODCALLTYPE Restrict(SRestriction* lpRestriction,
                                       ULONG ulFlags) noexcept override;
    HRESULT STDMETHODCALLTYPE CreateBookmark(BOOKMARK* lpbkPosition) noexcept override;
    HRESULT STDMETHODCALLTYPE FreeBookmark(BOOKMARK bkPosition) noexcept override;
    HRESULT STDMETHODCALLTYPE SortTable(SSortOrderSet* lpSortCriteria,
                                        ULONG ulFlags) noexcept override;
    HRESULT STDMETHODCALLTYPE QuerySortOrder(SSortOrderSet** lppSortCriteria) noexcept override;
    HRESULT STDMETHODCALLTYPE QueryRows(LONG lRowCount, ULONG ulFlags,
                                        SRowSet** lppRows) noexcept override;
    HRESULT STDMETHODCALLTYPE Abort() noexcept override;
    HRESULT STDMETHODCALLTYPE ExpandRow(ULONG cbInstanceKey, BYTE* pbInstanceKey, ULONG ulRowCount,
                                        ULONG ulFlags, SRowSet** lppRows,
                                        ULONG* lpulMoreRows) noexcept override;
    HRESULT STDMETHODCALLTYPE CollapseRow(ULONG cbInstanceKey, BYTE* pbInstanceKey, ULONG ulFlags,
                                          ULONG* lpulRowCount) noexcept override;
    HRESULT STDMETHODCALLTYPE WaitForCompletion(ULONG ulFlags, ULONG ulTimeout,
                                                ULONG* lpulTableStatus) noexcept override;
    HRESULT STDMETHODCALLTYPE GetCollapseState(ULONG ulFlags, ULONG cbInstanceKey,
                                               BYTE* lpbInstanceKey, ULONG* lpcbCollapseState,
                                               BYTE** lppbCollapseState) noexcept override;
    HRESULT STDMETHODCALLTYPE SetCollapseState(ULONG ulFlags, ULONG cbCollapseState,
                                               BYTE* pbCollapseState,
                                               BOOKMARK* lpbkLocation) noexcept override;

  private:
    ~TableObject() override = default;

    std::mutex mutex_;
    TableView view_;
};

/// `flags`: MAPI_UNICODE chooses the string type of the default columns (MP-Col-1).
com::ComPtr<IMAPITable> make_table(TableRows rows, ULONG flags, Life life = nullptr);

}  // namespace olkacct::mapi
