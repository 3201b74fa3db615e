// Locking, reading as a whole, and replacing an export.
#include "registry/regfile/regfile_write.h"

#include <algorithm>

#include "base/replace_file.h"
#include "registry/planned_write.h"
#include "registry/regfile/decoder.h"
#include "registry/regfile/regfile_parser.h"
#include "registry/regfile/regfile_update.h"
#include "registry/regfile/regfile_writer.h"
#include "registry/tree_write.h"

namespace olkacct::registry {
namespace {

// The whole export while it is being changed.
struct OpenExport {
    OpenExport(std::string name, const RegfileOptions& read_options)
        : path(std::move(name)), options(read_options) {
        options.keep = {};
        options.outline = true;
    }

    std::string path;
    RegfileOptions options;
    std::unique_ptr<base::RandomAccessFile> file;  // holds the lock if it is to be written
    std::u16string text;                           // without the byte order mark
    RegfileContent content;
};

Result<bool> is_same_file(base::RandomAccessFile& left, base::RandomAccessFile& right) {
    const auto a = left.identity();
    const auto b = a ? right.identity() : a;
    if (!b) {
        return tl::unexpected(b.error());
    }
    return a->device == b->device && a->inode == b->inode;
}

// Whoever waited for the lock may have got that of a file which was replaced meanwhile.
Result<std::unique_ptr<base::WritableFile>> lock_file(const std::string& path,
                                                      const RegfileOptions& options) {
    for (int attempt = 0; attempt <= options.lock_attempts; ++attempt) {
        auto file = options.files->open_for_writing(path);
        if (!file) {
            return file;
        }
        const auto outcome = (*file)->lock_exclusive();
        if (outcome == base::LockOutcome::unsupported) {
            return fail(ErrorCode::not_supported_by_store,
                        "this file system has no locks, so writers could not keep apart", path);
        }
        if (outcome == base::LockOutcome::locked) {
            const auto named = options.files->open(path);
            if (!named) {
                return tl::unexpected(named.error());
            }
            const auto same = is_same_file(**file, **named);
            if (!same) {
                return tl::unexpected(same.error());
            }
            if (*same) {
                return file;
            }
        }
        options.files->pause();
    }
    return fail(ErrorCode::source_busy, "another program holds the file locked", path);
}

Result<void> check_dialect(const RegfileOutline& outline, const std::string& path) {
    const char* reason = nullptr;
    if (outline.format.dialect == Dialect::regedit4) {
        reason =
            "a REGEDIT4 export names no code page, so it is not changed; export it anew as "
            "version 5";
    } else if (outline.format.dialect == Dialect::wine) {
        reason = "Wine writes its registry files itself, so they are not changed";
    } else if (outline.has_deletions) {
        reason = "the export deletes keys or values: it is a script and is not changed";
    }
    return reason == nullptr ? Result<void>()
                             : fail(ErrorCode::not_supported_by_store, reason, path);
}

Result<void> read_export(OpenExport& opened) {
    const auto bytes =
        base::read_whole(*opened.file, opened.options.limits.text_bytes, opened.path);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    auto content = parse_regfile(*bytes, opened.options, opened.path);
    if (!content) {
        return tl::unexpected(content.error());
    }
    opened.content = std::move(*content);
    const Format& format = opened.content.outline.format;
    if (auto known = check_dialect(opened.content.outline, opened.path); !known) {
        return known;
    }
    decode(format.encoding, std::span(*bytes).subspan(format.mark_bytes), true, opened.text);
    if (encode_export(format, opened.text) != *bytes) {
        return fail(ErrorCode::not_supported_by_store,
                    "the export has bytes that are no text, so it is not changed", opened.path);
    }
    return {};
}

bool same_tree(const KeyNode& left, const KeyNode& right) {
    return &left == &right ||
           (left.name == right.name && left.values == right.values &&
            std::ranges::equal(left.subkeys, right.subkeys,
                               [](const auto& a, const auto& b) { return same_tree(*a, *b); }));
}

Result<void> replace_export(const OpenExport& locked, const KeyNode& changed) {
    const RegfileOutline& outline = locked.content.outline;
    const auto bytes = encode_export(
        outline.format, update_export(locked.text, outline, *locked.content.root, changed));
    // Not everything that a registry takes has a form in an export: a line end in a key's name.
    const auto read_back = parse_regfile(bytes, locked.options, locked.path);
    if (!read_back || !same_tree(*read_back->root, changed)) {
        return fail(ErrorCode::not_supported_by_store,
                    "a name or value has no form in a registry export", locked.path);
    }
    return base::replace_file(*locked.options.files, locked.path, bytes);
}

using Commit = std::function<Result<void>(const std::shared_ptr<const KeyNode>&)>;

std::unique_ptr<WriteTransaction> begin_on(const OpenExport& opened, Commit commit) {
    return write_tree(
        opened.content.root,
        {.name = opened.path, .keeps_class_names = false, .commit = std::move(commit)},
        opened.content.warnings);
}

}  // namespace

Result<std::unique_ptr<WriteTransaction>> begin_regfile_write(
    const std::string& path, const RegfileOptions& options,
    std::shared_ptr<std::atomic<bool>> over) {
    if (*over) {
        return fail(ErrorCode::reopen_needed, "an earlier write failed", path);
    }
    auto locked = std::make_shared<OpenExport>(path, options);
    auto file = lock_file(path, options);
    if (!file) {
        return tl::unexpected(file.error());
    }
    locked->file = std::move(*file);
    if (auto done = read_export(*locked); !done) {
        return tl::unexpected(done.error());
    }
    const auto commit = [locked, over = std::move(over)](
                            const std::shared_ptr<const KeyNode>& changed) -> Result<void> {
        if (same_tree(*locked->content.root, *changed)) {
            return {};
        }
        auto done = replace_export(*locked, *changed);
        if (!done && done.error().code != ErrorCode::not_supported_by_store) {
            *over = true;
        }
        return done;
    };
    return begin_on(*locked, commit);
}

Result<std::unique_ptr<WriteTransaction>> begin_regfile_plan(const std::string& path,
                                                             const RegfileOptions& options) {
    OpenExport opened(path, options);
    auto file = options.files->open(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    opened.file = std::move(*file);
    const auto before = opened.file->identity();
    const auto done = read_export(opened);
    const auto after = opened.file->identity();
    if (before && after && *before != *after) {
        return fail(ErrorCode::changed_while_reading, "the file changes while it is read", path);
    }
    if (!done) {
        return tl::unexpected(done.error());
    }
    return begin_on(opened, [path](const auto&) -> Result<void> { return not_committed(path); });
}

}  // namespace olkacct::registry
