// Reading keys and values of one revision of a hive. Finding a subkey: hive_find.cc.
#include "registry/hive/hive_transaction.h"

#include <algorithm>

#include "base/byte_reader.h"
#include "base/upcase.h"
#include "olkacct/text.h"

namespace olkacct::registry::hive {

HiveTransaction::HiveTransaction(OpenedHive& hive, std::unique_ptr<OpenedHive> owned)
    : owned_(std::move(owned)),
      hive_(&hive),
      cells_(hive_->image()),
      warnings_(hive_->warnings()) {}

Result<std::unique_ptr<HiveTransaction>> HiveTransaction::begin(std::unique_ptr<OpenedHive> hive) {
    OpenedHive& opened = *hive;
    return begin(opened, std::move(hive));
}

Result<std::unique_ptr<HiveTransaction>> HiveTransaction::begin_on(OpenedHive& hive) {
    return begin(hive, nullptr);
}

Result<std::unique_ptr<HiveTransaction>> HiveTransaction::begin(OpenedHive& hive,
                                                                std::unique_ptr<OpenedHive> owned) {
    std::unique_ptr<HiveTransaction> transaction(new HiveTransaction(hive, std::move(owned)));
    const auto found = transaction->find_root();
    if (!found) {
        return tl::unexpected(found.error());
    }
    return transaction;
}

Result<void> HiveTransaction::find_root() {
    root_ = hive_->base().root_cell;
    auto key = read_key_node(cells_, root_);
    if (!key && key.error().code != ErrorCode::io_error && root_ != bin_header_size) {
        // Every hive seen has its root there; a wrong reference in the base block is survived.
        key = read_key_node(cells_, bin_header_size);
        if (key) {
            warn(*key, "the base block names no root key; the first cell is taken", {});
            root_ = bin_header_size;
        }
    }
    if (!key) {
        Error error = key.error();
        error.what = "the root key cannot be read: " + error.what;
        return tl::unexpected(error);
    }
    return {};
}

Result<KeyNode> HiveTransaction::node(KeyId key) {
    return read_key_node(cells_, static_cast<std::uint32_t>(key));
}

std::string HiveTransaction::path_of(const KeyNode& key) {
    // Damage tends to come in heaps below one key.
    if (last_path_ && last_path_->first == key.offset) {
        return last_path_->second;
    }
    std::u16string path;
    KeyNode at = key;
    for (int depth = 0; at.offset != root_ && depth < max_depth; ++depth) {
        const auto name = read_key_name(cells_, at);
        path = (name ? *name : u"?") + (path.empty() ? u"" : u"\\" + path);
        const auto parent = read_key_node(cells_, at.parent);
        if (!parent) {
            break;
        }
        at = *parent;
    }
    last_path_ = {key.offset, to_display(path)};
    return last_path_->second;
}

void HiveTransaction::warn(const KeyNode& key, const std::string& what, const Error& error) {
    if (warnings_.size() > max_warnings) {
        return;
    }
    if (warnings_.size() == max_warnings) {
        warnings_.push_back({"there is more damage than is told here", hive_->image().path()});
        return;
    }
    const std::string path = path_of(key);
    Warning warning{what + (error.what.empty() ? "" : ": " + error.what),
                    (error.where.empty() ? hive_->image().path() : error.where) +
                        (path.empty() ? std::string() : ", key " + path)};
    // The same damage is met again by each call that passes it.
    if (std::find(warnings_.begin(), warnings_.end(), warning) == warnings_.end()) {
        warnings_.push_back(std::move(warning));
    }
}

Result<void> HiveTransaction::tolerate(const KeyNode& key, const std::string& what,
                                       const Error& error) {
    if (error.code == ErrorCode::io_error) {
        return tl::unexpected(error);
    }
    warn(key, what, error);
    return {};
}

Result<KeyInfo> HiveTransaction::info(KeyId key) {
    const auto read = node(key);
    if (!read) {
        return tl::unexpected(read.error());
    }
    KeyInfo info;
    info.last_written = read->last_written;
    if (read->offset != root_) {
        auto name = read_key_name(cells_, *read);
        if (!name) {
            return tl::unexpected(name.error());
        }
        info.name = std::move(*name);
    }
    auto class_name = read_class_name(cells_, *read);
    if (class_name) {
        info.class_name = std::move(*class_name);
        return info;
    }
    const auto done = tolerate(*read, "the class name was dropped", class_name.error());
    if (!done) {
        return tl::unexpected(done.error());
    }
    return info;
}

Result<std::vector<Subkey>> HiveTransaction::subkeys(KeyId key) {
    const auto parent = node(key);
    if (!parent) {
        return tl::unexpected(parent.error());
    }
    const auto lists = leaves(*parent);
    if (!lists) {
        return tl::unexpected(lists.error());
    }
    std::vector<std::uint32_t> offsets;
    for (const SubkeyLeaf& leaf : lists->leaves) {
        for (const SubkeyEntry& entry : leaf.entries) {
            offsets.push_back(entry.key);
        }
    }
    std::vector<std::uint32_t> sorted(offsets);
    std::sort(sorted.begin(), sorted.end());
    std::vector<bool> given(sorted.size());
    std::vector<Subkey> result;
    result.reserve(offsets.size());
    for (const std::uint32_t offset : offsets) {
        const auto place = std::lower_bound(sorted.begin(), sorted.end(), offset) - sorted.begin();
        if (given[static_cast<std::size_t>(place)]) {
            warn(*parent, "a subkey that is listed twice was given once",
                 damaged(hive_->image(), offset & ~volatile_bit, "listed twice").value());
            continue;
        }
        given[static_cast<std::size_t>(place)] = true;
        const auto found = child(*parent, offset);
        if (!found) {
            return tl::unexpected(found.error());
        }
        if (!*found) {
            continue;
        }
        auto name = read_key_name(cells_, **found);
        if (!name) {
            return tl::unexpected(name.error());
        }
        if ((*found)->name_cut) {
            warn(**found, "a name reaches past its cell and was cut", {});
        }
        result.push_back({KeyId{offset}, std::move(*name)});
    }
    return result;
}

Result<std::vector<std::uint32_t>> HiveTransaction::value_offsets(const KeyNode& key) {
    std::vector<std::uint32_t> offsets;
    if (key.value_count == 0 || (key.flags & key_predefined_handle) != 0) {
        return offsets;
    }
    const auto list = cells_.cell(key.value_list);
    if (!list) {
        const auto done = tolerate(key, "all values were dropped", list.error());
        if (!done) {
            return tl::unexpected(done.error());
        }
        return offsets;
    }
    const std::uint32_t count = std::min(key.value_count, list->capacity / 4);
    if (count < key.value_count) {
        warn(key,
             "the list of " + std::to_string(key.value_count) + " values has room for " +
                 std::to_string(count),
             damaged(hive_->image(), key.value_list, "list too short").value());
    }
    const auto bytes = cells_.view(*list, 0, count * 4);
    if (!bytes) {
        return tl::unexpected(bytes.error());
    }
    offsets.reserve(count);
    for (std::uint32_t i = 0; i < count; ++i) {
        offsets.push_back(base::load_u32(bytes->subspan(std::size_t{4} * i).first<4>()));
    }
    return offsets;
}

Result<std::optional<ValueRecord>> HiveTransaction::record(const KeyNode& key,
                                                           std::uint32_t offset) {
    auto read = read_value_record(cells_, offset);
    if (!read) {
        const auto done = tolerate(key, "a value was dropped", read.error());
        if (!done) {
            return tl::unexpected(done.error());
        }
        return std::optional<ValueRecord>();
    }
    const bool layered = hive_->base().minor >= layered_minor;
    if (layered && (read->flags & value_tombstone) != 0) {
        return std::optional<ValueRecord>();
    }
    return std::optional<ValueRecord>(*read);
}

Result<RegistryValue> HiveTransaction::complete(const KeyNode& key, const ValueRecord& record,
                                                std::u16string name) {
    auto data = read_value_data(cells_, record, hive_->base().minor);
    if (!data) {
        return tl::unexpected(data.error());
    }
    if (data->problem) {
        warn(key, "data of the value \"" + to_display(name) + "\" was dropped", *data->problem);
    }
    if (record.name_cut) {
        warn(key,
             "the name of the value \"" + to_display(name) + "\" reaches past its cell and was cut",
             {});
    }
    return RegistryValue{std::move(name), record.type, std::move(data->bytes)};
}

Result<std::vector<RegistryValue>> HiveTransaction::values(KeyId key) {
    const auto owner = node(key);
    if (!owner) {
        return tl::unexpected(owner.error());
    }
    const auto offsets = value_offsets(*owner);
    if (!offsets) {
        return tl::unexpected(offsets.error());
    }
    std::vector<RegistryValue> result;
    result.reserve(offsets->size());
    // Values that do not share their cells cannot hold more than the hive does.
    std::uint64_t held = 0;
    for (const std::uint32_t offset : *offsets) {
        if (!result.empty()) {
            held += result.back().name.size() + result.back().data.size();
        }
        if (held > hive_->image().size()) {
            warn(*owner, "values were dropped: together they hold more than the hive does", {});
            result.pop_back();
            break;
        }
        if (read_plain_value(cells_, offset, result.emplace_back())) {
            continue;
        }
        result.pop_back();
        const auto found = record(*owner, offset);
        if (!found) {
            return tl::unexpected(found.error());
        }
        if (!*found) {
            continue;
        }
        auto name = read_value_name(cells_, **found);
        if (!name) {
            return tl::unexpected(name.error());
        }
        auto value = complete(*owner, **found, std::move(*name));
        if (!value) {
            return tl::unexpected(value.error());
        }
        result.push_back(std::move(*value));
    }
    return result;
}

Result<std::optional<RegistryValue>> HiveTransaction::value(KeyId key, std::u16string_view name) {
    const auto owner = node(key);
    if (!owner) {
        return tl::unexpected(owner.error());
    }
    const auto offsets = value_offsets(*owner);
    if (!offsets) {
        return tl::unexpected(offsets.error());
    }
    for (const std::uint32_t offset : *offsets) {
        const auto found = record(*owner, offset);
        if (!found) {
            return tl::unexpected(found.error());
        }
        if (!*found) {
            continue;
        }
        auto stored = read_value_name(cells_, **found);
        if (!stored) {
            return tl::unexpected(stored.error());
        }
        if (base::same_name(*stored, name)) {
            auto value = complete(*owner, **found, std::move(*stored));
            if (!value) {
                return tl::unexpected(value.error());
            }
            return std::optional<RegistryValue>(std::move(*value));
        }
    }
    return std::optional<RegistryValue>();
}

Result<std::vector<std::byte>> HiveTransaction::security(KeyId key) {
    const auto owner = node(key);
    if (!owner) {
        return tl::unexpected(owner.error());
    }
    if (owner->security == nil) {
        return std::vector<std::byte>();
    }
    const auto degrade = [&](const Error& error) -> Result<std::vector<std::byte>> {
        const auto done = tolerate(*owner, "the security descriptor was dropped", error);
        if (!done) {
            return tl::unexpected(done.error());
        }
        return std::vector<std::byte>();
    };
    const auto record = cells_.record(owner->security, "sk", security_header_size);
    if (!record) {
        return degrade(record.error());
    }
    const std::uint32_t length = base::load_u32(record->bytes.subspan<sk_field::length, 4>());
    const auto bytes = cells_.view(record->cell, security_header_size, length);
    if (!bytes) {
        return degrade(bytes.error());
    }
    return std::vector<std::byte>(bytes->begin(), bytes->end());
}

}  // namespace olkacct::registry::hive
