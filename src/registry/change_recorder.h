// A write transaction that also writes down what it does, as changes that can be turned round.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "olkacct/change.h"
#include "registry/store.h"

namespace olkacct::registry {

/// Passes everything on to `inner`, which outlives it. What changes nothing is neither passed on
/// nor written down: a key that exists, a value that is the same already. Deleting a key writes
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
    /// Not written down: what an import brings beside values is no change of a profile.
    Result<void> set_class_name(KeyId key, std::u16string_view class_name) override {
        return inner_.set_class_name(key, class_name);
    }
    Result<void> set_security(KeyId key, std::span<const std::byte> descriptor) override {
        return inner_.set_security(key, descriptor);
    }
    Result<void> commit() override { return inner_.commit(); }

    /// What was done so far, first to last.
    [[nodiscard]] const std::vector<Change>& changes() const { return changes_; }
    std::vector<Change> take_changes() { return std::move(changes_); }

  private:
    // From the root, in the stored spelling.
    Result<std::u16string> path_of(KeyId key);
    // Writes down the deletion of the key, children before it.
    Result<void> record_deletion(KeyId key, const std::u16string& path, std::size_t depth);

    WriteTransaction& inner_;
    // The parent of each key that a caller was told of.
    std::unordered_map<std::uint64_t, KeyId> parents_;
    std::vector<Change> changes_;
};

}  // namespace olkacct::registry
