// Plain data to and from stores.
#include "support/store_content.h"

#include <algorithm>
#include <stdexcept>

namespace olkacct::testing_support {
namespace {

// Programs without a test framework link this folder too; an exception fails a test as well.
void require(bool holds, const std::string& what) {
    if (!holds) throw std::runtime_error(what);
}

}  // namespace

std::vector<std::byte> bytes(std::string_view text) {
    std::vector<std::byte> out;
    for (const char unit : text) {
        out.push_back(static_cast<std::byte>(unit));
    }
    return out;
}

RegistryValue text_value(std::u16string name, std::u16string_view text) {
    RegistryValue out{std::move(name), registry_type::sz, {}};
    for (const char16_t unit : std::u16string(text) + u'\0') {
        out.data.push_back(static_cast<std::byte>(unit & 0xFF));
        out.data.push_back(static_cast<std::byte>(unit >> 8));
    }
    return out;
}

RegistryValue value(std::u16string name, std::uint32_t type, std::string_view data) {
    return {std::move(name), type, bytes(data)};
}

Content read_all(registry::ReadTransaction& transaction, registry::KeyId key) {
    Content out;
    const auto info = transaction.info(key);
    const auto values = transaction.values(key);
    const auto subkeys = transaction.subkeys(key);
    require(info && values && subkeys, "a key could not be read");
    out.name = info->name;
    out.class_name = info->class_name;
    out.values = *values;
    for (const registry::Subkey& subkey : *subkeys) {
        out.subkeys.push_back(read_all(transaction, subkey.id));
        require(out.subkeys.back().name == subkey.name, "a key is listed under another name");
    }
    return out;
}

Content read_all(registry::Store& store) {
    const auto transaction = store.begin_read();
    if (!transaction) {
        throw std::runtime_error(transaction.error().what + " (" + transaction.error().where + ")");
    }
    Content out = read_all(**transaction, (*transaction)->root());
    require((*transaction)->verify().has_value(), "the source changed under the reader");
    return out;
}

void write_all(registry::WriteTransaction& transaction, registry::KeyId key,
               const Content& content) {
    for (const RegistryValue& value : content.values) {
        require(transaction.set_value(key, value).has_value(), "a value could not be written");
    }
    if (!content.class_name.empty()) {
        const auto done = transaction.set_class_name(key, content.class_name);
        require(done || done.error().code == ErrorCode::not_supported_by_store,
                "a class name could not be written");
    }
    for (const Content& subkey : content.subkeys) {
        const auto made = transaction.create_key(key, subkey.name);
        require(made.has_value(), "a key could not be made");
        write_all(transaction, *made, subkey);
    }
}

void write_all(registry::Store& store, const Content& content) {
    const auto transaction = store.begin_write();
    if (!transaction) {
        throw std::runtime_error(transaction.error().what + " (" + transaction.error().where + ")");
    }
    write_all(**transaction, (*transaction)->root(), content);
    require((*transaction)->commit().has_value(), "the commit failed");
}

Content sorted(Content content) {
    for (Content& subkey : content.subkeys) {
        subkey = sorted(std::move(subkey));
    }
    std::ranges::sort(content.subkeys, registry::NameLess(), &Content::name);
    return content;
}

Content with_sorted_values(Content content) {
    std::ranges::sort(content.values, registry::NameLess(), &RegistryValue::name);
    for (Content& subkey : content.subkeys) {
        subkey = with_sorted_values(std::move(subkey));
    }
    return content;
}

Content without_class_names(Content content) {
    content.class_name.clear();
    for (Content& subkey : content.subkeys) {
        subkey = without_class_names(std::move(subkey));
    }
    return content;
}

std::shared_ptr<const registry::KeyNode> to_tree(const Content& content) {
    auto node = std::make_shared<registry::KeyNode>();
    node->name = content.name;
    node->class_name = content.class_name;
    node->values = content.values;
    for (const Content& subkey : sorted(content).subkeys) {
        node->subkeys.push_back(to_tree(subkey));
    }
    return node;
}

}  // namespace olkacct::testing_support
