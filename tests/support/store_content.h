// What a store holds, as plain data: what conformance tests put in and what they expect back.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/registry_value.h"
#include "registry/key_tree.h"
#include "registry/store.h"

namespace olkacct::testing_support {

/// One key with everything below it. Subkeys may stand in any order and have different names.
struct Content {
    std::u16string name = {};
    std::u16string class_name = {};
    std::vector<RegistryValue> values = {};
    std::vector<Content> subkeys = {};

    bool operator==(const Content&) const = default;
};

std::vector<std::byte> bytes(std::string_view text);
/// A REG_SZ with its final zero.
RegistryValue text_value(std::u16string name, std::u16string_view text);
RegistryValue value(std::u16string name, std::uint32_t type, std::string_view data);

/// Everything at and below `key`, in the order the store gives it. Throws on error.
Content read_all(registry::ReadTransaction& transaction, registry::KeyId key);
Content read_all(registry::Store& store);

/// `content` with the subkeys everywhere in the order that a store gives.
Content sorted(Content content);
/// `content` with the values everywhere by name.
Content with_sorted_values(Content content);
Content without_class_names(Content content);

/// Writes `content` below `key`, which is empty, with the class names where the store keeps them.
/// Throws on error.
void write_all(registry::WriteTransaction& transaction, registry::KeyId key,
               const Content& content);
/// In one commit. Throws on error.
void write_all(registry::Store& store, const Content& content);

/// `content` as the tree that stores in memory share.
std::shared_ptr<const registry::KeyNode> to_tree(const Content& content);

}  // namespace olkacct::testing_support
