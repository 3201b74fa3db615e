// One revision of a hive as a read transaction.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "registry/hive/cells.h"
#include "registry/hive/key_node.h"
#include "registry/hive/opened_hive.h"
#include "registry/hive/subkey_list.h"
#include "registry/hive/value.h"
#include "registry/store.h"

namespace olkacct::registry::hive {

/// KeyIds are offsets of nk cells. Damage below a key that can be read costs a warning, not the
/// key. No walk over subkeys can run in circles: every key is given as the child of one key only.
class HiveTransaction final : public ReadTransaction {
  public:
    /// hive_damaged when there is no root key.
    static Result<std::unique_ptr<HiveTransaction>> begin(std::unique_ptr<OpenedHive> hive);
    /// On a hive that another owns, who outlives the transaction.
    static Result<std::unique_ptr<HiveTransaction>> begin_on(OpenedHive& hive);

    [[nodiscard]] KeyId root() const override { return KeyId{root_}; }
    Result<KeyInfo> info(KeyId key) override;
    Result<std::optional<KeyId>> find(KeyId parent, std::u16string_view name) override;
    Result<std::vector<Subkey>> subkeys(KeyId key) override;
    Result<std::vector<RegistryValue>> values(KeyId key) override;
    Result<std::optional<RegistryValue>> value(KeyId key, std::u16string_view name) override;
    Result<std::vector<std::byte>> security(KeyId key) override;
    [[nodiscard]] const std::vector<Warning>& warnings() const override { return warnings_; }
    [[nodiscard]] std::vector<std::string> notes() const override { return hive_->notes(); }
    Result<void> verify() override { return hive_->verify(); }

  private:
    HiveTransaction(OpenedHive& hive, std::unique_ptr<OpenedHive> owned);

    static Result<std::unique_ptr<HiveTransaction>> begin(OpenedHive& hive,
                                                          std::unique_ptr<OpenedHive> owned);

    Result<void> find_root();
    Result<KeyNode> node(KeyId key);
    Result<SubkeyLeaves> leaves(const KeyNode& key);
    /// The child at `offset` if it may stand under `parent`; nullopt with a warning otherwise.
    Result<std::optional<KeyNode>> child(const KeyNode& parent, std::uint32_t offset);
    Result<bool> belongs_elsewhere(const KeyNode& parent, const KeyNode& key);
    /// The key that a sound lh list in one piece gives for the name; nullopt leaves it to the
    /// others.
    Result<std::optional<KeyId>> find_in_plain_list(const KeyNode& parent,
                                                    std::u16string_view name);
    Result<std::optional<KeyId>> find_by_hint(const KeyNode& parent, const SubkeyLeaves& leaves,
                                              std::u16string_view name);
    Result<std::optional<KeyId>> find_by_order(const KeyNode& parent, const SubkeyLeaves& leaves,
                                               std::u16string_view name);
    Result<std::optional<KeyId>> find_by_walk(const KeyNode& parent, const SubkeyLeaves& leaves,
                                              std::u16string_view name);
    Result<std::optional<KeyId>> match(const KeyNode& parent, std::uint32_t offset,
                                       std::u16string_view name);
    /// The vk offsets of the key's value list.
    Result<std::vector<std::uint32_t>> value_offsets(const KeyNode& key);
    /// nullopt for a record that is damaged (with a warning) or a tombstone.
    Result<std::optional<ValueRecord>> record(const KeyNode& key, std::uint32_t offset);
    Result<RegistryValue> complete(const KeyNode& key, const ValueRecord& record,
                                   std::u16string name);
    /// Keeps io_error an error; turns anything else into a warning about `key`.
    Result<void> tolerate(const KeyNode& key, const std::string& what, const Error& error);
    void warn(const KeyNode& key, const std::string& what, const Error& error);
    std::string path_of(const KeyNode& key);

    /// Null when another owns the hive.
    std::unique_ptr<OpenedHive> owned_;
    OpenedHive* hive_;
    Cells cells_;
    std::uint32_t root_ = nil;
    std::vector<Warning> warnings_;
    /// The key that path_of was asked for last, and what it gave.
    std::optional<std::pair<std::uint32_t, std::string>> last_path_;
    /// How often a key was met whose parent field is wrong.
    std::size_t wrong_parents_ = 0;
    /// Keys whose parent field is wrong, and the key under which each was first given.
    std::unordered_map<std::uint32_t, std::uint32_t> adopted_;
};

}  // namespace olkacct::registry::hive
