// Filtering, sorting and walking rows.
#include "mapi/table_view.h"

#include <algorithm>
#include <set>
#include <utility>

#include "mapi/value_order.h"

namespace olkacct::mapi {
namespace {

namespace type = profile::section_type;

constexpr std::size_t max_bookmarks = 10000;

// A string column in the width of the table.
std::uint32_t in_width(std::uint32_t tag, bool wide) {
    const auto of = profile::tag_type(tag);
    if (wide || !profile::is_string(of)) return tag;
    return profile::with_type(
        tag, static_cast<std::uint16_t>((of & profile::multi_value_flag) | type::string8));
}

// The value that a row is sorted by: the first one, strings as UTF-16.
std::optional<profile::ElementBytes> sort_key(const Row& row, std::uint32_t tag) {
    const SectionProperty* const property = find_in_row(row, tag);
    if (property == nullptr || property->elements.empty()) return std::nullopt;
    const auto of = profile::tag_type(property->tag);
    if (!profile::is_string(of)) return property->elements.front();
    return profile::with_string_type(
               *property,
               static_cast<std::uint16_t>((of & profile::multi_value_flag) | type::unicode))
        .elements.front();
}

// A missing value is the smallest.
std::partial_ordering compare_rows(const Row& left, const Row& right, std::uint32_t tag) {
    const auto a = sort_key(left, tag);
    const auto b = sort_key(right, tag);
    if (!a || !b) return a.has_value() <=> b.has_value();
    const auto of = static_cast<std::uint16_t>(profile::tag_type(tag) & ~profile::multi_value_flag);
    return compare_values(of, *a, *b);
}

}  // namespace

TableView::TableView(TableRows rows, bool wide) : content_(std::move(rows)), wide_(wide) {
    for (const std::uint32_t tag : content_.default_columns)
        columns_.push_back(in_width(tag, wide_));
    show();
}

std::vector<std::uint32_t> TableView::all_columns() const {
    std::vector<std::uint32_t> all;
    std::set<std::uint16_t> known;
    const auto add = [&](std::uint32_t tag) {
        const auto of = profile::tag_type(tag);
        if (!known.insert(profile::property_id(tag)).second) return;
        const auto wide_form =
            static_cast<std::uint16_t>((of & profile::multi_value_flag) | type::unicode);
        const bool is_ansi_only =
            std::ranges::find(content_.default_columns, tag) != content_.default_columns.end() &&
            of == type::string8;
        all.push_back(profile::is_string(of) && !is_ansi_only
                          ? in_width(profile::with_type(tag, wide_form), wide_)
                          : tag);
    };
    for (const std::uint32_t tag : content_.default_columns) add(tag);
    for (const std::uint32_t tag : content_.more_columns) add(tag);
    for (const Row& row : content_.rows)
        for (const SectionProperty& property : row) add(property.tag);
    return all;
}

void TableView::show() {
    shown_.clear();
    std::optional<Filter> filter;
    if (restriction_) filter.emplace(*restriction_);
    for (std::size_t i = 0; i < content_.rows.size(); ++i)
        if (!filter || filter->takes(content_.rows[i])) shown_.push_back(i);
    if (!order_.empty())
        std::ranges::stable_sort(shown_, [this](std::size_t left, std::size_t right) {
            return comes_before(left, right);
        });
    cursor_ = 0;
    bookmarks_.clear();
}

bool TableView::comes_before(std::size_t left, std::size_t right) const {
    for (const SSortOrder& by : order_) {
        const auto order = compare_rows(content_.rows[left], content_.rows[right], by.ulPropTag);
        if (order == 0 || order == std::partial_ordering::unordered) continue;
        return (order < 0) == (by.ulOrder == TABLE_SORT_ASCEND);
    }
    return false;
}

void TableView::restrict_to(std::optional<Restriction> restriction) {
    restriction_ = std::move(restriction);
    show();
}

HRESULT TableView::sort(std::span<const SSortOrder> order) {
    for (const SSortOrder& by : order) {
        if (by.ulOrder > TABLE_SORT_DESCEND) return MAPI_E_TOO_COMPLEX;
        if ((by.ulPropTag & MV_INSTANCE) != 0) return MAPI_E_TOO_COMPLEX;
    }
    order_.assign(order.begin(), order.end());
    show();
    return S_OK;
}

std::optional<std::size_t> TableView::position_of(BOOKMARK bookmark) const {
    if (bookmark == BOOKMARK_BEGINNING) return 0;
    if (bookmark == BOOKMARK_CURRENT) return cursor_;
    if (bookmark == BOOKMARK_END) return shown_.size();
    const auto found = bookmarks_.find(bookmark);
    return found == bookmarks_.end() ? std::nullopt : std::optional(found->second);
}

HRESULT TableView::seek(BOOKMARK origin, LONG rows, LONG& moved) {
    const auto from = position_of(origin);
    if (!from) return MAPI_E_INVALID_BOOKMARK;
    const auto start = static_cast<std::int64_t>(*from);
    const auto end = static_cast<std::int64_t>(shown_.size());
    const std::int64_t target = std::clamp<std::int64_t>(start + rows, 0, end);
    moved = static_cast<LONG>(target - start);
    cursor_ = static_cast<std::size_t>(target);
    return S_OK;
}

void TableView::seek_to_fraction(ULONG numerator, ULONG denominator) {
    cursor_ =
        numerator >= denominator
            ? shown_.size()
            : static_cast<std::size_t>(std::uint64_t{shown_.size()} * numerator / denominator);
}

HRESULT TableView::find(const Restriction& restriction, BOOKMARK origin, bool backward) {
    const auto from = position_of(origin);
    if (!from) return MAPI_E_INVALID_BOOKMARK;
    Filter filter(restriction);
    const auto is_it = [&](std::size_t at) { return filter.takes(content_.rows[shown_[at]]); };
    if (backward) {
        for (std::size_t at = *from; at-- > 0;)
            if (is_it(at)) return cursor_ = at, S_OK;
    } else {
        for (std::size_t at = *from; at < shown_.size(); ++at)
            if (is_it(at)) return cursor_ = at, S_OK;
    }
    return MAPI_E_NOT_FOUND;
}

HRESULT TableView::create_bookmark(BOOKMARK& made) {
    if (bookmarks_.size() >= max_bookmarks) return MAPI_E_UNABLE_TO_COMPLETE;
    made = next_bookmark_++;
    bookmarks_.emplace(made, cursor_);
    return S_OK;
}

HRESULT TableView::free_bookmark(BOOKMARK bookmark) {
    if (bookmark <= BOOKMARK_END) return S_OK;
    return bookmarks_.erase(bookmark) == 1 ? S_OK : MAPI_E_INVALID_BOOKMARK;
}

std::vector<const Row*> TableView::take(LONG rows, bool advance) {
    const auto wanted = static_cast<std::size_t>(rows < 0 ? -std::int64_t{rows} : rows);
    const std::size_t first = rows < 0 ? cursor_ - std::min(cursor_, wanted) : cursor_;
    const std::size_t end = rows < 0 ? cursor_ : std::min(shown_.size() - first, wanted) + first;
    std::vector<const Row*> taken;
    for (std::size_t at = first; at < end; ++at) taken.push_back(&content_.rows[shown_[at]]);
    cursor_ = advance ? end : first;
    return taken;
}

}  // namespace olkacct::mapi
