// The file layer: SQLite's structures of functions over those of the system's layer.
#include "registry/sqlite/recording_vfs.h"

#include <sqlite3.h>

#include <algorithm>
#include <filesystem>
#include <new>
#include <span>
#include <string>

namespace olkacct::testing_support {

using test::FileOperation;
using Kind = test::FileOperationKind;

struct RecordingVfsAccess {
    static RecordingVfs& get() {
        static RecordingVfs recorder;
        return recorder;
    }
    static void record(FileOperation operation) {
        get().operations_.push_back(std::move(operation));
    }
    static bool fails() {
        RecordingVfs& recorder = get();
        if (++recorder.calls_ != recorder.fails_at) {
            return false;
        }
        recorder.has_failed_ = true;
        return true;
    }
    static void sync_failed(const std::string& path) { get().unsynced_.push_back(path); }
    static void note_sync(const std::string& path) {
        get().syncs_retried_ += static_cast<int>(std::ranges::count(get().unsynced_, path));
    }
};

namespace {

using Access = RecordingVfsAccess;

sqlite3_vfs* below() { return sqlite3_vfs_find(nullptr); }

// What SQLite allocates for a file: this, and behind it the file of the layer below.
struct File {
    sqlite3_file base;
    std::string* path;  // null for files without a name, which are not recorded
    bool folder_is_synced;

    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File* of(sqlite3_file* file) { return reinterpret_cast<File*>(file); }
sqlite3_file* real(sqlite3_file* file) { return of(file)->real(); }

int close(sqlite3_file* file) {
    const int code = real(file)->pMethods->xClose(real(file));
    delete of(file)->path;
    return code;
}
int read(sqlite3_file* file, void* out, int length, sqlite3_int64 at) {
    return real(file)->pMethods->xRead(real(file), out, length, at);
}
int write(sqlite3_file* file, const void* data, int length, sqlite3_int64 at) {
    const bool fails = of(file)->path != nullptr && Access::fails();
    const int written = fails ? length / 2 : length;
    const int code = real(file)->pMethods->xWrite(real(file), data, written, at);
    if (code == SQLITE_OK && of(file)->path != nullptr) {
        const std::span bytes(static_cast<const std::byte*>(data),
                              static_cast<std::size_t>(written));
        Access::record({.kind = Kind::write,
                        .path = *of(file)->path,
                        .offset = static_cast<std::uint64_t>(at),
                        .data = {bytes.begin(), bytes.end()}});
    }
    if (fails) {
        return RecordingVfsAccess::get().disk_is_full ? SQLITE_FULL : SQLITE_IOERR_WRITE;
    }
    return code;
}
int truncate(sqlite3_file* file, sqlite3_int64 size) {
    if (of(file)->path != nullptr) {
        if (Access::fails()) {
            return SQLITE_IOERR_TRUNCATE;
        }
        Access::record({.kind = Kind::resize,
                        .path = *of(file)->path,
                        .size = static_cast<std::uint64_t>(size)});
    }
    return real(file)->pMethods->xTruncate(real(file), size);
}
int sync(sqlite3_file* file, int flags) {
    if (of(file)->path != nullptr) {
        Access::note_sync(*of(file)->path);
        if (Access::fails()) {
            Access::sync_failed(*of(file)->path);
            return SQLITE_IOERR_FSYNC;
        }
        Access::record({.kind = Kind::sync, .path = *of(file)->path});
        // The system's layer syncs the folder with the first sync of a log that it made.
        if (!of(file)->folder_is_synced) {
            Access::record({.kind = Kind::sync_folder, .path = *of(file)->path});
            of(file)->folder_is_synced = true;
        }
    }
    return real(file)->pMethods->xSync(real(file), flags);
}
int file_size(sqlite3_file* file, sqlite3_int64* size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}
int lock(sqlite3_file* file, int level) { return real(file)->pMethods->xLock(real(file), level); }
int unlock(sqlite3_file* file, int level) {
    return real(file)->pMethods->xUnlock(real(file), level);
}
int check_lock(sqlite3_file* file, int* out) {
    return real(file)->pMethods->xCheckReservedLock(real(file), out);
}
int control(sqlite3_file* file, int what, void* argument) {
    return real(file)->pMethods->xFileControl(real(file), what, argument);
}
int sector_size(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
// The least that a disk can promise: the layer's own answer names what the file system promises.
int characteristics(sqlite3_file* /*file*/) { return 0; }
int map_memory(sqlite3_file* file, int page, int size, int extend, void volatile** out) {
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, out);
}
int lock_memory(sqlite3_file* file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
void barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
int unmap_memory(sqlite3_file* file, int remove) {
    return real(file)->pMethods->xShmUnmap(real(file), remove);
}

const sqlite3_io_methods methods = {2,
                                    close,
                                    read,
                                    write,
                                    truncate,
                                    sync,
                                    file_size,
                                    lock,
                                    unlock,
                                    check_lock,
                                    control,
                                    sector_size,
                                    characteristics,
                                    map_memory,
                                    lock_memory,
                                    barrier,
                                    unmap_memory,
                                    nullptr,
                                    nullptr};

std::string entry_name(const char* path) { return std::filesystem::path(path).filename().string(); }

int open(sqlite3_vfs* /*vfs*/, const char* path, sqlite3_file* file, int flags, int* out_flags) {
    File* opened = of(file);
    new (opened) File{{nullptr}, nullptr, true};
    const bool is_new = path != nullptr && !std::filesystem::exists(path);
    const int code = below()->xOpen(below(), path, opened->real(), flags, out_flags);
    if (code != SQLITE_OK) {
        return code;
    }
    opened->base.pMethods = &methods;
    if (path != nullptr) {
        opened->path = new std::string(entry_name(path));
        if (is_new) {
            Access::record({.kind = Kind::create, .path = *opened->path});
            opened->folder_is_synced = (flags & SQLITE_OPEN_WAL) == 0;
        }
    }
    return SQLITE_OK;
}

int remove(sqlite3_vfs* /*vfs*/, const char* path, int sync_folder) {
    if (Access::fails()) {
        return SQLITE_IOERR_DELETE;
    }
    const bool existed = std::filesystem::exists(path);
    const int code = below()->xDelete(below(), path, sync_folder);
    if (code == SQLITE_OK && existed) {
        Access::record({.kind = Kind::remove, .path = entry_name(path)});
        if (sync_folder != 0) {
            Access::record({.kind = Kind::sync_folder, .path = entry_name(path)});
        }
    }
    return code;
}

}  // namespace

RecordingVfs& RecordingVfs::start() {
    static sqlite3_vfs layer = [] {
        sqlite3_vfs made = *below();
        made.szOsFile += static_cast<int>(sizeof(File));
        made.zName = RecordingVfs::name;
        made.pNext = nullptr;
        made.xOpen = open;
        made.xDelete = remove;
        return made;
    }();
    if (sqlite3_vfs_find(name) == nullptr) {
        sqlite3_vfs_register(&layer, 0);
    }
    RecordingVfs& recorder = Access::get();
    recorder = RecordingVfs();
    return recorder;
}

}  // namespace olkacct::testing_support
