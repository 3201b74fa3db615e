// Parts of the file interface that are the same for every file system.
#include "base/file.h"

namespace olkacct::base {
namespace {

tl::unexpected<Error> read_only(const std::string& path) {
    return fail(ErrorCode::not_supported_by_store, "these files can only be read", path);
}

#ifdef _WIN32
constexpr std::string_view separators = "/\\:";
#else
constexpr std::string_view separators = "/";
#endif

}  // namespace

bool is_separator(char c) { return separators.find(c) != std::string_view::npos; }

std::size_t name_position(std::string_view path) { return path.find_last_of(separators) + 1; }

Result<std::unique_ptr<WritableFile>> FileSystem::open_for_writing(const std::string& path) {
    return read_only(path);
}

Result<std::unique_ptr<WritableFile>> FileSystem::create(const std::string& path,
                                                         const CreateOptions& /*options*/) {
    return read_only(path);
}

Result<void> FileSystem::rename(const std::string& from, const std::string& /*to*/) {
    return read_only(from);
}

Result<void> FileSystem::remove(const std::string& path) { return read_only(path); }

Result<void> FileSystem::sync_folder(const std::string& path) { return read_only(path); }

Result<std::unique_ptr<FileWatch>> FileSystem::watch(const std::string& path,
                                                     const std::vector<std::string>& /*endings*/) {
    return fail(ErrorCode::not_supported_by_store, "these files cannot be watched", path);
}

Result<std::vector<std::byte>> read_whole(RandomAccessFile& file, std::uint64_t limit,
                                          const std::string& path) {
    const auto identity = file.identity();
    if (!identity) {
        return tl::unexpected(identity.error());
    }
    if (identity->size > limit) {
        return fail(ErrorCode::limit_exceeded,
                    "the file has more than " + std::to_string(limit) + " bytes", path);
    }
    std::vector<std::byte> content(static_cast<std::size_t>(identity->size));
    const auto length = file.read_at(0, content);
    if (!length) {
        return tl::unexpected(length.error());
    }
    content.resize(*length);
    return content;
}

}  // namespace olkacct::base
