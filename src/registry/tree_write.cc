// The write transaction over a tree of keys.
#include "registry/tree_write.h"

#include <map>
#include <optional>
#include <unordered_set>

#include "olkacct/text.h"

namespace olkacct::registry {
namespace {

// A key's node is copied when it first changes, so a KeyId names a place (parent and name) and not
// a node. A deleted place stays known as deleted: a new key of the same name gets another id.
struct Place {
    KeyId parent{};
    std::u16string name;
    bool deleted = false;
};

class TreeWrite final : public WriteTransaction {
  public:
    TreeWrite(std::shared_ptr<const KeyNode> root, TreeWriteTarget target,
              std::vector<Warning> warnings)
        : target_(std::move(target)), root_(std::move(root)), warnings_(std::move(warnings)) {
        places_.push_back({});
    }

    KeyId root() const override { return KeyId{0}; }
    Result<KeyInfo> info(KeyId key) override;
    Result<std::optional<KeyId>> find(KeyId parent, std::u16string_view name) override;
    Result<std::vector<Subkey>> subkeys(KeyId key) override;
    Result<std::vector<RegistryValue>> values(KeyId key) override;
    Result<std::optional<RegistryValue>> value(KeyId key, std::u16string_view name) override;
    Result<std::vector<std::byte>> security(KeyId) override { return std::vector<std::byte>(); }
    const std::vector<Warning>& warnings() const override { return warnings_; }
    Result<void> verify() override { return {}; }

    Result<KeyId> create_key(KeyId parent, std::u16string_view name) override;
    Result<void> set_value(KeyId key, RegistryValue value) override;
    Result<void> delete_value(KeyId key, std::u16string_view name) override;
    Result<void> delete_key(KeyId key) override;
    Result<void> set_class_name(KeyId key, std::u16string_view class_name) override;
    Result<void> commit() override;

  private:
    // The names from the root down to the key; nullopt when it or a parent was deleted.
    std::optional<std::vector<const Place*>> way_to(KeyId key) const;
    Result<const KeyNode*> look_at(KeyId key) const;
    // The key's own copy, with own copies of all above it.
    Result<KeyNode*> open_for_change(KeyId key);
    KeyNode* own(std::shared_ptr<const KeyNode>& slot);
    KeyId id_of(KeyId parent, std::u16string_view name);
    tl::unexpected<Error> gone(KeyId key) const;

    TreeWriteTarget target_;
    std::shared_ptr<const KeyNode> root_;
    bool over_ = false;
    std::vector<Place> places_;  // indexed by KeyId
    // The places below each place that have an id and were not deleted.
    std::map<KeyId, std::map<std::u16string, KeyId, NameLess>> known_subkeys_;
    std::unordered_set<const KeyNode*> owned_;
    std::vector<Warning> warnings_;
};

std::size_t index_of(KeyId key) { return static_cast<std::size_t>(key); }

std::optional<std::vector<const Place*>> TreeWrite::way_to(KeyId key) const {
    std::vector<const Place*> way;
    for (std::size_t at = index_of(key); at != 0; at = index_of(places_[at].parent)) {
        if (at >= places_.size() || places_[at].deleted) {
            return std::nullopt;
        }
        way.push_back(&places_[at]);
    }
    return std::vector<const Place*>(way.rbegin(), way.rend());
}

tl::unexpected<Error> TreeWrite::gone(KeyId key) const {
    const std::size_t at = index_of(key);
    return fail(ErrorCode::key_not_found, "the key was deleted",
                target_.name + (at < places_.size() ? ", " + to_display(places_[at].name) : ""));
}

Result<const KeyNode*> TreeWrite::look_at(KeyId key) const {
    const auto way = way_to(key);
    const KeyNode* node = way ? root_.get() : nullptr;
    for (std::size_t i = 0; node != nullptr && i < way->size(); ++i) {
        node = find_subkey(*node, (*way)[i]->name);
    }
    if (node == nullptr) {
        return gone(key);
    }
    return node;
}

KeyNode* TreeWrite::own(std::shared_ptr<const KeyNode>& slot) {
    if (!owned_.contains(slot.get())) {
        slot = std::make_shared<KeyNode>(*slot);
        owned_.insert(slot.get());
    }
    // The copy above was made as a mutable node and nobody else can see it before commit.
    return const_cast<KeyNode*>(slot.get());
}

Result<KeyNode*> TreeWrite::open_for_change(KeyId key) {
    if (over_) {
        return fail(ErrorCode::unexpected, "the transaction is over", target_.name);
    }
    if (const auto found = look_at(key); !found) {
        return tl::unexpected(found.error());
    }
    const auto way = way_to(key);
    KeyNode* node = own(root_);
    for (const Place* place : *way) {
        node = own(node->subkeys[subkey_position(*node, place->name)]);
    }
    return node;
}

KeyId TreeWrite::id_of(KeyId parent, std::u16string_view name) {
    auto& known = known_subkeys_[parent];
    if (const auto found = known.find(name); found != known.end()) {
        return found->second;
    }
    const KeyId id{places_.size()};
    places_.push_back({parent, std::u16string(name)});
    known.emplace(name, id);
    return id;
}

Result<KeyInfo> TreeWrite::info(KeyId key) {
    return look_at(key).map([](const KeyNode* node) {
        return KeyInfo{node->name, node->class_name, node->last_written};
    });
}

Result<std::optional<KeyId>> TreeWrite::find(KeyId parent, std::u16string_view name) {
    return look_at(parent).map([&](const KeyNode* node) {
        return find_subkey(*node, name) == nullptr ? std::optional<KeyId>() : id_of(parent, name);
    });
}

Result<std::vector<Subkey>> TreeWrite::subkeys(KeyId key) {
    return look_at(key).map([&](const KeyNode* node) {
        std::vector<Subkey> out;
        for (const auto& subkey : node->subkeys) {
            out.push_back({id_of(key, subkey->name), subkey->name});
        }
        return out;
    });
}

Result<std::vector<RegistryValue>> TreeWrite::values(KeyId key) {
    return look_at(key).map([](const KeyNode* node) { return node->values; });
}

Result<std::optional<RegistryValue>> TreeWrite::value(KeyId key, std::u16string_view name) {
    return look_at(key).map([name](const KeyNode* node) {
        const std::size_t at = value_position(*node, name);
        return at == node->values.size() ? std::optional<RegistryValue>() : node->values[at];
    });
}

Result<KeyId> TreeWrite::create_key(KeyId parent, std::u16string_view name) {
    if (name.empty() || name.size() > max_key_name || name.find(u'\\') != name.npos) {
        return fail(ErrorCode::invalid_argument, "not a name that a key can have", target_.name);
    }
    const auto above = look_at(parent);
    if (!above) {
        return tl::unexpected(above.error());
    }
    if (find_subkey(**above, name) != nullptr) {
        return id_of(parent, name);
    }
    if (way_to(parent)->size() >= max_key_depth) {
        return fail(ErrorCode::limit_exceeded, "keys may not lie deeper", target_.name);
    }
    return open_for_change(parent).map([&](KeyNode* node) {
        auto made = std::make_shared<KeyNode>();
        made->name = name;
        owned_.insert(made.get());
        const auto at = static_cast<std::ptrdiff_t>(subkey_position(*node, name));
        node->subkeys.insert(node->subkeys.begin() + at, std::move(made));
        node->last_written = 0;
        return id_of(parent, name);
    });
}

Result<void> TreeWrite::set_value(KeyId key, RegistryValue value) {
    if (value.name.size() > max_value_name) {
        return fail(ErrorCode::invalid_argument, "the value's name is too long", target_.name);
    }
    return open_for_change(key).map([&](KeyNode* node) {
        const std::size_t at = value_position(*node, value.name);
        if (at == node->values.size()) {
            node->values.push_back(std::move(value));
        } else {
            node->values[at].type = value.type;
            node->values[at].data = std::move(value.data);
        }
        node->last_written = 0;
    });
}

Result<void> TreeWrite::delete_value(KeyId key, std::u16string_view name) {
    const auto node = open_for_change(key);
    if (!node) {
        return tl::unexpected(node.error());
    }
    const std::size_t at = value_position(**node, name);
    if (at == (*node)->values.size()) {
        return fail(ErrorCode::key_not_found, "there is no such value",
                    target_.name + ", " + to_display(name));
    }
    (*node)->values.erase((*node)->values.begin() + static_cast<std::ptrdiff_t>(at));
    (*node)->last_written = 0;
    return {};
}

Result<void> TreeWrite::delete_key(KeyId key) {
    if (key == root()) {
        return fail(ErrorCode::invalid_argument, "the root cannot be deleted", target_.name);
    }
    if (const auto found = look_at(key); !found) {
        return tl::unexpected(found.error());
    }
    Place& place = places_[index_of(key)];
    return open_for_change(place.parent).map([&](KeyNode* parent) {
        const auto at = static_cast<std::ptrdiff_t>(subkey_position(*parent, place.name));
        parent->subkeys.erase(parent->subkeys.begin() + at);
        parent->last_written = 0;
        known_subkeys_[place.parent].erase(place.name);
        place.deleted = true;
    });
}

Result<void> TreeWrite::set_class_name(KeyId key, std::u16string_view class_name) {
    if (!target_.keeps_class_names) {
        return WriteTransaction::set_class_name(key, class_name);
    }
    return open_for_change(key).map([class_name](KeyNode* node) { node->class_name = class_name; });
}

Result<void> TreeWrite::commit() {
    if (over_) {
        return fail(ErrorCode::unexpected, "the transaction is over", target_.name);
    }
    over_ = true;
    return target_.commit(root_);
}

}  // namespace

std::unique_ptr<WriteTransaction> write_tree(std::shared_ptr<const KeyNode> root,
                                             TreeWriteTarget target,
                                             std::vector<Warning> warnings) {
    return std::make_unique<TreeWrite>(std::move(root), std::move(target), std::move(warnings));
}

}  // namespace olkacct::registry
