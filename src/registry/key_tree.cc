// Finding in a key tree, and the read transaction over a snapshot of one.
#include "registry/key_tree.h"

#include <algorithm>

namespace olkacct::registry {
namespace {

// A KeyId is the address of its node, which the snapshot keeps alive as long as the transaction.
class TreeReader final : public ReadTransaction {
  public:
    TreeReader(std::shared_ptr<const KeyNode> root, std::vector<Warning> warnings)
        : root_(std::move(root)), warnings_(std::move(warnings)) {}

    KeyId root() const override { return id_of(*root_); }

    Result<KeyInfo> info(KeyId key) override {
        const KeyNode& node = node_of(key);
        return KeyInfo{node.name, node.class_name, node.last_written};
    }

    Result<std::optional<KeyId>> find(KeyId parent, std::u16string_view name) override {
        const KeyNode* found = find_subkey(node_of(parent), name);
        return found == nullptr ? std::optional<KeyId>() : id_of(*found);
    }

    Result<std::vector<Subkey>> subkeys(KeyId key) override {
        const KeyNode& node = node_of(key);
        std::vector<Subkey> out;
        out.reserve(node.subkeys.size());
        for (const auto& subkey : node.subkeys) {
            out.push_back({id_of(*subkey), subkey->name});
        }
        return out;
    }

    Result<std::vector<RegistryValue>> values(KeyId key) override { return node_of(key).values; }

    Result<std::optional<RegistryValue>> value(KeyId key, std::u16string_view name) override {
        const KeyNode& node = node_of(key);
        const std::size_t at = value_position(node, name);
        return at == node.values.size() ? std::optional<RegistryValue>() : node.values[at];
    }

    Result<std::vector<std::byte>> security(KeyId) override { return std::vector<std::byte>(); }
    const std::vector<Warning>& warnings() const override { return warnings_; }
    Result<void> verify() override { return {}; }

  private:
    static KeyId id_of(const KeyNode& node) {
        return static_cast<KeyId>(reinterpret_cast<std::uintptr_t>(&node));
    }
    static const KeyNode& node_of(KeyId key) {
        return *reinterpret_cast<const KeyNode*>(static_cast<std::uintptr_t>(key));
    }

    std::shared_ptr<const KeyNode> root_;
    std::vector<Warning> warnings_;
};

}  // namespace

std::size_t subkey_position(const KeyNode& key, std::u16string_view name) {
    const auto at = std::lower_bound(key.subkeys.begin(), key.subkeys.end(), name,
                                     [](const auto& subkey, std::u16string_view wanted) {
                                         return NameLess()(subkey->name, wanted);
                                     });
    return static_cast<std::size_t>(at - key.subkeys.begin());
}

const KeyNode* find_subkey(const KeyNode& key, std::u16string_view name) {
    const std::size_t at = subkey_position(key, name);
    const bool found = at < key.subkeys.size() && base::same_name(key.subkeys[at]->name, name);
    return found ? key.subkeys[at].get() : nullptr;
}

std::size_t value_position(const std::vector<RegistryValue>& values, std::u16string_view name) {
    const auto at = std::find_if(values.begin(), values.end(), [name](const RegistryValue& value) {
        return base::same_name(value.name, name);
    });
    return static_cast<std::size_t>(at - values.begin());
}

std::size_t value_position(const KeyNode& key, std::u16string_view name) {
    return value_position(key.values, name);
}

std::unique_ptr<ReadTransaction> read_tree(std::shared_ptr<const KeyNode> root,
                                           std::vector<Warning> warnings) {
    return std::make_unique<TreeReader>(std::move(root), std::move(warnings));
}

}  // namespace olkacct::registry
