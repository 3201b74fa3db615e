// Keys of the live registry for tests, made with the registry API alone.
#pragma once

#include <windows.h>

#include <memory>
#include <string>

#include "registry/store.h"
#include "support/store_content.h"

namespace olkacct::test {

// Whose registry sorts values and writes to the disk when it likes.
inline bool is_wine() {
    return GetProcAddress(GetModuleHandleW(L"ntdll.dll"), "wine_get_version") != nullptr;
}

// A key below HKEY_CURRENT_USER that nobody else has, gone with the object.
class LiveKey {
  public:
    // Throws when it cannot be made.
    explicit LiveKey(const testing_support::Content& content = {});
    LiveKey(const LiveKey&) = delete;
    LiveKey& operator=(const LiveKey&) = delete;
    ~LiveKey();

    const std::u16string& path() const { return path_; }
    std::shared_ptr<registry::Store> open() const;

    // A store on a key of its own, which goes when the program ends.
    static std::shared_ptr<registry::Store> store_of(const testing_support::Content& content);

  private:
    std::u16string path_;
};

}  // namespace olkacct::test
