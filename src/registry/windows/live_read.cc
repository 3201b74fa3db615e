// One handle for each key that was asked for something.
#include "registry/windows/live_read.h"

#include <utility>

#include "olkacct/text.h"
#include "registry/windows/live_journal.h"

namespace olkacct::registry {
namespace {

using base::WindowsKey;

tl::unexpected<Error> changed(std::string where) {
    return fail(ErrorCode::changed_while_reading, "the registry was changed while it was read",
                std::move(where));
}

}  // namespace

Result<std::unique_ptr<LiveRead>> LiveRead::begin(const std::u16string& path) {
    std::unique_ptr<LiveRead> made(new LiveRead);
    made->path_ = path;
    auto key = WindowsKey::open(HKEY_CURRENT_USER, path, KEY_READ);
    if (!key) {
        return tl::unexpected(key.error());
    }
    if (!*key) {
        return fail(ErrorCode::source_not_found, "there is no such key",
                    "HKEY_CURRENT_USER\\" + to_display(path));
    }
    auto info = (*key)->info();
    if (!info) {
        return tl::unexpected(info.error());
    }
    made->nodes_.push_back(std::make_unique<Node>());
    made->nodes_.front()->key = std::move(*key);
    made->nodes_.front()->info = std::move(*info);
    return made;
}

std::string LiveRead::where(const Node& node) const {
    std::u16string path;
    for (const Node* at = &node; at != nodes_.front().get();
         at = nodes_[static_cast<std::size_t>(at->parent)].get()) {
        path = u'\\' + at->name + path;
    }
    return "HKEY_CURRENT_USER" + to_display((path_.empty() ? u"" : u'\\' + path_) + path);
}

Result<LiveRead::Node*> LiveRead::opened(KeyId key) {
    Node& node = *nodes_[static_cast<std::size_t>(key)];
    if (node.key) {
        return &node;
    }
    const auto parent = opened(node.parent);
    if (!parent) {
        return parent;
    }
    auto found = WindowsKey::open((*parent)->key->get(), node.name, KEY_READ);
    if (found && !*found) {
        return changed(where(node));
    }
    auto info = found ? (*found)->info() : tl::unexpected(found.error());
    if (!info) {
        return info.error().code == ErrorCode::key_not_found
                   ? changed(where(node))
                   : fail(info.error().code, info.error().what, where(node));
    }
    node.key = std::move(*found);
    node.info = std::move(*info);
    return &node;
}

Result<LiveRead::Node*> LiveRead::with_values(KeyId key) {
    return opened(key).and_then([&](Node* node) -> Result<Node*> {
        if (!node->values) {
            auto values = node->key->values();
            if (!values) {
                return values.error().code == ErrorCode::key_not_found
                           ? changed(where(*node))
                           : fail(values.error().code, values.error().what, where(*node));
            }
            node->values = std::move(*values);
        }
        return node;
    });
}

Result<LiveRead::Node*> LiveRead::with_subkeys(KeyId key) {
    return opened(key).and_then([&](Node* node) -> Result<Node*> {
        if (!node->subkeys) {
            auto names = node->key->subkeys();
            if (!names) {
                return names.error().code == ErrorCode::key_not_found
                           ? changed(where(*node))
                           : fail(names.error().code, names.error().what, where(*node));
            }
            node->subkeys.emplace();
            for (std::u16string& name : *names) {
                node->subkeys->emplace(name, KeyId{nodes_.size()});
                nodes_.push_back(std::make_unique<Node>(Node{.parent = key, .name = name}));
            }
        }
        return node;
    });
}

Result<KeyInfo> LiveRead::info(KeyId key) {
    return opened(key).map([](const Node* node) {
        return KeyInfo{node->name, node->info.class_name, node->info.last_written};
    });
}

Result<std::optional<KeyId>> LiveRead::find(KeyId parent, std::u16string_view name) {
    return with_subkeys(parent).map([name](const Node* node) {
        const auto found = node->subkeys->find(name);
        return found == node->subkeys->end() ? std::nullopt : std::optional(found->second);
    });
}

Result<std::vector<Subkey>> LiveRead::subkeys(KeyId key) {
    return with_subkeys(key).map([](const Node* node) {
        std::vector<Subkey> out;
        for (const auto& [name, id] : *node->subkeys) {
            out.push_back({id, name});
        }
        return out;
    });
}

Result<std::vector<RegistryValue>> LiveRead::values(KeyId key) {
    return with_values(key).map([](const Node* node) { return *node->values; });
}

Result<std::optional<RegistryValue>> LiveRead::value(KeyId key, std::u16string_view name) {
    return with_values(key).map([name](const Node* node) {
        const std::size_t at = value_position(*node->values, name);
        return at == node->values->size() ? std::nullopt : std::optional((*node->values)[at]);
    });
}

Result<std::vector<std::byte>> LiveRead::security(KeyId /*key*/) { return {}; }

Result<void> LiveRead::verify() {
    for (const auto& node : nodes_) {
        if (!node->key) {
            continue;
        }
        const auto now = node->key->info();
        if (!now && now.error().code != ErrorCode::key_not_found) {
            return tl::unexpected(now.error());
        }
        if (!now || now->last_written != node->info.last_written) {
            return changed(where(*node));
        }
    }
    return has_live_journal().and_then([](bool is_under_way) -> Result<void> {
        if (is_under_way) {
            return changed("HKEY_CURRENT_USER");
        }
        return {};
    });
}

}  // namespace olkacct::registry
