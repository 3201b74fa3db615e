// Blocks handed to clients: separate, aligned, counted, freed from any thread.
#include "base/com/client_memory.h"

#include <gtest/gtest.h>

#include <array>
#include <cstring>
#include <limits>
#include <string>
#include <thread>

#include "base/com/module_count.h"

namespace olkacct::com {

TEST(ClientMemory, freeing_null_is_fine) { EXPECT_EQ(free_block(nullptr), S_OK); }

TEST(ClientMemory, blocks_are_separate) {
    auto* const first = static_cast<char*>(allocate_block(16));
    auto* const second = static_cast<char*>(allocate_block(16));
    ASSERT_NE(first, nullptr);
    ASSERT_NE(second, nullptr);
    std::memset(second, 'x', 16);
    EXPECT_EQ(free_block(first), S_OK);
    EXPECT_EQ(std::string(second, 16), std::string(16, 'x'));
    EXPECT_EQ(free_block(second), S_OK);
}

TEST(ClientMemory, blocks_are_aligned_for_any_scalar) {
    for (std::size_t size = 0; size < 40; ++size) {
        void* const block = allocate_block(size);
        ASSERT_NE(block, nullptr);
        EXPECT_EQ(reinterpret_cast<std::uintptr_t>(block) % alignof(std::max_align_t), 0U);
        EXPECT_EQ(free_block(block), S_OK);
    }
}

TEST(ClientMemory, counts_blocks_and_keeps_the_module_loaded) {
    const std::size_t blocks = live_blocks();
    const std::size_t module = ModuleCount::value();
    void* const block = allocate_block(1);
    EXPECT_EQ(live_blocks(), blocks + 1);
    EXPECT_EQ(ModuleCount::value(), module + 1);
    EXPECT_EQ(free_block(block), S_OK);
    EXPECT_EQ(live_blocks(), blocks);
    EXPECT_EQ(ModuleCount::value(), module);
}

TEST(ClientMemory, a_block_may_be_freed_on_another_thread) {
    void* const block = allocate_block(100);
    HRESULT result = E_FAIL;
    std::thread([&] { result = free_block(block); }).join();
    EXPECT_EQ(result, S_OK);
}

TEST(ClientMemory, checked_builds_refuse_what_is_no_live_block) {
    if (!kBlocksAreChecked) GTEST_SKIP() << "blocks are not checked in this build";
    std::array<std::byte, 64> foreign{};
    EXPECT_EQ(free_block(foreign.data() + 32), E_INVALIDARG);
    void* const block = allocate_block(8);
    EXPECT_EQ(free_block(static_cast<char*>(block) + 1), E_INVALIDARG);
    EXPECT_EQ(free_block(block), S_OK);
    EXPECT_EQ(free_block(block), E_INVALIDARG);
}

TEST(ClientMemory, an_impossible_size_gives_null) {
    EXPECT_EQ(allocate_block(std::numeric_limits<std::size_t>::max()), nullptr);
}

TEST(ClientMemory, texts_are_copied_unit_by_unit_with_a_terminating_zero) {
    const std::u16string source = {u'a', char16_t{0xD800}, u'b'};
    WCHAR* const copy = copy_text(source);
    ASSERT_NE(copy, nullptr);
    EXPECT_EQ(std::memcmp(copy, source.data(), 3 * sizeof(WCHAR)), 0);
    EXPECT_EQ(copy[3], WCHAR{0});
    EXPECT_EQ(free_block(copy), S_OK);
}

TEST(ClientMemory, an_empty_text_is_a_block_with_just_the_zero) {
    WCHAR* const copy = copy_text({});
    ASSERT_NE(copy, nullptr);
    EXPECT_EQ(copy[0], WCHAR{0});
    EXPECT_EQ(free_block(copy), S_OK);
}

TEST(ClientMemory, bytes_are_copied) {
    const std::array source{std::byte{1}, std::byte{0}, std::byte{255}};
    BYTE* const copy = copy_bytes(source);
    ASSERT_NE(copy, nullptr);
    EXPECT_EQ(std::memcmp(copy, source.data(), source.size()), 0);
    EXPECT_EQ(free_block(copy), S_OK);
}

}  // namespace olkacct::com
