#include <algorithm>
#include <array>
#include <random>

#include "fuzz/corpus/seeds.h"

namespace olkacct::test {

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t limit) { return limit == 0 ? 0 : random() % limit; }

// Numbers at which arithmetic goes wrong.
constexpr std::array<std::uint32_t, 10> bad_numbers = {
    0, 1, 7, 0x7FFFFFFF, 0x80000000, 0x80000001, 0xFFFFFFFF, 0xFFFFFFF8, 0xFFFF, 0x7FFFFFF8};

void flip_bits(Bytes& bytes, Random& random) {
    for (auto n = 1 + below(random, 16); n > 0; --n) {
        bytes[below(random, bytes.size())] ^= static_cast<std::byte>(1U << (random() % 8));
    }
}

void plant_number(Bytes& bytes, Random& random) {
    if (bytes.size() < 8) return;
    const auto offset = below(random, bytes.size() / 4) * 4;
    put32(bytes, offset, bad_numbers[below(random, bad_numbers.size())]);
}

// Also makes offsets point at each other: loops and shared cells.
void move_number(Bytes& bytes, Random& random) {
    if (bytes.size() < 8) return;
    const auto from = below(random, bytes.size() / 4) * 4;
    const auto to = below(random, bytes.size() / 4) * 4;
    put32(bytes, to, get32(bytes, from));
}

void double_part(Bytes& bytes, Random& random) {
    const auto start = below(random, bytes.size());
    const auto size = below(random, std::min<std::size_t>(bytes.size() - start, 600)) + 1;
    const Bytes part(bytes.begin() + static_cast<std::ptrdiff_t>(start),
                     bytes.begin() + static_cast<std::ptrdiff_t>(start + size));
    bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(start), part.begin(), part.end());
}

void cut_off(Bytes& bytes, Random& random) { bytes.resize(below(random, bytes.size())); }

}  // namespace

std::vector<Bytes> hostile_copies(const Bytes& bytes, std::size_t count, std::uint32_t salt) {
    Random random(salt);
    std::vector<Bytes> copies;
    while (copies.size() < count && !bytes.empty()) {
        auto copy = bytes;
        const auto kind = copies.size() % 8;
        if (kind < 3) {
            flip_bits(copy, random);
        } else if (kind < 5) {
            plant_number(copy, random);
        } else if (kind == 5) {
            move_number(copy, random);
        } else if (kind == 6) {
            double_part(copy, random);
        } else {
            cut_off(copy, random);
        }
        copies.push_back(std::move(copy));
    }
    return copies;
}

}  // namespace olkacct::test
