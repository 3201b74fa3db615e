// A key is loaded from below when it is first changed, part by part.
#include "registry/planned_write.h"

#include <map>
#include <optional>
#include <unordered_map>
#include <utility>

#include "olkacct/text.h"
#include "registry/key_tree.h"

namespace olkacct::registry {
namespace {

/// What is empty is as it is below.
struct PlannedKey {
    KeyId parent{};
    std::u16string name;
    std::optional<KeyId> below = {};  ///< none of a key that is new
    bool is_deleted = false;
    std::optional<std::u16string> class_name = {};
    std::optional<std::vector<std::byte>> descriptor = {};
    std::optional<std::vector<RegistryValue>> values = {};
    std::optional<std::map<std::u16string, KeyId, NameLess>> subkeys = {};
};

/// KeyIds count the keys that the user was told of. A deleted key keeps its own.
class PlannedWrite final : public WriteTransaction {
  public:
    PlannedWrite(std::unique_ptr<ReadTransaction> below, std::string name)
        : below_(std::move(below)), name_(std::move(name)) {
        keys_.push_back({.name = {}, .below = below_->root()});
    }

    KeyId root() const override { return KeyId{0}; }
    Result<KeyInfo> info(KeyId key) override;
    Result<std::optional<KeyId>> find(KeyId parent, std::u16string_view name) override;
    Result<std::vector<Subkey>> subkeys(KeyId key) override;
    Result<std::vector<RegistryValue>> values(KeyId key) override;
    Result<std::optional<RegistryValue>> value(KeyId key, std::u16string_view name) override;
    Result<std::vector<std::byte>> security(KeyId key) override;
    const std::vector<Warning>& warnings() const override { return below_->warnings(); }
    std::vector<std::string> notes() const override { return below_->notes(); }
    Result<void> verify() override { return below_->verify(); }

    Result<KeyId> create_key(KeyId parent, std::u16string_view name) override;
    Result<void> set_value(KeyId key, RegistryValue value) override;
    Result<void> delete_value(KeyId key, std::u16string_view name) override;
    Result<void> delete_key(KeyId key) override;
    Result<void> set_class_name(KeyId key, std::u16string_view class_name) override;
    Result<void> set_security(KeyId key, std::span<const std::byte> descriptor) override;
    Result<void> commit() override { return not_committed(name_); }

  private:
    struct Alive {
        PlannedKey* key;  // until the next key is told of
        std::size_t depth;
    };
    // key_not_found when it or a key above it was deleted.
    Result<Alive> alive(KeyId key);
    KeyId told(KeyId parent, std::u16string name, KeyId below);
    // For a change of which subkeys there are.
    Result<void> load_subkeys(KeyId key);
    Result<PlannedKey*> with_values(KeyId key);

    std::unique_ptr<ReadTransaction> below_;
    std::string name_;
    std::vector<PlannedKey> keys_;                   // indexed by KeyId
    std::unordered_map<std::uint64_t, KeyId> told_;  // by the id below
};

Result<PlannedWrite::Alive> PlannedWrite::alive(KeyId key) {
    const auto index = static_cast<std::size_t>(key);
    std::size_t depth = 0;
    for (std::size_t at = index; at != 0; at = static_cast<std::size_t>(keys_[at].parent)) {
        if (at >= keys_.size() || keys_[at].is_deleted) {
            return fail(ErrorCode::key_not_found, "the key was deleted", name_);
        }
        ++depth;
    }
    return Alive{&keys_[index], depth};
}

KeyId PlannedWrite::told(KeyId parent, std::u16string name, KeyId below) {
    const KeyId next{keys_.size()};
    const auto [known, is_new] = told_.emplace(static_cast<std::uint64_t>(below), next);
    if (is_new) {
        keys_.push_back({.parent = parent, .name = std::move(name), .below = below});
    }
    return known->second;
}

Result<KeyInfo> PlannedWrite::info(KeyId key) {
    return alive(key).and_then([this](const Alive& found) -> Result<KeyInfo> {
        const PlannedKey& planned = *found.key;
        KeyInfo info{planned.name, {}, 0};
        if (planned.below) {
            auto below = below_->info(*planned.below);
            if (!below) {
                return below;
            }
            info = std::move(*below);
        }
        info.class_name = planned.class_name.value_or(info.class_name);
        return info;
    });
}

Result<std::optional<KeyId>> PlannedWrite::find(KeyId parent, std::u16string_view name) {
    const auto found = alive(parent);
    if (!found) {
        return tl::unexpected(found.error());
    }
    const PlannedKey& above = *found->key;
    if (above.subkeys) {
        const auto there = above.subkeys->find(name);
        return there == above.subkeys->end() ? std::nullopt : std::optional(there->second);
    }
    return below_->find(*above.below, name)
        .and_then([&](std::optional<KeyId> below) -> Result<std::optional<KeyId>> {
            if (!below) {
                return below;
            }
            return below_->info(*below).map([&](KeyInfo&& info) {
                return std::optional(told(parent, std::move(info.name), *below));
            });
        });
}

Result<std::vector<Subkey>> PlannedWrite::subkeys(KeyId key) {
    const auto found = alive(key);
    if (!found) {
        return tl::unexpected(found.error());
    }
    std::vector<Subkey> out;
    if (found->key->subkeys) {
        for (const auto& [name, id] : *found->key->subkeys) {
            out.push_back({id, name});
        }
        return out;
    }
    auto below = below_->subkeys(*found->key->below);
    if (!below) {
        return below;
    }
    for (Subkey& subkey : *below) {
        const KeyId id = told(key, subkey.name, subkey.id);
        out.push_back({id, std::move(subkey.name)});
    }
    return out;
}

Result<std::vector<RegistryValue>> PlannedWrite::values(KeyId key) {
    return alive(key).and_then([this](const Alive& found) {
        return found.key->values ? Result<std::vector<RegistryValue>>(*found.key->values)
                                 : below_->values(*found.key->below);
    });
}

Result<std::optional<RegistryValue>> PlannedWrite::value(KeyId key, std::u16string_view name) {
    return alive(key).and_then([&](const Alive& found) -> Result<std::optional<RegistryValue>> {
        if (!found.key->values) {
            return below_->value(*found.key->below, name);
        }
        const auto& values = *found.key->values;
        const std::size_t at = value_position(values, name);
        return at == values.size() ? std::nullopt : std::optional(values[at]);
    });
}

Result<std::vector<std::byte>> PlannedWrite::security(KeyId key) {
    return alive(key).and_then([this](const Alive& found) -> Result<std::vector<std::byte>> {
        if (found.key->descriptor || !found.key->below) {
            return found.key->descriptor.value_or(std::vector<std::byte>());
        }
        return below_->security(*found.key->below);
    });
}

Result<void> PlannedWrite::load_subkeys(KeyId key) {
    return alive(key).and_then([&](const Alive& found) -> Result<void> {
        if (found.key->subkeys) {
            return {};
        }
        return subkeys(key).map([&](const std::vector<Subkey>& all) {
            auto& loaded = keys_[static_cast<std::size_t>(key)].subkeys.emplace();
            for (const Subkey& subkey : all) {
                loaded.emplace(subkey.name, subkey.id);
            }
        });
    });
}

Result<PlannedKey*> PlannedWrite::with_values(KeyId key) {
    return alive(key).and_then([this](const Alive& found) -> Result<PlannedKey*> {
        if (!found.key->values) {
            auto below = below_->values(*found.key->below);
            if (!below) {
                return tl::unexpected(below.error());
            }
            found.key->values = std::move(*below);
        }
        return found.key;
    });
}

Result<KeyId> PlannedWrite::create_key(KeyId parent, std::u16string_view name) {
    if (name.empty() || name.size() > max_key_name || name.find(u'\\') != name.npos) {
        return fail(ErrorCode::invalid_argument, "not a name that a key can have", name_);
    }
    const auto existing = find(parent, name);
    if (!existing || *existing) {
        return existing.map([](const auto& found) { return *found; });
    }
    if (auto loaded = load_subkeys(parent); !loaded) {
        return tl::unexpected(loaded.error());
    }
    const auto above = alive(parent);
    if (above->depth >= max_key_depth) {
        return fail(ErrorCode::limit_exceeded, "keys may not lie deeper", name_);
    }
    const KeyId made{keys_.size()};
    above->key->subkeys->emplace(name, made);
    PlannedKey& planned = keys_.emplace_back();
    planned.parent = parent;
    planned.name = name;
    planned.values.emplace();
    planned.subkeys.emplace();
    return made;
}

Result<void> PlannedWrite::set_value(KeyId key, RegistryValue value) {
    if (value.name.size() > max_value_name) {
        return fail(ErrorCode::invalid_argument, "the value's name is too long", name_);
    }
    return with_values(key).map([&](PlannedKey* planned) {
        auto& values = *planned->values;
        const std::size_t at = value_position(values, value.name);
        if (at == values.size()) {
            values.push_back(std::move(value));
        } else {
            values[at].type = value.type;
            values[at].data = std::move(value.data);
        }
    });
}

Result<void> PlannedWrite::delete_value(KeyId key, std::u16string_view name) {
    return with_values(key).and_then([&](PlannedKey* planned) -> Result<void> {
        auto& values = *planned->values;
        const std::size_t at = value_position(values, name);
        if (at == values.size()) {
            return fail(ErrorCode::key_not_found, "there is no such value",
                        name_ + ", " + to_display(name));
        }
        values.erase(values.begin() + static_cast<std::ptrdiff_t>(at));
        return {};
    });
}

Result<void> PlannedWrite::delete_key(KeyId key) {
    if (key == root()) {
        return fail(ErrorCode::invalid_argument, "the root cannot be deleted", name_);
    }
    const auto found = alive(key);
    if (!found) {
        return tl::unexpected(found.error());
    }
    const KeyId parent = found->key->parent;
    return load_subkeys(parent).map([&] {
        PlannedKey& gone = keys_[static_cast<std::size_t>(key)];
        keys_[static_cast<std::size_t>(parent)].subkeys->erase(gone.name);
        gone.is_deleted = true;
    });
}

Result<void> PlannedWrite::set_class_name(KeyId key, std::u16string_view class_name) {
    return alive(key).map([class_name](const Alive& found) { found.key->class_name = class_name; });
}

Result<void> PlannedWrite::set_security(KeyId key, std::span<const std::byte> descriptor) {
    return alive(key).map([descriptor](const Alive& found) {
        found.key->descriptor.emplace(descriptor.begin(), descriptor.end());
    });
}

}  // namespace

tl::unexpected<Error> not_committed(const std::string& name) {
    return fail(ErrorCode::not_supported_by_store, "what was planned is not committed", name);
}

std::unique_ptr<WriteTransaction> plan_over(std::unique_ptr<ReadTransaction> below,
                                            std::string name) {
    return std::make_unique<PlannedWrite>(std::move(below), std::move(name));
}

}  // namespace olkacct::registry
