// The buffer protocol of GetIdentity (specification 9.2).
#include "accounts/com/identity.h"

#include <algorithm>
#include <cstdint>
#include <vector>

namespace olkacct::accounts {
namespace {

constexpr std::uint64_t first_size = 256;
constexpr std::uint64_t max_size = 32767;
constexpr int max_retries = 3;

// STRSAFE_E_INSUFFICIENT_BUFFER, which one public helper gives for a buffer that is too small.
constexpr HRESULT insufficient_buffer = static_cast<HRESULT>(0x8007007A);

HRESULT take_name(const std::vector<WCHAR>& buffer, std::u16string& name) {
    const auto end = std::find(buffer.begin(), buffer.end(), WCHAR{0});
    if (end == buffer.end()) return E_UNEXPECTED;
    name.assign(buffer.begin(), end);
    return name.empty() ? E_OLK_REGISTRY : S_OK;
}

}  // namespace

HRESULT ask_identity(IOlkAccountHelper& helper, std::u16string& name) {
    std::uint64_t size = first_size;
    for (int retry = 0; retry <= max_retries && size <= max_size; ++retry) {
        std::vector<WCHAR> buffer(size, WCHAR{0});
        auto reported = static_cast<DWORD>(size);
        const HRESULT hr = helper.GetIdentity(buffer.data(), &reported);
        if (SUCCEEDED(hr)) return take_name(buffer, name);
        if (hr != E_OUTOFMEMORY && hr != insufficient_buffer) return hr;
        // The name would have fitted: memory is really out, or the helper is broken.
        if (reported <= size - 2) return E_OUTOFMEMORY;
        // Never exactly what was reported: some helpers forget the terminating zero.
        size = std::max<std::uint64_t>(std::uint64_t{reported} + 2, 2 * size);
    }
    return E_OUTOFMEMORY;
}

}  // namespace olkacct::accounts
