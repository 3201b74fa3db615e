// The undo journal: what writing commands did, kept so that it can be taken back. One file a run of
// a command, in $XDG_STATE_HOME/olkacct/undo; docs/formats/undo.md.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/file.h"
#include "olkacct/change.h"
#include "olkacct/editor.h"
#include "olkacct/error.h"
#include "undo_record.h"

namespace olkacct::app {

/// What became of a plan of an entry. The number is the character that its line begins with.
enum class PlanState : char {
    begun = '?',       ///< about to be done; after a crash the source itself tells whether it was
    done = '+',        ///< committed
    not_done = '-',    ///< refused; nothing was changed
    taken_back = '~',  ///< undone
};

/// The folder, which need not exist: $XDG_STATE_HOME/olkacct/undo, without that
/// ~/.local/state/olkacct/undo. access_denied when there is no home either.
Result<std::string> undo_folder();

/// How the journal names a source: an absolute path, so that it means the same tomorrow.
std::string lasting_path(const std::string& path);

/// An entry that a command is writing. Its file is made with the first plan, 0600, and locked as
/// long as this lives. Memory does not grow with the number of plans. Thread-safe.
class UndoEntry {
  public:
    explicit UndoEntry(std::string command, std::string undoes = {})
        : command_(std::move(command)), undoes_(std::move(undoes)) {}
    UndoEntry(const UndoEntry&) = delete;
    UndoEntry& operator=(const UndoEntry&) = delete;
    /// Removes the file when nothing in it could be taken back.
    ~UndoEntry();

    /// Where a plan stands in the entry.
    using Place = std::uint64_t;

    /// Writes the plan down as begun; durable when this returns. Nothing may be committed that
    /// could not be kept: access_denied, disk_full, io_error.
    Result<Place> keep(const Plan& plan);
    /// Not waited for: a plan that stays `begun` is told apart when it is taken back.
    void mark(Place place, PlanState state);

    /// Empty as long as nothing was kept that can be taken back.
    [[nodiscard]] std::string name() const;

  private:
    Result<void> begin();

    mutable std::mutex mutex_;
    std::string command_;
    std::string undoes_;
    std::string name_;
    std::unique_ptr<base::WritableFile> file_;
    std::uint64_t end_ = 0;
    /// Plans that may have been done.
    std::size_t open_ = 0;
    /// After a failed write nothing more is kept.
    std::optional<Error> failure_;
};

/// Keeps one plan in an entry of its own and gives the entry's name; before or after it is done.
Result<std::string> keep_for_undo(const Plan& plan, const std::string& command);

/// Plans the edit, keeps the plan and does it: Editor::run with a journal. What was done, and
/// nothing is kept of an edit that changes nothing.
Result<Plan> run_kept(const Editor& editor, const Edit& edit, UndoEntry& entry);

/// Editor::apply with a journal. An empty plan is neither kept nor applied.
Result<void> apply_kept(const Editor& editor, const Plan& plan, UndoEntry& entry);

/// Whether a plan that was kept as begun was never done: the source is still as it was planned for.
bool was_never_done(const Plan& plan);

/// An entry of the journal that is read, last plan first.
class KeptEntry {
  public:
    /// By its name. source_not_found, access_denied, undo_entry_damaged; for `change` source_busy
    /// when a command is still writing it.
    enum class Purpose : std::uint8_t { look, change };
    static Result<KeptEntry> open(const std::string& name, Purpose purpose);

    struct KeptPlan {
        UndoEntry::Place place = 0;
        PlanState state = PlanState::begun;
        Plan plan;
    };

    [[nodiscard]] const std::string& name() const { return name_; }
    [[nodiscard]] const UndoHeader& header() const { return header_; }

    /// The plan before the one that was given last; the first call gives the last one of the entry.
    /// nullopt at the beginning. A line that a crash cut off is passed over: nothing was done of
    /// it.
    Result<std::optional<KeptPlan>> previous();
    /// Only of an entry that was opened to be changed.
    Result<void> mark(UndoEntry::Place place, PlanState state);

  private:
    KeptEntry() = default;

    /// The line that ends before `end_`, without its line end.
    Result<std::string> line_before();

    std::string name_;
    UndoHeader header_;
    std::unique_ptr<base::RandomAccessFile> file_;
    base::WritableFile* writable_ = nullptr;
    std::uint64_t first_plan_ = 0;
    std::uint64_t size_ = 0;
    std::uint64_t end_ = 0;
};

/// The names of all entries, newest first. None when there is no journal.
Result<std::vector<std::string>> kept_entries();

/// Whether a word has the form of an entry's name.
bool is_entry_name(std::string_view word);

}  // namespace olkacct::app
