// Changes the values of a key: records, data in one cell or in segments, and the list of them.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "olkacct/registry_value.h"
#include "registry/hive/edit_parts.h"
#include "registry/hive/key_node.h"
#include "registry/hive/value.h"

namespace olkacct::registry::hive {

class ValueEditor {
  public:
    explicit ValueEditor(EditParts& parts) : parts_(parts) {}

    /// Replaces type and data of the value of the same name, in place where its cell is large
    /// enough, or appends the value.
    Result<void> set(const KeyNode& key, const RegistryValue& value);

    /// False when there is no such value.
    Result<bool> remove(const KeyNode& key, std::u16string_view name);

    /// Frees the records, their data and the list; the key still names them.
    Result<void> free_all(const KeyNode& key);

  private:
    struct Found {
        std::uint32_t index = 0;
        ValueRecord record;
    };

    /// The vk offsets, strictly: hive_damaged where reading would warn.
    Result<std::vector<std::uint32_t>> offsets(const KeyNode& key);
    Result<std::optional<Found>> find(const std::vector<std::uint32_t>& offsets,
                                      std::u16string_view name);
    Result<void> replace(const KeyNode& key, const ValueRecord& record, const RegistryValue& value);
    Result<void> append(const KeyNode& key, std::vector<std::uint32_t> offsets,
                        const RegistryValue& value);
    Result<void> write_list(const KeyNode& key, const std::vector<std::uint32_t>& offsets);

    /// What the fields for size and data of a record say about data that was stored.
    struct Stored {
        std::uint32_t size = value_resident;
        std::uint32_t data = 0;
    };
    Result<Stored> store_data(std::span<const std::byte> data, std::uint32_t near);
    Result<std::uint32_t> store_segments(std::span<const std::byte> data, std::uint32_t near);
    /// False when the present cell cannot take the data.
    Result<bool> overwrite(const ValueRecord& record, std::span<const std::byte> data);
    Result<void> free_data(const ValueRecord& record);
    [[nodiscard]] bool in_segments(std::uint32_t size) const {
        return size > big_data_segment && parts_.minor >= big_data_minor;
    }
    Result<void> raise_bounds(const KeyNode& key, const RegistryValue& value);

    EditParts& parts_;
};

}  // namespace olkacct::registry::hive
