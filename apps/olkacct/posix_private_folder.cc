// By the rights of the file system.
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>

#include "private_folder.h"

namespace olkacct::app {
namespace {

constexpr mode_t private_mode = 0700;
constexpr mode_t mode_of_others = 077;

tl::unexpected<Error> denied(const std::string& path, std::string what) {
    return fail(ErrorCode::access_denied, std::move(what), path);
}

}  // namespace

std::error_code make_private_folder(const std::string& path) {
    return ::mkdir(path.c_str(), private_mode) == 0
               ? std::error_code()
               : std::error_code(errno == EDQUOT ? ENOSPC : errno, std::generic_category());
}

Result<void> close_to_others(const std::string& path) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) == 0) {
        if (!S_ISDIR(status.st_mode) || status.st_uid != ::geteuid()) {
            return denied(path, "the folder belongs to somebody else");
        }
        if ((status.st_mode & mode_of_others) == 0 || ::chmod(path.c_str(), private_mode) == 0) {
            return {};
        }
    }
    return denied(path, "the folder cannot be made private: " +
                            std::error_code(errno, std::generic_category()).message());
}

std::optional<std::string> state_folder() {
    const char* const state = std::getenv("XDG_STATE_HOME");
    if (state != nullptr && *state == '/') {
        return state;
    }
    const char* const home = std::getenv("HOME");
    if (home != nullptr && *home == '/') {
        return std::string(home) + "/.local/state";
    }
    return std::nullopt;
}

}  // namespace olkacct::app
