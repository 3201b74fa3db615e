// Making and reading key files.
#include "registry/sqlite/key_file.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "base/file.h"

namespace olkacct::registry {
namespace {

constexpr unsigned long others_mask = 077;

class Descriptor {
  public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) {
            ::close(number_);
        }
    }
    [[nodiscard]] int get() const { return number_; }

  private:
    int number_;
};

tl::unexpected<Error> failed(const std::string& what, const std::string& path) {
    const int error = errno;
    ErrorCode code = ErrorCode::io_error;
    if (error == ENOENT || error == ENOTDIR) {
        code = ErrorCode::source_not_found;
    } else if (error == EACCES || error == EPERM || error == EROFS || error == ELOOP) {
        code = ErrorCode::access_denied;
    } else if (error == ENOSPC || error == EDQUOT) {
        code = ErrorCode::disk_full;
    }
    return fail(code, what + ": " + std::strerror(error), path);
}

Result<void> check_owner(const struct stat& status, const std::string& path) {
    if (!S_ISREG(status.st_mode)) {
        return fail(ErrorCode::unknown_source_kind, "the key is not a regular file", path);
    }
    if (status.st_uid != ::geteuid()) {
        return fail(ErrorCode::access_denied, "the key file belongs to another user", path);
    }
    if ((status.st_mode & others_mask) != 0) {
        return fail(ErrorCode::access_denied,
                    "other users may use the key file, so no secret is entrusted to it; close it "
                    "with chmod 600, and change the passwords it has protected",
                    path);
    }
    return {};
}

// A new file under a name of its own, so that nobody ever sees a key file that is not whole.
Result<void> write_new(const std::string& path, const SecretKey& key) {
    const Descriptor file(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600));
    if (file.get() < 0) {
        return failed("the key file cannot be made", path);
    }
    const ssize_t written = ::write(file.get(), key.bytes.data(), key.bytes.size());
    if (written != static_cast<ssize_t>(key.bytes.size())) {
        errno = written < 0 ? errno : ENOSPC;
        return failed("the key file cannot be written", path);
    }
    if (::fsync(file.get()) != 0) {
        return failed("the key file cannot be made durable", path);
    }
    return {};
}

}  // namespace

SecretKey::~SecretKey() { sodium_memzero(bytes.data(), bytes.size()); }

std::array<std::byte, 16> SecretKey::id() const {
    constexpr std::string_view purpose = "olkacct key id";
    std::array<std::byte, 16> out{};
    crypto_generichash(reinterpret_cast<unsigned char*>(out.data()), out.size(),
                       reinterpret_cast<const unsigned char*>(purpose.data()), purpose.size(),
                       reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
    return out;
}

std::string key_file_path(const std::string& database_path) { return database_path + ".key"; }

Result<SecretKey> read_key_file(const std::string& path) {
    const Descriptor file(
        ::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK | O_NOCTTY));
    if (file.get() < 0) {
        return failed("the key file cannot be opened", path);
    }
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) {
        return failed("the key file cannot be examined", path);
    }
    if (auto checked = check_owner(status, path); !checked) {
        return tl::unexpected(checked.error());
    }
    SecretKey key;
    const ssize_t length = ::read(file.get(), key.bytes.data(), key.bytes.size());
    if (length < 0) {
        return failed("the key file cannot be read", path);
    }
    if (status.st_size != static_cast<off_t>(SecretKey::size) ||
        length != static_cast<ssize_t>(SecretKey::size)) {
        return fail(ErrorCode::unknown_source_kind, "the key file does not hold a key", path);
    }
    return key;
}

Result<SecretKey> make_key_file(const std::string& path) {
    if (auto existing = read_key_file(path);
        existing || existing.error().code != ErrorCode::source_not_found) {
        return existing;
    }
    if (sodium_init() < 0) {
        return fail(ErrorCode::unexpected, "libsodium cannot be used on this machine", path);
    }
    SecretKey key;
    randombytes_buf(key.bytes.data(), key.bytes.size());
    std::array<unsigned char, 8> salt{};
    randombytes_buf(salt.data(), salt.size());
    char name[2 * salt.size() + 1];
    sodium_bin2hex(name, sizeof name, salt.data(), salt.size());
    const std::string temporary = path + "." + name;
    auto done = write_new(temporary, key);
    if (done && ::link(temporary.c_str(), path.c_str()) != 0 && errno != EEXIST) {
        done = failed("the key file cannot be made", path);
    }
    ::unlink(temporary.c_str());
    if (done) {
        done = base::system_files()->sync_folder(path);
    }
    if (!done) {
        return tl::unexpected(done.error());
    }
    // Ours, or that of a process that was faster.
    return read_key_file(path);
}

}  // namespace olkacct::registry
