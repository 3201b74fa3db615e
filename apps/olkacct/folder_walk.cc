// Reads folders with the standard library's iterator, without its exceptions.
#include "folder_walk.h"

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/file.h"

namespace olkacct::app {
namespace {

constexpr char path_separator = static_cast<char>(std::filesystem::path::preferred_separator);

ErrorCode code_of(const std::error_code& error) {
    if (error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory) {
        return ErrorCode::source_not_found;
    }
    return error == std::errc::permission_denied ? ErrorCode::access_denied : ErrorCode::io_error;
}

}  // namespace

FolderWalk::FolderWalk(std::vector<std::string> paths) : paths_(std::move(paths)) {}

Result<void> FolderWalk::enter(const std::string& path) {
    if (folders_.size() == max_folder_depth) {
        return fail(ErrorCode::limit_exceeded, "the folder lies too deep", path);
    }
    std::error_code error;
    Folder folder{path, {}};
    std::filesystem::directory_iterator at(path, error);
    for (; !error && at != std::filesystem::directory_iterator(); at.increment(error)) {
        std::error_code unknown;
        // The entry knows its type from the folder: no further system call.
        const bool is_link = at->is_symlink(unknown);
        const bool is_folder = !is_link && at->is_directory(unknown);
        if (is_folder || (!is_link && at->is_regular_file(unknown))) {
            folder.entries.push_back({at->path().filename().string(), is_folder});
        }
    }
    if (error) {
        return fail(code_of(error), "the folder could not be read: " + error.message(), path);
    }
    std::sort(folder.entries.begin(), folder.entries.end(),
              [](const Entry& a, const Entry& b) { return a.name > b.name; });
    folders_.push_back(std::move(folder));
    return {};
}

std::optional<FoundPath> FolderWalk::next() {
    while (true) {
        FoundPath found;
        bool is_folder = false;
        if (!folders_.empty() && folders_.back().entries.empty()) {
            folders_.pop_back();
            continue;
        }
        if (!folders_.empty()) {
            Folder& folder = folders_.back();
            const Entry entry = std::move(folder.entries.back());
            folder.entries.pop_back();
            const bool has_end = base::is_separator(folder.path.back());
            found.path = folder.path + (has_end ? "" : std::string(1, path_separator)) + entry.name;
            found.from_folder = true;
            is_folder = entry.is_folder;
        } else if (next_path_ < paths_.size()) {
            found.path = paths_[next_path_++];
            std::error_code not_there;
            is_folder = std::filesystem::is_directory(found.path, not_there);
        } else {
            return std::nullopt;
        }
        if (is_folder) {
            auto entered = enter(found.path);
            if (entered) {
                continue;
            }
            found.error = std::move(entered.error());
        }
        return found;
    }
}

}  // namespace olkacct::app
