// Replacing a file by renaming a finished one onto it.
#include "base/replace_file.h"

namespace olkacct::base {
namespace {

struct Temporary {
    std::string path;
    std::unique_ptr<WritableFile> file;
};

Result<Temporary> create_beside(FileSystem& files, const std::string& path, unsigned mode) {
    Temporary made{path + ".olkacct-new", nullptr};
    const CreateOptions options{.like = path, .mode = mode};
    auto file = files.create(made.path, options);
    if (!file && file.error().code == ErrorCode::already_exists) {
        // Of a process that was killed: one that lives would hold the caller's lock.
        file = files.remove(made.path).and_then([&] { return files.create(made.path, options); });
    }
    if (!file) {
        return tl::unexpected(file.error());
    }
    made.file = std::move(*file);
    return made;
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
