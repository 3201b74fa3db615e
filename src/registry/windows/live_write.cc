// What is planned is recorded, and the record is what is committed.
#include "registry/windows/live_write.h"

#include <utility>

#include "registry/planned_write.h"
#include "registry/windows/live_journal.h"
#include "registry/windows/live_read.h"

namespace olkacct::registry {

Result<std::unique_ptr<LiveWrite>> LiveWrite::begin(std::u16string path, const std::string& name,
                                                    std::function<void()> on_failure) {
    auto lock = WriterLock::take();
    if (!lock) {
        return tl::unexpected(lock.error());
    }
    auto below = LiveRead::begin(path);
    if (!below) {
        return tl::unexpected(below.error());
    }
    return std::unique_ptr<LiveWrite>(new LiveWrite(std::move(*lock),
                                                    plan_over(std::move(*below), name),
                                                    std::move(path), name, std::move(on_failure)));
}

LiveWrite::LiveWrite(WriterLock lock, std::unique_ptr<WriteTransaction> plan, std::u16string path,
                     std::string name, std::function<void()> on_failure)
    : lock_(std::move(lock)),
      plan_(std::move(plan)),
      recorder_(*plan_),
      path_(std::move(path)),
      name_(std::move(name)),
      on_failure_(std::move(on_failure)) {}

Result<void> LiveWrite::check_open() const {
    if (is_over_) {
        return fail(ErrorCode::invalid_argument, "the transaction has ended", name_);
    }
    return {};
}

Result<KeyId> LiveWrite::create_key(KeyId parent, std::u16string_view name) {
    const auto existing = check_open().and_then([&] { return recorder_.find(parent, name); });
    if (!existing) {
        return tl::unexpected(existing.error());
    }
    if (*existing) {
        return **existing;
    }
    auto made = recorder_.create_key(parent, name);
    if (made) {
        created_.insert(*made);
    }
    return made;
}

Result<void> LiveWrite::set_value(KeyId key, RegistryValue value) {
    return check_open().and_then([&] { return recorder_.set_value(key, std::move(value)); });
}

Result<void> LiveWrite::delete_value(KeyId key, std::u16string_view name) {
    return check_open().and_then([&] { return recorder_.delete_value(key, name); });
}

Result<void> LiveWrite::delete_key(KeyId key) {
    return check_open().and_then([&] { return recorder_.delete_key(key); });
}

Result<void> LiveWrite::set_class_name(KeyId key, std::u16string_view class_name) {
    if (!created_.contains(key)) {
        return fail(ErrorCode::not_supported_by_store,
                    "a key of the live registry keeps the class that it was made with", name_);
    }
    return check_open().and_then([&] { return recorder_.set_class_name(key, class_name); });
}

Result<void> LiveWrite::commit() {
    if (auto open = check_open(); !open) {
        return open;
    }
    is_over_ = true;
    if (recorder_.changes().empty()) {
        return {};
    }
    if (auto sound = verify(); !sound) {
        if (sound.error().code == ErrorCode::changed_while_reading) {
            return fail(ErrorCode::conflict, sound.error().what, sound.error().where);
        }
        return sound;
    }
    std::vector<Change> changes = recorder_.take_changes();
    for (Change& change : changes) {
        if (!path_.empty()) {
            change.key = change.key.empty() ? path_ : path_ + u'\\' + change.key;
        }
    }
    auto done = commit_journalled(lock_, changes);
    if (!done && done.error().code != ErrorCode::access_denied) {
        on_failure_();
    }
    return done;
}

}  // namespace olkacct::registry
