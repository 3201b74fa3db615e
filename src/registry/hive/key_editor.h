// Creates keys, deletes them with everything below, and changes what hangs at them.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string_view>

#include "registry/hive/edit_parts.h"
#include "registry/hive/security_editor.h"
#include "registry/hive/subkey_editor.h"
#include "registry/hive/value_editor.h"

namespace olkacct::registry::hive {

class KeyEditor {
  public:
    /// `now` is the FILETIME that changed keys bear.
    KeyEditor(EditParts& parts, std::uint64_t now)
        : parts_(parts), subkeys_(parts), values_(parts), securities_(parts), now_(now) {}

    /// Whether find answers for the subkeys of `parent`: they were checked in this transaction.
    [[nodiscard]] bool knows_subkeys(std::uint32_t parent) const { return subkeys_.knows(parent); }
    Result<std::optional<std::uint32_t>> find(std::uint32_t parent, std::u16string_view name);

    /// The name is valid and no subkey has it. Gives the new key.
    Result<std::uint32_t> create(std::uint32_t parent, std::u16string_view name);

    /// Refuses, before it changes anything, keys that must stay: invalid_argument. Tells `gone` of
    /// each key.
    Result<void> remove(std::uint32_t key, const std::function<void(std::uint32_t)>& gone);

    Result<void> set_value(std::uint32_t key, const RegistryValue& value);
    /// False when there is no such value.
    Result<bool> remove_value(std::uint32_t key, std::u16string_view name);
    Result<void> set_class_name(std::uint32_t key, std::u16string_view class_name);
    Result<void> set_security(std::uint32_t key, std::span<const std::byte> descriptor);

  private:
    Result<std::vector<KeyNode>> with_all_below(std::uint32_t key);
    /// Frees the key and what hangs at it; not its entry in the list above.
    Result<void> free_key(const KeyNode& key);
    Result<void> raise_bounds(std::uint32_t parent, std::uint32_t name_units,
                              std::uint32_t class_bytes);
    Result<void> touch(std::uint32_t key);

    EditParts& parts_;
    SubkeyEditor subkeys_;
    ValueEditor values_;
    SecurityEditor securities_;
    std::uint64_t now_;
};

}  // namespace olkacct::registry::hive
