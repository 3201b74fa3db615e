// Replacing the source.
#include "accounts/held_source.h"

#include <utility>

namespace olkacct::accounts {

HeldSource::HeldSource(Source source, Open open_again)
    : open_again_(std::move(open_again)), source_(std::move(source)) {}

Source HeldSource::current() const {
    const std::lock_guard lock(mutex_);
    return source_;
}

bool HeldSource::replace(const Source& broken) {
    if (open_again_ == nullptr) return false;
    auto fresh = open_again_();
    if (!fresh) return false;
    const std::lock_guard lock(mutex_);
    // Swapped, so that the old store is closed after the lock is gone.
    if (source_.shared_store() == broken.shared_store()) std::swap(source_, *fresh);
    return true;
}

template <class T, class Use>
Result<T> HeldSource::use(const Use& use) {
    const Source source = current();
    auto done = use(source);
    if (done) return done;
    switch (done.error().code) {
        case ErrorCode::disk_full:
        case ErrorCode::io_error:
            replace(source);
            return done;
        case ErrorCode::reopen_needed:
            return replace(source) ? use(current()) : done;
        default:
            return done;
    }
}

Result<Contents> HeldSource::read(const ReadOptions& options) {
    return use<Contents>([&](const Source& source) { return source.read(options); });
}

Result<SyncNeed> HeldSource::look(const ProfileRef& profile, StoresCheck stores) {
    return use<SyncNeed>(
        [&](const Source& source) { return look_for_differences(source, profile, stores); });
}

Result<Plan> HeldSource::plan(const Edit& edit) {
    return use<Plan>(
        [&](const Source& source) { return Editor(source.shared_store()).plan(edit); });
}

Result<void> HeldSource::on_store(const std::function<Result<void>(registry::Store&)>& use_store) {
    return use<void>([&](const Source& source) { return use_store(source.store()); });
}

Result<Plan> HeldSource::run(const Edit& edit) {
    const std::lock_guard writing(writing_);
    return use<Plan>([&](const Source& source) { return Editor(source.shared_store()).run(edit); });
}

}  // namespace olkacct::accounts
