// What random edits are made of, all of it from one seed.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/registry_value.h"

namespace olkacct::test {

class EditDraws {
  public:
    explicit EditDraws(std::uint32_t seed) : random_(seed) {}

    std::uint32_t below(std::uint32_t limit) {
        return static_cast<std::uint32_t>(random_() % limit);
    }
    template <class T>
    const T& one_of(const std::vector<T>& all) {
        return all[below(static_cast<std::uint32_t>(all.size()))];
    }
    template <class T>
    void shuffle(std::vector<T>& all) {
        std::shuffle(all.begin(), all.end(), random_);
    }
    // A name that no other draw gives.
    std::u16string name();
    // `start` and a number that no other draw gives.
    std::u16string numbered(std::u16string_view start);
    std::vector<std::byte> noise(std::uint32_t size);
    // Of any type and size: inside its record, in a cell, in segments.
    RegistryValue value(std::u16string name);

  private:
    std::mt19937 random_;
    int made_ = 0;
};

}  // namespace olkacct::test
