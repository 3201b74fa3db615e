// The memory that methods hand to clients and that clients give back to any FreeMemory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "olkacct/com.h"

namespace olkacct::com {

// Whether free_block() recognises every pointer that is not a live block. Without it, freeing such
// a pointer is undefined (S-54).
#ifdef NDEBUG
inline constexpr bool kBlocksAreChecked = false;
#else
inline constexpr bool kBlocksAreChecked = true;
#endif

// One separate block of at least `size` bytes, aligned for any scalar type, contents undefined;
// null when memory is out. It belongs to the client, independent of any object's life, until
// free_block(). Any thread.
[[nodiscard]] void* allocate_block(std::size_t size) noexcept;

// Overwrites and frees a block: it may have held a secret. S_OK, also for null; E_INVALIDARG when
// the pointer is recognised as no live block. Any thread, not only the one that allocated.
HRESULT free_block(void* block) noexcept;

// How many blocks are in clients' hands; they count into ModuleCount too.
std::size_t live_blocks() noexcept;

// A copy of `text` with a terminating zero in a block of its own; null when memory is out.
[[nodiscard]] WCHAR* copy_text(std::u16string_view text) noexcept;

// A copy of `bytes` in a block of its own; null when memory is out. Not for an empty span, for
// which interfaces hand out no block at all (S-36).
[[nodiscard]] BYTE* copy_bytes(std::span<const std::byte> bytes) noexcept;

}  // namespace olkacct::com
