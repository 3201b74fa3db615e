// Opened transactions for tests that read and write stores; needs a test framework.
#pragma once

#include <gtest/gtest.h>

#include <memory>
#include <optional>
#include <string>

#include "registry/store.h"
#include "support/store_content.h"

namespace olkacct::testing_support {

/// A store with one open read transaction.
struct OpenStore {
    explicit OpenStore(std::shared_ptr<registry::Store> opened) : store(std::move(opened)) {
        auto begun = store->begin_read();
        if (begun) {
            transaction = std::move(*begun);
        } else {
            ADD_FAILURE() << begun.error().what << " (" << begun.error().where << ")";
        }
    }
    registry::ReadTransaction* operator->() const { return transaction.get(); }
    [[nodiscard]] bool has(std::u16string_view path) const {
        const auto found = find_path(*transaction, transaction->root(), path);
        EXPECT_TRUE(found.has_value());
        return found && found->has_value();
    }
    [[nodiscard]] std::optional<RegistryValue> value(std::u16string_view name) const {
        const auto found = transaction->value(transaction->root(), name);
        EXPECT_TRUE(found.has_value());
        return found.value_or(std::nullopt);
    }

    std::shared_ptr<registry::Store> store;
    std::unique_ptr<registry::ReadTransaction> transaction;
};

inline std::unique_ptr<registry::WriteTransaction> begin_write(registry::Store& store) {
    auto begun = store.begin_write();
    if (!begun) {
        ADD_FAILURE() << begun.error().what;
        return nullptr;
    }
    return std::move(*begun);
}

inline void commit_value(registry::Store& store, std::u16string name, std::u16string_view text) {
    const auto writer = begin_write(store);
    ASSERT_TRUE(writer->set_value(writer->root(), text_value(std::move(name), text)).has_value());
    ASSERT_TRUE(writer->commit().has_value());
}

}  // namespace olkacct::testing_support
