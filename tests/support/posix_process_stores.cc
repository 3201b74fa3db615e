// Files.
#include <stdexcept>

#include "registry/open_store.h"
#include "support/process_stores.h"

namespace olkacct::test {

std::vector<std::string> process_store_kinds() { return {"hive", "reg", "sqlite"}; }

std::string make_process_store(const std::string& kind, const TempDir& folder) {
    const std::string url = kind + ":" + (folder / ("store." + kind)).string();
    if (!registry::create_store(url, base::system_files())) throw std::runtime_error(url);
    return url;
}

}  // namespace olkacct::test
