// Through the file interface, but for standard input, which may be a pipe.
#include "plain_file.h"

#include <array>
#include <cerrno>
#include <cstring>

#include "base/file.h"
#include "standard_streams.h"

namespace olkacct::app {
namespace {

Result<std::vector<std::byte>> read_standard_input(std::uint64_t limit) {
    constexpr const char* name = "standard input";
    std::vector<std::byte> content;
    std::vector<char> part(1U << 20);
    for (;;) {
        const auto count = read_some(standard_input, part);
        if (count < 0) {
            return fail(ErrorCode::io_error, std::string("cannot be read: ") + strerror(errno),
                        name);
        }
        if (count == 0) {
            return content;
        }
        const auto got = std::as_bytes(std::span(part).first(static_cast<std::size_t>(count)));
        content.insert(content.end(), got.begin(), got.end());
        if (content.size() > limit) {
            return fail(ErrorCode::limit_exceeded,
                        "is larger than " + std::to_string(limit) + " bytes", name);
        }
    }
}

}  // namespace

Result<std::vector<std::byte>> read_plain_file(const std::string& path, std::uint64_t limit) {
    if (path == "-") {
        return read_standard_input(limit);
    }
    auto file = base::system_files()->open(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    return base::read_whole(**file, limit, path);
}

Result<void> write_new_file(const std::string& path, std::span<const std::byte> content) {
    const auto files = base::system_files();
    auto file = files->create(path, {});
    if (!file) {
        return tl::unexpected(file.error());
    }
    auto done = (*file)->write_at(0, content).and_then([&file] { return (*file)->sync(); });
    file->reset();
    if (!done) {
        // The first error is the one to tell.
        (void)files->remove(path);
        return done;
    }
    return files->sync_folder(path);
}

}  // namespace olkacct::app
