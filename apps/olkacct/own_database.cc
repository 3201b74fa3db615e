// Folders, then the store.
#include "own_database.h"

#include <filesystem>
#include <system_error>

#include "base/file.h"
#include "private_folder.h"
#include "registry/open_store.h"

namespace olkacct::app {
namespace {

Result<void> make_folder(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder.parent_path(), error);
    if (!error) {
        error = make_private_folder(folder.string());
    }
    if (error && error != std::errc::file_exists) {
        return fail(ErrorCode::access_denied,
                    "the folder of the database cannot be made: " + error.message(),
                    folder.string());
    }
    return {};
}

}  // namespace

Result<void> make_database(const std::string& database) {
    const std::string path = registry::path_of(database);
    Result<void> done;
    if (database == own_database && !path.empty()) {
        done = make_folder(std::filesystem::path(path).parent_path());
    }
    return done.and_then([&path] {
        return registry::create_store(std::string(own_database) + path, base::system_files())
            .map([](const auto&) {});
    });
}

}  // namespace olkacct::app
