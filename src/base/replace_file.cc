// Replacing a file by renaming a finished one onto it.
#include "base/replace_file.h"

namespace olkacct::base {
namespace {

// Left behind only by a process that was killed; then the next one takes another number.
constexpr int max_leftovers = 100;

struct Temporary {
    std::string path;
    std::unique_ptr<WritableFile> file;
};

Result<Temporary> create_beside(FileSystem& files, const std::string& path, unsigned mode) {
    for (int number = 0;; ++number) {
        Temporary made{path + ".new" + std::to_string(number), nullptr};
        auto file = files.create(made.path, {.like = path, .mode = mode});
        if (file) {
            made.file = std::move(*file);
            return made;
        }
        if (file.error().code != ErrorCode::already_exists || number == max_leftovers) {
            return tl::unexpected(file.error());
        }
    }
}

}  // namespace

Result<void> replace_file(FileSystem& files, const std::string& path,
                          std::span<const std::byte> content, unsigned mode) {
    auto temporary = create_beside(files, path, mode);
    if (!temporary) {
        return tl::unexpected(temporary.error());
    }
    auto done = temporary->file->write_at(0, content);
    if (done) {
        done = temporary->file->sync();
    }
    temporary->file.reset();
    if (done) {
        done = files.rename(temporary->path, path);
    }
    if (!done) {
        // The first error is the one to tell.
        (void)files.remove(temporary->path);
        return done;
    }
    return files.sync_folder(path);
}

}  // namespace olkacct::base
