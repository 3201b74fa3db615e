// Opening a hive: lock, base block, logs. regf: sections 1, 2 and 9.
#include "registry/hive/opened_hive.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <thread>
#include <utility>

#include "base/byte_reader.h"
#include "registry/hive/hive_logs.h"

namespace olkacct::registry::hive {
namespace {

/// About two seconds with the pauses of the system's files: several writers take turns.
constexpr int lock_attempts = 400;
/// Before those, at once one after the other: some tens of microseconds.
constexpr int quick_attempts = 40;

/// In a file up to this size most of what read-ahead brings is needed anyway.
constexpr std::uint64_t read_ahead_limit = std::uint64_t{2} << 20;

/// The lowest bit of the flags: Windows has transactions open whose own logs only it can finish.
constexpr std::uint32_t transactions_pending = 1;

}  // namespace

Result<std::unique_ptr<OpenedHive>> OpenedHive::open(const std::string& path,
                                                     const HiveOptions& options,
                                                     std::unique_ptr<base::RandomAccessFile> opened,
                                                     std::shared_ptr<const KnownLog> known) {
    std::unique_ptr<OpenedHive> hive(new OpenedHive(path, options));
    hive->file_ = std::move(opened);
    hive->known_ = std::move(known);
    return finish(std::move(hive));
}

Result<std::unique_ptr<OpenedHive>> OpenedHive::open_for_writing(const std::string& path,
                                                                 const HiveOptions& options,
                                                                 const LogCycle* last) {
    std::unique_ptr<OpenedHive> hive(new OpenedHive(path, options));
    hive->last_ = last;
    auto file = hive->files().open_for_writing(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    hive->writable_ = file->get();
    hive->file_ = std::move(*file);
    auto finished = finish(std::move(hive));
    if (finished) {
        if (const auto writable = (*finished)->writable_problem(); !writable) {
            return tl::unexpected(writable.error());
        }
    }
    return finished;
}

Result<std::unique_ptr<OpenedHive>> OpenedHive::finish(std::unique_ptr<OpenedHive> hive) {
    for (const auto step : {&OpenedHive::open_file, &OpenedHive::read_base}) {
        const auto done = (hive.get()->*step)();
        if (!done) {
            return tl::unexpected(done.error());
        }
    }
    hive->last_ = nullptr;
    hive->image_ =
        std::make_unique<Image>(*hive->file_, hive->recovery_.overlay, hive->base_.bins_size,
                                hive->identity_.size, hive->path_);
    return hive;
}

Result<void> OpenedHive::open_file() {
    if (!file_) {
        auto file = options_.files->open(path_);
        if (!file) {
            return tl::unexpected(file.error());
        }
        file_ = std::move(*file);
    }
    const auto locked = lock();
    if (!locked) {
        return locked;
    }
    const auto identity = file_->identity();
    if (!identity) {
        return tl::unexpected(identity.error());
    }
    identity_ = *identity;
    if (identity_.size > read_ahead_limit) {
        file_->expect_random_access();
    }
    return {};
}

Result<void> OpenedHive::lock() {
    const auto try_to = [this] {
        return writable_ != nullptr ? writable_->lock_exclusive() : file_->lock_shared();
    };
    auto outcome = try_to();
    // Whoever is told that a writer has closed the file may be faster than the end of its lock.
    for (int attempt = 0; outcome == base::LockOutcome::held_by_other && attempt < quick_attempts;
         ++attempt) {
        std::this_thread::yield();
        outcome = try_to();
    }
    for (int attempt = 0; outcome == base::LockOutcome::held_by_other; ++attempt) {
        if (attempt == lock_attempts) {
            return fail(ErrorCode::source_busy, "another program holds the file locked", path_);
        }
        options_.files->pause();
        outcome = try_to();
    }
    if (outcome == base::LockOutcome::unsupported && writable_ != nullptr) {
        return fail(ErrorCode::not_supported_by_store,
                    "this file system has no locks, so writers could not keep apart", path_);
    }
    return {};
}

Result<void> OpenedHive::read_base() {
    const auto length = file_->read_at(0, base_bytes_);
    if (!length) {
        return tl::unexpected(length.error());
    }
    if (*length < 4 || std::memcmp(base_bytes_.data(), "regf", 4) != 0) {
        return fail(ErrorCode::not_a_hive, "the file does not start with regf",
                    path_ + ", offset 0");
    }
    if (*length < base_block_used) {
        return fail(ErrorCode::hive_truncated, "the file ends inside its base block", path_);
    }
    base_ = parse_base_block(base_bytes_);
    if (base_.checksum_ok && base_.type != 0) {
        return fail(ErrorCode::not_a_hive,
                    "this is a transaction log; open the hive that it belongs to",
                    path_ + ", offset 28");
    }
    if (base_.checksum_ok && (base_.minor < oldest_minor || base_.minor > newest_minor)) {
        return fail(ErrorCode::unsupported_hive_version,
                    "the hive has version 1." + std::to_string(base_.minor), path_ + ", offset 24");
    }
    if (auto done = replay_if_needed(); !done) {
        return done;
    }
    const std::string problem = base_block_problem(base_);
    if (!problem.empty() || !base_.checksum_ok) {
        const auto healed = heal_base();
        if (!healed) {
            return healed;
        }
    }
    if (recovery_.overlay.empty() && identity_.size < base_block_size + base_.bins_size) {
        warn("the file ends " + std::to_string(base_block_size + base_.bins_size - identity_.size) +
             " bytes before the hive does");
    }
    return {};
}

Result<void> OpenedHive::replay_if_needed() {
    if (base_.clean()) {
        known_ = nullptr;
        return {};
    }
    left_open_ = last_ != nullptr && last_->closing_header && base_bytes_ == last_->header &&
                 identity_ == last_->hive;
    if (left_open_) {
        base_ = parse_base_block(*last_->closing_header);
        return {};
    }
    return replay_logs();
}

Result<void> OpenedHive::open_log(const std::string& path) {
    auto file = options_.files->open(path);
    if (!file) {
        if (file.error().code == ErrorCode::source_not_found) {
            return {};
        }
        return tl::unexpected(file.error());
    }
    const auto identity = (*file)->identity();
    if (!identity) {
        return tl::unexpected(identity.error());
    }
    if (identity->size != 0) {
        open_logs_.push_back({path, std::move(*file), *identity});
    }
    return {};
}

Result<void> OpenedHive::open_logs() {
    const auto paths = find_logs(*options_.files, path_);
    if (!paths) {
        return tl::unexpected(paths.error());
    }
    for (const std::string& path : *paths) {
        if (path.empty()) {
            continue;
        }
        const auto opened = open_log(path);
        if (!opened) {
            return opened;
        }
    }
    return {};
}

Result<void> OpenedHive::replay_logs() {
    const std::string state = base_.checksum_ok ? "the hive was not closed cleanly"
                                                : "the base block's checksum is wrong";
    const auto known = std::exchange(known_, nullptr);
    unrecovered_ = true;
    if (!options_.replay_logs) {
        warn(state + "; its logs were left aside as asked");
        return {};
    }
    const auto found = open_logs();
    if (!found) {
        return found;
    }
    if (open_logs_.empty()) {
        warn(state + " and there are no logs beside it; its last changes may be missing");
        return {};
    }
    if (!known || !replay_since(known)) {
        const auto replayed = replay_all(state);
        if (!replayed) {
            return replayed;
        }
    }
    unrecovered_ = false;
    base_ = recovery_.base;
    notes_ = recovery_.notes;
    return {};
}

bool OpenedHive::replay_since(const std::shared_ptr<const KnownLog>& known) {
    const auto& log = open_logs_.front();
    if (open_logs_.size() != 1 || log.path != known->path || base_bytes_ != known->hive) {
        return false;
    }
    auto now = go_on(*known, *log.file);
    if (!now) {
        return false;
    }
    recovery_ = now->recovery;
    known_ = std::make_shared<const KnownLog>(std::move(*now));
    return true;
}

Result<void> OpenedHive::replay_all(const std::string& state) {
    for (const OpenLog& log : open_logs_) {
        auto content = base::read_whole(*log.file, max_log_size, log.path);
        if (!content) {
            return tl::unexpected(content.error());
        }
        logs_.push_back(std::make_shared<const Log>(Log{log.path, std::move(*content)}));
    }
    auto recovered = recover(base_, logs_);
    if (!recovered) {
        Error error = recovered.error();
        error.what =
            state + ", and " + error.what + (error.where.empty() ? "" : " (" + error.where + ")");
        error.where = path_;
        return tl::unexpected(error);
    }
    recovery_ = std::move(*recovered);
    if (logs_.size() == 1) {
        if (auto known = know(base_bytes_, logs_.front(), recovery_)) {
            known_ = std::make_shared<const KnownLog>(std::move(*known));
        }
    }
    return {};
}

Result<void> OpenedHive::heal_base() {
    healed_ = true;
    const auto bins_end = [this]() -> Result<std::uint32_t> {
        std::uint32_t size = 0;
        std::array<std::byte, bin_header_size> header{};
        while (size < max_bins_size) {
            const auto length = file_->read_at(Image::file_offset(size), header);
            if (!length) {
                return tl::unexpected(length.error());
            }
            const std::span<const std::byte, bin_header_size> bytes(header);
            const std::uint32_t bin_size = base::load_u32(bytes.subspan<8, 4>());
            if (*length < header.size() || std::memcmp(header.data(), "hbin", 4) != 0 ||
                base::load_u32(bytes.subspan<4, 4>()) != size || bin_size < page_size ||
                bin_size % page_size != 0 || bin_size > max_bins_size - size) {
                break;
            }
            size += bin_size;
        }
        return size;
    };
    const auto size = bins_end();
    if (!size) {
        return tl::unexpected(size.error());
    }
    if (*size == 0) {
        return fail(ErrorCode::hive_damaged,
                    "neither the base block nor the first hive bin can be used",
                    path_ + ", offset 0");
    }
    // A flip anywhere in the block spoils its checksum: what is plausible is kept.
    const std::string problem = base_block_problem(base_);
    const bool size_fits = base_.bins_size % page_size == 0 && base_.bins_size <= max_bins_size &&
                           Image::file_offset(base_.bins_size) <= identity_.size;
    const std::uint32_t plausible = size_fits ? base_.bins_size : 0;
    warn("the base block is damaged" + (problem.empty() ? std::string() : " (" + problem + ")") +
         "; the hive bins have " + std::to_string(std::max(*size, plausible)) + " bytes");
    base_.bins_size = std::max(*size, plausible);
    if (base_.minor < oldest_minor || base_.minor > newest_minor) {
        base_.minor = newest_minor - 1;
    }
    if (base_.root_cell % 8 != 0 || base_.root_cell < bin_header_size ||
        base_.root_cell >= base_.bins_size) {
        base_.root_cell = bin_header_size;
    }
    return {};
}

Result<void> OpenedHive::writable_problem() const {
    if (unrecovered_) {
        return fail(ErrorCode::logs_unusable,
                    "the hive was not closed cleanly and its logs were not applied", path_);
    }
    const bool cut_off =
        recovery_.overlay.empty() && identity_.size < Image::file_offset(base_.bins_size);
    if (healed_ || cut_off) {
        return fail(ErrorCode::hive_damaged,
                    "the hive is damaged and can only be read: export it, or repair it first",
                    path_);
    }
    if (base_.minor > newest_written_minor || base_.clustering != 1) {
        return fail(ErrorCode::unsupported_hive_version,
                    "hives of version 1." + std::to_string(base_.minor) + " with clustering " +
                        std::to_string(base_.clustering) + " are only read",
                    path_);
    }
    if ((base_.flags & transactions_pending) != 0) {
        return fail(ErrorCode::logs_unusable,
                    "Windows has left transactions open in this hive, which only it can finish",
                    path_);
    }
    return {};
}

Result<void> OpenedHive::verify() {
    const auto changed = [this](std::string what) {
        return fail(ErrorCode::changed_while_reading, std::move(what), path_);
    };
    const auto identity = file_->identity();
    if (!identity) {
        return tl::unexpected(identity.error());
    }
    if (*identity != identity_) {
        return changed("the file was changed while it was read");
    }
    BaseBlockBytes bytes{};
    const auto length = file_->read_at(0, bytes);
    if (!length) {
        return tl::unexpected(length.error());
    }
    if (std::memcmp(bytes.data(), base_bytes_.data(), bytes.size()) != 0) {
        return changed("the base block was changed while the hive was read");
    }
    for (const OpenLog& log : open_logs_) {
        const auto now = log.file->identity();
        if (!now) {
            return tl::unexpected(now.error());
        }
        if (*now != log.identity) {
            return changed("a log was changed while the hive was read");
        }
    }
    return {};
}

}  // namespace olkacct::registry::hive
