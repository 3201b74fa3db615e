// The table of store kinds, and choosing among them.
#include "registry/open_store.h"

#include <algorithm>
#include <iterator>
#include <span>

#include "registry/hive/hive_store.h"
#include "registry/hive/new_hive.h"
#include "registry/regfile/regfile_store.h"
#ifdef _WIN32
#include "olkacct/text.h"
#include "registry/windows/live_store.h"
#else
#include "registry/sqlite/sqlite_store.h"
#endif

namespace olkacct::registry {
namespace {

using Files = std::shared_ptr<base::FileSystem>;
using OpenFile = std::unique_ptr<base::RandomAccessFile>;
using Opened = Result<std::shared_ptr<Store>>;

// Enough for every signature, with a byte order mark and in UTF-16.
constexpr std::size_t head_size = 128;

Opened open_hive(const std::string& path, const OpenStoreOptions& options, Files files,
                 OpenFile file) {
    return open_hive_store(
        path,
        {.replay_logs = options.replay_logs, .rewrite = options.rewrite, .files = std::move(files)},
        std::move(file));
}

Opened open_regfile(const std::string& path, const OpenStoreOptions& options, Files files,
                    OpenFile /*file*/) {
    return open_regfile_store(
        path, {.keep = {options.keys != nullptr ? options.keys() : std::vector<std::u16string>()},
               .limits = {},
               .files = std::move(files)});
}

#ifdef _WIN32
Opened open_live(const std::string& path, const OpenStoreOptions& /*options*/, Files /*files*/,
                 OpenFile /*file*/) {
    return open_live_store(from_wtf8(path));
}

Result<void> create_live(const std::string& path, base::FileSystem& /*files*/) {
    return fail(ErrorCode::already_exists, "the registry is there already", "registry:" + path);
}

// Debian has no SQLite for mingw.
tl::unexpected<Error> no_databases(const std::string& path) {
    return fail(ErrorCode::not_supported_by_store, "under Windows there are no databases",
                "sqlite:" + path);
}

Opened open_sqlite(const std::string& path, const OpenStoreOptions& /*options*/, Files /*files*/,
                   OpenFile /*file*/) {
    return no_databases(path);
}

Result<void> create_sqlite(const std::string& path, base::FileSystem& /*files*/) {
    return no_databases(path);
}

bool looks_like_sqlite(std::span<const std::byte> /*head*/) { return false; }

constexpr auto default_database_path = nullptr;
constexpr bool are_databases_files = false;  // nothing is to be opened first
#else
Opened open_sqlite(const std::string& path, const OpenStoreOptions& /*options*/, Files /*files*/,
                   OpenFile file) {
    return open_sqlite_store(path, {}, std::move(file));
}

// The database is made by opening it; this is for the error when there is something already.
Result<void> create_sqlite(const std::string& path, base::FileSystem& /*files*/) {
    if (path.empty()) {
        return fail(ErrorCode::source_not_found,
                    "neither XDG_DATA_HOME nor HOME says where your own database is: name a path",
                    "sqlite:");
    }
    if (base::system_files()->open(path)) {
        return fail(ErrorCode::already_exists, "there is a file already", path);
    }
    return open_sqlite_store(path, {.create = true}).map([](const auto&) {});
}

constexpr bool are_databases_files = true;
#endif

// What a store of any kind keeps in its folder under its own name.
constexpr std::string_view companions[] = {"",     ".LOG1",    ".LOG2", "-wal",
                                           "-shm", "-journal", ".key"};

// The files that creating a store makes, so that a creation that fails leaves nothing in the way of
// the next.
class Traces {
  public:
    Traces(const std::string& path, base::FileSystem& files) : files_(files) {
        for (std::string& one : files_of_store(path)) {
            const auto there = files.open(one);
            if (!there && there.error().code == ErrorCode::source_not_found) {
                absent_.push_back(std::move(one));
            }
        }
    }
    void remove() {
        for (const std::string& path : absent_) {
            static_cast<void>(files_.remove(path));
        }
    }

  private:
    base::FileSystem& files_;
    std::vector<std::string> absent_;
};

struct Kind {
    std::string_view scheme;
    bool (*looks_like)(std::span<const std::byte> head);
    Opened (*open)(const std::string& path, const OpenStoreOptions& options, Files files,
                   OpenFile file);
    Result<void> (*create)(const std::string& path, base::FileSystem& files);
    /// What a URL without a path means; null where it means nothing.
    std::string (*default_path)();
    bool is_file = true;
};

constexpr Kind hive_kind = {"hive", looks_like_hive, open_hive, create_hive, nullptr};
constexpr Kind regfile_kind = {"reg", looks_like_regfile, open_regfile, create_regfile, nullptr};
#ifdef _WIN32
constexpr Kind live_kind = {"registry", [](std::span<const std::byte>) { return false; },
                            open_live,  create_live,
                            nullptr,    false};
#endif
constexpr Kind sqlite_kind = {"sqlite",      looks_like_sqlite,     open_sqlite,
                              create_sqlite, default_database_path, are_databases_files};
#ifdef _WIN32
constexpr const Kind* kinds[] = {&hive_kind, &regfile_kind, &sqlite_kind, &live_kind};
#else
constexpr const Kind* kinds[] = {&hive_kind, &regfile_kind, &sqlite_kind};
#endif

struct Ending {
    std::string_view ending;
    const Kind& kind;
};
constexpr Ending endings[] = {
    {".reg", regfile_kind},
    {".db", sqlite_kind},
    {".sqlite", sqlite_kind},
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

// What stands before the first colon if it has the form of a scheme; empty otherwise.
std::string_view scheme_of(std::string_view text) {
    const std::size_t end = text.find(':');
    if (end == std::string_view::npos || end < 2 || !is_letter(text.front())) {
        return {};
    }
    const std::string_view name = text.substr(0, end);
    const bool well_formed = std::all_of(name.begin(), name.end(), [](char c) {
        return is_letter(c) || (c >= '0' && c <= '9') || c == '+' || c == '-';
    });
    return well_formed ? name : std::string_view();
}

const Kind* kind_of_scheme(std::string_view scheme) {
    const auto* const kind = std::ranges::find(kinds, scheme, &Kind::scheme);
    return kind == std::end(kinds) ? nullptr : *kind;
}

const Kind& kind_of_ending(std::string_view path) {
    for (const Ending& known : endings) {
        if (path.ends_with(known.ending)) {
            return known.kind;
        }
    }
    return hive_kind;
}

Result<std::vector<std::byte>> read_head(base::RandomAccessFile& file) {
    std::vector<std::byte> head(head_size);
    const auto length = file.read_at(0, head);
    if (!length) {
        return tl::unexpected(length.error());
    }
    head.resize(*length);
    return head;
}

Opened open_by_content(const std::string& path, const OpenStoreOptions& options,
                       const Files& files) {
    auto file = files->open(path);
    if (!file) {
        const std::string_view scheme = scheme_of(path);
        if (!scheme.empty() && file.error().code == ErrorCode::source_not_found) {
            std::string known;
            for (const Kind* const kind : kinds) {
                known += (known.empty() ? "" : ", ") + std::string(kind->scheme) + ':';
            }
            return fail(ErrorCode::unknown_source_kind,
                        "'" + std::string(scheme) + ":' is not known; there are " + known, path);
        }
        return tl::unexpected(file.error());
    }
    const auto head = read_head(**file);
    if (!head) {
        return tl::unexpected(head.error());
    }
    const auto* const kind = std::ranges::find_if(
        kinds, [&head](const Kind* candidate) { return candidate->looks_like(*head); });
    if (kind == std::end(kinds)) {
        return fail(ErrorCode::unknown_source_kind,
                    head->empty() ? "the file is empty"
                                  : "the file begins neither as a hive nor as a registry export "
                                    "nor as a database",
                    path);
    }
    return (*kind)->open(path, options, files, std::move(*file));
}

}  // namespace

Result<std::shared_ptr<Store>> open_store(std::string_view path_or_url,
                                          const OpenStoreOptions& options,
                                          std::shared_ptr<base::FileSystem> files) {
    const Kind* const kind = kind_of_scheme(scheme_of(path_or_url));
    if (kind == nullptr) {
        return open_by_content(std::string(path_or_url), options, files);
    }
    const std::string path = path_of(path_or_url);
    if (!kind->is_file) {
        return kind->open(path, options, std::move(files), nullptr);
    }
    if (path.empty()) {
        return fail(ErrorCode::source_not_found, "no path is given", std::string(path_or_url));
    }
    auto file = files->open(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    return kind->open(path, options, std::move(files), std::move(*file));
}

bool is_file(std::string_view path_or_url) {
    const Kind* const kind = kind_of_scheme(scheme_of(path_or_url));
    return kind == nullptr || kind->is_file;
}

std::vector<std::string> files_of_store(const std::string& path) {
    std::vector<std::string> files;
    for (const std::string_view companion : companions) {
        files.push_back(path + std::string(companion));
    }
    return files;
}

std::string path_of(std::string_view path_or_url) {
    const std::string_view scheme = scheme_of(path_or_url);
    const Kind* const kind = kind_of_scheme(scheme);
    if (kind == nullptr) {
        return std::string(path_or_url);
    }
    const std::string path(path_or_url.substr(scheme.size() + 1));
    return path.empty() && kind->default_path != nullptr ? kind->default_path() : path;
}

Result<std::shared_ptr<Store>> create_store(std::string_view path_or_url,
                                            std::shared_ptr<base::FileSystem> files) {
    const std::string path = path_of(path_or_url);
    const Kind* named = kind_of_scheme(scheme_of(path_or_url));
    const Kind& kind = named != nullptr ? *named : kind_of_ending(path);
    Traces traces(path, *files);
    if (auto made = kind.create(path, *files); !made) {
        // Not what somebody else made meanwhile.
        if (made.error().code != ErrorCode::already_exists) {
            traces.remove();
        }
        return tl::unexpected(made.error());
    }
    auto file = files->open(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    return kind.open(path, {}, std::move(files), std::move(*file));
}

}  // namespace olkacct::registry
