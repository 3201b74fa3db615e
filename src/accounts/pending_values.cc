// Sets of pending values.
#include "accounts/pending_values.h"

#include <type_traits>
#include <utility>
#include <variant>

namespace olkacct::accounts {

std::shared_ptr<const PendingValues> without(std::shared_ptr<const PendingValues> pending,
                                             const PendingValues& saved) {
    if (pending == nullptr) return pending;
    PendingValues left;
    for (const auto& [tag, value] : *pending) {
        const auto found = saved.find(tag);
        if (found == saved.end() || found->second != value) left.emplace(tag, value);
    }
    if (left.empty()) return nullptr;
    return std::make_shared<const PendingValues>(std::move(left));
}

PendingValues without_place(const PendingValues& pending) {
    PendingValues found;
    for (const auto& [tag, value] : pending) {
        const PropertyInfo* const info = find_property(tag);
        if (info != nullptr && info->registry_value.empty()) found.emplace(tag, value);
    }
    return found;
}

std::vector<NewProperty> to_new_properties(const PendingValues& pending) {
    std::vector<NewProperty> properties;
    for (const auto& [tag, value] : pending) {
        std::visit(
            [&properties, tag = tag](const auto& content) {
                using Content = std::decay_t<decltype(content)>;
                // Secrets are never set through IOlkAccount (S-65).
                if constexpr (!std::is_same_v<Content, SecretPresence>)
                    properties.push_back({tag, content});
            },
            *value);
    }
    return properties;
}

}  // namespace olkacct::accounts
