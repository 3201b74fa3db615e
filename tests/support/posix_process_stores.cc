// Files.
#include <stdexcept>

#include "registry/open_store.h"
#include "support/process_stores.h"

namespace olkacct::test {

std::vector<std::string> process_store_kinds() { return {"hive", "reg", "sqlite"}; }

const char* const kind_with_secrets = "sqlite";

std::string make_store_at(const std::filesystem::path& path, const std::string& kind) {
    const std::string url = kind + ":" + path.string();
    if (!registry::create_store(url, base::system_files())) throw std::runtime_error(url);
    return url;
}

}  // namespace olkacct::test
