#include "support/shared_hives.h"

#include <stdexcept>
#include <string>

namespace olkacct::test {

namespace {

std::filesystem::path environment_path(const char* name, const std::filesystem::path& otherwise) {
    const auto* set = std::getenv(name);
    return set != nullptr && *set != '\0' ? std::filesystem::path(set) : otherwise;
}

}  // namespace

std::filesystem::path source_dir() {
    return environment_path("OLKACCT_SOURCE_DIR", std::filesystem::current_path());
}

std::filesystem::path build_dir() {
    return environment_path("OLKACCT_BUILD_DIR", std::filesystem::current_path() / "build");
}

std::optional<std::filesystem::path> shared_hives() {
    const auto shared = environment_path("OLKACCT_SHARED", source_dir() / ".." / "shared");
    const auto hives = shared / "hives";
    return std::filesystem::is_directory(hives) ? std::optional(hives) : std::nullopt;
}

std::filesystem::path shared_hive(std::string_view name) {
    const auto hives = shared_hives();
    if (!hives) {
        throw std::runtime_error("the real hives are missing");
    }
    return *hives / name;
}

}  // namespace olkacct::test
