// The members of IMAPITable.
#include "mapi/table.h"

#include <algorithm>
#include <vector>

namespace olkacct::mapi {
namespace {

// A set of rows under construction: each row's values are a root of their own (MP-Mem-10).
class RowSet {
  public:
    explicit RowSet(std::size_t rows)
        : chain_(std::max(sizeof(SRowSet), offsetof(SRowSet, aRow) + rows * sizeof(SRow))) {
        set()->cRows = 0;
    }
    RowSet(const RowSet&) = delete;
    RowSet& operator=(const RowSet&) = delete;
    ~RowSet() {
        if (chain_.root() == nullptr) return;
        for (ULONG i = 0; i < set()->cRows; ++i) free_root(set()->aRow[i].lpProps);
    }

    void add(const Row& row, const std::vector<std::uint32_t>& columns) {
        Chain values(columns.size() * sizeof(SPropValue));
        for (std::size_t i = 0; i < columns.size(); ++i)
            put_column(row, columns[i], values.as<SPropValue>()[i], values);
        set()->aRow[set()->cRows++] = {0, static_cast<ULONG>(columns.size()),
                                       values.release<SPropValue>()};
    }

    [[nodiscard]] SRowSet* release() { return chain_.release<SRowSet>(); }

  private:
    [[nodiscard]] SRowSet* set() const { return chain_.as<SRowSet>(); }

    static void put_column(const Row& row, std::uint32_t tag, SPropValue& value, Chain& chain) {
        if (tag == PR_NULL) return put_null(value);
        const auto found = std::ranges::find_if(row, [tag](const SectionProperty& property) {
            return profile::property_id(property.tag) == profile::property_id(tag);
        });
        const auto answer = found == row.end() ? std::nullopt : as_requested(*found, tag, true);
        if (!answer) return put_error(tag, MAPI_E_NOT_FOUND, value);
        copy_to(*answer, value, chain);
    }

    Chain chain_;
};

}  // namespace

com::ComPtr<IMAPITable> make_table(TableRows rows, ULONG flags, Life life) {
    return com::ComPtr<IMAPITable>::attach(
        new TableObject(std::move(rows), (flags & MAPI_UNICODE) != 0, std::move(life)));
}

HRESULT TableObject::Advise(ULONG, IMAPIAdviseSink*, ULONG_PTR* lpulConnection) noexcept {
    return unsupported(lpulConnection);
}

HRESULT TableObject::Unadvise(ULONG_PTR) noexcept { return MAPI_E_NO_SUPPORT; }

HRESULT TableObject::GetStatus(ULONG* lpulTableStatus, ULONG* lpulTableType) noexcept {
    return call(
        [&]() -> Answer {
            *lpulTableStatus = TBLSTAT_COMPLETE;
            *lpulTableType = view_.kind();
            return S_OK;
        },
        lpulTableStatus, lpulTableType);
}

HRESULT TableObject::SetColumns(SPropTagArray* lpPropTagArray, ULONG) noexcept {
    return call([&]() -> Answer {
        auto columns = tags_of(lpPropTagArray);
        if (columns.empty()) return MAPI_E_INVALID_PARAMETER;
        const std::lock_guard lock(mutex_);
        view_.set_columns(std::move(columns));
        return S_OK;
    });
}

HRESULT TableObject::QueryColumns(ULONG ulFlags, SPropTagArray** lpPropTagArray) noexcept {
    return call(
        [&]() -> Answer {
            const std::lock_guard lock(mutex_);
            *lpPropTagArray = make_tag_array((ulFlags & TBL_ALL_COLUMNS) != 0 ? view_.all_columns()
                                                                              : view_.columns());
            return S_OK;
        },
        lpPropTagArray);
}

HRESULT TableObject::GetRowCount(ULONG, ULONG* lpulCount) noexcept {
    return call(
        [&]() -> Answer {
            const std::lock_guard lock(mutex_);
            *lpulCount = static_cast<ULONG>(view_.count());
            return S_OK;
        },
        lpulCount);
}

HRESULT TableObject::SeekRow(BOOKMARK bkOrigin, LONG lRowCount, LONG* lplRowsSought) noexcept {
    clear(lplRowsSought);
    return call([&]() -> Answer {
        LONG moved = 0;
        const std::lock_guard lock(mutex_);
        const HRESULT hr = view_.seek(bkOrigin, lRowCount, moved);
        if (lplRowsSought != nullptr) *lplRowsSought = moved;
        return hr;
    });
}

HRESULT TableObject::SeekRowApprox(ULONG ulNumerator, ULONG ulDenominator) noexcept {
    return call([&]() -> Answer {
        if (ulDenominator == 0) return MAPI_E_INVALID_PARAMETER;
        const std::lock_guard lock(mutex_);
        view_.seek_to_fraction(ulNumerator, ulDenominator);
        return S_OK;
    });
}

HRESULT TableObject::QueryPosition(ULONG* lpulRow, ULONG* lpulNumerator,
                                   ULONG* lpulDenominator) noexcept {
    return call(
        [&]() -> Answer {
            const std::lock_guard lock(mutex_);
            *lpulRow = static_cast<ULONG>(view_.cursor());
            *lpulNumerator = *lpulRow;
            *lpulDenominator = std::max<ULONG>(static_cast<ULONG>(view_.count()), 1);
            return S_OK;
        },
        lpulRow, lpulNumerator, lpulDenominator);
}

HRESULT TableObject::FindRow(SRestriction* lpRestriction, BOOKMARK bkOrigin,
                             ULONG ulFlags) noexcept {
    return call([&]() -> Answer {
        if (lpRestriction == nullptr) return MAPI_E_INVALID_PARAMETER;
        Restriction restriction;
        if (const HRESULT hr = Restriction::copy(*lpRestriction, restriction); hr != S_OK)
            return hr;
        const std::lock_guard lock(mutex_);
        return view_.find(restriction, bkOrigin, (ulFlags & DIR_BACKWARD) != 0);
    });
}

HRESULT TableObject::Restrict(SRestriction* lpRestriction, ULONG) noexcept {
    return call([&]() -> Answer {
        std::optional<Restriction> restriction;
        if (lpRestriction != nullptr) {
            const HRESULT hr = Restriction::copy(*lpRestriction, restriction.emplace());
            if (hr != S_OK) return hr;
        }
        const std::lock_guard lock(mutex_);
        view_.restrict_to(std::move(restriction));
        return S_OK;
    });
}

HRESULT TableObject::CreateBookmark(BOOKMARK* lpbkPosition) noexcept {
    return call(
        [&]() -> Answer {
            const std::lock_guard lock(mutex_);
            return view_.create_bookmark(*lpbkPosition);
        },
        lpbkPosition);
}

HRESULT TableObject::FreeBookmark(BOOKMARK bkPosition) noexcept {
    return call([&]() -> Answer {
        const std::lock_guard lock(mutex_);
        return view_.free_bookmark(bkPosition);
    });
}

HRESULT TableObject::SortTable(SSortOrderSet* lpSortCriteria, ULONG) noexcept {
    return call([&]() -> Answer {
        if (lpSortCriteria == nullptr) return MAPI_E_INVALID_PARAMETER;
        if (lpSortCriteria->cCategories != 0 || lpSortCriteria->cExpanded != 0)
            return MAPI_E_TOO_COMPLEX;
        const std::lock_guard lock(mutex_);
        return view_.sort({lpSortCriteria->aSort, lpSortCriteria->cSorts});
    });
}

HRESULT TableObject::QuerySortOrder(SSortOrderSet** lppSortCriteria) noexcept {
    return call(
        [&]() -> Answer {
            const std::lock_guard lock(mutex_);
            const auto& order = view_.order();
            Chain chain(std::max(sizeof(SSortOrderSet), CbNewSSortOrderSet(order.size())));
            auto* const set = chain.as<SSortOrderSet>();
            set->cSorts = static_cast<ULONG>(order.size());
            set->cCategories = 0;
            set->cExpanded = 0;
            std::ranges::copy(order, set->aSort);
            *lppSortCriteria = chain.release<SSortOrderSet>();
            return S_OK;
        },
        lppSortCriteria);
}

HRESULT TableObject::QueryRows(LONG lRowCount, ULONG ulFlags, SRowSet** lppRows) noexcept {
    return call(
        [&]() -> Answer {
            if (lRowCount == 0) return MAPI_E_INVALID_PARAMETER;
            const std::lock_guard lock(mutex_);
            const std::size_t before = view_.cursor();
            const bool advance = (ulFlags & TBL_NOADVANCE) == 0;
            const auto rows = view_.take(lRowCount, advance);
            try {
                RowSet set(rows.size());
                for (const Row* const row : rows) set.add(*row, view_.columns());
                *lppRows = set.release();
            } catch (...) {
                // Rows that could not be handed over are not passed.
                LONG moved = 0;
                view_.seek(BOOKMARK_BEGINNING, static_cast<LONG>(before), moved);
                throw;
            }
            return S_OK;
        },
        lppRows);
}

HRESULT TableObject::Abort() noexcept {
    return call([]() -> Answer { return S_OK; });
}

HRESULT TableObject::ExpandRow(ULONG, BYTE*, ULONG, ULONG, SRowSet** lppRows,
                               ULONG* lpulMoreRows) noexcept {
    return unsupported(lppRows, lpulMoreRows);
}

HRESULT TableObject::CollapseRow(ULONG, BYTE*, ULONG, ULONG* lpulRowCount) noexcept {
    return unsupported(lpulRowCount);
}

HRESULT TableObject::WaitForCompletion(ULONG, ULONG, ULONG* lpulTableStatus) noexcept {
    clear(lpulTableStatus);
    return call([&]() -> Answer {
        if (lpulTableStatus != nullptr) *lpulTableStatus = TBLSTAT_COMPLETE;
        return S_OK;
    });
}

HRESULT TableObject::GetCollapseState(ULONG, ULONG, BYTE*, ULONG* lpcbCollapseState,
                                      BYTE** lppbCollapseState) noexcept {
    return unsupported(lpcbCollapseState, lppbCollapseState);
}

HRESULT TableObject::SetCollapseState(ULONG, ULONG, BYTE*, BOOKMARK* lpbkLocation) noexcept {
    return unsupported(lpbkLocation);
}

}  // namespace olkacct::mapi
