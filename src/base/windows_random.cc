// The system-preferred generator of CNG.
#include <windows.h>

#include <bcrypt.h>

#include <algorithm>
#include <stdexcept>

#include "base/random.h"

namespace olkacct::base {

void fill_random(std::span<std::byte> out) {
    constexpr std::size_t most = 1U << 20;
    while (!out.empty()) {
        const std::size_t size = std::min(out.size(), most);
        if (::BCryptGenRandom(nullptr, reinterpret_cast<PUCHAR>(out.data()),
                              static_cast<ULONG>(size), BCRYPT_USE_SYSTEM_PREFERRED_RNG) != 0) {
            throw std::runtime_error("the system has no random numbers");
        }
        out = out.subspan(size);
    }
}

}  // namespace olkacct::base
