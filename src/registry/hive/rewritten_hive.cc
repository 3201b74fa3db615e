// Replacing a hive as a whole.
#include "registry/hive/rewritten_hive.h"

#include "base/replace_file.h"
#include "registry/hive/compact_copy.h"

namespace olkacct::registry::hive {

Result<std::unique_ptr<RewrittenHive>> RewrittenHive::open(const std::string& path,
                                                           const HiveOptions& options) {
    auto hive = OpenedHive::open_for_writing(path, options);
    if (!hive) {
        return tl::unexpected(hive.error());
    }
    return std::unique_ptr<RewrittenHive>(new RewrittenHive(std::move(*hive)));
}

Result<void> RewrittenHive::commit(const PendingPages& /*pending*/) {
    if (used_) {
        return fail(ErrorCode::reopen_needed, "this hive was committed to already", hive_->path());
    }
    used_ = true;
    const auto copy = compact_copy(*hive_);
    if (!copy) {
        return tl::unexpected(copy.error());
    }
    if (auto done = check_unchanged(); !done) {
        return done;
    }
    return base::replace_file(hive_->files(), hive_->path(), *copy);
}

Result<void> RewrittenHive::check_unchanged() {
    if (auto same = hive_->verify(); !same) {
        return same.error().code == ErrorCode::changed_while_reading
                   ? fail(ErrorCode::conflict, same.error().what, same.error().where)
                   : same;
    }
    const auto named = hive_->files().open(hive_->path());
    const auto there = named ? (*named)->identity() : tl::unexpected(named.error());
    if (!there) {
        return tl::unexpected(there.error());
    }
    if (there->device != hive_->identity().device || there->inode != hive_->identity().inode) {
        return fail(ErrorCode::conflict, "another file took the name of this one", hive_->path());
    }
    return {};
}

}  // namespace olkacct::registry::hive
