// What profiles are copied into: a store that is there, or one that is made for it.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>

#include "arguments.h"
#include "olkacct/editor.h"

namespace olkacct::app {

/// True when both name one file that exists.
bool is_same_file(const std::string& one, const std::string& other);

/// A target. If it was made and keep is not called, its files are removed.
class NewTarget {
  public:
    NewTarget(NewTarget&& other) noexcept
        : editor_(std::move(other.editor_)),
          made_(std::exchange(other.made_, {})),
          before_(std::move(other.before_)),
          stand_in_(other.stand_in_) {}
    NewTarget& operator=(NewTarget&&) = delete;
    ~NewTarget();

    [[nodiscard]] const Editor& editor() const { return *editor_; }
    /// It is a store in memory, which keeps less than the one it stands for.
    [[nodiscard]] bool is_stand_in() const { return stand_in_; }
    void keep() { made_.clear(); }

  private:
    friend Result<NewTarget> open_target(const std::string& target, const Arguments& arguments);
    NewTarget() = default;

    std::optional<Editor> editor_;
    std::string made_;              ///< path; empty when there is nothing to remove
    std::set<std::string> before_;  ///< those of its files that were there before
    bool stand_in_ = false;
};

/// Opens it, or makes it when there is nothing: `.reg`, `.db`, ... by its scheme or ending as
/// create_store does, and the own database. With --dry-run a store in memory stands in for one that
/// would have to be made.
Result<NewTarget> open_target(const std::string& target, const Arguments& arguments);

}  // namespace olkacct::app
