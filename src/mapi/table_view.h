// What a table shows: rows in memory, filtered, sorted, in columns, with a cursor and bookmarks.
// Specification 15.1 and 15.2.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

#include "mapi/restriction.h"

namespace olkacct::mapi {

/// The rows behind a table, in their default order. String columns stand with their Unicode tags.
struct TableRows {
    std::vector<std::uint32_t> default_columns;
    /// Further columns of TBL_ALL_COLUMNS, besides whatever the rows have.
    std::vector<std::uint32_t> more_columns;
    std::vector<Row> rows;
    ULONG kind = TBLTYPE_SNAPSHOT;
};

/// One view. Not thread-safe. Methods that can fail give an HRESULT and then change nothing.
class TableView {
  public:
    /// `wide`: the string type of default columns.
    TableView(TableRows rows, bool wide);

    [[nodiscard]] ULONG kind() const { return content_.kind; }
    [[nodiscard]] std::size_t count() const { return shown_.size(); }
    [[nodiscard]] std::size_t cursor() const { return cursor_; }
    [[nodiscard]] const std::vector<std::uint32_t>& columns() const { return columns_; }
    [[nodiscard]] std::vector<std::uint32_t> all_columns() const;
    [[nodiscard]] const std::vector<SSortOrder>& order() const { return order_; }

    void set_columns(std::vector<std::uint32_t> columns) { columns_ = std::move(columns); }
    /// The cursor goes to the first row and bookmarks are gone after either.
    void restrict_to(std::optional<Restriction> restriction);
    HRESULT sort(std::span<const SSortOrder> order);

    /// How far the cursor went.
    HRESULT seek(BOOKMARK origin, LONG rows, LONG& moved);
    void seek_to_fraction(ULONG numerator, ULONG denominator);
    HRESULT find(const Restriction& restriction, BOOKMARK origin, bool backward);

    HRESULT create_bookmark(BOOKMARK& made);
    HRESULT free_bookmark(BOOKMARK bookmark);

    /// Up to |rows| rows, from the cursor on or before it; `rows` is not 0.
    std::vector<const Row*> take(LONG rows, bool advance);

  private:
    void show();
    [[nodiscard]] std::optional<std::size_t> position_of(BOOKMARK bookmark) const;
    [[nodiscard]] bool comes_before(std::size_t left, std::size_t right) const;

    TableRows content_;
    bool wide_;
    std::vector<std::uint32_t> columns_;
    std::optional<Restriction> restriction_;
    std::vector<SSortOrder> order_;
    std::vector<std::size_t> shown_;  ///< indices into content_.rows
    std::size_t cursor_ = 0;
    std::map<BOOKMARK, std::size_t> bookmarks_;
    BOOKMARK next_bookmark_ = 3;
};

}  // namespace olkacct::mapi
