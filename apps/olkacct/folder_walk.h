// Turns the paths of a scan into files, one at a time and in a fixed order.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "olkacct/error.h"

namespace olkacct::app {

/// Folders below folders that are entered; what lies deeper is reported as a failure.
inline constexpr std::size_t max_folder_depth = 128;

struct FoundPath {
    std::string path;
    /// Found in a folder, not named by the user: it is passed over if it is no source.
    bool from_folder = false;
    /// Set when the path could not be followed.
    std::optional<Error> error;
};

/// Walks depth first; the entries of a folder in byte order of their names, links not followed.
/// Holds the names of the folders on the way to where it is, not more. Not thread-safe.
class FolderWalk {
  public:
    explicit FolderWalk(std::vector<std::string> paths);

    /// nullopt at the end.
    std::optional<FoundPath> next();

  private:
    struct Entry {
        std::string name;
        bool is_folder = false;
    };
    struct Folder {
        std::string path;
        /// In descending order: the next one is the last.
        std::vector<Entry> entries;
    };

    Result<void> enter(const std::string& path);

    std::vector<std::string> paths_;
    std::size_t next_path_ = 0;
    std::vector<Folder> folders_;
};

}  // namespace olkacct::app
