// Section 16: the functions over values, and hex text.
#include "mapi_client.h"
#include "support/wide.h"

#include <cstring>
#include <string>
#include <vector>

namespace olkacct::test {
namespace {

// One value of each kind of content, over memory of its own.
struct Values {
    Values() {
        values[0].ulPropTag = PR_DISPLAY_NAME_A;
        values[0].Value.lpszA = text;
        values[1].ulPropTag = PR_DISPLAY_NAME_W;
        values[1].Value.lpszW = hi;
        values[2].ulPropTag = PR_ENTRYID;
        values[2].Value.bin = {sizeof bytes, bytes};
        values[3].ulPropTag = PR_SERVICE_SUPPORT_FILES_W;
        values[3].Value.MVszW = {2, files};
        values[4].ulPropTag = PROP_TAG(PT_CLSID, 0x6600);
        values[4].Value.lpguid = &guid;
        values[5].ulPropTag = PR_AB_SEARCH_PATH;
        values[5].Value.MVbin = {2, binaries};
        values[6].ulPropTag = PROP_TAG(PT_MV_LONG, 0x6601);
        values[6].Value.MVl = {3, numbers};
        values[7].ulPropTag = PR_RESOURCE_FLAGS;
        values[7].Value.l = 42;
    }
    char text[4] = "abc";
    WCHAR hi[3] = {'h', 'i', 0};
    BYTE bytes[5] = {1, 2, 3, 4, 5};
    WCHAR other[6] = {'o', 't', 'h', 'e', 'r', 0};
    LPWSTR files[2] = {hi, other};
    GUID guid = IID_IProfSect;
    SBinary binaries[2] = {{2, bytes}, {3, bytes + 2}};
    LONG numbers[3] = {1, -2, 3};
    SPropValue values[8] = {};
};
constexpr int count = 8;

void expect_content(const SPropValue* copy) {
    EXPECT_STREQ(copy[0].Value.lpszA, "abc");
    EXPECT_TRUE(units(copy[1].Value.lpszW) == u"hi");
    EXPECT_EQ(copy[2].Value.bin.lpb[4], 5);
    EXPECT_TRUE(units(copy[3].Value.MVszW.lppszW[1]) == u"other");
    EXPECT_EQ(*copy[4].Value.lpguid, IID_IProfSect);
    EXPECT_EQ(copy[5].Value.MVbin.lpbin[1].lpb[2], 5);
    EXPECT_EQ(copy[6].Value.MVl.lpl[1], -2);
    EXPECT_EQ(copy[7].Value.l, 42);
}

bool lies_inside(const void* pointer, const std::vector<std::uint64_t>& block, ULONG size) {
    const auto* const start = reinterpret_cast<const char*>(block.data());
    const auto* const at = static_cast<const char*>(pointer);
    return at >= start && at < start + size;
}

LPTSTR hex(const char* text) { return const_cast<LPTSTR>(text); }

}  // namespace

TEST_F(MapiConformance, MS_80_PpropFindProp_wants_the_tag_and_LpValFindProp_the_identifier) {
    Values source;
    EXPECT_EQ(PpropFindProp(source.values, count, PR_DISPLAY_NAME_W), &source.values[1]);
    EXPECT_EQ(PpropFindProp(source.values, count, PROP_TAG(PT_UNSPECIFIED, 0x3001)),
              &source.values[0]);
    EXPECT_EQ(PpropFindProp(source.values, count, PROP_TAG(PT_LONG, 0x3001)), nullptr);
    EXPECT_EQ(LpValFindProp(PROP_TAG(PT_LONG, 0x3001), count, source.values), &source.values[0]);
    EXPECT_EQ(LpValFindProp(PR_COMMENT, count, source.values), nullptr);
    EXPECT_EQ(LpValFindProp(PR_COMMENT, 0, nullptr), nullptr);
}

TEST_F(MapiConformance, MP_Mem_9_a_flat_copy_points_into_its_own_block) {
    Values source;
    ULONG size = 0;
    ASSERT_EQ(ScCountProps(count, source.values, &size), S_OK);
    std::vector<std::uint64_t> block(size / 8 + 1);
    ULONG copied = 0;
    ASSERT_EQ(ScCopyProps(count, source.values, block.data(), &copied), S_OK);
    EXPECT_EQ(copied, size);
    const auto* const copy = reinterpret_cast<SPropValue*>(block.data());
    expect_content(copy);
    EXPECT_TRUE(lies_inside(copy[0].Value.lpszA, block, size));
    EXPECT_TRUE(lies_inside(copy[5].Value.MVbin.lpbin[1].lpb + 2, block, size));
}

TEST_F(MapiConformance, MP_Mem_9_a_flat_copy_can_be_moved) {
    Values source;
    ULONG size = 0;
    ASSERT_EQ(ScCountProps(count, source.values, &size), S_OK);
    std::vector<std::uint64_t> block(size / 8 + 1);
    ASSERT_EQ(ScCopyProps(count, source.values, block.data(), nullptr), S_OK);
    std::vector<std::uint64_t> moved = block;
    auto* const values = reinterpret_cast<SPropValue*>(moved.data());
    ULONG relocated = 0;
    ASSERT_EQ(ScRelocProps(count, values, block.data(), moved.data(), &relocated), S_OK);
    EXPECT_EQ(relocated, size);
    std::fill(block.begin(), block.end(), 0);
    expect_content(values);
}

TEST_F(MapiConformance, MP_Mem_9_a_duplicate_is_one_allocation) {
    Values source;
    SPropValue* copy = nullptr;
    ASSERT_EQ(ScDupPropset(count, source.values, &MAPIAllocateBuffer, &copy), S_OK);
    expect_content(copy);
    MAPIFreeBuffer(copy);
}

TEST_F(MapiConformance, MP_Mem_9_PropCopyMore_links_what_it_copies) {
    Values source;
    void* root = nullptr;
    ASSERT_EQ(MAPIAllocateBuffer(count * sizeof(SPropValue), &root), S_OK);
    auto* const copy = static_cast<SPropValue*>(root);
    for (int i = 0; i < count; ++i)
        ASSERT_EQ(PropCopyMore(&copy[i], &source.values[i], &MAPIAllocateMore, root), S_OK);
    expect_content(copy);
    MAPIFreeBuffer(root);
}

TEST_F(MapiConformance, MP_Mem_9_objects_and_unknown_types_cannot_be_copied) {
    for (const ULONG type : {PT_OBJECT, ULONG{0x0099}, MV_FLAG | PT_BOOLEAN}) {
        SPropValue value{};
        value.ulPropTag = PROP_TAG(type, 0x6600);
        ULONG size = 0;
        EXPECT_EQ(ScCountProps(1, &value, &size), MAPI_E_INVALID_PARAMETER) << type;
        EXPECT_EQ(UlPropSize(&value), 0U) << type;
    }
}

TEST_F(MapiConformance, MS_73_sizes_count_terminators_of_strings_and_bytes_of_binaries) {
    Values source;
    EXPECT_EQ(UlPropSize(&source.values[0]), 4U);
    EXPECT_EQ(UlPropSize(&source.values[1]), 6U);
    EXPECT_EQ(UlPropSize(&source.values[2]), 5U);
    EXPECT_EQ(UlPropSize(&source.values[3]), 6U + 12U);
    EXPECT_EQ(UlPropSize(&source.values[6]), 12U);
    EXPECT_EQ(UlPropSize(&source.values[7]), 4U);
}

TEST_F(MapiConformance, MS_82_hex_text_is_read_whole_or_not_at_all) {
    BYTE bytes[4] = {9, 9, 9, 9};
    EXPECT_EQ(ScBinFromHexBounded(hex("01aBfF"), bytes, 4), S_OK);
    EXPECT_EQ(bytes[1], 0xAB);
    EXPECT_EQ(bytes[2], 0xFF);
    EXPECT_EQ(ScBinFromHexBounded(hex("012"), bytes, 4), MAPI_E_CALL_FAILED);
    EXPECT_EQ(ScBinFromHexBounded(hex("0x12"), bytes, 4), MAPI_E_CALL_FAILED);
    EXPECT_EQ(ScBinFromHexBounded(hex("0102030405"), bytes, 4), MAPI_E_CALL_FAILED);
    EXPECT_EQ(bytes[0], 1);
    EXPECT_EQ(FBinFromHex(hex("7f"), bytes), TRUE);
    EXPECT_EQ(bytes[0], 0x7F);
    EXPECT_EQ(FBinFromHex(hex("7"), bytes), FALSE);
}

TEST_F(MapiConformance, MS_83_bytes_become_upper_case_digits_with_a_terminator) {
    BYTE bytes[2] = {0xAB, 0x0C};
    char text[5] = {'x', 'x', 'x', 'x', 'x'};
    HexFromBin(bytes, 2, text);
    EXPECT_STREQ(text, "AB0C");
}

TEST_F(MapiConformance, MP_Mem_9_initialising_the_utilities_changes_nothing) {
    EXPECT_EQ(ScInitMapiUtil(0), S_OK);
    DeinitMapiUtil();
    EXPECT_EQ(UlAddRef(nullptr), 0U);
    EXPECT_EQ(UlRelease(nullptr), 0U);
}

}  // namespace olkacct::test
