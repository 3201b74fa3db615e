// One open key of the live registry of Windows.
#pragma once

#include <windows.h>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "olkacct/error.h"
#include "olkacct/registry_value.h"

namespace olkacct::base {

/// What the registry API answered, as a failure: access_denied, key_not_found for a key that was
/// deleted while it was open, io_error. `what` begins the message.
tl::unexpected<Error> registry_failure(LSTATUS status, const std::string& what);

/// Owns the handle. Names are UTF-16, paths have `\` between names; a name cannot hold a NUL.
/// Errors: those of registry_failure. Not thread-safe.
class WindowsKey {
  public:
    WindowsKey() = default;
    WindowsKey(const WindowsKey&) = delete;
    WindowsKey& operator=(const WindowsKey&) = delete;
    WindowsKey(WindowsKey&& other) noexcept : handle_(std::exchange(other.handle_, nullptr)) {}
    WindowsKey& operator=(WindowsKey&& other) noexcept {
        std::swap(handle_, other.handle_);
        return *this;
    }
    ~WindowsKey();

    /// nullopt when there is no such key.
    static Result<std::optional<WindowsKey>> open(HKEY parent, const std::u16string& path,
                                                  REGSAM access);
    /// With the parents that are missing. The second: whether the key is new.
    /// `class_name` is for a key that is new.
    static Result<std::pair<WindowsKey, bool>> create(HKEY parent, const std::u16string& path,
                                                      const std::u16string& class_name = {});
    /// With everything below; done when there is no such key.
    static Result<void> remove(HKEY parent, const std::u16string& path);
    /// With its values; done when there is no such key, access_denied when others lie below.
    static Result<void> remove_leaf(HKEY parent, const std::u16string& path);

    [[nodiscard]] HKEY get() const { return handle_; }

    struct Info {
        std::u16string class_name;
        std::uint64_t last_written = 0;  ///< FILETIME
    };
    Result<Info> info() const;

    /// The value as it is stored, nothing expanded; nullopt when there is none.
    Result<std::optional<RegistryValue>> value(const std::u16string& name) const;
    Result<void> set(const RegistryValue& value) const;
    /// Done when there is no such value.
    Result<void> remove_value(const std::u16string& name) const;
    Result<std::vector<std::u16string>> subkeys() const;
    Result<std::vector<RegistryValue>> values() const;
    /// Waits until the hive of the key is on the disk, except under Wine.
    Result<void> flush() const;

  private:
    explicit WindowsKey(HKEY handle) : handle_(handle) {}

    HKEY handle_ = nullptr;
};

}  // namespace olkacct::base
