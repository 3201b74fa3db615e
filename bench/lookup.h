// What a miss is measured against: an unordered_map behind a virtual call.
#pragma once

#include <cstdint>
#include <memory>

namespace olkacct::bench {

class Lookup {
  public:
    virtual ~Lookup() = default;
    virtual bool find(std::uint32_t key) const = 0;
};

/// Its own translation unit, so that the caller cannot see through the call. Holds `entries` keys
/// that look like property tags, of identifiers from 1 on.
std::unique_ptr<Lookup> make_lookup(std::uint32_t entries);

}  // namespace olkacct::bench
