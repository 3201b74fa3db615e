// The order in which a commit writes and waits.
#include "registry/hive/writable_hive.h"

#include <algorithm>
#include <cstring>

#include "base/byte_reader.h"
#include "base/byte_writer.h"
#include "base/filetime.h"

namespace olkacct::registry::hive {
namespace {

/// Windows grows hives by this much.
constexpr std::uint64_t growth_step = 256 * 1024;
constexpr std::size_t base_flags_field = 144;
/// How much of a replayed log is put together for one write.
constexpr std::size_t largest_run = std::size_t{1} << 20;
/// Of a log that a second commit begins: room for some twenty that change one property.
constexpr std::size_t cycle_size = 256 * 1024;

std::uint64_t file_size_for(std::uint32_t bins_size) {
    const std::uint64_t needed = Image::file_offset(bins_size);
    return (needed + growth_step - 1) / growth_step * growth_step;
}

}  // namespace

Result<std::unique_ptr<WritableHive>> WritableHive::open(const std::string& path,
                                                         const HiveOptions& options,
                                                         std::shared_ptr<LastCycle> last_cycle) {
    auto last = last_cycle ? last_cycle->look() : std::nullopt;
    auto hive = OpenedHive::open_for_writing(path, options, last ? &*last : nullptr);
    if (!hive) {
        return tl::unexpected(hive.error());
    }
    return std::unique_ptr<WritableHive>(
        new WritableHive(std::move(*hive), std::move(last_cycle), std::move(last)));
}

Result<void> WritableHive::commit(const PendingPages& pending) {
    if (used_) {
        return fail(ErrorCode::reopen_needed, "this hive was committed to already", hive_->path());
    }
    if (pending.pages.empty()) {
        return {};
    }
    used_ = true;
    header_ = known_header_ = hive_->base_bytes();
    identity_ = hive_->identity();
    auto done = check_pages(pending);
    if (done) {
        done = commit_checked(pending);
    }
    if (!done && !header_touched_) {
        logs_.remove_created();
    }
    logs_.close();
    return done;
}

Result<void> WritableHive::check_pages(const PendingPages& pending) const {
    const std::uint32_t last = pending.pages.rbegin()->first;
    const bool aligned = std::all_of(pending.pages.begin(), pending.pages.end(),
                                     [](const auto& page) { return page.first % page_size == 0; });
    if (!aligned || pending.bins_size % page_size != 0 || pending.bins_size > max_bins_size ||
        pending.bins_size < hive_->base().bins_size || last >= pending.bins_size) {
        return fail(ErrorCode::unexpected, "the changed pages do not fit the hive", hive_->path());
    }
    if (journal_size(pending) > max_log_size) {
        return fail(ErrorCode::limit_exceeded,
                    "the change is larger than a transaction log may be: rewrite the hive instead",
                    hive_->path());
    }
    return {};
}

Result<void> WritableHive::commit_checked(const PendingPages& pending) {
    if (auto done = check_unchanged(); !done) {
        return done;
    }
    if (auto done = logs_.open(hive_->files(), hive_->path(), hive_->recovered()); !done) {
        return done;
    }
    sequence_ =
        hive_->recovered() ? hive_->recovery().next_sequence : hive_->base().primary_sequence;
    new_format_ = takes_new_format();
    const std::uint64_t last_written = hive_->base().last_written;
    written_ = new_format_ ? last_written : std::max(base::filetime_now(), last_written + 1);
    const auto all = with_first_page(pending);
    if (!all) {
        return tl::unexpected(all.error());
    }
    if (last_cycle_) {
        (void)last_cycle_->take();
    }
    const auto more = goes_on(*all);
    if (!more) {
        return tl::unexpected(more.error());
    }
    const auto journal = *more ? add_to_log(*all) : begin_log(*all);
    if (!journal) {
        return tl::unexpected(journal.error());
    }
    if (auto done = check_unchanged(); !done) {
        return done;
    }
    const bool opened_before = *more && hive_->left_open();
    if (!opened_before) {
        if (auto done = begin_change(); !done) {
            return done;
        }
    }
    if (auto done = write_pages(*journal); !done) {
        return done;
    }
    if (!*more) {
        if (auto done = end_change(pending.bins_size); !done) {
            return done;
        }
    }
    remember_cycle(pending.bins_size, *more);
    return {};
}

/// Whether hive and logs are as the last commit of this store left them, and there is room.
Result<bool> WritableHive::goes_on(const PendingPages& pending) {
    const auto& last = last_;
    if (!last || !new_format_ || hive_->recovered() || last->next_sequence != sequence_ ||
        last->hive != identity_ || last->header != header_ ||
        last->end + journal_size(pending) > last->size ||
        identity_.size < Image::file_offset(pending.bins_size)) {
        return false;
    }
    return logs_.are_as_left(*last);
}

/// The file is not touched before: of a closed hive the disk has either the header of now, and a
/// crash leaves the entry unread, or the one that opened the cycle, from which recovery goes
/// through all entries.
Result<Journal> WritableHive::add_to_log(const PendingPages& pending) {
    cycle_ = *last_;
    Journal journal = new_format_entry(sequence_, pending);
    if (auto done = logs_.write(journal.bytes, cycle_.end); !done) {
        return tl::unexpected(done.error());
    }
    cycle_.end += journal.end;
    return journal;
}

Result<Journal> WritableHive::begin_log(const PendingPages& pending) {
    if (hive_->left_open()) {
        // What line 5 of the last commit would have done.
        if (auto done = hive_->file().sync(); !done) {
            return tl::unexpected(done.error());
        }
        header_ = last_->closing_header.value();
    }
    Journal journal = make_journal(pending, last_ ? cycle_size : 0);
    cycle_.first_sequence = sequence_;
    cycle_.end = journal.end;
    cycle_.size = journal.bytes.size();
    if (auto done = settle(pending.bins_size); !done) {
        return tl::unexpected(done.error());
    }
    if (auto done = logs_.neutralise_stale(sequence_, new_format_, written_); !done) {
        return tl::unexpected(done.error());
    }
    if (auto done = logs_.write(journal.bytes, 0); !done) {
        return tl::unexpected(done.error());
    }
    return journal;
}

void WritableHive::remember_cycle(std::uint32_t bins_size, bool left_open) {
    if (!last_cycle_ || !new_format_) {
        return;
    }
    const auto hive = hive_->file().identity();
    const auto log = logs_.identity();
    if (hive && log) {
        cycle_.next_sequence = sequence_ + 1;
        cycle_.header = header_;
        cycle_.hive = *hive;
        cycle_.log = *log;
        cycle_.closing_header = left_open ? std::optional(closing_header(bins_size)) : std::nullopt;
        last_cycle_->put(cycle_);
    }
}

/// Windows 7 cannot replay the new format; every later one can replay the old. regf: section 10.1.
bool WritableHive::takes_new_format() const {
    if (logs_.has_type([](std::uint32_t type) { return type == log_type_new; })) {
        return true;
    }
    if (logs_.has_type(
            [](std::uint32_t type) { return type == log_type_old || type == log_type_oldest; })) {
        return false;
    }
    const BaseBlock& base = hive_->base();
    return base.last_reorganised != 0 || base.last_written == 0 ||
           base.minor >= newest_written_minor;
}

/// Windows puts the first page into every commit; up to Windows 8 it bears the time.
Result<PendingPages> WritableHive::with_first_page(const PendingPages& pending) {
    PendingPages all = pending;
    // Of a recovered hive it may be in the logs alone.
    first_page_as_it_is_ = new_format_ && !all.pages.contains(0) && !hive_->recovered();
    if (!all.pages.contains(0)) {
        if (const auto read = hive_->image().read(0, all.pages[0]); !read) {
            return tl::unexpected(read.error());
        }
    }
    if (!new_format_) {
        base::store_u64(std::span(all.pages[0]).subspan<hbin_field::time, 8>(), written_);
    }
    return all;
}

Journal WritableHive::make_journal(const PendingPages& pending, std::size_t least) {
    // Of a recovered hive: the header that settling it will write.
    BaseBlockBytes base = header_;
    if (hive_->recovered()) {
        const auto replaced = hive_->recovery().base_bytes;
        std::copy(replaced.begin(), replaced.end(), base.begin());
        base::store_u32(std::span(base).subspan<base_flags_field, 4>(), hive_->base().flags);
        stamp_base_block(base, {.primary_sequence = sequence_,
                                .secondary_sequence = sequence_,
                                .last_written = hive_->base().last_written,
                                .bins_size = hive_->base().bins_size});
        header_ = base;
    }
    return new_format_ ? new_format_journal(base, sequence_, pending, least)
                       : old_format_journal(base, sequence_ + 1, written_, pending);
}

Result<void> WritableHive::settle(std::uint32_t bins_size) {
    base::WritableFile& file = hive_->file();
    const std::uint64_t needed = Image::file_offset(std::max(bins_size, hive_->base().bins_size));
    if (identity_.size < needed) {
        if (auto done = file.allocate(file_size_for(bins_size)); !done) {
            return done;
        }
    }
    if (hive_->recovered()) {
        // The logs are not touched, and the header stays as it is: a crash here repeats the replay.
        // What says that the hive is dirty may be known to the system only: a killed writer did
        // not wait for it. Without it a crash would leave new pages under a clean header.
        if (auto done = file.write_at(0, known_header_); !done) {
            return done;
        }
        if (auto done = file.sync(); !done) {
            return done;
        }
        if (auto done = write_recovered_pages(); !done) {
            return done;
        }
        if (auto done = file.sync(); !done) {
            return done;
        }
    }
    if (auto done = write_header(); !done) {
        return done;
    }
    if (auto done = file.sync(); !done) {
        return done;
    }
    return remember_identity();
}

Result<void> WritableHive::write_recovered_pages() {
    const Overlay& overlay = hive_->recovery().overlay;
    const std::vector<std::uint32_t> offsets = overlay.offsets();
    std::vector<std::byte> run;
    for (std::size_t i = 0; i < offsets.size();) {
        const std::uint32_t from = offsets[i];
        std::uint32_t to = from;
        while (i < offsets.size() && offsets[i] == to && to - from < largest_run) {
            to += sector_size;
            ++i;
        }
        run.resize(to - from);
        overlay.apply(from, run);
        if (auto done = hive_->file().write_at(Image::file_offset(from), run); !done) {
            return done;
        }
    }
    return {};
}

/// The size stays that of the old state: readers that know nothing of logs then see the old hive
/// for as long as they can.
Result<void> WritableHive::begin_change() {
    const BaseBlock base = parse_base_block(header_);
    stamp_base_block(header_, {.primary_sequence = cycle_.first_sequence + 1,
                               .secondary_sequence = cycle_.first_sequence,
                               .last_written = written_,
                               .bins_size = base.bins_size});
    header_touched_ = true;
    if (auto done = write_header(); !done) {
        return done;
    }
    return hive_->file().sync();
}

Result<void> WritableHive::write_pages(const Journal& journal) {
    base::WritableFile& file = hive_->file();
    for (const JournalRun& run : journal.runs) {
        // The first page is in every log, but seldom changed.
        const bool unchanged =
            first_page_as_it_is_ && run.offset == 0 && run.bytes.size() == page_size;
        if (unchanged) {
            continue;
        }
        if (auto done = file.write_at(Image::file_offset(run.offset), run.bytes); !done) {
            return done;
        }
    }
    return {};
}

Result<void> WritableHive::end_change(std::uint32_t bins_size) {
    if (auto done = hive_->file().sync(); !done) {
        return done;
    }
    header_ = closing_header(bins_size);
    return write_header();
}

BaseBlockBytes WritableHive::closing_header(std::uint32_t bins_size) const {
    BaseBlockBytes header = header_;
    stamp_base_block(header, {.primary_sequence = sequence_ + 1,
                              .secondary_sequence = sequence_ + 1,
                              .last_written = written_,
                              .bins_size = bins_size});
    return header;
}

Result<void> WritableHive::check_unchanged() {
    const auto changed = [this](std::string what) {
        return fail(ErrorCode::conflict, std::move(what), hive_->path());
    };
    const auto identity = hive_->file().identity();
    if (!identity) {
        return tl::unexpected(identity.error());
    }
    if (*identity != identity_) {
        return changed("a program that ignores locks changed the file");
    }
    const auto named = hive_->files().open(hive_->path());
    if (!named) {
        return tl::unexpected(named.error());
    }
    const auto there = (*named)->identity();
    if (!there) {
        return tl::unexpected(there.error());
    }
    if (there->device != identity_.device || there->inode != identity_.inode) {
        return changed("another file took the name of this one");
    }
    BaseBlockBytes bytes{};
    const auto length = hive_->file().read_at(0, bytes);
    if (!length) {
        return tl::unexpected(length.error());
    }
    if (bytes != known_header_) {
        return changed("a program that ignores locks changed the base block");
    }
    return {};
}

Result<void> WritableHive::write_header() {
    if (auto done = hive_->file().write_at(0, header_); !done) {
        return done;
    }
    known_header_ = header_;
    return {};
}

Result<void> WritableHive::remember_identity() {
    auto identity = hive_->file().identity();
    if (!identity) {
        return tl::unexpected(identity.error());
    }
    identity_ = *identity;
    return {};
}

}  // namespace olkacct::registry::hive
