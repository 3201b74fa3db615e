// Keys, class names, security and the base block; the other parts of the class are in
// hive_builder_lists.cc and hive_builder_values.cc.
#include "support/hive_builder.h"

#include <algorithm>
#include <stdexcept>

#include "support/base_block.h"
#include "support/hive_names.h"

namespace olkacct::test {

namespace {

constexpr std::uint32_t flag_root = 0x0C;  // the root, which must not be deleted
constexpr std::uint32_t flag_compressed = 0x20;
constexpr std::size_t key_header_size = 76;
constexpr std::size_t security_header_size = 20;

}  // namespace

Bytes plain_descriptor() {
    // Header with owner at 20, group at 36 and list at 52; S-1-5-32-544 twice; a list of one entry.
    return hex_bytes(
        "0100048014000000240000000000000034000000"
        "01020000000000052000000020020000"
        "01020000000000052000000020020000"
        "0200200001000000000218003f000f0001020000000000052000000020020000");
}

HiveBuilder::HiveBuilder(HiveOptions options)
    : options_(std::move(options)), now_(options_.created), cells_(options_.created) {
    if (options_.descriptors.empty()) {
        options_.descriptors.push_back(plain_descriptor());
    }
    // The root's is the first cell of the file, before any security cell, as Windows has it.
    new_key(root, options_.root_name, 0);
    for (const auto& descriptor : options_.descriptors) {
        add_security(descriptor);
    }
    put32(record(root), 44, securities_[0].cell);
    count_reference(0, 1);
    link_securities();
}

HiveBuilder::KeyId HiveBuilder::add_key(KeyId parent, std::u16string_view name,
                                        std::size_t security) {
    if (const auto found = find_key(parent, name)) {
        return *found;
    }
    const auto key = new_key(parent, name, security);
    put32(record(key), 16, keys_[parent].cell);
    put32(record(key), 44, securities_.at(security).cell);
    count_reference(security, 1);
    insert_subkey(parent, key);
    return key;
}

HiveBuilder::KeyId HiveBuilder::add_path(KeyId parent, std::u16string_view path) {
    while (true) {
        const auto end = path.find(u'\\');
        parent = add_key(parent, path.substr(0, end));
        if (end == std::u16string_view::npos) {
            return parent;
        }
        path.remove_prefix(end + 1);
    }
}

HiveBuilder::KeyId HiveBuilder::new_key(KeyId parent, std::u16string_view name,
                                        std::size_t security) {
    const auto key = static_cast<KeyId>(keys_.size());
    const auto cell = cells_.allocate(key_header_size + stored_size(name));
    keys_.push_back(
        {.name = std::u16string(name), .cell = cell, .parent = parent, .security = security});
    now_ += 10000 + name.size() * 977;
    const auto data = record(key);
    put_text(data, 0, "nk");
    put16(data, 2, (key == root ? flag_root : 0) | (is_compressible(name) ? flag_compressed : 0));
    put64(data, 4, now_);
    for (const std::size_t offset_field : {28U, 32U, 40U, 48U}) {
        put32(data, offset_field, CellSpace::nil);
    }
    const auto size = put_name(data.subspan(key_header_size), name);
    put16(data, 72, static_cast<std::uint32_t>(size));
    return key;
}

void HiveBuilder::remove_key(KeyId key) {
    auto& gone = keys_[key];
    if (key == root || gone.subkey_count != 0) {
        throw std::logic_error("remove_key: only a key without subkeys, and not the root");
    }
    erase_subkey(gone.parent, key);
    for (const auto& value : gone.values) {
        release_data(value.cell);
        cells_.release(value.cell);
    }
    if (gone.value_list != CellSpace::nil) {
        cells_.release(gone.value_list);
    }
    if (const auto class_cell = get32(record(key), 48); class_cell != CellSpace::nil) {
        cells_.release(class_cell);
    }
    count_reference(gone.security, -1);
    cells_.release(gone.cell);
    gone.removed = true;
}

void HiveBuilder::set_class(KeyId key, std::u16string_view name) {
    const auto text = text_bytes(name, false);
    const auto cell = cells_.allocate(text.size());
    std::ranges::copy(text, cells_.content(cell).begin());
    put32(record(key), 48, cell);
    put16(record(key), 74, static_cast<std::uint32_t>(text.size()));
    raise(keys_[key].parent, 56, text.size());
}

void HiveBuilder::add_security(const Bytes& descriptor) {
    const auto cell = cells_.allocate(security_header_size + descriptor.size());
    const auto data = cells_.content(cell);
    put_text(data, 0, "sk");
    put32(data, 16, static_cast<std::uint32_t>(descriptor.size()));
    std::ranges::copy(descriptor, data.subspan(security_header_size).begin());
    securities_.push_back({.cell = cell});
}

void HiveBuilder::count_reference(std::size_t security, int change) {
    auto& shared = securities_[security];
    shared.references += static_cast<std::uint32_t>(change);
    put32(cells_.content(shared.cell), 12, shared.references);
}

void HiveBuilder::link_securities() {
    const auto count = securities_.size();
    for (std::size_t i = 0; i < count; ++i) {
        const auto data = cells_.content(securities_[i].cell);
        put32(data, 4, securities_[(i + 1) % count].cell);
        put32(data, 8, securities_[(i + count - 1) % count].cell);
    }
}

// The "largest" fields of a key are upper bounds that never sink (regf: section 5.1).
void HiveBuilder::raise(KeyId key, std::size_t field, std::size_t number) {
    const auto data = record(key);
    put32(data, field, std::max(get32(data, field), static_cast<std::uint32_t>(number)));
}

Bytes HiveBuilder::base_block(std::uint32_t primary_sequence,
                              std::uint32_t secondary_sequence) const {
    return make_base_block({.primary_sequence = primary_sequence,
                            .secondary_sequence = secondary_sequence,
                            .last_written = now_,
                            .minor_version = options_.minor_version,
                            .root_cell = keys_[root].cell,
                            .bins_size = static_cast<std::uint32_t>(bins().size()),
                            .file_name = options_.file_name});
}

Bytes HiveBuilder::file(std::uint32_t primary_sequence, std::uint32_t secondary_sequence,
                        std::size_t padding) const {
    auto bytes = base_block(primary_sequence, secondary_sequence);
    append(bytes, bins());
    bytes.resize(bytes.size() + padding);
    return bytes;
}

}  // namespace olkacct::test
