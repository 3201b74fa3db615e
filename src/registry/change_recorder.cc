// Writing down changes while they are made.
#include "registry/change_recorder.h"

#include <utility>

#include "base/upcase.h"

namespace olkacct::registry {
namespace {

// Keys lie at most so deep (regf: section 7).
constexpr std::size_t max_depth = 512;

std::uint64_t number(KeyId key) { return static_cast<std::uint64_t>(key); }

std::u16string joined(const std::u16string& path, std::u16string_view name) {
    return path.empty() ? std::u16string(name) : path + u'\\' + std::u16string(name);
}

}  // namespace

Result<std::optional<KeyId>> ChangeRecorder::find(KeyId parent, std::u16string_view name) {
    auto found = inner_.find(parent, name);
    if (found && *found) {
        parents_[number(**found)] = parent;
    }
    return found;
}

Result<std::vector<Subkey>> ChangeRecorder::subkeys(KeyId key) {
    auto found = inner_.subkeys(key);
    if (found) {
        for (const Subkey& subkey : *found) {
            parents_[number(subkey.id)] = key;
        }
    }
    return found;
}

Result<std::u16string> ChangeRecorder::path_of(KeyId key) {
    std::u16string path;
    for (std::size_t depth = 0; key != inner_.root(); ++depth) {
        const auto parent = parents_.find(number(key));
        if (parent == parents_.end() || depth > max_depth) {
            return fail(ErrorCode::unexpected, "a key was not reached from the root");
        }
        const auto info = inner_.info(key);
        if (!info) {
            return tl::unexpected(info.error());
        }
        path = path.empty() ? info->name : info->name + u'\\' + path;
        key = parent->second;
    }
    return path;
}

ChangeRecorder::ValuePlace ChangeRecorder::place_of(KeyId key, std::u16string_view name) {
    return {number(key), base::upcased(name)};
}

Result<KeyId> ChangeRecorder::create_key(KeyId parent, std::u16string_view name) {
    const auto existing = find(parent, name);
    if (!existing) {
        return tl::unexpected(existing.error());
    }
    if (*existing) {
        return **existing;
    }
    const auto path = path_of(parent);
    if (!path) {
        return tl::unexpected(path.error());
    }
    auto made = inner_.create_key(parent, name);
    if (made) {
        parents_[number(*made)] = parent;
        created_[number(*made)] = changes_.size();
        changes_.push_back({ChangeKind::create_key, joined(*path, name), {}, {}});
    }
    return made;
}

Result<void> ChangeRecorder::set_value(KeyId key, RegistryValue value) {
    auto before = inner_.value(key, value.name);
    if (!before) {
        return tl::unexpected(before.error());
    }
    if (*before) {
        if ((*before)->type == value.type && (*before)->data == value.data) {
            return {};
        }
        // A store keeps the spelling that is there.
        value.name = (*before)->name;
    }
    auto place = place_of(key, value.name);
    if (const auto known = set_.find(place); known != set_.end()) {
        auto done = inner_.set_value(key, value);
        if (done) {
            changes_[known->second].after = std::move(value);
        }
        return done;
    }
    auto path = path_of(key);
    if (!path) {
        return tl::unexpected(path.error());
    }
    Change change{ChangeKind::set_value, std::move(*path), std::move(*before), value};
    auto done = inner_.set_value(key, std::move(value));
    if (done) {
        set_.emplace(std::move(place), changes_.size());
        changes_.push_back(std::move(change));
    }
    return done;
}

Result<void> ChangeRecorder::delete_value(KeyId key, std::u16string_view name) {
    auto before = inner_.value(key, name);
    if (!before) {
        return tl::unexpected(before.error());
    }
    auto path = path_of(key);
    if (!path) {
        return tl::unexpected(path.error());
    }
    auto done = inner_.delete_value(key, name);
    if (done) {
        set_.erase(place_of(key, name));
        changes_.push_back({ChangeKind::delete_value, std::move(*path), std::move(*before), {}});
    }
    return done;
}

Result<void> ChangeRecorder::record_deletion(KeyId key, const std::u16string& path,
                                             std::size_t depth) {
    if (depth > max_depth) {
        return fail(ErrorCode::limit_exceeded, "keys lie too deep");
    }
    const auto subkeys = inner_.subkeys(key);
    if (!subkeys) {
        return tl::unexpected(subkeys.error());
    }
    for (const Subkey& subkey : *subkeys) {
        if (auto done = record_deletion(subkey.id, joined(path, subkey.name), depth + 1); !done) {
            return done;
        }
    }
    auto values = inner_.values(key);
    if (!values) {
        return tl::unexpected(values.error());
    }
    for (auto value = values->rbegin(); value != values->rend(); ++value) {
        changes_.push_back({ChangeKind::delete_value, path, std::move(*value), {}});
    }
    auto info = inner_.info(key);
    auto descriptor = info ? inner_.security(key) : tl::unexpected(info.error());
    if (!descriptor) {
        return tl::unexpected(descriptor.error());
    }
    changes_.push_back({ChangeKind::delete_key,
                        path,
                        {},
                        {},
                        std::move(info->class_name),
                        std::move(*descriptor)});
    return {};
}

Result<void> ChangeRecorder::delete_key(KeyId key) {
    const auto path = path_of(key);
    if (!path) {
        return tl::unexpected(path.error());
    }
    const std::size_t recorded = changes_.size();
    set_.clear();
    Result<void> done = key == root() ? Result<void>() : record_deletion(key, *path, 0);
    if (done) {
        done = inner_.delete_key(key);
    }
    if (!done) {
        changes_.resize(recorded);
    }
    return done;
}

Change* ChangeRecorder::creation_of(KeyId key) {
    const auto found = created_.find(number(key));
    return found == created_.end() ? nullptr : &changes_[found->second];
}

Result<void> ChangeRecorder::set_class_name(KeyId key, std::u16string_view class_name) {
    auto done = inner_.set_class_name(key, class_name);
    Change* const creation = done ? creation_of(key) : nullptr;
    if (creation != nullptr) {
        creation->class_name = class_name;
    }
    return done;
}

Result<void> ChangeRecorder::set_security(KeyId key, std::span<const std::byte> descriptor) {
    auto done = inner_.set_security(key, descriptor);
    Change* const creation = done ? creation_of(key) : nullptr;
    if (creation != nullptr) {
        creation->descriptor.assign(descriptor.begin(), descriptor.end());
    }
    return done;
}

}  // namespace olkacct::registry
