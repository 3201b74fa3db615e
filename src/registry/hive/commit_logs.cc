// Opening, emptying and writing logs.
#include "registry/hive/commit_logs.h"

#include <array>
#include <string_view>

namespace olkacct::registry::hive {
namespace {

constexpr std::array<std::string_view, 2> created_suffixes = {".LOG1", ".LOG2"};

bool is_before(const BaseBlock& log, std::uint32_t sequence) {
    return sequence_before(log.primary_sequence, sequence) &&
           sequence_before(log.secondary_sequence, sequence);
}

}  // namespace

Result<void> CommitLogs::open(base::FileSystem& files, const std::string& hive,
                              bool was_recovered) {
    files_ = &files;
    hive_ = hive;
    // What a hive was recovered from may have had any spelling.
    auto paths = was_recovered ? find_logs(files, hive) : find_usual_logs(files, hive);
    if (!paths) {
        return tl::unexpected(paths.error());
    }
    paths_ = std::move(*paths);
    for (std::size_t i = 0; i < log_count; ++i) {
        auto done = Result<void>();
        if (!paths_[i].empty()) {
            done = look_at(i);
        } else if (i < created_suffixes.size()) {
            done = create(i);
        }
        if (!done) {
            return done;
        }
    }
    return {};
}

Result<void> CommitLogs::look_at(std::size_t place) {
    std::unique_ptr<base::RandomAccessFile> other;
    if (place == 0) {
        auto log = files_->open_for_writing(paths_[place]);
        if (!log) {
            return tl::unexpected(log.error());
        }
        log_ = std::move(*log);
    } else {
        auto log = files_->open(paths_[place]);
        if (!log) {
            return tl::unexpected(log.error());
        }
        other = std::move(*log);
    }
    auto head = read_log_head(place == 0 ? *log_ : *other);
    if (!head) {
        return tl::unexpected(head.error());
    }
    heads_[place] = *head;
    return {};
}

Result<void> CommitLogs::create(std::size_t place) {
    const std::string path = hive_ + std::string(created_suffixes.at(place));
    auto log = files_->create(path, {.like = hive_});
    if (!log) {
        return tl::unexpected(log.error());
    }
    created_.push_back(path);
    if (place == 0) {
        log_ = std::move(*log);
    }
    return {};
}

void CommitLogs::remove_created() {
    for (const std::string& path : created_) {
        // The failure before this is the one to tell.
        (void)files_->remove(path);
    }
}

Result<bool> CommitLogs::are_as_left(const LogCycle& last) {
    for (std::size_t i = 1; i < log_count; ++i) {
        if (heads_[i] && !is_before(*heads_[i], last.first_sequence)) {
            return false;
        }
    }
    const auto log = identity();
    if (!log) {
        return tl::unexpected(log.error());
    }
    return *log == last.log && heads_[0] && heads_[0]->primary_sequence == last.first_sequence;
}

Result<void> CommitLogs::neutralise_stale(std::uint32_t sequence, bool new_format,
                                          std::uint64_t written) {
    // LOG1 is written after this has been done, so the commit before this one did it.
    const bool done_before =
        heads_[0] && heads_[0]->primary_sequence == (new_format ? sequence - 1 : sequence);
    for (std::size_t i = 1; i < log_count; ++i) {
        const auto& head = heads_[i];
        const bool before = !head || is_before(*head, sequence);
        const bool older = !head || new_format || head->last_written < written;
        const bool harmless = before && older;
        if (paths_[i].empty() || (harmless && (head || done_before))) {
            continue;
        }
        auto log = files_->open_for_writing(paths_[i]);
        if (!log) {
            return tl::unexpected(log.error());
        }
        // Empty logs are normal, and unlike zeros in its place a size cannot get lost unnoticed.
        if (!harmless) {
            if (auto done = (*log)->resize(0); !done) {
                return done;
            }
        }
        // Of one that is empty already: a killed writer may have made it so and not waited.
        if (auto done = (*log)->sync(); !done) {
            return done;
        }
    }
    return {};
}

Result<void> CommitLogs::write(std::span<const std::byte> bytes, std::uint64_t offset) {
    if (auto done = log_->write_at(offset, bytes); !done) {
        return done;
    }
    if (auto done = log_->sync(); !done) {
        return done;
    }
    return created_.empty() ? Result<void>() : files_->sync_folder(hive_);
}

}  // namespace olkacct::registry::hive
