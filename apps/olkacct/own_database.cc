// Folders, then the store.
#include "own_database.h"

#include <sys/stat.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "base/file.h"
#include "registry/open_store.h"

namespace olkacct::app {
namespace {

constexpr mode_t private_folder = 0700;

Result<void> make_folder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder.parent_path(), error);
    if (!error && ::mkdir(folder.c_str(), private_folder) != 0 && errno != EEXIST) {
        error = std::error_code(errno, std::generic_category());
    }
    if (error) {
        return fail(ErrorCode::access_denied,
                    "the folder of the database cannot be made: " + error.message(),
                    folder.string());
    }
    return {};
}

}  // namespace

Result<void> make_database(const std::string& database) {
    const std::string path = registry::path_of(database);
    if (path.empty()) {
        return fail(ErrorCode::source_not_found,
                    "neither XDG_DATA_HOME nor HOME says where your own database is: name a path",
                    database);
    }
    Result<void> done;
    if (database == own_database) {
        done = make_folder(std::filesystem::path(path).parent_path());
    }
    return done.and_then([&path] {
        return registry::create_store(std::string(own_database) + path, base::system_files())
            .map([](const auto&) {});
    });
}

}  // namespace olkacct::app
