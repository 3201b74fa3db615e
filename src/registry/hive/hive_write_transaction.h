// Changes of a hive that are made in memory and committed as whole pages.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "registry/hive/hive_committer.h"
#include "registry/hive/hive_transaction.h"
#include "registry/hive/key_editor.h"

namespace olkacct::registry::hive {

/// KeyIds are offsets of nk cells, which stay while the key lives, and above them how often the
/// cell was given to another key. Strict where reading is lenient: once anything of the hive had to
/// be dropped or repaired, nothing is changed any more (hive_damaged). An operation that fails half
/// way ends the transaction: its commit fails. The lock is given back with the commit.
class HiveWriteTransaction final : public WriteTransaction {
  public:
    /// `failed` is told of a commit after which the store must be opened again.
    static Result<std::unique_ptr<HiveWriteTransaction>> begin(
        std::unique_ptr<HiveCommitter> committer, std::function<void()> failed);

    [[nodiscard]] KeyId root() const override { return reader_->root(); }
    Result<KeyInfo> info(KeyId key) override;
    Result<std::optional<KeyId>> find(KeyId parent, std::u16string_view name) override;
    Result<std::vector<Subkey>> subkeys(KeyId key) override;
    Result<std::vector<RegistryValue>> values(KeyId key) override;
    Result<std::optional<RegistryValue>> value(KeyId key, std::u16string_view name) override;
    Result<std::vector<std::byte>> security(KeyId key) override;
    [[nodiscard]] const std::vector<Warning>& warnings() const override {
        return reader_->warnings();
    }
    [[nodiscard]] std::vector<std::string> notes() const override {
        return committer_ ? reader_->notes() : std::vector<std::string>();
    }
    /// Where no exclusive lock keeps the revision it may fail.
    Result<void> verify() override { return committer_ ? reader_->verify() : Result<void>(); }

    Result<KeyId> create_key(KeyId parent, std::u16string_view name) override;
    Result<void> set_value(KeyId key, RegistryValue value) override;
    Result<void> delete_value(KeyId key, std::u16string_view name) override;
    Result<void> delete_key(KeyId key) override;
    Result<void> set_class_name(KeyId key, std::u16string_view class_name) override;
    Result<void> set_security(KeyId key, std::span<const std::byte> descriptor) override;
    Result<void> commit() override;

  private:
    HiveWriteTransaction(std::unique_ptr<HiveCommitter> committer,
                         std::unique_ptr<HiveTransaction> reader, std::function<void()> failed);

    /// Its offset; key_not_found for a key that this transaction deleted.
    Result<std::uint32_t> alive(KeyId key) const;
    [[nodiscard]] KeyId id_of(std::uint32_t offset) const;
    /// Whether a change may be made to `key` now.
    Result<std::uint32_t> changeable(KeyId key) const;
    /// Keeps the error of a change that may have been made in part.
    template <class T>
    Result<T> keep_failure(Result<T> outcome);
    Result<std::size_t> depth_of(std::uint32_t key);

    std::unique_ptr<HiveCommitter> committer_;
    std::unique_ptr<HiveTransaction> reader_;
    std::function<void()> failed_;
    Cells cells_;
    CellAllocator allocator_;
    EditParts parts_;
    KeyEditor editor_;
    const std::string path_;
    /// How many keys each cell has lost.
    std::unordered_map<std::uint32_t, std::uint32_t> generations_;
    std::optional<Error> failure_;
};

}  // namespace olkacct::registry::hive
