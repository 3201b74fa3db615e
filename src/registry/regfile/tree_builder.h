// Puts together the tree of what an export says, line by line, within limits.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "registry/key_tree.h"
#include "registry/regfile/regfile_options.h"

namespace olkacct::registry {

/// A key that is still being read. Lookups stay logarithmic however many names a key has.
struct BuiltKey {
    struct Value {
        std::uint64_t order = 0;  ///< when it was first written
        std::uint32_t type = 0;
        std::vector<std::byte> data;
    };
    std::u16string class_name;
    std::uint64_t last_written = 0;
    std::map<std::u16string, BuiltKey, NameLess> subkeys;
    std::map<std::u16string, Value, NameLess> values;
};

/// Errors have no place: the parser knows the line.
class TreeBuilder {
  public:
    explicit TreeBuilder(const RegfileLimits& limits) : limits_(limits) {}

    /// Finds or creates the key and all above it; the first spelling of each name stays. The key is
    /// valid until it or a key above it is removed. syntax_error for an empty name in the path,
    /// limit_exceeded.
    Result<BuiltKey*> open(std::u16string_view path);
    /// Does nothing when there is no such key. An empty path empties the root.
    void remove(std::u16string_view path);

    /// Replaces in place or appends. limit_exceeded.
    Result<void> set_value(BuiltKey& key, RegistryValue value);
    static void remove_value(BuiltKey& key, std::u16string_view name);

    /// The tree; the builder is empty afterwards.
    std::shared_ptr<const KeyNode> finish();

  private:
    Result<void> keep(std::size_t bytes);

    const RegfileLimits& limits_;  // outlives the builder
    BuiltKey root_;
    std::uint64_t next_order_ = 0;
    // What was ever kept, also when it was removed again.
    std::size_t keys_ = 0;
    std::size_t values_ = 0;
    std::size_t bytes_ = 0;
};

}  // namespace olkacct::registry
