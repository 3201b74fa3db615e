// The generator's random numbers: the same on every compiler, so that a seed names its bytes.
#pragma once

#include <cstdint>

namespace olkacct::bench {

// splitmix64
class Random {
  public:
    explicit Random(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15 + 0x1234567) {
        next();
        next();
    }
    std::uint64_t next() {
        auto mixed = state_ += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
    std::uint32_t next32() { return static_cast<std::uint32_t>(next()); }
    // From 0 to `count` - 1; `count` is not 0.
    std::uint32_t below(std::size_t count) { return static_cast<std::uint32_t>(next() % count); }
    std::uint32_t range(std::uint32_t low, std::uint32_t high) {
        return low + below(high - low + 1);
    }
    bool percent(std::uint32_t chance) { return below(100) < chance; }

  private:
    std::uint64_t state_;
};

}  // namespace olkacct::bench
