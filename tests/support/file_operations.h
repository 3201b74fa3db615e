// What a program did to files, as data: recorded by CrashFiles or by a layer below another library.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "support/bytes.h"

namespace olkacct::test {

enum class FileOperationKind : std::uint8_t {
    write,     // `data` at `offset`
    resize,    // to `size`
    allocate,  // to at least `size`
    sync,      // of the file
    create,    // empty
    rename,    // `path` to `other`
    remove,
    sync_folder,  // the one that holds `path`
    failed_sync,  // of the file
};

// Only those that succeeded are recorded, and failed syncs, in the order in which they were done.
struct FileOperation {
    FileOperationKind kind = FileOperationKind::write;
    // The name that the file has at that moment.
    std::string path = {};
    std::string other = {};
    std::uint64_t offset = 0;
    std::uint64_t size = 0;
    Bytes data = {};
};

using FileContents = std::map<std::string, Bytes>;

}  // namespace olkacct::test
