// Parts of the file interface that are the same for every file system.
#include "base/file.h"

namespace olkacct::base {

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
