// The files of Windows. Paths are UTF-8 as everywhere.
#include <windows.h>

#include <chrono>
#include <filesystem>
#include <thread>
#include <utility>

#include "base/file.h"
#include "base/windows_path.h"

namespace olkacct::base {
namespace {

constexpr std::chrono::milliseconds lock_pause{5};
/// Locks of Windows keep others from reading what they cover, so they lie where no byte is.
constexpr std::uint64_t lock_offset = std::uint64_t{1} << 62;

std::string error_text(DWORD error) {
    const std::string text =
        std::error_code(static_cast<int>(error), std::system_category()).message();
    return text + " (" + std::to_string(error) + ")";
}

ErrorCode code_for(DWORD error) {
    switch (error) {
        case ERROR_FILE_NOT_FOUND:
        case ERROR_PATH_NOT_FOUND:
        case ERROR_INVALID_NAME:
        case ERROR_BAD_PATHNAME:
            return ErrorCode::source_not_found;
        case ERROR_ACCESS_DENIED:
        case ERROR_WRITE_PROTECT:
            return ErrorCode::access_denied;
        case ERROR_SHARING_VIOLATION:
        case ERROR_LOCK_VIOLATION:
            return ErrorCode::source_busy;
        case ERROR_DISK_FULL:
        case ERROR_HANDLE_DISK_FULL:
            return ErrorCode::disk_full;
        case ERROR_FILE_EXISTS:
        case ERROR_ALREADY_EXISTS:
            return ErrorCode::already_exists;
        default:
            return ErrorCode::io_error;
    }
}

std::uint64_t joined(DWORD high, DWORD low) { return static_cast<std::uint64_t>(high) << 32 | low; }

std::int64_t nanoseconds_of(const FILETIME& time) {
    return static_cast<std::int64_t>(joined(time.dwHighDateTime, time.dwLowDateTime)) * 100;
}

OVERLAPPED at(std::uint64_t offset) {
    OVERLAPPED out{};
    out.Offset = static_cast<DWORD>(offset);
    out.OffsetHigh = static_cast<DWORD>(offset >> 32);
    return out;
}

class WindowsFile final : public WritableFile {
  public:
    WindowsFile(HANDLE handle, std::string path) : handle_(handle), path_(std::move(path)) {}
    ~WindowsFile() override { ::CloseHandle(handle_); }

    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> out) override {
        std::size_t done = 0;
        while (done < out.size()) {
            OVERLAPPED place = at(offset + done);
            DWORD got = 0;
            if (::ReadFile(handle_, out.data() + done, one_call(out.size() - done), &got, &place) ==
                0) {
                if (::GetLastError() == ERROR_HANDLE_EOF) {
                    break;
                }
                return failed("reading at offset " + std::to_string(offset + done));
            }
            if (got == 0) {
                break;
            }
            done += got;
        }
        return done;
    }

    Result<void> write_at(std::uint64_t offset, std::span<const std::byte> data) override {
        std::size_t done = 0;
        while (done < data.size()) {
            OVERLAPPED place = at(offset + done);
            DWORD put = 0;
            if (::WriteFile(handle_, data.data() + done, one_call(data.size() - done), &put,
                            &place) == 0) {
                return failed("writing at offset " + std::to_string(offset + done));
            }
            done += put;
        }
        return {};
    }

    Result<void> resize(std::uint64_t size) override {
        FILE_END_OF_FILE_INFO end{};
        end.EndOfFile.QuadPart = static_cast<LONGLONG>(size);
        if (::SetFileInformationByHandle(handle_, FileEndOfFileInfo, &end, sizeof end) == 0) {
            return failed("changing the size");
        }
        return {};
    }

    Result<void> allocate(std::uint64_t size) override {
        const auto now = identity();
        if (!now) {
            return tl::unexpected(now.error());
        }
        // The clusters of what lies below the end are the file's already.
        return now->size < size ? resize(size) : Result<void>();
    }

    Result<void> sync() override {
        if (::FlushFileBuffers(handle_) == 0) {
            return failed("making the changes durable");
        }
        return {};
    }

    Result<FileIdentity> identity() override {
        BY_HANDLE_FILE_INFORMATION status{};
        FILE_BASIC_INFO times{};
        if (::GetFileInformationByHandle(handle_, &status) == 0 ||
            ::GetFileInformationByHandleEx(handle_, FileBasicInfo, &times, sizeof times) == 0) {
            return failed("asking for the status");
        }
        return FileIdentity{
            status.dwVolumeSerialNumber, joined(status.nFileIndexHigh, status.nFileIndexLow),
            joined(status.nFileSizeHigh, status.nFileSizeLow),
            nanoseconds_of(status.ftLastWriteTime), times.ChangeTime.QuadPart * 100};
    }

    LockOutcome lock_shared() override { return lock(0); }
    LockOutcome lock_exclusive() override { return lock(LOCKFILE_EXCLUSIVE_LOCK); }

    /// Refuses what is not a regular file.
    Result<void> require_regular(bool for_writing) const {
        BY_HANDLE_FILE_INFORMATION status{};
        if (::GetFileType(handle_) != FILE_TYPE_DISK ||
            ::GetFileInformationByHandle(handle_, &status) == 0) {
            return fail(ErrorCode::unknown_source_kind, "this is not a regular file", path_);
        }
        if ((status.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY) != 0) {
            return fail(ErrorCode::unknown_source_kind, "this is a folder, not a file", path_);
        }
        if (for_writing && (status.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) != 0) {
            return fail(ErrorCode::not_supported_by_store,
                        "is a symbolic link, through which nothing is written: name the file "
                        "that it leads to",
                        path_);
        }
        return {};
    }

  private:
    static DWORD one_call(std::size_t size) {
        return static_cast<DWORD>(std::min<std::size_t>(size, std::size_t{1} << 30));
    }

    /// Of the operation that has just failed.
    tl::unexpected<Error> failed(const std::string& what) const {
        const DWORD error = ::GetLastError();
        const ErrorCode code =
            code_for(error) == ErrorCode::disk_full ? ErrorCode::disk_full : ErrorCode::io_error;
        return fail(code, what + " failed: " + error_text(error), path_);
    }

    LockOutcome lock(DWORD kind) const {
        OVERLAPPED place = at(lock_offset);
        if (::LockFileEx(handle_, kind | LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, &place) != 0) {
            return LockOutcome::locked;
        }
        const DWORD error = ::GetLastError();
        return error == ERROR_LOCK_VIOLATION || error == ERROR_IO_PENDING
                   ? LockOutcome::held_by_other
                   : LockOutcome::unsupported;
    }

    HANDLE handle_;
    std::string path_;
};

class WindowsFiles final : public FileSystem {
  public:
    Result<std::unique_ptr<RandomAccessFile>> open(const std::string& path) override {
        return opened(path, GENERIC_READ, 0);
    }

    Result<std::unique_ptr<WritableFile>> open_for_writing(const std::string& path) override {
        return opened(path, GENERIC_READ | GENERIC_WRITE, FILE_FLAG_OPEN_REPARSE_POINT);
    }

    /// The folder's access list is what protects the file: Windows has no modes.
    Result<std::unique_ptr<WritableFile>> create(const std::string& path,
                                                 const CreateOptions& /*options*/) override {
        const HANDLE handle =
            ::CreateFileW(native_path(path).c_str(), GENERIC_READ | GENERIC_WRITE, all_sharing,
                          nullptr, CREATE_NEW, FILE_ATTRIBUTE_NORMAL, nullptr);
        if (handle == INVALID_HANDLE_VALUE) {
            return failed("cannot be created", path);
        }
        return std::make_unique<WindowsFile>(handle, path);
    }

    /// MoveFileEx does not replace a file that somebody has open, not even ourselves to lock it.
    Result<void> rename(const std::string& from, const std::string& to) override {
        const auto source = native_path(from);
        const auto target = native_path(to);
        if (::ReplaceFileW(target.c_str(), source.c_str(), nullptr, 0, nullptr, nullptr) != 0) {
            return {};
        }
        if (::GetLastError() != ERROR_FILE_NOT_FOUND) {
            return failed("cannot be replaced", to);
        }
        if (::MoveFileExW(source.c_str(), target.c_str(), MOVEFILE_WRITE_THROUGH) == 0) {
            return failed("cannot be renamed", from);
        }
        return {};
    }

    Result<void> remove(const std::string& path) override {
        if (::DeleteFileW(native_path(path).c_str()) == 0) {
            return failed("cannot be removed", path);
        }
        return {};
    }

    /// Windows writes folders through its own journal, and nobody can wait for that.
    Result<void> sync_folder(const std::string& /*path*/) override { return {}; }

    Result<std::vector<std::string>> siblings(const std::string& path) override {
        auto folder = native_path(path).parent_path();
        if (folder.empty()) {
            folder = ".";
        }
        std::error_code error;
        std::vector<std::string> names;
        for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
             entry.increment(error)) {
            names.push_back(utf8_path(entry->path().filename()));
        }
        if (error) {
            return fail(code_for(static_cast<DWORD>(error.value())),
                        "the folder cannot be listed: " + error.message(), path);
        }
        return names;
    }

    bool can_watch() const override { return true; }
    Result<std::unique_ptr<FileWatch>> watch(const std::string& path,
                                             const std::vector<std::string>& endings) override {
        return watch_files(path, endings);
    }

    void pause() override { std::this_thread::sleep_for(lock_pause); }

  private:
    /// As elsewhere: a file that is open can be renamed and removed.
    static constexpr DWORD all_sharing = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;

    static tl::unexpected<Error> failed(const std::string& what, const std::string& path) {
        const DWORD error = ::GetLastError();
        return fail(code_for(error), what + ": " + error_text(error), path);
    }

    static Result<std::unique_ptr<WritableFile>> opened(const std::string& path, DWORD access,
                                                        DWORD flags) {
        const auto name = native_path(path);
        const HANDLE handle = ::CreateFileW(name.c_str(), access, all_sharing, nullptr,
                                            OPEN_EXISTING, FILE_ATTRIBUTE_NORMAL | flags, nullptr);
        if (handle == INVALID_HANDLE_VALUE) {
            const auto error = failed("cannot be opened", path);
            // Windows refuses to open a folder as a file.
            const DWORD attributes = ::GetFileAttributesW(name.c_str());
            if (attributes != INVALID_FILE_ATTRIBUTES &&
                (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0) {
                return fail(ErrorCode::unknown_source_kind, "this is a folder, not a file", path);
            }
            return error;
        }
        auto file = std::make_unique<WindowsFile>(handle, path);
        if (const auto regular = file->require_regular((access & GENERIC_WRITE) != 0); !regular) {
            return tl::unexpected(regular.error());
        }
        return file;
    }
};

}  // namespace

std::shared_ptr<FileSystem> system_files() {
    static const std::shared_ptr<FileSystem> files = std::make_shared<WindowsFiles>();
    return files;
}

}  // namespace olkacct::base
