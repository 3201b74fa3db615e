// Checking what a change may do, doing it in memory, and handing the pages over.
#include "registry/hive/hive_write_transaction.h"

#include <utility>

#include "base/filetime.h"
#include "olkacct/text.h"
#include "registry/key_tree.h"

namespace olkacct::registry::hive {
namespace {

/// Of hives that cannot split a value. regf: section 7.
constexpr std::size_t largest_whole_value = std::size_t{1} << 20;

}  // namespace

Result<std::unique_ptr<HiveWriteTransaction>> HiveWriteTransaction::begin(
    std::unique_ptr<HiveCommitter> committer, std::function<void()> failed) {
    auto reader = HiveTransaction::begin_on(committer->hive());
    if (!reader) {
        return tl::unexpected(reader.error());
    }
    return std::unique_ptr<HiveWriteTransaction>(
        new HiveWriteTransaction(std::move(committer), std::move(*reader), std::move(failed)));
}

HiveWriteTransaction::HiveWriteTransaction(std::unique_ptr<HiveCommitter> committer,
                                           std::unique_ptr<HiveTransaction> reader,
                                           std::function<void()> failed)
    : committer_(std::move(committer)),
      reader_(std::move(reader)),
      failed_(std::move(failed)),
      cells_(committer_->hive().image()),
      allocator_(committer_->hive().image()),
      parts_{committer_->hive().image(), cells_, allocator_, committer_->hive().base().minor},
      editor_(parts_, base::filetime_now()),
      path_(committer_->hive().path()) {}

KeyId HiveWriteTransaction::id_of(std::uint32_t offset) const {
    const auto lost = generations_.find(offset);
    const std::uint64_t generation = lost == generations_.end() ? 0 : lost->second;
    return KeyId{generation << 32 | offset};
}

Result<std::uint32_t> HiveWriteTransaction::alive(KeyId key) const {
    if (!committer_) {
        return fail(ErrorCode::unexpected, "the transaction is over", path_);
    }
    const auto offset = static_cast<std::uint32_t>(key);
    if (id_of(offset) != key) {
        return fail(ErrorCode::key_not_found, "the key was deleted", path_);
    }
    return offset;
}

Result<std::uint32_t> HiveWriteTransaction::changeable(KeyId key) const {
    if (failure_) {
        return tl::unexpected(*failure_);
    }
    if (!warnings().empty()) {
        const Warning& first = warnings().front();
        return fail(ErrorCode::hive_damaged, "a damaged hive is not changed: " + first.what,
                    first.where);
    }
    return alive(key);
}

template <class T>
Result<T> HiveWriteTransaction::keep_failure(Result<T> outcome) {
    if (!outcome) {
        failure_ = outcome.error();
    }
    return outcome;
}

Result<KeyInfo> HiveWriteTransaction::info(KeyId key) {
    return alive(key).and_then([&](std::uint32_t) { return reader_->info(key); });
}

Result<std::optional<KeyId>> HiveWriteTransaction::find(KeyId parent, std::u16string_view name) {
    const auto to_id = [this](auto found) {
        return found ? std::optional(id_of(static_cast<std::uint32_t>(*found))) : std::nullopt;
    };
    return alive(parent).and_then([&](std::uint32_t offset) {
        // Where keys were created or deleted, the list need not be read for every name anew.
        return editor_.knows_subkeys(offset) ? editor_.find(offset, name).map(to_id)
                                             : reader_->find(parent, name).map(to_id);
    });
}

Result<std::vector<Subkey>> HiveWriteTransaction::subkeys(KeyId key) {
    return alive(key).and_then([&](std::uint32_t) {
        return reader_->subkeys(key).map([this](std::vector<Subkey> found) {
            for (Subkey& subkey : found) {
                subkey.id = id_of(static_cast<std::uint32_t>(subkey.id));
            }
            return found;
        });
    });
}

Result<std::vector<RegistryValue>> HiveWriteTransaction::values(KeyId key) {
    return alive(key).and_then([&](std::uint32_t) { return reader_->values(key); });
}

Result<std::optional<RegistryValue>> HiveWriteTransaction::value(KeyId key,
                                                                 std::u16string_view name) {
    return alive(key).and_then([&](std::uint32_t) { return reader_->value(key, name); });
}

Result<std::vector<std::byte>> HiveWriteTransaction::security(KeyId key) {
    return alive(key).and_then([&](std::uint32_t) { return reader_->security(key); });
}

Result<std::size_t> HiveWriteTransaction::depth_of(std::uint32_t key) {
    const auto top = static_cast<std::uint32_t>(root());
    std::size_t depth = 0;
    while (key != top && depth <= max_depth) {
        const auto node = read_key_node(cells_, key);
        if (!node) {
            return tl::unexpected(node.error());
        }
        key = node->parent;
        ++depth;
    }
    return depth;
}

Result<KeyId> HiveWriteTransaction::create_key(KeyId parent, std::u16string_view name) {
    if (name.empty() || name.size() > max_key_name || name.find(u'\\') != name.npos) {
        return fail(ErrorCode::invalid_argument,
                    "not a name that a key can have: " + to_display(name.substr(0, max_key_name)),
                    path_);
    }
    const auto existing = find(parent, name);
    if (!existing) {
        return tl::unexpected(existing.error());
    }
    if (*existing) {
        return **existing;
    }
    const auto above = changeable(parent);
    if (!above) {
        return tl::unexpected(above.error());
    }
    const auto depth = depth_of(*above);
    if (!depth) {
        return tl::unexpected(depth.error());
    }
    if (*depth >= max_key_depth) {
        return fail(ErrorCode::limit_exceeded, "keys may not lie deeper", path_);
    }
    return keep_failure(editor_.create(*above, name)).map([this](std::uint32_t offset) {
        return id_of(offset);
    });
}

Result<void> HiveWriteTransaction::set_value(KeyId key, RegistryValue value) {
    if (value.name.size() > max_value_name) {
        return fail(ErrorCode::invalid_argument, "the value's name is too long", path_);
    }
    const std::size_t largest =
        parts_.minor >= big_data_minor ? max_value_size : largest_whole_value;
    if (value.data.size() > largest) {
        return fail(ErrorCode::limit_exceeded,
                    "a value of this hive holds at most " + std::to_string(largest) + " bytes",
                    path_);
    }
    const auto owner = changeable(key);
    return owner ? keep_failure(editor_.set_value(*owner, value)) : tl::unexpected(owner.error());
}

Result<void> HiveWriteTransaction::delete_value(KeyId key, std::u16string_view name) {
    const auto owner = changeable(key);
    if (!owner) {
        return tl::unexpected(owner.error());
    }
    const auto removed = keep_failure(editor_.remove_value(*owner, name));
    if (!removed) {
        return tl::unexpected(removed.error());
    }
    if (!*removed) {
        return fail(ErrorCode::key_not_found, "there is no such value",
                    path_ + ", " + to_display(name));
    }
    return {};
}

Result<void> HiveWriteTransaction::delete_key(KeyId key) {
    if (key == root()) {
        return fail(ErrorCode::invalid_argument, "the root cannot be deleted", path_);
    }
    const auto offset = changeable(key);
    if (!offset) {
        return tl::unexpected(offset.error());
    }
    auto done = editor_.remove(*offset, [this](std::uint32_t gone) { ++generations_[gone]; });
    // A key that must stay was refused before anything was changed.
    return !done && done.error().code == ErrorCode::invalid_argument
               ? done
               : keep_failure(std::move(done));
}

Result<void> HiveWriteTransaction::set_class_name(KeyId key, std::u16string_view class_name) {
    if (class_name.size() > max_value_name) {
        return fail(ErrorCode::invalid_argument, "the class name is too long", path_);
    }
    const auto owner = changeable(key);
    return owner ? keep_failure(editor_.set_class_name(*owner, class_name))
                 : tl::unexpected(owner.error());
}

Result<void> HiveWriteTransaction::set_security(KeyId key, std::span<const std::byte> descriptor) {
    const auto owner = changeable(key);
    return owner ? keep_failure(editor_.set_security(*owner, descriptor))
                 : tl::unexpected(owner.error());
}

Result<void> HiveWriteTransaction::commit() {
    const auto ready = changeable(root());
    if (!ready) {
        return tl::unexpected(ready.error());
    }
    auto done = allocator_.check();
    if (!done) {
        failure_ = done.error();
        return done;
    }
    done = committer_->commit(parts_.image.pending());
    committer_.reset();
    if (!done &&
        (done.error().code == ErrorCode::io_error || done.error().code == ErrorCode::disk_full)) {
        failed_();
    }
    return done;
}

}  // namespace olkacct::registry::hive
