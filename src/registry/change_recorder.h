// A write transaction that also writes down what it does, as changes that can be turned round.
#pragma once

#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "olkacct/change.h"
#include "registry/store.h"

namespace olkacct::registry {

/// Passes everything on to `inner`, which outlives it. What changes nothing is neither passed on
/// nor written down: a key that exists, a value that is the same already. A value that is set again
/// and again is written down once. Deleting a key writes
/// down every step for what lies below it, values last first, so that the inverse restores their
/// order.
class ChangeRecorder final : public WriteTransaction {
  public:
    explicit ChangeRecorder(WriteTransaction& inner) : inner_(inner) {}

    [[nodiscard]] KeyId root() const override { return inner_.root(); }
    Result<KeyInfo> info(KeyId key) override { return inner_.info(key); }
    Result<std::optional<KeyId>> find(KeyId parent, std::u16string_view name) override;
    Result<std::vector<Subkey>> subkeys(KeyId key) override;
    Result<std::vector<RegistryValue>> values(KeyId key) override { return inner_.values(key); }
    Result<std::optional<RegistryValue>> value(KeyId key, std::u16string_view name) override {
        return inner_.value(key, name);
    }
    Result<std::vector<std::byte>> security(KeyId key) override { return inner_.security(key); }
    [[nodiscard]] const std::vector<Warning>& warnings() const override {
        return inner_.warnings();
    }
    [[nodiscard]] std::vector<std::string> notes() const override { return inner_.notes(); }
    Result<void> verify() override { return inner_.verify(); }

    Result<KeyId> create_key(KeyId parent, std::u16string_view name) override;
    Result<void> set_value(KeyId key, RegistryValue value) override;
    Result<void> delete_value(KeyId key, std::u16string_view name) override;
    Result<void> delete_key(KeyId key) override;
    /// Written down as part of the creation of the key; of one that was there before not at all.
    Result<void> set_class_name(KeyId key, std::u16string_view class_name) override;
    Result<void> set_security(KeyId key, std::span<const std::byte> descriptor) override;
    Result<void> commit() override { return inner_.commit(); }

    /// What was done so far, first to last.
    [[nodiscard]] const std::vector<Change>& changes() const { return changes_; }
    std::vector<Change> take_changes() { return std::move(changes_); }

  private:
    // From the root, in the stored spelling.
    Result<std::u16string> path_of(KeyId key);
    using ValuePlace = std::pair<std::uint64_t, std::u16string>;
    static ValuePlace place_of(KeyId key, std::u16string_view name);

    // The creation of the key, if it is among the changes.
    Change* creation_of(KeyId key);
    // Writes down the deletion of the key, children before it.
    Result<void> record_deletion(KeyId key, const std::u16string& path, std::size_t depth);

    WriteTransaction& inner_;
    // The parent of each key that a caller was told of.
    std::unordered_map<std::uint64_t, KeyId> parents_;
    // Where in the changes each new key is created.
    std::unordered_map<std::uint64_t, std::size_t> created_;
    // Where in the changes a value was last set, unless something was deleted since. By key and
    // upcased name.
    std::map<ValuePlace, std::size_t> set_;
    std::vector<Change> changes_;
};

}  // namespace olkacct::registry
