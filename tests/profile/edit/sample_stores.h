// The same sample in every kind of store that can be written.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "olkacct/edits.h"
#include "support/outlook_sample.h"
#include "support/temp_dir.h"

namespace olkacct::test {

enum class StoreKind : std::uint8_t { memory, hive, reg, sqlite };

inline constexpr std::array all_store_kinds = {StoreKind::memory, StoreKind::hive, StoreKind::reg,
                                               StoreKind::sqlite};

std::string store_kind_name(StoreKind kind);

// Makes stores; files are in a folder of its own.
class SampleStores {
  public:
    // Empty. Throws when it cannot be made.
    Editor empty(StoreKind kind);
    // With the profiles of the sample.
    Editor sample(StoreKind kind, const SampleOptions& options = {});
    // With the profiles of a source.
    Editor copy_of(StoreKind kind, const Source& source);

  private:
    TempDir folder_;
    int made_ = 0;
};

}  // namespace olkacct::test
