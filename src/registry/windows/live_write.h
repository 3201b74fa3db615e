// Writing the live registry: planned in memory, committed with a journal.
#pragma once

#include <memory>
#include <set>
#include <string>

#include "registry/change_recorder.h"
#include "registry/store.h"
#include "registry/windows/writer_lock.h"

namespace olkacct::registry {

/// Holds the writer's lock until it ends.
class LiveWrite final : public WriteTransaction {
  public:
    /// Of the key at `path` below HKEY_CURRENT_USER, which messages call `name`. `on_failure` is
    /// called when a commit failed half way. source_busy, source_not_found.
    static Result<std::unique_ptr<LiveWrite>> begin(std::u16string path, const std::string& name,
                                                    std::function<void()> on_failure);

    [[nodiscard]] KeyId root() const override { return recorder_.root(); }
    Result<KeyInfo> info(KeyId key) override { return recorder_.info(key); }
    Result<std::optional<KeyId>> find(KeyId parent, std::u16string_view name) override {
        return recorder_.find(parent, name);
    }
    Result<std::vector<Subkey>> subkeys(KeyId key) override { return recorder_.subkeys(key); }
    Result<std::vector<RegistryValue>> values(KeyId key) override { return recorder_.values(key); }
    Result<std::optional<RegistryValue>> value(KeyId key, std::u16string_view name) override {
        return recorder_.value(key, name);
    }
    Result<std::vector<std::byte>> security(KeyId key) override { return recorder_.security(key); }
    [[nodiscard]] const std::vector<Warning>& warnings() const override {
        return recorder_.warnings();
    }
    Result<void> verify() override { return recorder_.verify(); }

    Result<KeyId> create_key(KeyId parent, std::u16string_view name) override;
    Result<void> set_value(KeyId key, RegistryValue value) override;
    Result<void> delete_value(KeyId key, std::u16string_view name) override;
    Result<void> delete_key(KeyId key) override;
    /// Windows takes one only when a key is made: not_supported_by_store for any other.
    Result<void> set_class_name(KeyId key, std::u16string_view class_name) override;
    Result<void> commit() override;

  private:
    LiveWrite(WriterLock lock, std::unique_ptr<WriteTransaction> plan, std::u16string path,
              std::string name, std::function<void()> on_failure);
    Result<void> check_open() const;

    WriterLock lock_;
    std::unique_ptr<WriteTransaction> plan_;
    ChangeRecorder recorder_;
    std::u16string path_;
    std::string name_;
    std::function<void()> on_failure_;
    std::set<KeyId> created_;
    bool is_over_ = false;
};

}  // namespace olkacct::registry
