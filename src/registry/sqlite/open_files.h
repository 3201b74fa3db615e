// Descriptors that must stay open as long as SQLite has the same file open in this process.
#pragma once

#include <memory>
#include <mutex>
#include <vector>

#include "base/file.h"

namespace olkacct::registry {

/// POSIX drops all locks that a process has on a file when the process closes any descriptor of it.
/// Whoever looked at a database's first bytes through a descriptor of their own hands it in here.
class OpenFiles {
  public:
    /// The one of this file (device and inode) in this process, shared by all its stores.
    static std::shared_ptr<OpenFiles> of(const base::FileIdentity& identity);

    void keep(std::unique_ptr<base::RandomAccessFile> file);

  private:
    std::mutex mutex_;
    std::vector<std::unique_ptr<base::RandomAccessFile>> files_;
};

}  // namespace olkacct::registry
