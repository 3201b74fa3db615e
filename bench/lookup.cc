// The map.
#include "lookup.h"

#include <unordered_map>

namespace olkacct::bench {
namespace {

class MapLookup final : public Lookup {
  public:
    explicit MapLookup(std::uint32_t entries) {
        for (std::uint32_t id = 1; id <= entries; ++id) {
            values_.emplace(id << 16 | 3, id);
        }
    }
    bool find(std::uint32_t key) const override { return values_.find(key) != values_.end(); }

  private:
    std::unordered_map<std::uint32_t, std::uint32_t> values_;
};

}  // namespace

std::unique_ptr<Lookup> make_lookup(std::uint32_t entries) {
    return std::make_unique<MapLookup>(entries);
}

}  // namespace olkacct::bench
