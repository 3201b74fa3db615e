// Writing entries of the journal and reading them from their end.
#include "undo_journal.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <span>

#include "base/digits.h"
#include "base/filetime.h"
#include "base/random.h"
#include "private_folder.h"
#include "registry/open_store.h"

namespace olkacct::app {
namespace {

constexpr std::string_view magic = "olkacct undo 1 ";
constexpr std::string_view ending = ".undo";
constexpr unsigned private_file = 0600;
constexpr std::size_t longest_header = 64 * 1024;
constexpr std::size_t first_block = 64 * 1024;
// `YYYYMMDDTHHMMSS.FFFFFFF-XXXX`: a time in the order of its text, then what tells two apart.
constexpr std::string_view name_form = "00000000T000000.0000000-xxxx";
constexpr int max_attempts = 100;

bool is_hex(char c) { return base::is_digit(c) || (c >= 'a' && c <= 'f'); }

std::string new_name(std::string_view time) {
    std::string name;
    for (const char c : time) {
        if (base::is_digit(c) || c == 'T' || c == '.') {
            name += c;
        }
    }
    std::array<std::byte, 2> random{};
    base::fill_random(random);
    std::array<char, 6> tail{};
    std::snprintf(tail.data(), tail.size(), "-%02x%02x", std::to_integer<unsigned>(random[0]),
                  std::to_integer<unsigned>(random[1]));
    return name + tail.data();
}

std::string path_of(const std::string& folder, std::string_view name) {
    return folder + '/' + std::string(name) + std::string(ending);
}

constexpr const char* not_kept = "what is changed cannot be kept for undo: ";

// With the folders above it, all of them durable.
Result<void> make_folder(const std::string& path) {
    std::error_code error = make_private_folder(path);
    const std::size_t slash = path.rfind('/');
    if (error == std::errc::no_such_file_or_directory && slash != std::string::npos && slash != 0) {
        if (auto made = make_folder(path.substr(0, slash)); !made) {
            return made;
        }
        error = make_private_folder(path);
    }
    if (!error) {
        return base::system_files()->sync_folder(path);
    }
    if (error == std::errc::file_exists) {
        return {};
    }
    const ErrorCode code = error == std::errc::no_space_on_device ? ErrorCode::disk_full
                           : error == std::errc::io_error         ? ErrorCode::io_error
                                                                  : ErrorCode::access_denied;
    return fail(code, not_kept + error.message(), path);
}

std::span<const std::byte> bytes_of(std::string_view text) {
    return std::as_bytes(std::span(text));
}

PlanState state_after(const Result<void>& outcome, const Plan& plan) {
    if (outcome) {
        return PlanState::done;
    }
    // After these the old or the new state is stored.
    const ErrorCode code = outcome.error().code;
    const bool in_doubt = code == ErrorCode::io_error || code == ErrorCode::disk_full;
    return in_doubt && !was_never_done(plan) ? PlanState::begun : PlanState::not_done;
}

}  // namespace

// Links in the folders are followed, the file itself is what it is called.
std::string lasting_path(const std::string& path) {
    if (!registry::is_file(path)) {
        return path;
    }
    std::error_code unknown;
    const auto whole = std::filesystem::absolute(path, unknown);
    const auto folder = std::filesystem::weakly_canonical(whole.parent_path(), unknown);
    return unknown || !whole.has_filename() || whole.filename() == "." || whole.filename() == ".."
               ? std::filesystem::weakly_canonical(whole, unknown).string()
               : (folder / whole.filename()).string();
}

Result<std::string> undo_folder() {
    if (auto folder = state_folder()) {
        return *folder + "/olkacct/undo";
    }
    return fail(
        ErrorCode::access_denied,
        std::string(not_kept) +
            "the environment names no folder for it (HOME or XDG_STATE_HOME; LOCALAPPDATA)");
}

Result<void> UndoEntry::begin() {
    const auto folder = undo_folder();
    if (!folder) {
        return tl::unexpected(folder.error());
    }
    auto ready = make_folder(*folder).and_then([&] {
        return close_to_others(*folder).map_error([](Error error) {
            error.what.insert(0, not_kept);
            return error;
        });
    });
    if (!ready) {
        return ready;
    }
    const std::string time = base::filetime_to_text(base::filetime_now());
    for (int attempt = 1; !file_; ++attempt) {
        std::string name = new_name(time);
        auto file = base::system_files()->create(path_of(*folder, name),
                                                 {.like = {}, .mode = private_file});
        if (file) {
            file_ = std::move(*file);
            name_ = std::move(name);
        } else if (file.error().code != ErrorCode::already_exists || attempt == max_attempts) {
            return tl::unexpected(file.error());
        }
    }
    (void)file_->lock_exclusive();
    const std::string head =
        std::string(magic) + undo_record(UndoHeader{command_, time, undoes_}) + '\n';
    return file_->write_at(0, bytes_of(head)).and_then([&] {
        end_ = head.size();
        return base::system_files()->sync_folder(path_of(*folder, name_));
    });
}

Result<UndoEntry::Place> UndoEntry::keep(const Plan& plan) {
    const std::string line = std::string{static_cast<char>(PlanState::begun), ' '} +
                             undo_record(lasting_path(plan.source), plan.changes) + '\n';
    const std::lock_guard lock(mutex_);
    auto done = failure_ ? tl::unexpected(*failure_) : end_ == 0 ? begin() : Result<void>();
    const Place place = end_;
    if (done) {
        done = file_->write_at(place, bytes_of(line)).and_then([this] { return file_->sync(); });
    }
    if (!done) {
        failure_ = done.error();
        return tl::unexpected(done.error());
    }
    end_ += line.size();
    ++open_;
    return place;
}

void UndoEntry::mark(Place place, PlanState state) {
    const auto mark = static_cast<std::byte>(state);
    const std::lock_guard lock(mutex_);
    (void)file_->write_at(place, {&mark, 1});
    open_ -= state == PlanState::not_done ? 1U : 0U;
}

UndoEntry::~UndoEntry() {
    if (file_ && open_ == 0) {
        if (const auto folder = undo_folder(); folder) {
            (void)base::system_files()->remove(path_of(*folder, name_));
        }
    }
}

std::string UndoEntry::name() const {
    const std::lock_guard lock(mutex_);
    return open_ == 0 ? std::string() : name_;
}

Result<std::string> keep_for_undo(const Plan& plan, const std::string& command) {
    UndoEntry entry(command);
    return entry.keep(plan).map([&entry](UndoEntry::Place) { return entry.name(); });
}

Result<Plan> run_kept(const Editor& editor, const Edit& edit, UndoEntry& entry) {
    std::optional<UndoEntry::Place> place;
    Plan kept;
    auto done = editor.run(edit, [&](const Plan& plan) -> Result<void> {
        if (place) {
            entry.mark(*place, PlanState::not_done);
            place.reset();
        }
        kept = plan;
        return entry.keep(plan).map([&](UndoEntry::Place at) { place = at; });
    });
    if (place) {
        entry.mark(*place, state_after(done.map([](const Plan&) {}), kept));
    }
    return done;
}

Result<void> apply_kept(const Editor& editor, const Plan& plan, UndoEntry& entry) {
    if (plan.empty()) {
        return {};
    }
    const auto place = entry.keep(plan);
    if (!place) {
        return tl::unexpected(place.error());
    }
    auto done = editor.apply(plan);
    entry.mark(*place, state_after(done, plan));
    return done;
}

bool was_never_done(const Plan& plan) {
    const auto editor = Editor::open(plan.source);
    return editor && editor->check(plan);
}

Result<KeptEntry> KeptEntry::open(const std::string& name, Purpose purpose) {
    const auto folder = undo_folder();
    if (!folder) {
        return tl::unexpected(folder.error());
    }
    KeptEntry entry;
    entry.name_ = name;
    const std::string path = path_of(*folder, name);
    if (purpose == Purpose::change) {
        auto file = base::system_files()->open_for_writing(path);
        if (!file) {
            return tl::unexpected(file.error());
        }
        if ((*file)->lock_exclusive() == base::LockOutcome::held_by_other) {
            return fail(ErrorCode::source_busy, "a command is still writing this entry", path);
        }
        entry.writable_ = file->get();
        entry.file_ = std::move(*file);
    } else {
        auto file = base::system_files()->open(path);
        if (!file) {
            return tl::unexpected(file.error());
        }
        entry.file_ = std::move(*file);
    }
    std::string head(longest_header, '\0');
    const auto size = entry.file_->read_at(0, std::as_writable_bytes(std::span(head)));
    const auto identity = entry.file_->identity();
    if (!size || !identity) {
        return tl::unexpected(size ? identity.error() : size.error());
    }
    head.resize(std::min(*size, head.find('\n')));
    if (!head.starts_with(magic)) {
        return fail(ErrorCode::undo_entry_damaged, "this is no entry that this version knows",
                    path);
    }
    auto header = parse_undo_header(std::string_view(head).substr(magic.size()));
    if (!header) {
        return fail(ErrorCode::undo_entry_damaged, header.error().what, path);
    }
    entry.header_ = std::move(*header);
    entry.first_plan_ = head.size() + 1;
    entry.end_ = std::max(identity->size, entry.first_plan_);
    entry.size_ = entry.end_;
    return entry;
}

Result<std::string> KeptEntry::line_before() {
    std::string line;
    std::uint64_t at = end_;
    for (std::size_t block = first_block; at > first_plan_; block *= 2) {
        const std::uint64_t from = at - std::min<std::uint64_t>(block, at - first_plan_);
        std::string part(static_cast<std::size_t>(at - from), '\0');
        const auto size = file_->read_at(from, std::as_writable_bytes(std::span(part)));
        if (!size) {
            return tl::unexpected(size.error());
        }
        part.resize(*size);
        at = from;
        line.insert(0, part);
        // The line's own end stands last and does not count.
        const std::size_t before =
            line.size() < 2 ? std::string::npos : line.rfind('\n', line.size() - 2);
        if (before != std::string::npos) {
            line.erase(0, before + 1);
            break;
        }
    }
    return line;
}

Result<std::optional<KeptEntry::KeptPlan>> KeptEntry::previous() {
    while (end_ > first_plan_) {
        const bool last = end_ == size_;
        auto line = line_before();
        if (!line) {
            return tl::unexpected(line.error());
        }
        end_ -= std::max<std::size_t>(line->size(), 1);
        const bool whole = line->ends_with('\n') && line->size() > 3;
        auto plan = parse_undo_record(std::string_view(*line).substr(whole ? 2 : 0));
        if (whole && plan) {
            return KeptPlan{end_, static_cast<PlanState>(line->front()), std::move(*plan)};
        }
        if (!last) {
            return fail(ErrorCode::undo_entry_damaged, "a line cannot be read", name_);
        }
    }
    return std::optional<KeptPlan>();
}

Result<void> KeptEntry::mark(UndoEntry::Place place, PlanState state) {
    const auto mark = static_cast<std::byte>(state);
    return writable_->write_at(place, {&mark, 1});
}

Result<std::vector<std::string>> kept_entries() {
    const auto folder = undo_folder();
    if (!folder) {
        return tl::unexpected(folder.error());
    }
    auto files = base::system_files()->siblings(*folder + "/.");
    if (!files) {
        return files.error().code == ErrorCode::source_not_found
                   ? Result<std::vector<std::string>>(std::vector<std::string>())
                   : tl::unexpected(files.error());
    }
    std::vector<std::string> names;
    for (const std::string& file : *files) {
        const std::string_view whole = file;
        if (whole.ends_with(ending) &&
            is_entry_name(whole.substr(0, whole.size() - ending.size()))) {
            names.emplace_back(whole.substr(0, whole.size() - ending.size()));
        }
    }
    std::ranges::sort(names, std::ranges::greater());
    return names;
}

bool is_entry_name(std::string_view word) {
    return std::ranges::equal(word, name_form, [](char c, char form) {
        return form == '0' ? base::is_digit(c) : form == 'x' ? is_hex(c) : c == form;
    });
}

}  // namespace olkacct::app
