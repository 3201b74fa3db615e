// Finding the profile anew for each call.
#include "mapi/profile_handle.h"

#include <utility>

#include "olkacct/editor.h"

namespace olkacct::mapi {

ProfileHandle::ProfileHandle(Host host, const profile::ProfilePlace& place)
    : host_(std::move(host)),
      shown_name_(place.name),
      where_{.name = place.name, .root = place.root.root} {}

ProfileRef ProfileHandle::where() const {
    const std::lock_guard lock(mutex_);
    return where_;
}

void ProfileHandle::moved_to(std::u16string name) {
    const std::lock_guard lock(mutex_);
    where_.name = std::move(name);
}

Result<void> ProfileHandle::read(const Read& read) const {
    return registry::read_snapshot(store(), [&](registry::ReadTransaction& transaction) {
        return profile::find_profile(transaction, where(), store().name())
            .and_then([&](const profile::ProfilePlace& place) { return read(transaction, place); });
    });
}

Result<void> ProfileHandle::edit(const Change& change) const {
    return Editor(host_.store)
        .run([&](profile::EditContext& context) {
            return profile::find_profile(context.transaction(), where(), store().name())
                .and_then(
                    [&](const profile::ProfilePlace& place) { return change(context, place); });
        })
        .map([](const Plan&) {});
}

}  // namespace olkacct::mapi
