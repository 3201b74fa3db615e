// Building the key tree of an export.
#include "registry/regfile/tree_builder.h"

#include <algorithm>

namespace olkacct::registry {
namespace {

// Takes the first name off a path.
std::u16string_view take_name(std::u16string_view& path) {
    const std::size_t end = std::min(path.find(u'\\'), path.size());
    const auto name = path.substr(0, end);
    path.remove_prefix(std::min(end + 1, path.size()));
    return name;
}

std::vector<RegistryValue> in_order_of_writing(
    std::map<std::u16string, BuiltKey::Value, NameLess>& values) {
    std::vector<std::pair<std::uint64_t, RegistryValue>> ordered;
    ordered.reserve(values.size());
    while (!values.empty()) {
        auto taken = values.extract(values.begin());
        auto& value = taken.mapped();
        ordered.emplace_back(
            value.order, RegistryValue{std::move(taken.key()), value.type, std::move(value.data)});
    }
    std::ranges::sort(ordered, {}, [](const auto& entry) { return entry.first; });
    std::vector<RegistryValue> out;
    out.reserve(ordered.size());
    for (auto& entry : ordered) {
        out.push_back(std::move(entry.second));
    }
    return out;
}

// The depth of `key` is bounded by open.
std::shared_ptr<const KeyNode> to_node(std::u16string name, BuiltKey& key) {
    auto node = std::make_shared<KeyNode>();
    node->name = std::move(name);
    node->class_name = std::move(key.class_name);
    node->last_written = key.last_written;
    node->values = in_order_of_writing(key.values);
    node->subkeys.reserve(key.subkeys.size());
    while (!key.subkeys.empty()) {
        auto taken = key.subkeys.extract(key.subkeys.begin());
        node->subkeys.push_back(to_node(std::move(taken.key()), taken.mapped()));
    }
    return node;
}

}  // namespace

Result<void> TreeBuilder::keep(std::size_t bytes) {
    bytes_ += bytes;
    if (bytes_ > limits_.kept_bytes) {
        return fail(ErrorCode::limit_exceeded, "the export holds too much data");
    }
    return {};
}

Result<BuiltKey*> TreeBuilder::open(std::u16string_view path) {
    BuiltKey* key = &root_;
    for (std::size_t depth = 1; !path.empty(); ++depth) {
        const auto name = take_name(path);
        if (name.empty()) {
            return fail(ErrorCode::syntax_error, "a key has an empty name");
        }
        if (auto found = key->subkeys.find(name); found != key->subkeys.end()) {
            key = &found->second;
            continue;
        }
        if (depth > max_key_depth) {
            return fail(ErrorCode::limit_exceeded, "a key lies too deep");
        }
        if (name.size() > max_key_name) {
            return fail(ErrorCode::limit_exceeded, "the name of a key is too long");
        }
        if (++keys_ > limits_.keys) {
            return fail(ErrorCode::limit_exceeded, "the export has too many keys");
        }
        if (auto kept = keep(name.size() * sizeof(char16_t)); !kept) {
            return tl::unexpected(kept.error());
        }
        key = &key->subkeys[std::u16string(name)];
    }
    return key;
}

void TreeBuilder::remove(std::u16string_view path) {
    if (path.empty()) {
        root_ = BuiltKey();
        return;
    }
    BuiltKey* parent = &root_;
    for (;;) {
        const auto found = parent->subkeys.find(take_name(path));
        if (found == parent->subkeys.end()) {
            return;
        }
        if (path.empty()) {
            parent->subkeys.erase(found);
            return;
        }
        parent = &found->second;
    }
}

Result<void> TreeBuilder::set_value(BuiltKey& key, RegistryValue value) {
    if (auto kept = keep(value.name.size() * sizeof(char16_t) + value.data.size()); !kept) {
        return kept;
    }
    if (auto found = key.values.find(value.name); found != key.values.end()) {
        found->second.type = value.type;
        found->second.data = std::move(value.data);
        return {};
    }
    if (++values_ > limits_.values) {
        return fail(ErrorCode::limit_exceeded, "the export has too many values");
    }
    key.values.emplace(std::move(value.name),
                       BuiltKey::Value{next_order_++, value.type, std::move(value.data)});
    return {};
}

void TreeBuilder::remove_value(BuiltKey& key, std::u16string_view name) {
    if (const auto found = key.values.find(name); found != key.values.end()) {
        key.values.erase(found);
    }
}

std::shared_ptr<const KeyNode> TreeBuilder::finish() {
    auto tree = to_node({}, root_);
    root_ = BuiltKey();
    return tree;
}

}  // namespace olkacct::registry
