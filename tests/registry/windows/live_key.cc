#include "registry/windows/live_key.h"

#include <atomic>
#include <deque>
#include <stdexcept>

#include "base/windows_key.h"
#include "olkacct/text.h"
#include "registry/windows/live_store.h"

namespace olkacct::test {
namespace {

using base::WindowsKey;
using testing_support::Content;

void fill(const WindowsKey& key, const Content& content) {
    for (const RegistryValue& value : content.values)
        if (!key.set(value)) throw std::runtime_error("a value cannot be set");
    for (const Content& subkey : content.subkeys) {
        const auto made = WindowsKey::create(key.get(), subkey.name, subkey.class_name);
        if (!made) throw std::runtime_error("a key cannot be made");
        fill(made->first, subkey);
    }
}

}  // namespace

LiveKey::LiveKey(const Content& content) {
    static std::atomic<unsigned> made{0};
    path_ = u"Software\\olkacct tests\\" +
            from_wtf8(std::to_string(GetCurrentProcessId()) + '-' + std::to_string(++made));
    // A process before may have had the same number.
    (void)WindowsKey::remove(HKEY_CURRENT_USER, path_);
    const auto key = WindowsKey::create(HKEY_CURRENT_USER, path_);
    if (!key) throw std::runtime_error("a key cannot be made");
    fill(key->first, content);
}

LiveKey::~LiveKey() { (void)WindowsKey::remove(HKEY_CURRENT_USER, path_); }

std::shared_ptr<registry::Store> LiveKey::open() const {
    auto store = registry::open_live_store(path_);
    if (!store) throw std::runtime_error(store.error().what);
    return *store;
}

std::shared_ptr<registry::Store> LiveKey::store_of(const Content& content) {
    static std::deque<LiveKey> keys;
    return keys.emplace_back(content).open();
}

}  // namespace olkacct::test
