// The operating system's files, read with pread under an open file description lock.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <thread>

#include "base/file.h"

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
            return ErrorCode::access_denied;
        default:
            return ErrorCode::io_error;
    }
}

std::int64_t nanoseconds(const timespec& time) {
    return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

class PosixFile final : public RandomAccessFile {
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
                return fail(ErrorCode::io_error,
                            "reading at offset " + std::to_string(offset + done) +
                                " failed: " + errno_text(errno),
                            path_);
            }
        }
        return done;
    }

    Result<FileIdentity> identity() override {
        struct stat status {};
        if (::fstat(descriptor_, &status) != 0) {
            return fail(ErrorCode::io_error, "no status of the file: " + errno_text(errno), path_);
        }
        return FileIdentity{static_cast<std::uint64_t>(status.st_dev),
                            static_cast<std::uint64_t>(status.st_ino),
                            static_cast<std::uint64_t>(status.st_size), nanoseconds(status.st_mtim),
                            nanoseconds(status.st_ctim)};
    }

    LockOutcome lock_shared() override {
        struct flock lock {};
        lock.l_type = F_RDLCK;
        lock.l_whence = SEEK_SET;
        if (::fcntl(descriptor_, F_OFD_SETLK, &lock) == 0) {
            return LockOutcome::locked;
        }
        return errno == EAGAIN || errno == EACCES ? LockOutcome::held_by_writer
                                                  : LockOutcome::unsupported;
    }

    void expect_random_access() override { ::posix_fadvise(descriptor_, 0, 0, POSIX_FADV_RANDOM); }

  private:
    int descriptor_;
    std::string path_;
};

class PosixFiles final : public FileSystem {
  public:
    Result<std::unique_ptr<RandomAccessFile>> open(const std::string& path) override {
        // O_NONBLOCK: opening a pipe must not wait for its writer; it is refused below.
        const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
        if (descriptor < 0) {
            return fail(code_for(errno), "cannot be opened: " + errno_text(errno), path);
        }
        auto file = std::make_unique<PosixFile>(descriptor, path);
        struct stat status {};
        if (::fstat(descriptor, &status) != 0) {
            return fail(ErrorCode::io_error, "no status of the file: " + errno_text(errno), path);
        }
        if (!S_ISREG(status.st_mode)) {
            return fail(ErrorCode::unknown_source_kind,
                        S_ISDIR(status.st_mode) ? "this is a folder, not a file"
                                                : "this is not a regular file",
                        path);
        }
        return file;
    }

    Result<std::vector<std::string>> siblings(const std::string& path) override {
        std::error_code error;
        auto folder = std::filesystem::path(path).parent_path();
        if (folder.empty()) {
            folder = ".";
        }
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

    void pause() override { std::this_thread::sleep_for(lock_pause); }
};

}  // namespace

std::shared_ptr<FileSystem> system_files() {
    static const std::shared_ptr<FileSystem> files = std::make_shared<PosixFiles>();
    return files;
}

}  // namespace olkacct::base
