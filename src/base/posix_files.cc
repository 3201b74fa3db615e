// The operating system's files, read with pread and written with pwrite under open file
// description locks.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <thread>

#include "base/file.h"
#include "base/posix_identity.h"

namespace olkacct::base {
namespace {

constexpr std::chrono::milliseconds lock_pause{5};

std::string errno_text(int error) { return std::strerror(error); }

ErrorCode code_for(int error) {
    switch (error) {
        case ENOENT:
        case ENOTDIR:
            return ErrorCode::source_not_found;
        case EACCES:
        case EPERM:
        case EROFS:
        case ETXTBSY:
            return ErrorCode::access_denied;
        case ENOSPC:
        case EDQUOT:
            return ErrorCode::disk_full;
        case EEXIST:
            return ErrorCode::already_exists;
        case ELOOP:
            return ErrorCode::unknown_source_kind;
        default:
            return ErrorCode::io_error;
    }
}

class PosixFile final : public WritableFile {
  public:
    PosixFile(int descriptor, std::string path) : descriptor_(descriptor), path_(std::move(path)) {}
    ~PosixFile() override { ::close(descriptor_); }

    Result<std::size_t> read_at(std::uint64_t offset, std::span<std::byte> out) override {
        std::size_t done = 0;
        while (done < out.size()) {
            const ssize_t got = ::pread(descriptor_, out.data() + done, out.size() - done,
                                        static_cast<off_t>(offset + done));
            if (got == 0) {
                break;
            }
            if (got > 0) {
                done += static_cast<std::size_t>(got);
            } else if (errno != EINTR) {
                return failed("reading at offset " + std::to_string(offset + done));
            }
        }
        return done;
    }

    Result<void> write_at(std::uint64_t offset, std::span<const std::byte> data) override {
        std::size_t done = 0;
        while (done < data.size()) {
            const ssize_t put = ::pwrite(descriptor_, data.data() + done, data.size() - done,
                                         static_cast<off_t>(offset + done));
            if (put >= 0) {
                done += static_cast<std::size_t>(put);
            } else if (errno != EINTR) {
                return failed("writing at offset " + std::to_string(offset + done));
            }
        }
        return {};
    }

    Result<void> resize(std::uint64_t size) override {
        if (::ftruncate(descriptor_, static_cast<off_t>(size)) != 0) {
            return failed("changing the size");
        }
        return {};
    }

    Result<void> allocate(std::uint64_t size) override {
        const int error = ::posix_fallocate(descriptor_, 0, static_cast<off_t>(size));
        if (error != 0) {
            errno = error;
            return failed("reserving space");
        }
        return {};
    }

    Result<void> sync() override {
        if (::fdatasync(descriptor_) != 0) {
            return failed("making the changes durable");
        }
        return {};
    }

    Result<FileIdentity> identity() override {
        struct stat status {};
        if (::fstat(descriptor_, &status) != 0) {
            return failed("asking for the status");
        }
        return identity_of(status);
    }

    LockOutcome lock_shared() override { return lock(F_RDLCK); }
    LockOutcome lock_exclusive() override { return lock(F_WRLCK); }

    void expect_random_access() override { ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_RANDOM); }

    // Refuses what is not a regular file.
    Result<void> require_regular() const {
        struct stat status {};
        if (::fstat(descriptor_, &status) != 0) {
            return failed("asking for the status");
        }
        if (!S_ISREG(status.st_mode)) {
            return fail(ErrorCode::unknown_source_kind,
                        S_ISDIR(status.st_mode) ? "this is a folder, not a file"
                                                : "this is not a regular file",
                        path_);
        }
        return {};
    }

    // Best effort: only root may give a file away, and then both fit.
    void take_owner_and_mode_of(const struct stat& model) const {
        if (::fchown(descriptor_, model.st_uid, model.st_gid) == 0 ||
            (model.st_uid == ::geteuid() && model.st_gid == ::getegid())) {
            ::fchmod(descriptor_, model.st_mode & 07777);
        }
    }

  private:
    // Of the operation that has just set errno.
    tl::unexpected<Error> failed(const std::string& what) const {
        const int error = errno;
        const ErrorCode code = error == ENOSPC || error == EDQUOT || error == EFBIG
                                   ? ErrorCode::disk_full
                                   : ErrorCode::io_error;
        return fail(code, what + " failed: " + errno_text(error), path_);
    }

    LockOutcome lock(short type) const {
        struct flock lock {};
        lock.l_type = type;
        lock.l_whence = SEEK_SET;
        if (::fcntl(descriptor_, F_OFD_SETLK, &lock) == 0) {
            return LockOutcome::locked;
        }
        return errno == EAGAIN || errno == EACCES ? LockOutcome::held_by_other
                                                  : LockOutcome::unsupported;
    }

    int descriptor_;
    std::string path_;
};

class PosixFiles final : public FileSystem {
  public:
    Result<std::unique_ptr<RandomAccessFile>> open(const std::string& path) override {
        return open_with(path, O_RDONLY);
    }

    Result<std::unique_ptr<WritableFile>> open_for_writing(const std::string& path) override {
        return open_with(path, O_RDWR | O_NOFOLLOW);
    }

    Result<std::unique_ptr<WritableFile>> create(const std::string& path,
                                                 const CreateOptions& options) override {
        const int descriptor = ::open(
            path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, options.mode & 0600);
        if (descriptor < 0) {
            return fail(code_for(errno), "cannot be created: " + errno_text(errno), path);
        }
        auto file = std::make_unique<PosixFile>(descriptor, path);
        struct stat model {};
        if (!options.like.empty() && ::stat(options.like.c_str(), &model) == 0) {
            file->take_owner_and_mode_of(model);
        } else {
            ::fchmod(descriptor, options.mode);
        }
        return std::unique_ptr<WritableFile>(std::move(file));
    }

    Result<void> rename(const std::string& from, const std::string& to) override {
        if (::rename(from.c_str(), to.c_str()) != 0) {
            return fail(code_for(errno), "cannot be renamed: " + errno_text(errno), from);
        }
        return {};
    }

    Result<void> remove(const std::string& path) override {
        if (::unlink(path.c_str()) != 0) {
            return fail(code_for(errno), "cannot be removed: " + errno_text(errno), path);
        }
        return {};
    }

    Result<void> sync_folder(const std::string& path) override {
        const std::string folder = folder_of(path).string();
        const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (descriptor < 0) {
            return fail(code_for(errno), "cannot be opened: " + errno_text(errno), folder);
        }
        const bool done = ::fsync(descriptor) == 0;
        const int error = errno;
        ::close(descriptor);
        if (!done) {
            return fail(ErrorCode::io_error,
                        "making the folder durable failed: " + errno_text(error), folder);
        }
        return {};
    }

    Result<std::vector<std::string>> siblings(const std::string& path) override {
        std::error_code error;
        const auto folder = folder_of(path);
        std::vector<std::string> names;
        for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
             entry.increment(error)) {
            names.push_back(entry->path().filename().string());
        }
        if (error) {
            return fail(code_for(error.value()), "the folder cannot be listed: " + error.message(),
                        folder.string());
        }
        return names;
    }

    [[nodiscard]] bool can_watch() const override { return true; }
    Result<std::unique_ptr<FileWatch>> watch(const std::string& path,
                                             const std::vector<std::string>& endings) override {
        return watch_files(path, endings);
    }

    void pause() override { std::this_thread::sleep_for(lock_pause); }

  private:
    static std::filesystem::path folder_of(const std::string& path) {
        const auto folder = std::filesystem::path(path).parent_path();
        return folder.empty() ? std::filesystem::path(".") : folder;
    }

    static Result<std::unique_ptr<WritableFile>> open_with(const std::string& path, int flags) {
        // O_NONBLOCK: opening a pipe must not wait for its other end; it is refused below.
        const int descriptor = ::open(path.c_str(), flags | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
        if (descriptor < 0 && errno == ELOOP && (flags & O_NOFOLLOW) != 0) {
            return fail(ErrorCode::not_supported_by_store,
                        "is a symbolic link, through which nothing is written: name the file "
                        "that it leads to",
                        path);
        }
        if (descriptor < 0) {
            // A folder cannot be opened for writing at all.
            const ErrorCode code =
                errno == EISDIR ? ErrorCode::unknown_source_kind : code_for(errno);
            return fail(code, "cannot be opened: " + errno_text(errno), path);
        }
        auto file = std::make_unique<PosixFile>(descriptor, path);
        if (const auto regular = file->require_regular(); !regular) {
            return tl::unexpected(regular.error());
        }
        return std::unique_ptr<WritableFile>(std::move(file));
    }
};

}  // namespace

std::shared_ptr<FileSystem> system_files() {
    static const std::shared_ptr<FileSystem> files = std::make_shared<PosixFiles>();
    return files;
}

}  // namespace olkacct::base
