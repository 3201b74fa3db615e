// getrandom, which may give less than it is asked for.
#include <sys/random.h>

#include "base/random.h"

namespace olkacct::base {

void fill_random(std::span<std::byte> out) {
    while (!out.empty()) {
        const ssize_t got = ::getrandom(out.data(), out.size(), 0);
        out = out.subspan(got > 0 ? static_cast<std::size_t>(got) : 0);
    }
}

}  // namespace olkacct::base
