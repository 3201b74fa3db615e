// Marvin32. regf: section 8.2, test vectors in section 13.
#include "registry/hive/marvin.h"

#include <bit>

#include "base/byte_reader.h"

namespace olkacct::registry::hive {
namespace {

constexpr std::uint32_t seed_low = 0x7A4E55C5;
constexpr std::uint32_t seed_high = 0x82EF4D88;

struct State {
    std::uint32_t low = seed_low;
    std::uint32_t high = seed_high;

    void absorb(std::uint32_t word) {
        low += word;
        high ^= low;
        low = std::rotl(low, 20) + high;
        high = std::rotl(high, 9) ^ low;
        low = std::rotl(low, 27) + high;
        high = std::rotl(high, 19);
    }
};

}  // namespace

std::uint64_t marvin32(std::span<const std::byte> bytes) {
    State state;
    while (bytes.size() >= 4) {
        state.absorb(base::load_u32(bytes.first<4>()));
        bytes = bytes.subspan(4);
    }
    std::uint32_t last = 0x80;
    for (std::size_t i = bytes.size(); i-- > 0;) {
        last = last << 8 | std::to_integer<std::uint32_t>(bytes[i]);
    }
    state.absorb(last);
    state.absorb(0);
    return static_cast<std::uint64_t>(state.high) << 32 | state.low;
}

}  // namespace olkacct::registry::hive
