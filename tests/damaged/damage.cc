#include "damaged/damage.h"

#include <random>

namespace olkacct::test {

namespace {

constexpr std::size_t page_size = 4096;
constexpr std::size_t header_size = 512;

using Random = std::mt19937;

void flip(Bytes& bytes, std::size_t offset, Random& random) {
    bytes[offset] ^= static_cast<std::byte>(1U << random() % 8);
}

std::size_t plan_of(std::size_t number) {
    std::size_t plan = 0;
    while (number >= damage_plans[plan].count) number -= damage_plans[plan++].count;
    return plan;
}

}  // namespace

std::string_view damage_kind(std::size_t number) { return damage_plans[plan_of(number)].kind; }

Bytes damaged_copy(const Bytes& hive, const std::vector<std::size_t>& path_pages,
                   std::size_t number) {
    Random random(static_cast<Random::result_type>(number + 1));
    auto copy = hive;
    switch (plan_of(number)) {
        case 0:
            for (int i = 0; i < 64; ++i) flip(copy, random() % copy.size(), random);
            break;
        case 1:
            for (int i = 0; i < 4; ++i) {
                const auto page = path_pages[random() % path_pages.size()];
                flip(copy, page + random() % page_size, random);
            }
            break;
        case 2:
            flip(copy, random() % header_size, random);
            break;
        default:
            copy.resize(random() % copy.size());
            break;
    }
    return copy;
}

}  // namespace olkacct::test
