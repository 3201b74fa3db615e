// A source that is kept open, and opened again when a write that failed has made it unusable.
#pragma once

#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "olkacct/editor.h"
#include "olkacct/error.h"
#include "olkacct/source.h"
#include "olkacct/sync.h"

namespace olkacct::accounts {

/// Thread-safe. Writers of one wait for each other, because some stores refuse the second of two.
class HeldSource {
  public:
    using Open = std::function<Result<Source>()>;

    /// `open_again` opens the same source anew; without it a source that needs that stays unusable.
    explicit HeldSource(Source source, Open open_again = nullptr);

    [[nodiscard]] std::string name() const { return current().name(); }
    [[nodiscard]] Source current() const;

    /// As Source::read, look_for_differences, and Editor::plan and run. After disk_full and
    /// io_error, which leave the old or the new state, the source is opened again for whoever asks
    /// next; reopen_needed, which one who wrote beside us left behind, is tried once more on the
    /// source opened again.
    Result<Contents> read(const ReadOptions& options);
    Result<SyncNeed> look(const ProfileRef& profile, StoresCheck stores);
    Result<Plan> plan(const Edit& edit);
    Result<Plan> run(const Edit& edit);
    Result<void> on_store(const std::function<Result<void>(registry::Store&)>& use_store);

  private:
    /// Unless somebody else has replaced `broken` already. False when it cannot be opened.
    bool replace(const Source& broken);
    template <class T, class Use>
    Result<T> use(const Use& use);

    const Open open_again_;
    std::mutex writing_;
    /// Held only to copy or replace the source.
    mutable std::mutex mutex_;
    Source source_;
};

}  // namespace olkacct::accounts
