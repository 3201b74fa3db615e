// Keys of the live registry, and files.
#include <windows.h>

#include <atomic>
#include <stdexcept>

#include "base/windows_key.h"
#include "olkacct/text.h"
#include "registry/open_store.h"
#include "support/process_stores.h"

namespace olkacct::test {

std::vector<std::string> process_store_kinds() { return {"registry"}; }

const char* const kind_with_secrets = "registry";

std::string make_store_at(const std::filesystem::path& file, const std::string& kind) {
    if (kind != kind_with_secrets) {
        const std::string url = kind + ":" + file.string();
        if (!registry::create_store(url, base::system_files())) throw std::runtime_error(url);
        return url;
    }
    static std::atomic<unsigned> made{0};
    const std::string path = "Software\\olkacct tests\\processes " +
                             std::to_string(GetCurrentProcessId()) + '-' + std::to_string(++made);
    // A process before may have had the same number.
    if (!base::WindowsKey::remove(HKEY_CURRENT_USER, from_wtf8(path)) ||
        !base::WindowsKey::create(HKEY_CURRENT_USER, from_wtf8(path)))
        throw std::runtime_error(path);
    return "registry:" + path;
}

}  // namespace olkacct::test
