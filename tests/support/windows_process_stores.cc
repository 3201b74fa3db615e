// A key of the live registry.
#include <windows.h>

#include <atomic>
#include <stdexcept>

#include "base/windows_key.h"
#include "olkacct/text.h"
#include "support/process_stores.h"

namespace olkacct::test {

std::vector<std::string> process_store_kinds() { return {"registry"}; }

std::string make_process_store(const std::string& /*kind*/, const TempDir& /*folder*/) {
    static std::atomic<unsigned> made{0};
    const std::string path = "Software\\olkacct tests\\processes " +
                             std::to_string(GetCurrentProcessId()) + '-' + std::to_string(++made);
    if (!base::WindowsKey::create(HKEY_CURRENT_USER, from_wtf8(path)))
        throw std::runtime_error(path);
    return "registry:" + path;
}

}  // namespace olkacct::test
