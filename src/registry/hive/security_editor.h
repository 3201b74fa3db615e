// Security cells: shared by keys that have equal descriptors, counted, in one ring.
#pragma once

#include <cstdint>
#include <span>

#include "registry/hive/edit_parts.h"

namespace olkacct::registry::hive {

class SecurityEditor {
  public:
    explicit SecurityEditor(EditParts& parts) : parts_(parts) {}

    /// One key more uses the cell.
    Result<void> add_reference(std::uint32_t cell);
    /// One key less does; the last one takes the cell out of the ring and frees it.
    Result<void> drop_reference(std::uint32_t cell);
    /// A cell with this descriptor, counted once more: one of the ring that `member` is in, or a
    /// new one behind it.
    Result<std::uint32_t> find_or_add(std::uint32_t member, std::span<const std::byte> descriptor);

  private:
    EditParts& parts_;
};

}  // namespace olkacct::registry::hive
