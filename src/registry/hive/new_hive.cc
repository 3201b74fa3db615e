// The bytes of an empty hive. regf: sections 2, 3, 4, 5.1, 5.5.
#include "registry/hive/new_hive.h"

#include <algorithm>
#include <array>
#include <span>
#include <string_view>

#include "base/byte_writer.h"
#include "base/filetime.h"
#include "registry/hive/base_block.h"
#include "registry/hive/format.h"

namespace olkacct::registry {
namespace {

constexpr std::string_view root_name = "ROOT";
constexpr std::uint16_t root_flags = 0x000C;  // the root, and it must not be deleted
constexpr std::uint32_t root_cell = hive::bin_header_size;

constexpr unsigned char local_system[] = {1, 1, 0, 0, 0, 0, 0, 5, 18, 0, 0, 0};
constexpr unsigned char administrators[] = {1, 2, 0, 0, 0, 0, 0, 5, 32, 0, 0, 0, 32, 2, 0, 0};

// Writes fields one after the other at a place.
class Fields {
  public:
    explicit Fields(std::span<std::byte> bytes) : rest_(bytes) {}

    Fields& text(std::string_view letters) {
        std::ranges::transform(letters, rest_.begin(),
                               [](char letter) { return static_cast<std::byte>(letter); });
        return skip(letters.size());
    }
    Fields& bytes(std::span<const unsigned char> what) {
        std::ranges::transform(what, rest_.begin(),
                               [](unsigned char byte) { return static_cast<std::byte>(byte); });
        return skip(what.size());
    }
    Fields& u16(std::size_t number) {
        base::store_u16(rest_.first<2>(), static_cast<std::uint16_t>(number));
        return skip(2);
    }
    Fields& u32(std::size_t number) {
        base::store_u32(rest_.first<4>(), static_cast<std::uint32_t>(number));
        return skip(4);
    }
    Fields& u64(std::uint64_t number) {
        base::store_u64(rest_.first<8>(), number);
        return skip(8);
    }
    Fields& skip(std::size_t count) {
        rest_ = rest_.subspan(count);
        return *this;
    }

  private:
    std::span<std::byte> rest_;
};

// Owner: the administrators; group: SYSTEM; both have full control of the key and those below.
std::vector<std::byte> default_descriptor() {
    constexpr std::size_t header = 20;
    constexpr std::size_t group_at = header + sizeof administrators;
    constexpr std::size_t list_at = group_at + sizeof local_system;
    constexpr std::size_t entry_header = 8;
    constexpr std::size_t list_size =
        8 + 2 * entry_header + sizeof local_system + sizeof administrators;
    constexpr std::size_t revision_1 = 1;
    constexpr std::size_t self_relative_with_list = 0x8004;
    constexpr std::size_t allow_and_inherit = 0x0200;  // type 0, flag: keys below inherit
    constexpr std::size_t full_control = 0x000F003F;

    std::vector<std::byte> out(list_at + list_size);
    Fields fields(out);
    fields.u16(revision_1).u16(self_relative_with_list);
    fields.u32(header).u32(group_at).u32(0).u32(list_at);
    fields.bytes(administrators).bytes(local_system);
    constexpr std::size_t list_revision = 2;
    fields.u16(list_revision).u16(list_size).u16(2).u16(0);
    fields.u16(allow_and_inherit).u16(entry_header + sizeof local_system).u32(full_control);
    fields.bytes(local_system);
    fields.u16(allow_and_inherit).u16(entry_header + sizeof administrators).u32(full_control);
    fields.bytes(administrators);
    return out;
}

constexpr std::size_t cell_size(std::size_t content) {
    return (hive::cell_header_size + content + hive::cell_alignment - 1) / hive::cell_alignment *
           hive::cell_alignment;
}

void put_cell_size(std::span<std::byte> bin, std::size_t cell, std::size_t size, bool is_used) {
    const auto number = static_cast<std::uint32_t>(size);
    base::store_u32(bin.subspan(cell).first<4>(), is_used ? 0U - number : number);
}

void put_bin(std::span<std::byte> bin, std::uint64_t now) {
    Fields(bin).text("hbin").u32(0).u32(hive::page_size).skip(8).u64(now);

    const auto descriptor = default_descriptor();
    const std::size_t key_size = cell_size(hive::key_node_size + root_name.size());
    const std::size_t security_cell = root_cell + key_size;
    const std::size_t security_size = cell_size(hive::security_header_size + descriptor.size());
    const std::size_t free_cell = security_cell + security_size;
    put_cell_size(bin, root_cell, key_size, true);
    put_cell_size(bin, security_cell, security_size, true);
    put_cell_size(bin, free_cell, hive::page_size - free_cell, false);

    Fields(bin.subspan(root_cell + hive::cell_header_size))
        .text("nk")
        .u16(root_flags | hive::key_compressed_name)
        .u64(now)
        .u32(0)
        .u32(hive::nil)  // a root has no parent
        .u32(0)
        .u32(0)  // subkeys: stable, volatile
        .u32(hive::nil)
        .u32(hive::nil)  // their lists
        .u32(0)
        .u32(hive::nil)  // values
        .u32(security_cell)
        .u32(hive::nil)  // class name
        .skip(20)        // the largest names and data so far: none
        .u16(root_name.size())
        .u16(0)
        .text(root_name);
    Fields(bin.subspan(security_cell + hive::cell_header_size))
        .text("sk")
        .u16(0)
        .u32(security_cell)  // the ring of descriptors has this one only
        .u32(security_cell)
        .u32(1)
        .u32(descriptor.size());
    std::ranges::copy(
        descriptor,
        bin.subspan(security_cell + hive::cell_header_size + hive::security_header_size).begin());
}

}  // namespace

std::vector<std::byte> make_empty_hive(std::uint64_t now) {
    std::vector<std::byte> out(hive::base_block_size + hive::page_size);
    const auto head = std::span(out).first<hive::base_block_used>();
    constexpr std::size_t rmtm_at = 164;
    Fields(head)
        .text("regf")
        .u32(1)
        .u32(1)  // both sequence numbers
        .u64(now)
        .u32(1)
        .u32(hive::newest_written_minor)
        .u32(0)
        .u32(1)  // a primary file, for direct memory load
        .u32(root_cell)
        .u32(hive::page_size)
        .u32(1);  // clustering
    Fields(head.subspan(rmtm_at)).text("rmtm");
    base::store_u32(head.last<4>(), hive::base_block_checksum(head));
    put_bin(std::span(out).subspan(hive::base_block_size), now);
    return out;
}

Result<void> create_hive(const std::string& path, base::FileSystem& files) {
    auto file = files.create(path, {});
    if (!file) {
        return tl::unexpected(file.error());
    }
    auto done = (*file)->write_at(0, make_empty_hive(base::filetime_now()));
    if (done) {
        done = (*file)->sync();
    }
    return done ? files.sync_folder(path) : done;
}

}  // namespace olkacct::registry
