// Makes hive files for tests: any version, list kind, name and value that the format knows.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/registry_value.h"
#include "support/bytes.h"
#include "support/cell_space.h"

namespace olkacct::test {

enum class ListKind { li, lf, lh };

struct HiveOptions {
    std::uint32_t minor_version = 5;
    ListKind list_kind = ListKind::lh;
    // More subkeys than this are spread over several lists under an `ri`.
    std::size_t leaf_capacity = 507;
    // FILETIME of the first key; the clock advances a little with each key.
    std::uint64_t created = 132500000000000000;
    std::u16string file_name = u"\\??\\C:\\Users\\u\\ntuser.dat";
    std::u16string root_name = u"ROOT";
    // One `sk` cell for each; the first is the root's. Never empty.
    std::vector<Bytes> descriptors = {};
};

// A self-relative descriptor: owner and group are the administrators, who may do everything.
Bytes plain_descriptor();

struct BuiltValue {
    std::u16string name;
    std::uint32_t type = 0;
    Bytes data;
    std::uint32_t cell = 0;
};

// Keys are named by small numbers that stay valid. Every change is in the bins at once, so the
// states before and after a change differ only in the pages that the change touched.
class HiveBuilder {
  public:
    using KeyId = std::uint32_t;

    explicit HiveBuilder(HiveOptions options = {});

    static constexpr KeyId root = 0;

    // Makes the subkey with this security cell, or returns the one that is there.
    KeyId add_key(KeyId parent, std::u16string_view name, std::size_t security = 0);
    // Components are separated by backslashes.
    KeyId add_path(KeyId parent, std::u16string_view path);
    std::optional<KeyId> find_key(KeyId parent, std::u16string_view name) const;
    // The key must have no subkeys.
    void remove_key(KeyId key);
    // Once for a key.
    void set_class(KeyId key, std::u16string_view name);

    // Makes the value or replaces it. An empty name is the key's default value.
    void set_value(KeyId key, std::u16string_view name, std::uint32_t type,
                   std::span<const std::byte> data);
    void set_text(KeyId key, std::u16string_view name, std::u16string_view text);
    void set_dword(KeyId key, std::u16string_view name, std::uint32_t number);
    void set_binary(KeyId key, std::u16string_view name, std::span<const std::byte> data);

    const std::u16string& name(KeyId key) const { return keys_[key].name; }
    const std::vector<BuiltValue>& values(KeyId key) const { return keys_[key].values; }
    // In the order of the hive.
    std::vector<KeyId> subkeys(KeyId key) const;
    std::size_t subkey_count(KeyId key) const { return keys_[key].subkey_count; }
    bool is_removed(KeyId key) const { return keys_[key].removed; }
    // Offset of the key's cell in the bins.
    std::uint32_t cell(KeyId key) const { return keys_[key].cell; }

    const Bytes& bins() const { return cells_.bins(); }
    // The 4096 bytes before the bins. Different sequence numbers make a dirty hive.
    Bytes base_block(std::uint32_t primary_sequence, std::uint32_t secondary_sequence) const;
    // The whole file, with `padding` zero bytes behind the bins.
    Bytes file(std::uint32_t primary_sequence = 1, std::uint32_t secondary_sequence = 1,
               std::size_t padding = 0) const;

  private:
    struct Leaf {
        std::uint32_t cell = CellSpace::nil;
        std::size_t capacity = 0;
        std::vector<KeyId> keys;
    };
    struct Key {
        std::u16string name;
        std::uint32_t cell = CellSpace::nil;
        KeyId parent = 0;
        std::size_t security = 0;
        std::vector<Leaf> leaves = {};
        std::uint32_t index_cell = CellSpace::nil;  // the `ri`
        std::size_t index_capacity = 0;
        std::size_t subkey_count = 0;
        std::vector<BuiltValue> values = {};
        std::uint32_t value_list = CellSpace::nil;
        std::size_t value_capacity = 0;
        bool removed = false;
    };
    struct Security {
        std::uint32_t cell = 0;
        std::uint32_t references = 0;
    };

    std::span<std::byte> record(KeyId key) { return cells_.content(keys_[key].cell); }
    KeyId new_key(KeyId parent, std::u16string_view name, std::size_t security);
    void add_security(const Bytes& descriptor);
    void count_reference(std::size_t security, int change);
    void link_securities();
    void insert_subkey(KeyId parent, KeyId key);
    void erase_subkey(KeyId parent, KeyId key);
    void write_leaf(Leaf& leaf);
    void write_list_entry(std::span<std::byte> content, std::size_t index, KeyId key) const;
    void write_index(KeyId parent);
    void raise(KeyId key, std::size_t field, std::size_t number);
    BuiltValue* find_value(KeyId key, std::u16string_view name);
    void append_value(KeyId key, BuiltValue value);
    void put_data(std::uint32_t value_cell, std::span<const std::byte> data);
    std::uint32_t put_big_data(std::span<const std::byte> data);
    void release_data(std::uint32_t value_cell);
    bool uses_big_data(std::size_t size) const;

    HiveOptions options_;
    std::uint64_t now_;
    CellSpace cells_;
    std::vector<Key> keys_;
    std::vector<Security> securities_;
};

}  // namespace olkacct::test
