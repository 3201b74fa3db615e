// Sections 3 and 4: layout of structures, and the memory of results.
#include "mapi_client.h"

#include <cstdint>
#include <cstring>
#include <thread>
#include <vector>

namespace olkacct::test {
namespace {

bool is_aligned(const void* block) {
    return reinterpret_cast<std::uintptr_t>(block) % alignof(std::max_align_t) == 0;
}

void* buffer(ULONG size) {
    void* block = nullptr;
    EXPECT_EQ(MAPIAllocateBuffer(size, &block), S_OK);
    return block;
}

void* more(ULONG size, void* member) {
    void* block = nullptr;
    EXPECT_EQ(MAPIAllocateMore(size, member, &block), S_OK);
    return block;
}

}  // namespace

TEST_F(MapiConformance, MP_Mem_1_a_buffer_is_the_root_of_a_chain) {
    void* const root = buffer(100);
    ASSERT_NE(root, nullptr);
    std::memset(root, 7, 100);
    EXPECT_EQ(MAPIFreeBuffer(root), ULONG{S_OK});
}

TEST_F(MapiConformance, MP_Mem_2_linked_blocks_die_with_their_root) {
    void* const root = buffer(1);
    for (ULONG size = 0; size < 100; ++size) std::memset(more(size, root), 1, size);
    EXPECT_EQ(MAPIFreeBuffer(root), ULONG{S_OK});
}

TEST_F(MapiConformance, MP_Mem_3_freeing_nothing_is_no_error) {
    EXPECT_EQ(MAPIFreeBuffer(nullptr), ULONG{S_OK});
}

TEST_F(MapiConformance, MP_Mem_4_foreign_and_freed_memory_is_left_alone_where_it_is_recognised) {
#ifdef NDEBUG
    GTEST_SKIP() << "only debug builds recognise it; elsewhere it is undefined";
#else
    int foreign = 5;
    EXPECT_EQ(MAPIFreeBuffer(&foreign), ULONG{S_OK});
    EXPECT_EQ(foreign, 5);
    void* const root = buffer(8);
    EXPECT_EQ(MAPIFreeBuffer(root), ULONG{S_OK});
    EXPECT_EQ(MAPIFreeBuffer(root), ULONG{S_OK});
#endif
}

TEST_F(MapiConformance, MC_03_freeing_a_linked_block_is_undefined_and_recognised_in_debug_builds) {
#ifdef NDEBUG
    GTEST_SKIP() << "only debug builds recognise it";
#else
    void* const root = buffer(8);
    void* const linked = more(8, root);
    EXPECT_EQ(MAPIFreeBuffer(linked), ULONG{S_OK});
    std::memset(linked, 3, 8);
    MAPIFreeBuffer(root);
#endif
}

TEST_F(MapiConformance, MP_Mem_5_allocators_work_without_MAPIInitialize) {
    void* const root = buffer(16);
    EXPECT_NE(root, nullptr);
    MAPIFreeBuffer(root);
}

TEST_F(MapiConformance, MS_07_blocks_are_aligned_as_malloc_aligns) {
    void* const root = buffer(3);
    EXPECT_TRUE(is_aligned(root));
    for (ULONG size = 1; size < 40; ++size) EXPECT_TRUE(is_aligned(more(size, root)));
    MAPIFreeBuffer(root);
}

TEST_F(MapiConformance, MS_08_a_size_of_zero_gives_a_pointer_of_its_own) {
    void* const first = buffer(0);
    void* const second = buffer(0);
    EXPECT_NE(first, nullptr);
    EXPECT_NE(first, second);
    MAPIFreeBuffer(first);
    MAPIFreeBuffer(second);
}

TEST_F(MapiConformance, MS_08_missing_pointers_are_invalid) {
    EXPECT_EQ(MAPIAllocateBuffer(1, nullptr), MAPI_E_INVALID_PARAMETER);
    void* block = &block;
    EXPECT_EQ(MAPIAllocateMore(1, nullptr, &block), MAPI_E_INVALID_PARAMETER);
    EXPECT_EQ(block, nullptr);
    void* const root = buffer(1);
    EXPECT_EQ(MAPIAllocateMore(1, root, nullptr), MAPI_E_INVALID_PARAMETER);
    MAPIFreeBuffer(root);
}

TEST_F(MapiConformance, MS_08_a_linked_block_may_stand_for_its_root) {
    void* const root = buffer(8);
    void* const linked = more(8, root);
    std::memset(more(8, linked), 1, 8);
    MAPIFreeBuffer(root);
}

TEST_F(MapiConformance, MP_Mem_8_reallocating_keeps_content_and_chain) {
    void* const root = buffer(4);
    std::memcpy(root, "abc", 4);
    void* const linked = more(4, root);
    std::memcpy(linked, "xyz", 4);
    void* grown = nullptr;
    ASSERT_EQ(MAPIReallocateBuffer(root, 4000, &grown), S_OK);
    EXPECT_STREQ(static_cast<char*>(grown), "abc");
    EXPECT_STREQ(static_cast<char*>(linked), "xyz");
    std::memset(more(4, linked), 0, 4);
    MAPIFreeBuffer(grown);
}

TEST_F(MapiConformance, MS_09_reallocating_nothing_allocates) {
    void* block = nullptr;
    ASSERT_EQ(MAPIReallocateBuffer(nullptr, 10, &block), S_OK);
    EXPECT_NE(block, nullptr);
    MAPIFreeBuffer(block);
}

TEST_F(MapiConformance, MP_Mem_10_rows_are_roots_that_a_client_may_take_over) {
    auto* const rows = static_cast<SRowSet*>(buffer(offsetof(SRowSet, aRow) + 2 * sizeof(SRow)));
    rows->cRows = 2;
    for (SRow* row = rows->aRow; row != rows->aRow + 2; ++row)
        *row = {0, 1, static_cast<SPropValue*>(buffer(sizeof(SPropValue)))};
    SPropValue* const taken = rows->aRow[0].lpProps;
    rows->aRow[0].lpProps = nullptr;
    FreeProws(rows);
    taken->ulPropTag = PR_NULL;
    MAPIFreeBuffer(taken);
    FreeProws(nullptr);
    FreePadrlist(nullptr);
}

TEST_F(MapiConformance, MP_Mem_12_any_thread_may_free) {
    void* const root = buffer(8);
    more(8, root);
    std::thread([&] { MAPIFreeBuffer(root); }).join();
}

TEST_F(MapiConformance, MC_02_notifications_have_their_padding_members) {
    EXPECT_EQ(sizeof(NOTIFICATION), sizeof(void*) == 8 ? 88U : 64U);
    EXPECT_EQ(offsetof(NOTIFICATION, info), 8U);
    EXPECT_EQ(sizeof(TABLE_NOTIFICATION), sizeof(void*) == 8 ? 80U : 56U);
    EXPECT_EQ(offsetof(TABLE_NOTIFICATION, propIndex), 8U);
}

TEST_F(MapiConformance, MC_01_bookmarks_and_connections_are_pointer_sized) {
    EXPECT_EQ(sizeof(BOOKMARK), sizeof(void*));
    EXPECT_EQ(sizeof(ULONG_PTR), sizeof(void*));
}

TEST_F(MapiConformance, MP_Abi_1_structures_have_the_sizes_of_the_headers) {
    constexpr bool wide = sizeof(void*) == 8;
    EXPECT_EQ(sizeof(SPropValue), wide ? 24U : 16U);
    EXPECT_EQ(sizeof(SBinary), wide ? 16U : 8U);
    EXPECT_EQ(sizeof(SPropProblem), 12U);
    EXPECT_EQ(sizeof(SRow), wide ? 16U : 12U);
    EXPECT_EQ(sizeof(SRestriction), wide ? 32U : 16U);
    EXPECT_EQ(sizeof(SContentRestriction), wide ? 16U : 12U);
    EXPECT_EQ(sizeof(SCommentRestriction), wide ? 24U : 12U);
    EXPECT_EQ(sizeof(MAPIERROR), wide ? 32U : 20U);
    EXPECT_EQ(sizeof(MAPINAMEID), wide ? 24U : 12U);
    EXPECT_EQ(sizeof(ERROR_NOTIFICATION), wide ? 32U : 20U);
    EXPECT_EQ(sizeof(OBJECT_NOTIFICATION), wide ? 72U : 40U);
    EXPECT_EQ(sizeof(NEWMAIL_NOTIFICATION), wide ? 56U : 28U);
    EXPECT_EQ(sizeof(STATUS_OBJECT_NOTIFICATION), wide ? 32U : 16U);
    EXPECT_EQ(offsetof(SRowSet, aRow), wide ? 8U : 4U);
    EXPECT_EQ(offsetof(SSortOrderSet, aSort), 12U);
}

TEST_F(MapiConformance, MP_Abi_5_definitions_that_other_headers_lack_are_there) {
    EXPECT_EQ(MAPI_NO_COINIT, 8);
    EXPECT_EQ(MAPI_BG_SESSION, 0x200000);
    EXPECT_EQ(MAPI_FORCE_ACCESS, 0x80000);
    EXPECT_EQ(IID_IMsgServiceAdmin2.Data1, 0x00020387U);
    EXPECT_EQ(sizeof(SCountRestriction), 2 * sizeof(void*));
}

TEST_F(MapiConformance, MP_Abi_1_tags_and_values_are_those_of_the_vectors) {
    EXPECT_EQ(PROP_TAG(PT_UNICODE, 0x3D12), 0x3D12001FU);
    EXPECT_EQ(CHANGE_PROP_TYPE(0x3D12001F, PT_ERROR), 0x3D12000AU);
    EXPECT_EQ(PROP_TAG(PT_BINARY, 0x3D0C), 0x3D0C0102U);
    EXPECT_EQ(PR_SERVICE_ENTRY_NAME, 0x3D0B001EU);
    SPropValue value;
    std::memset(&value, 0, sizeof value);
    value.ulPropTag = PR_RESOURCE_TYPE;
    value.Value.l = MAPI_STORE_PROVIDER;
    const unsigned char expected[] = {3, 0, 3, 0x3E, 0, 0, 0, 0, 0x21, 0, 0, 0, 0, 0, 0, 0};
    EXPECT_EQ(std::memcmp(&value, expected, sizeof expected), 0);
    const unsigned char instance[] = {0x85, 3, 2, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46};
    EXPECT_EQ(std::memcmp(&MUID_PROFILE_INSTANCE, instance, sizeof instance), 0);
}

TEST_F(MapiConformance, MS_06_memory_outlives_MAPIUninitialize) {
    ASSERT_EQ(MAPIInitialize(nullptr), S_OK);
    void* const root = buffer(8);
    MAPIUninitialize();
    std::memset(more(8, root), 1, 8);
    EXPECT_EQ(MAPIFreeBuffer(root), ULONG{S_OK});
}

TEST_F(MapiConformance, MP_Mem_13_account_memory_and_mapi_memory_are_two_worlds) {
#ifdef NDEBUG
    GTEST_SKIP() << "only debug builds recognise it";
#else
    void* manager_pointer = nullptr;
    ASSERT_EQ(OlkCreateAccountManager(IID_IOlkAccountManager, &manager_pointer), S_OK);
    const Owned manager(static_cast<IOlkAccountManager*>(manager_pointer));
    void* const root = buffer(8);
    EXPECT_EQ(manager->FreeMemory(static_cast<BYTE*>(root)), E_INVALIDARG);
    std::memset(root, 1, 8);
    MAPIFreeBuffer(root);
#endif
}

}  // namespace olkacct::test
