// Results of the session are memory of MAPI, which this process has only one of.
#include "accounts/com/session_values.h"

#include <memory>
#include <span>

#include "accounts/com/foreign.h"
#include "accounts/property_access.h"

namespace olkacct::accounts {
namespace {

// Far more than any profile has; a table that never ends must not hold up its caller.
constexpr ULONG max_rows = 4096;
constexpr LONG rows_at_once = 64;

struct FreeBuffer {
    void operator()(void* block) const noexcept { MAPIFreeBuffer(block); }
};
struct FreeRows {
    void operator()(SRowSet* rows) const noexcept { FreeProws(rows); }
};
using RowSet = std::unique_ptr<SRowSet, FreeRows>;

std::optional<std::vector<std::byte>> copy_value(const void* start, ULONG size) {
    if (start == nullptr || size == 0 || size > max_binary_size) return std::nullopt;
    const auto* const first = static_cast<const std::byte*>(start);
    return std::vector<std::byte>(first, first + size);
}

std::span<const SPropValue> values_of(const SRow& row) {
    return {row.lpProps, row.lpProps == nullptr ? 0 : row.cValues};
}

bool is_default(const SRow& row) {
    for (const SPropValue& value : values_of(row))
        if (value.ulPropTag == PR_DEFAULT_STORE) return value.Value.b != 0;
    return false;
}

std::optional<std::vector<std::byte>> entry_id(const SRow& row) {
    for (const SPropValue& value : values_of(row))
        if (value.ulPropTag == PR_ENTRYID)
            return copy_value(value.Value.bin.lpb, value.Value.bin.cb);
    return std::nullopt;
}

// Null at the end and when the table fails.
RowSet next_rows(IMAPITable& table) {
    SRowSet* rows = nullptr;
    const HRESULT hr = call_foreign([&] { return table.QueryRows(rows_at_once, 0, &rows); });
    if (FAILED(hr) || rows == nullptr) return nullptr;
    RowSet owned(rows);
    return rows->cRows == 0 ? nullptr : std::move(owned);
}

}  // namespace

std::optional<std::vector<std::byte>> read_identity(IMAPISession& session) {
    ULONG size = 0;
    ENTRYID* id = nullptr;
    const HRESULT hr = call_foreign([&] { return session.QueryIdentity(&size, &id); });
    if (FAILED(hr)) return std::nullopt;
    const std::unique_ptr<void, FreeBuffer> owned(id);
    return hr == S_OK ? copy_value(id, size) : std::nullopt;
}

std::optional<std::vector<std::byte>> read_default_store(IMAPISession& session) {
    IMAPITable* given = nullptr;
    HRESULT hr = call_foreign([&] { return session.GetMsgStoresTable(0, &given); });
    if (FAILED(hr) || given == nullptr) return std::nullopt;
    const Foreign table(given);
    SizedSPropTagArray(2, Columns) columns = {2, {PR_DEFAULT_STORE, PR_ENTRYID}};
    hr = call_foreign(
        [&] { return table->SetColumns(reinterpret_cast<SPropTagArray*>(&columns), 0); });
    if (FAILED(hr)) return std::nullopt;
    for (ULONG seen = 0; seen < max_rows;) {
        const RowSet rows = next_rows(*table.get());
        if (rows == nullptr) return std::nullopt;
        for (const SRow& row : std::span(rows->aRow, rows->cRows))
            if (is_default(row)) return entry_id(row);
        seen += rows->cRows;
    }
    return std::nullopt;
}

}  // namespace olkacct::accounts
