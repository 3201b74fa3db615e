// Blocks with a header in front: size and a mark that tells a live block from anything else.
#include "base/com/client_memory.h"

#include <atomic>
#include <cstring>
#include <limits>
#include <mutex>
#include <new>
#include <unordered_set>

#include "base/com/module_count.h"

namespace olkacct::com {
namespace {

constexpr std::uint64_t kLive = 0x6f6c6b6163637421;

struct alignas(std::max_align_t) Header {
    std::uint64_t mark;
    std::size_t size;
};
static_assert(sizeof(Header) % alignof(std::max_align_t) == 0);

// The pointers of all live blocks. Only a set can tell a foreign pointer without reading in front
// of it.
class Register {
  public:
    bool add(void* block) {
        if constexpr (!kBlocksAreChecked) return true;
        const std::lock_guard lock(mutex_);
        return blocks_.insert(block).second;
    }
    bool remove(void* block) {
        if constexpr (!kBlocksAreChecked) return true;
        const std::lock_guard lock(mutex_);
        return blocks_.erase(block) == 1;
    }

  private:
    std::mutex mutex_;
    std::unordered_set<void*> blocks_;
};

// One for the process, as the blocks are (S-54), and never destroyed: a client may free a block
// from a destructor that runs after ours would.
Register& live_register() {
    static Register& instance = *new Register;
    return instance;
}

std::atomic<std::size_t> live_count{0};

void wipe(void* start, std::size_t size) noexcept {
    // Volatile, because the compiler may drop ordinary writes to memory that is freed next.
    auto* byte = static_cast<volatile unsigned char*>(start);
    for (std::size_t i = 0; i < size; ++i) byte[i] = 0;
}

}  // namespace

void* allocate_block(std::size_t size) noexcept {
    if (size > std::numeric_limits<std::size_t>::max() - sizeof(Header)) return nullptr;
    void* const memory = ::operator new(sizeof(Header) + size, std::nothrow);
    if (memory == nullptr) return nullptr;
    auto* const header = new (memory) Header{kLive, size};
    void* const block = header + 1;
    try {
        live_register().add(block);
    } catch (const std::bad_alloc&) {
        ::operator delete(memory);
        return nullptr;
    }
    live_count.fetch_add(1, std::memory_order_relaxed);
    ModuleCount::enter();
    return block;
}

HRESULT free_block(void* block) noexcept {
    if (block == nullptr) return S_OK;
    if (!live_register().remove(block)) return E_INVALIDARG;
    auto* const header = static_cast<Header*>(block) - 1;
    if (header->mark != kLive) return E_INVALIDARG;
    wipe(header, sizeof(Header) + header->size);
    ::operator delete(static_cast<void*>(header));
    live_count.fetch_sub(1, std::memory_order_relaxed);
    ModuleCount::leave();
    return S_OK;
}

std::size_t live_blocks() noexcept { return live_count.load(std::memory_order_relaxed); }

WCHAR* copy_text(std::u16string_view text) noexcept {
    if (text.size() >= std::numeric_limits<std::size_t>::max() / sizeof(WCHAR)) return nullptr;
    auto* const copy = static_cast<WCHAR*>(allocate_block((text.size() + 1) * sizeof(WCHAR)));
    if (copy == nullptr) return nullptr;
    if (!text.empty()) std::memcpy(copy, text.data(), text.size() * sizeof(WCHAR));
    copy[text.size()] = 0;
    return copy;
}

BYTE* copy_bytes(std::span<const std::byte> bytes) noexcept {
    auto* const copy = static_cast<BYTE*>(allocate_block(bytes.size()));
    if (copy != nullptr && !bytes.empty()) std::memcpy(copy, bytes.data(), bytes.size());
    return copy;
}

}  // namespace olkacct::com
