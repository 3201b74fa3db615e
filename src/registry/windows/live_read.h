// Reading the live registry, which others change meanwhile.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/windows_key.h"
#include "registry/key_tree.h"
#include "registry/store.h"

namespace olkacct::registry {

/// Everything of a key is read once; verify asks for the time of the last change of each key that
/// was read. Names are found in the list of a key's subkeys, by our own upcase rule.
class LiveRead final : public ReadTransaction {
  public:
    /// Of the key at `path` below HKEY_CURRENT_USER. source_not_found.
    static Result<std::unique_ptr<LiveRead>> begin(const std::u16string& path);

    [[nodiscard]] KeyId root() const override { return KeyId{0}; }
    Result<KeyInfo> info(KeyId key) override;
    Result<std::optional<KeyId>> find(KeyId parent, std::u16string_view name) override;
    Result<std::vector<Subkey>> subkeys(KeyId key) override;
    Result<std::vector<RegistryValue>> values(KeyId key) override;
    Result<std::optional<RegistryValue>> value(KeyId key, std::u16string_view name) override;
    Result<std::vector<std::byte>> security(KeyId key) override;
    [[nodiscard]] const std::vector<Warning>& warnings() const override { return warnings_; }
    /// Also changed_while_reading while a commit is under way.
    Result<void> verify() override;

  private:
    struct Node {
        KeyId parent{};
        std::u16string name;
        std::optional<base::WindowsKey> key = {};  ///< open once something was asked of it
        base::WindowsKey::Info info = {};          ///< as it was when it was opened
        std::optional<std::vector<RegistryValue>> values = {};
        std::optional<std::map<std::u16string, KeyId, NameLess>> subkeys = {};
    };

    LiveRead() = default;
    /// changed_while_reading when it is gone.
    Result<Node*> opened(KeyId key);
    Result<Node*> with_values(KeyId key);
    Result<Node*> with_subkeys(KeyId key);
    [[nodiscard]] std::string where(const Node& node) const;

    std::u16string path_;
    std::vector<std::unique_ptr<Node>> nodes_;  // indexed by KeyId
    std::vector<Warning> warnings_;
};

}  // namespace olkacct::registry
