// Tables over rows in memory: columns, cursor, restrictions, order. Specification 15.
#include "mapi/table.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace olkacct::mapi {
namespace {

using profile::bytes_property;
using profile::number_property;
using profile::text_property;

constexpr ULONG number_tag = PROP_TAG(PT_LONG, 0x6600);
constexpr ULONG flag_tag = PROP_TAG(PT_BOOLEAN, 0x6602);
constexpr ULONG time_tag = PROP_TAG(PT_SYSTIME, 0x6603);

std::vector<std::byte> bytes(std::initializer_list<int> values) {
    std::vector<std::byte> out;
    for (const int value : values) out.push_back(static_cast<std::byte>(value));
    return out;
}

// The service table of the vectors of appendix A.3, with more to compare by.
TableRows services() {
    TableRows rows;
    rows.default_columns = {PR_DISPLAY_NAME_W, PR_INSTANCE_KEY, PR_SERVICE_NAME_W,
                            PR_SERVICE_ENTRY_NAME};
    const auto add = [&](std::u16string_view name, int key) -> Row& {
        rows.rows.push_back({text_property(PR_SERVICE_NAME_W, name),
                             bytes_property(PR_INSTANCE_KEY, bytes({key}))});
        return rows.rows.back();
    };
    Row& exchange = add(u"MSEMS", 1);
    exchange.push_back(bytes_property(PR_EMSMDB_SECTION_UID, bytes({5, 6})));
    exchange.push_back(number_property(number_tag, 0xFFFFFFFF));
    exchange.push_back({PROP_TAG(PT_MV_LONG, 0x6601), {bytes({1, 0, 0, 0}), bytes({9, 0, 0, 0})}});
    exchange.push_back(text_property(PROP_TAG(PT_UNICODE, 0x3D0B), u"Entry"));
    Row& contacts = add(u"CONTAB", 2);
    contacts.push_back(number_property(number_tag, 5));
    contacts.push_back(profile::boolean_property(flag_tag, true));
    Row& file = add(u"MSUPST MS", 3);
    file.push_back(number_property(number_tag, 2));
    file.push_back({time_tag, {bytes({0, 0, 0, 0, 0, 0, 0, 0x80})}});
    return rows;
}

struct Constant {
    SPropValue value{};
    explicit Constant(ULONG tag) { value.ulPropTag = tag; }
};

SPropValue number(ULONG tag, LONG content) {
    SPropValue value{};
    value.ulPropTag = tag;
    value.Value.l = content;
    return value;
}

SPropValue narrow(ULONG tag, const char* text) {
    SPropValue value{};
    value.ulPropTag = tag;
    value.Value.lpszA = const_cast<char*>(text);
    return value;
}

SPropValue wide(ULONG tag, const char16_t* text) {
    SPropValue value{};
    value.ulPropTag = tag;
    value.Value.lpszW = const_cast<WCHAR*>(text);
    return value;
}

SRestriction property(ULONG relop, ULONG tag, SPropValue& constant) {
    SRestriction made{};
    made.rt = RES_PROPERTY;
    made.res.resProperty = {relop, tag, &constant};
    return made;
}

SRestriction content(ULONG level, ULONG tag, SPropValue& constant) {
    SRestriction made{};
    made.rt = RES_CONTENT;
    made.res.resContent = {level, tag, &constant};
    return made;
}

SRestriction exist(ULONG tag) {
    SRestriction made{};
    made.rt = RES_EXIST;
    made.res.resExist.ulPropTag = tag;
    return made;
}

SRestriction list(ULONG kind, std::vector<SRestriction>& children) {
    SRestriction made{};
    made.rt = kind;
    made.res.resAnd = {static_cast<ULONG>(children.size()), children.data()};
    return made;
}

class MapiTable : public ::testing::Test {
  protected:
    HRESULT restrict(SRestriction restriction) { return table_->Restrict(&restriction, 0); }
    ULONG count() {
        ULONG rows = 99;
        EXPECT_EQ(table_->GetRowCount(0, &rows), S_OK);
        return rows;
    }
    // What is left of the names with this restriction.
    ULONG count_with(SRestriction restriction) {
        EXPECT_EQ(restrict(restriction), S_OK);
        return count();
    }
    std::vector<std::string> names(LONG rows = 100, ULONG flags = 0) {
        SizedSPropTagArray(1, Columns) columns = {1, {PR_SERVICE_NAME_A}};
        EXPECT_EQ(table_->SetColumns(reinterpret_cast<SPropTagArray*>(&columns), 0), S_OK);
        SRowSet* set = nullptr;
        EXPECT_EQ(table_->QueryRows(rows, flags, &set), S_OK);
        std::vector<std::string> found;
        for (ULONG i = 0; i < set->cRows; ++i)
            found.emplace_back(set->aRow[i].lpProps[0].Value.lpszA);
        FreeProws(set);
        return found;
    }
    ULONG position() {
        ULONG row = 0;
        ULONG numerator = 0;
        ULONG denominator = 0;
        EXPECT_EQ(table_->QueryPosition(&row, &numerator, &denominator), S_OK);
        EXPECT_EQ(row, numerator);
        EXPECT_GE(denominator, 1U);
        return row;
    }

    com::ComPtr<IMAPITable> table_ = make_table(services(), 0);
};
using Names = std::vector<std::string>;

}  // namespace

TEST_F(MapiTable, MP_Tbl_1_a_new_table_shows_all_rows_from_the_first) {
    EXPECT_EQ(position(), 0U);
    EXPECT_EQ(count(), 3U);
    SSortOrderSet* order = nullptr;
    ASSERT_EQ(table_->QuerySortOrder(&order), S_OK);
    EXPECT_EQ(order->cSorts, 0U);
    MAPIFreeBuffer(order);
}

TEST_F(MapiTable, MC_20_the_default_order_is_that_of_insertion) {
    EXPECT_EQ(names(10), (Names{"MSEMS", "CONTAB", "MSUPST MS"}));
}

TEST_F(MapiTable, MP_Tbl_2_restricting_goes_to_the_start_and_drops_bookmarks) {
    LONG moved = 0;
    ASSERT_EQ(table_->SeekRow(BOOKMARK_BEGINNING, 2, &moved), S_OK);
    BOOKMARK mark = 0;
    ASSERT_EQ(table_->CreateBookmark(&mark), S_OK);
    ASSERT_EQ(table_->Restrict(nullptr, 0), S_OK);
    EXPECT_EQ(position(), 0U);
    EXPECT_EQ(table_->SeekRow(mark, 0, nullptr), MAPI_E_INVALID_BOOKMARK);
}

TEST_F(MapiTable, MP_Tbl_2_sorting_orders_what_the_restriction_left) {
    SPropValue limit = number(number_tag, 0);
    ASSERT_EQ(restrict(property(RELOP_GT, number_tag, limit)), S_OK);
    SSortOrderSet order{1, 0, 0, {{number_tag, TABLE_SORT_ASCEND}}};
    ASSERT_EQ(table_->SortTable(&order, TBL_BATCH), S_OK);
    EXPECT_EQ(names(), (Names{"MSUPST MS", "CONTAB"}));
}

TEST_F(MapiTable, MP_Tbl_3_asynchronous_calls_are_done_when_they_return) {
    EXPECT_EQ(table_->Restrict(nullptr, TBL_ASYNC), S_OK);
    ULONG status = 9;
    EXPECT_EQ(table_->WaitForCompletion(0, 0, &status), S_OK);
    EXPECT_EQ(status, ULONG{TBLSTAT_COMPLETE});
    EXPECT_EQ(table_->WaitForCompletion(0, 0, nullptr), S_OK);
    ULONG kind = 9;
    EXPECT_EQ(table_->GetStatus(&status, &kind), S_OK);
    EXPECT_EQ(kind, ULONG{TBLTYPE_SNAPSHOT});
}

TEST_F(MapiTable, MS_71_nothing_to_abort_is_no_error) { EXPECT_EQ(table_->Abort(), S_OK); }

TEST_F(MapiTable, MP_Tbl_4_a_failed_sort_leaves_the_order) {
    SSortOrderSet order{1, 0, 0, {{PR_SERVICE_NAME_W, TABLE_SORT_ASCEND}}};
    ASSERT_EQ(table_->SortTable(&order, 0), S_OK);
    SSortOrderSet combined{1, 0, 0, {{number_tag, TABLE_SORT_COMBINE}}};
    EXPECT_EQ(table_->SortTable(&combined, 0), MAPI_E_TOO_COMPLEX);
    SSortOrderSet categories{1, 1, 0, {{number_tag, TABLE_SORT_ASCEND}}};
    EXPECT_EQ(table_->SortTable(&categories, 0), MAPI_E_TOO_COMPLEX);
    SSortOrderSet instance{1, 0, 0, {{number_tag | MVI_FLAG, TABLE_SORT_ASCEND}}};
    EXPECT_EQ(table_->SortTable(&instance, 0), MAPI_E_TOO_COMPLEX);
    EXPECT_EQ(table_->SortTable(nullptr, 0), MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(names(), (Names{"CONTAB", "MSEMS", "MSUPST MS"}));
}

TEST_F(MapiTable, MS_62_a_failed_restriction_leaves_the_filter) {
    ASSERT_EQ(count_with(exist(PR_EMSMDB_SECTION_UID)), 1U);
    SRestriction bad{};
    bad.rt = 77;
    EXPECT_EQ(restrict(bad), MAPI_E_TOO_COMPLEX);
    EXPECT_EQ(count(), 1U);
}

TEST_F(MapiTable, MP_Tbl_5_restrictions_are_copied) {
    {
        std::string text = "CONTAB";
        SPropValue constant = narrow(PR_SERVICE_NAME_A, text.data());
        ASSERT_EQ(restrict(content(FL_FULLSTRING, PR_SERVICE_NAME_A, constant)), S_OK);
        text.assign("xxxxxx");
    }
    EXPECT_EQ(names(), Names{"CONTAB"});
}

TEST_F(MapiTable, MS_63_each_table_is_a_view_of_its_own) {
    const auto other = make_table(services(), 0);
    ASSERT_EQ(count_with(exist(PR_EMSMDB_SECTION_UID)), 1U);
    ULONG rows = 0;
    ASSERT_EQ(other->GetRowCount(0, &rows), S_OK);
    EXPECT_EQ(rows, 3U);
}

TEST_F(MapiTable, MS_64_columns_must_be_given) {
    EXPECT_EQ(table_->SetColumns(nullptr, 0), MAPI_E_INVALID_PARAMETER);
    SPropTagArray none{0, {0}};
    EXPECT_EQ(table_->SetColumns(&none, 0), MAPI_E_INVALID_PARAMETER);
}

TEST_F(MapiTable, MP_Col_1_the_flags_choose_the_strings_of_default_columns) {
    SPropTagArray* tags = nullptr;
    ASSERT_EQ(table_->QueryColumns(0, &tags), S_OK);
    EXPECT_EQ(tags->cValues, 4U);
    EXPECT_EQ(tags->aulPropTag[0], PR_DISPLAY_NAME_A);
    MAPIFreeBuffer(tags);
    ASSERT_EQ(make_table(services(), MAPI_UNICODE)->QueryColumns(0, &tags), S_OK);
    EXPECT_EQ(tags->aulPropTag[0], PR_DISPLAY_NAME_W);
    MAPIFreeBuffer(tags);
}

TEST_F(MapiTable, MC_23_every_table_gives_both_widths) {
    SizedSPropTagArray(2, Columns) columns = {2, {PR_SERVICE_NAME_A, PR_SERVICE_NAME_W}};
    ASSERT_EQ(table_->SetColumns(reinterpret_cast<SPropTagArray*>(&columns), 0), S_OK);
    SRowSet* rows = nullptr;
    ASSERT_EQ(table_->QueryRows(1, 0, &rows), S_OK);
    EXPECT_STREQ(rows->aRow[0].lpProps[0].Value.lpszA, "MSEMS");
    EXPECT_TRUE(std::u16string(rows->aRow[0].lpProps[1].Value.lpszW) == u"MSEMS");
    FreeProws(rows);
}

TEST_F(MapiTable, MP_Col_2_the_entry_name_is_8_bit_only) {
    SizedSPropTagArray(2, Columns) columns = {2, {PR_SERVICE_ENTRY_NAME, 0x3D0B001F}};
    ASSERT_EQ(table_->SetColumns(reinterpret_cast<SPropTagArray*>(&columns), 0), S_OK);
    SRowSet* rows = nullptr;
    ASSERT_EQ(table_->QueryRows(1, 0, &rows), S_OK);
    EXPECT_STREQ(rows->aRow[0].lpProps[0].Value.lpszA, "Entry");
    EXPECT_EQ(rows->aRow[0].lpProps[1].ulPropTag, 0x3D0B000AU);
    FreeProws(rows);
}

TEST_F(MapiTable, MP_Col_3_columns_without_a_value_stay_columns) {
    SizedSPropTagArray(3, Columns) columns = {3, {PR_NULL, PR_SERVICE_NAME_A, 0x66FF0003}};
    ASSERT_EQ(table_->SetColumns(reinterpret_cast<SPropTagArray*>(&columns), 0), S_OK);
    SRowSet* rows = nullptr;
    ASSERT_EQ(table_->QueryRows(1, 0, &rows), S_OK);
    ASSERT_EQ(rows->aRow[0].cValues, 3U);
    const SPropValue* const values = rows->aRow[0].lpProps;
    EXPECT_EQ(values[0].ulPropTag, PR_NULL);
    EXPECT_STREQ(values[1].Value.lpszA, "MSEMS");
    EXPECT_EQ(values[2].ulPropTag, 0x66FF000AU);
    EXPECT_EQ(values[2].Value.err, MAPI_E_NOT_FOUND);
    FreeProws(rows);
}

TEST_F(MapiTable, MS_65_the_count_is_that_of_the_restricted_view) {
    EXPECT_EQ(count_with(exist(PR_EMSMDB_SECTION_UID)), 1U);
}

TEST_F(MapiTable, MS_66_rows_are_read_backward_from_the_cursor_in_forward_order) {
    ASSERT_EQ(table_->SeekRow(BOOKMARK_END, 0, nullptr), S_OK);
    EXPECT_EQ(names(-2), (Names{"CONTAB", "MSUPST MS"}));
    EXPECT_EQ(position(), 3U);
    EXPECT_EQ(names(-50, TBL_NOADVANCE), (Names{"MSEMS", "CONTAB", "MSUPST MS"}));
    EXPECT_EQ(position(), 0U);
    EXPECT_EQ(names(-1), Names{});
    EXPECT_EQ(names(static_cast<LONG>(0x80000000)), Names{});
}

TEST_F(MapiTable, MS_66_no_rows_cannot_be_asked_for) {
    SRowSet* rows = reinterpret_cast<SRowSet*>(this);
    EXPECT_EQ(table_->QueryRows(0, 0, &rows), MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(rows, nullptr);
    EXPECT_EQ(table_->QueryRows(1, 0, nullptr), MAPI_E_INVALID_PARAMETER);
}

TEST_F(MapiTable, MP_Mem_11_a_set_without_rows_is_one_block) {
    ASSERT_EQ(table_->SeekRow(BOOKMARK_END, 0, nullptr), S_OK);
    const std::size_t before = live_roots();
    SRowSet* rows = nullptr;
    ASSERT_EQ(table_->QueryRows(5, 0, &rows), S_OK);
    EXPECT_EQ(rows->cRows, 0U);
    EXPECT_EQ(live_roots(), before + 1);
    FreeProws(rows);
}

TEST_F(MapiTable, MP_Mem_10_each_row_is_a_root_beside_that_of_the_set) {
    const std::size_t before = live_roots();
    SRowSet* rows = nullptr;
    ASSERT_EQ(table_->QueryRows(3, 0, &rows), S_OK);
    EXPECT_EQ(live_roots(), before + 4);
    FreeProws(rows);
    EXPECT_EQ(live_roots(), before);
}

TEST_F(MapiTable, MS_67_approximate_seeking_divides_the_rows) {
    EXPECT_EQ(table_->SeekRowApprox(1, 0), MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(table_->SeekRowApprox(2, 3), S_OK);
    EXPECT_EQ(position(), 2U);
    EXPECT_EQ(table_->SeekRowApprox(0, 7), S_OK);
    EXPECT_EQ(position(), 0U);
    EXPECT_EQ(table_->SeekRowApprox(9, 3), S_OK);
    EXPECT_EQ(position(), 3U);
}

TEST_F(MapiTable, MP_Tbl_1_seeking_tells_the_rows_that_were_moved) {
    LONG moved = 9;
    EXPECT_EQ(table_->SeekRow(BOOKMARK_END, -1, &moved), S_OK);
    EXPECT_EQ(moved, -1);
    EXPECT_EQ(names(1, TBL_NOADVANCE), Names{"MSUPST MS"});
    EXPECT_EQ(names(1, TBL_NOADVANCE), Names{"MSUPST MS"});
    EXPECT_EQ(table_->SeekRow(BOOKMARK_CURRENT, 50, &moved), S_OK);
    EXPECT_EQ(moved, 1);
    EXPECT_EQ(table_->SeekRow(BOOKMARK_BEGINNING, -4, &moved), S_OK);
    EXPECT_EQ(moved, 0);
    EXPECT_EQ(table_->SeekRow(77, 0, &moved), MAPI_E_INVALID_BOOKMARK);
    EXPECT_EQ(moved, 0);
}

TEST_F(MapiTable, MS_68_rows_are_found_in_both_directions) {
    SPropValue name = narrow(PR_SERVICE_NAME_A, "CONTAB");
    SRestriction wanted = property(RELOP_EQ, PR_SERVICE_NAME_A, name);
    EXPECT_EQ(table_->FindRow(&wanted, BOOKMARK_BEGINNING, 0), S_OK);
    EXPECT_EQ(position(), 1U);
    EXPECT_EQ(table_->FindRow(&wanted, BOOKMARK_BEGINNING, DIR_BACKWARD), MAPI_E_NOT_FOUND);
    EXPECT_EQ(position(), 1U);
    EXPECT_EQ(table_->FindRow(&wanted, BOOKMARK_END, DIR_BACKWARD), S_OK);
    EXPECT_EQ(table_->FindRow(&wanted, BOOKMARK_CURRENT, DIR_BACKWARD), MAPI_E_NOT_FOUND);
    EXPECT_EQ(table_->FindRow(nullptr, BOOKMARK_BEGINNING, 0), MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(table_->FindRow(&wanted, 77, 0), MAPI_E_INVALID_BOOKMARK);
}

TEST_F(MapiTable, MP_Key_1_rows_are_found_by_their_instance_key) {
    BYTE key[] = {3};
    SPropValue constant{};
    constant.ulPropTag = PR_INSTANCE_KEY;
    constant.Value.bin = {1, key};
    SRestriction wanted = property(RELOP_EQ, PR_INSTANCE_KEY, constant);
    EXPECT_EQ(table_->FindRow(&wanted, BOOKMARK_BEGINNING, 0), S_OK);
    EXPECT_EQ(position(), 2U);
}

TEST_F(MapiTable, MS_69_a_thousand_bookmarks_start_at_three) {
    ASSERT_EQ(table_->SeekRow(BOOKMARK_END, 0, nullptr), S_OK);
    BOOKMARK mark = 0;
    ASSERT_EQ(table_->CreateBookmark(&mark), S_OK);
    EXPECT_EQ(mark, 3U);
    for (int i = 1; i < 1000; ++i) {
        BOOKMARK other = 0;
        ASSERT_EQ(table_->CreateBookmark(&other), S_OK);
    }
    LONG moved = 0;
    EXPECT_EQ(table_->SeekRow(mark, -1, &moved), S_OK);
    EXPECT_EQ(position(), 2U);
    EXPECT_EQ(table_->FreeBookmark(mark), S_OK);
    EXPECT_EQ(table_->FreeBookmark(mark), MAPI_E_INVALID_BOOKMARK);
    EXPECT_EQ(table_->FreeBookmark(BOOKMARK_END), S_OK);
}

TEST_F(MapiTable, MS_70_a_missing_value_sorts_first_and_equal_rows_keep_their_order) {
    SSortOrderSet order{1, 0, 0, {{flag_tag, TABLE_SORT_ASCEND}}};
    ASSERT_EQ(table_->SortTable(&order, 0), S_OK);
    EXPECT_EQ(names(), (Names{"MSEMS", "MSUPST MS", "CONTAB"}));
    SSortOrderSet numbers{1, 0, 0, {{number_tag, TABLE_SORT_DESCEND}}};
    ASSERT_EQ(table_->SortTable(&numbers, 0), S_OK);
    EXPECT_EQ(names(), (Names{"CONTAB", "MSUPST MS", "MSEMS"}));
    SSortOrderSet none{0, 0, 0, {{0, 0}}};
    ASSERT_EQ(table_->SortTable(&none, 0), S_OK);
    EXPECT_EQ(names(), (Names{"MSEMS", "CONTAB", "MSUPST MS"}));
    SSortOrderSet unknown{1, 0, 0, {{0x66FF0003, TABLE_SORT_ASCEND}}};
    EXPECT_EQ(table_->SortTable(&unknown, 0), S_OK);
}

TEST_F(MapiTable, MC_21_static_tables_tell_nobody) {
    ULONG_PTR connection = 9;
    EXPECT_EQ(table_->Advise(fnevTableModified, nullptr, &connection), MAPI_E_NO_SUPPORT);
    EXPECT_EQ(connection, 0U);
    EXPECT_EQ(table_->Unadvise(1), MAPI_E_NO_SUPPORT);
}

TEST_F(MapiTable, MS_04_unimplemented_methods_clear_what_they_return) {
    SRowSet* rows = reinterpret_cast<SRowSet*>(this);
    ULONG number = 9;
    BYTE* state = reinterpret_cast<BYTE*>(this);
    BOOKMARK place = 9;
    EXPECT_EQ(table_->ExpandRow(0, nullptr, 0, 0, &rows, &number), MAPI_E_NO_SUPPORT);
    EXPECT_EQ(rows, nullptr);
    EXPECT_EQ(number, 0U);
    number = 9;
    EXPECT_EQ(table_->CollapseRow(0, nullptr, 0, &number), MAPI_E_NO_SUPPORT);
    EXPECT_EQ(number, 0U);
    number = 9;
    EXPECT_EQ(table_->GetCollapseState(0, 0, nullptr, &number, &state), MAPI_E_NO_SUPPORT);
    EXPECT_EQ(number, 0U);
    EXPECT_EQ(state, nullptr);
    EXPECT_EQ(table_->SetCollapseState(0, 0, nullptr, &place), MAPI_E_NO_SUPPORT);
    EXPECT_EQ(place, 0U);
    EXPECT_EQ(table_->ExpandRow(0, nullptr, 0, 0, nullptr, nullptr), MAPI_E_NO_SUPPORT);
}

TEST_F(MapiTable, MS_72_an_empty_AND_holds_and_an_empty_OR_does_not) {
    std::vector<SRestriction> none;
    EXPECT_EQ(count_with(list(RES_AND, none)), 3U);
    EXPECT_EQ(count_with(list(RES_OR, none)), 0U);
}

TEST_F(MapiTable, MP_Res_1_restrictions_combine) {
    SPropValue personal = narrow(PR_SERVICE_NAME_A, "MSPST MS");
    SPropValue both = narrow(PR_SERVICE_NAME_A, "MSUPST MS");
    std::vector<SRestriction> children = {content(FL_FULLSTRING, PR_SERVICE_NAME_A, personal),
                                          content(FL_FULLSTRING, PR_SERVICE_NAME_A, both)};
    EXPECT_EQ(count_with(list(RES_OR, children)), 1U);
    EXPECT_EQ(count_with(list(RES_AND, children)), 0U);
    SRestriction negation{};
    negation.rt = RES_NOT;
    negation.res.resNot.lpRes = &children[1];
    EXPECT_EQ(count_with(negation), 2U);
}

TEST_F(MapiTable, MP_Res_2_the_constant_has_the_type_of_the_property) {
    SPropValue constant = narrow(PR_SERVICE_NAME_A, "MSEMS");
    EXPECT_EQ(restrict(property(RELOP_EQ, PR_SERVICE_NAME_W, constant)), MAPI_E_TOO_COMPLEX);
    constant.ulPropTag = PR_COMMENT_A;
    EXPECT_EQ(count_with(property(RELOP_EQ, PR_SERVICE_NAME_A, constant)), 1U);
}

TEST_F(MapiTable, MP_Res_2_a_multi_value_is_compared_value_by_value) {
    constexpr ULONG tag = PROP_TAG(PT_MV_LONG, 0x6601);
    SPropValue constant = number(PROP_TAG(PT_LONG, 0x6601), 9);
    EXPECT_EQ(count_with(property(RELOP_EQ, tag, constant)), 1U);
    constant.Value.l = 2;
    EXPECT_EQ(count_with(property(RELOP_EQ, tag, constant)), 0U);
}

TEST_F(MapiTable, MP_Res_3_content_is_searched_by_the_level) {
    SPropValue part = wide(PR_SERVICE_NAME_W, u"PST");
    EXPECT_EQ(count_with(content(FL_SUBSTRING, PR_SERVICE_NAME_W, part)), 1U);
    SPropValue start = wide(PR_SERVICE_NAME_W, u"ms");
    EXPECT_EQ(count_with(content(FL_PREFIX, PR_SERVICE_NAME_W, start)), 0U);
    EXPECT_EQ(count_with(content(FL_PREFIX | FL_IGNORECASE, PR_SERVICE_NAME_W, start)), 2U);
    EXPECT_EQ(count_with(content(FL_PREFIX | FL_LOOSE | 0x80000000U, PR_SERVICE_NAME_W, start)),
              2U);
    EXPECT_EQ(restrict(content(3, PR_SERVICE_NAME_W, start)), MAPI_E_TOO_COMPLEX);
    EXPECT_EQ(restrict(content(FL_PREFIX, PR_SERVICE_NAME_A, start)), MAPI_E_TOO_COMPLEX);
}

TEST_F(MapiTable, MC_22_a_full_string_is_equality) {
    SPropValue part = narrow(PR_SERVICE_NAME_A, "PST");
    EXPECT_EQ(count_with(content(FL_FULLSTRING, PR_SERVICE_NAME_A, part)), 0U);
}

TEST_F(MapiTable, MP_Res_5_existence_is_asked_by_either_width) {
    EXPECT_EQ(count_with(exist(PR_EMSMDB_SECTION_UID)), 1U);
    EXPECT_EQ(count_with(exist(PR_SERVICE_NAME_A)), 3U);
    EXPECT_EQ(count_with(exist(PR_COMMENT_W)), 0U);
}

TEST_F(MapiTable, MP_Res_6_bits_are_masked) {
    SRestriction mask{};
    mask.rt = RES_BITMASK;
    mask.res.resBitMask = {BMR_NEZ, number_tag, 4};
    EXPECT_EQ(count_with(mask), 2U);
    mask.res.resBitMask.relBMR = BMR_EQZ;
    EXPECT_EQ(count_with(mask), 1U);
    mask.res.resBitMask.ulPropTag = flag_tag;
    EXPECT_EQ(restrict(mask), MAPI_E_TOO_COMPLEX);
}

TEST_F(MapiTable, MP_Res_7_two_properties_are_compared) {
    SRestriction compare{};
    compare.rt = RES_COMPAREPROPS;
    compare.res.resCompareProps = {RELOP_LT, PR_INSTANCE_KEY, PR_EMSMDB_SECTION_UID};
    EXPECT_EQ(count_with(compare), 1U);
    compare.res.resCompareProps.ulPropTag2 = number_tag;
    EXPECT_EQ(restrict(compare), MAPI_E_TOO_COMPLEX);
}

TEST_F(MapiTable, MP_Res_8_sizes_are_compared) {
    SRestriction size{};
    size.rt = RES_SIZE;
    size.res.resSize = {RELOP_EQ, PR_SERVICE_NAME_A, 6};
    EXPECT_EQ(count_with(size), 1U);
    size.res.resSize = {RELOP_GE, PR_SERVICE_NAME_W, 14};
    EXPECT_EQ(count_with(size), 2U);
}

TEST_F(MapiTable, MS_74_an_absent_property_satisfies_no_comparison) {
    SPropValue constant = number(0x66FF0003, 1);
    EXPECT_EQ(count_with(property(RELOP_NE, 0x66FF0003, constant)), 0U);
    SPropValue text = wide(PR_COMMENT_W, u"");
    EXPECT_EQ(count_with(content(FL_SUBSTRING, PR_COMMENT_W, text)), 0U);
    SRestriction size{};
    size.rt = RES_SIZE;
    size.res.resSize = {RELOP_GE, PR_COMMENT_W, 0};
    EXPECT_EQ(count_with(size), 0U);
}

TEST_F(MapiTable, MS_75_a_string_of_one_width_answers_for_the_other) {
    SPropValue constant = narrow(PR_SERVICE_NAME_A, "MSEMS");
    EXPECT_EQ(count_with(property(RELOP_EQ, PR_SERVICE_NAME_A, constant)), 1U);
}

TEST_F(MapiTable, MS_76_values_compare_by_their_type) {
    SPropValue zero = number(number_tag, 0);
    EXPECT_EQ(count_with(property(RELOP_LT, number_tag, zero)), 1U);
    SPropValue truth{};
    truth.ulPropTag = flag_tag;
    truth.Value.l = 0x7FFF0000;
    truth.Value.b = 1;
    EXPECT_EQ(count_with(property(RELOP_EQ, flag_tag, truth)), 1U);
    SPropValue name = narrow(PR_SERVICE_NAME_A, "contab");
    EXPECT_EQ(count_with(property(RELOP_EQ, PR_SERVICE_NAME_A, name)), 1U);
    SPropValue early{};
    early.ulPropTag = time_tag;
    early.Value.ft = {1, 0};
    EXPECT_EQ(count_with(property(RELOP_GT, time_tag, early)), 1U);
    EXPECT_EQ(restrict(property(RELOP_RE, number_tag, zero)), MAPI_E_TOO_COMPLEX);
    BYTE prefix[] = {5};
    SPropValue binary{};
    binary.ulPropTag = PR_EMSMDB_SECTION_UID;
    binary.Value.bin = {1, prefix};
    EXPECT_EQ(count_with(property(RELOP_GT, PR_EMSMDB_SECTION_UID, binary)), 1U);
}

TEST_F(MapiTable, MS_77_comments_count_and_depth_have_limits) {
    SRestriction comment{};
    comment.rt = RES_COMMENT;
    EXPECT_EQ(count_with(comment), 3U);
    SRestriction child = exist(PR_SERVICE_NAME_A);
    SRestriction counted{};
    counted.rt = RES_COUNT;
    counted.res.resCount = {2, &child};
    EXPECT_EQ(count_with(counted), 2U);
    EXPECT_EQ(names(), (Names{"MSEMS", "CONTAB"}));
    SRestriction sub{};
    sub.rt = RES_SUBRESTRICTION;
    EXPECT_EQ(restrict(sub), MAPI_E_TOO_COMPLEX);
    SRestriction without{};
    without.rt = RES_PROPERTY;
    EXPECT_EQ(restrict(without), MAPI_E_INVALID_PARAMETER);
    without.rt = RES_NOT;
    EXPECT_EQ(restrict(without), MAPI_E_INVALID_PARAMETER);

    std::vector<SRestriction> nested(65);
    nested.back() = exist(PR_SERVICE_NAME_A);
    for (std::size_t i = 0; i + 1 < nested.size(); ++i) {
        nested[i].rt = RES_NOT;
        nested[i].res.resNot.lpRes = &nested[i + 1];
    }
    EXPECT_EQ(restrict(nested[0]), MAPI_E_TOO_COMPLEX);
    EXPECT_EQ(restrict(nested[1]), S_OK);
}

TEST_F(MapiTable, MS_81_all_rows_are_read_from_the_beginning) {
    ASSERT_EQ(table_->SeekRow(BOOKMARK_END, 0, nullptr), S_OK);
    SRowSet* rows = nullptr;
    ASSERT_EQ(HrQueryAllRows(table_.get(), nullptr, nullptr, nullptr, 0, &rows), S_OK);
    EXPECT_EQ(rows->cRows, 3U);
    EXPECT_EQ(position(), 3U);
    FreeProws(rows);
}

TEST_F(MapiTable, MC_25_the_limit_of_HrQueryAllRows_is_one_of_rows) {
    SRowSet* rows = reinterpret_cast<SRowSet*>(this);
    EXPECT_EQ(HrQueryAllRows(table_.get(), nullptr, nullptr, nullptr, 2, &rows),
              MAPI_E_TABLE_TOO_BIG);
    EXPECT_EQ(rows, nullptr);
    EXPECT_EQ(HrQueryAllRows(table_.get(), nullptr, nullptr, nullptr, 3, &rows), S_OK);
    FreeProws(rows);
}

TEST_F(MapiTable, MS_87_GetLastError_tells_the_last_failure_of_this_thread) {
    MAPIERROR* error = nullptr;
    EXPECT_EQ(table_->GetLastError(MAPI_E_INVALID_BOOKMARK, 0, &error), S_OK);
    EXPECT_EQ(error, nullptr);
    ASSERT_EQ(table_->FreeBookmark(77), MAPI_E_INVALID_BOOKMARK);
    ASSERT_EQ(table_->GetLastError(MAPI_E_INVALID_BOOKMARK, 0, &error), S_OK);
    ASSERT_NE(error, nullptr);
    EXPECT_EQ(error->ulVersion, ULONG{MAPI_ERROR_VERSION});
    EXPECT_NE(std::string(reinterpret_cast<char*>(error->lpszError)), "");
    EXPECT_LE(std::string(reinterpret_cast<char*>(error->lpszComponent)).size(), 30U);
    MAPIFreeBuffer(error);
    ASSERT_EQ(table_->GetLastError(MAPI_E_INVALID_BOOKMARK, MAPI_UNICODE, &error), S_OK);
    EXPECT_FALSE(std::u16string(reinterpret_cast<WCHAR*>(error->lpszError)).empty());
    MAPIFreeBuffer(error);
    EXPECT_EQ(table_->GetLastError(MAPI_E_NOT_FOUND, 0, &error), S_OK);
    EXPECT_EQ(error, nullptr);
    EXPECT_EQ(table_->GetLastError(S_OK, 0, nullptr), MAPI_E_INVALID_PARAMETER);
}

TEST_F(MapiTable, MS_20_calls_fail_once_the_session_has_ended) {
    const auto life = std::make_shared<SessionLife>();
    const auto table = make_table(services(), 0, life);
    life->end();
    ULONG rows = 9;
    EXPECT_EQ(table->GetRowCount(0, &rows), MAPI_E_INVALID_OBJECT);
    EXPECT_EQ(rows, 0U);
}

TEST_F(MapiTable, MP_Gen_5_a_missing_out_pointer_is_invalid) {
    EXPECT_EQ(table_->GetRowCount(0, nullptr), MAPI_E_INVALID_PARAMETER);
    ULONG row = 9;
    EXPECT_EQ(table_->QueryPosition(&row, nullptr, nullptr), MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(row, 0U);
    EXPECT_EQ(table_->QueryInterface(IID_IUnknown, nullptr), MAPI_E_INVALID_PARAMETER);
    void* other = this;
    EXPECT_EQ(table_->QueryInterface(IID_IProfSect, &other), MAPI_E_INTERFACE_NOT_SUPPORTED);
    EXPECT_EQ(other, nullptr);
}

}  // namespace olkacct::mapi
