// Numbers of the hive format: sizes, field offsets, flags, and the limits that stop hostile input.
#pragma once

#include <cstddef>
#include <cstdint>

namespace olkacct::registry::hive {

// regf: sections 1 to 5. Field offsets count from the start of their record.
inline constexpr std::uint32_t base_block_size = 4096;
inline constexpr std::uint32_t base_block_used = 512;
inline constexpr std::uint32_t page_size = 4096;
inline constexpr std::uint32_t sector_size = 512;
inline constexpr std::uint32_t bin_header_size = 32;
inline constexpr std::uint32_t cell_header_size = 4;
inline constexpr std::uint32_t nil = 0xFFFFFFFF;
inline constexpr std::uint32_t volatile_bit = 0x80000000;
/// The sign of a cell's size.
inline constexpr std::uint32_t allocated_bit = 0x80000000;

inline constexpr std::size_t key_node_size = 76;
inline constexpr std::size_t value_size = 20;
inline constexpr std::size_t list_header_size = 4;
inline constexpr std::size_t security_header_size = 20;
inline constexpr std::uint32_t cell_alignment = 8;

namespace hbin_field {
inline constexpr std::uint32_t offset = 4;
inline constexpr std::uint32_t size = 8;
inline constexpr std::uint32_t time = 20;
}  // namespace hbin_field

namespace nk_field {
inline constexpr std::uint32_t flags = 2;
inline constexpr std::uint32_t time = 4;
inline constexpr std::uint32_t parent = 16;
inline constexpr std::uint32_t subkey_count = 20;
inline constexpr std::uint32_t volatile_count = 24;
inline constexpr std::uint32_t subkey_list = 28;
inline constexpr std::uint32_t volatile_list = 32;
inline constexpr std::uint32_t value_count = 36;
inline constexpr std::uint32_t value_list = 40;
inline constexpr std::uint32_t security = 44;
inline constexpr std::uint32_t class_name = 48;
inline constexpr std::uint32_t largest_name = 52;
inline constexpr std::uint32_t virtualisation = 54;
inline constexpr std::uint32_t largest_class = 56;
inline constexpr std::uint32_t largest_value_name = 60;
inline constexpr std::uint32_t largest_data = 64;
inline constexpr std::uint32_t name_length = 72;
inline constexpr std::uint32_t class_length = 74;
}  // namespace nk_field

namespace vk_field {
inline constexpr std::uint32_t name_length = 2;
inline constexpr std::uint32_t size = 4;
inline constexpr std::uint32_t data = 8;
inline constexpr std::uint32_t type = 12;
inline constexpr std::uint32_t flags = 16;
}  // namespace vk_field

namespace sk_field {
inline constexpr std::uint32_t next = 4;
inline constexpr std::uint32_t previous = 8;
inline constexpr std::uint32_t count = 12;
inline constexpr std::uint32_t length = 16;
}  // namespace sk_field

namespace db_field {
inline constexpr std::uint32_t count = 2;
inline constexpr std::uint32_t list = 4;
}  // namespace db_field

/// Of a db: what is read, and what is written, as Windows gives it four bytes more.
inline constexpr std::uint32_t big_data_header_size = 8;
inline constexpr std::uint32_t big_data_size = 12;

inline constexpr std::uint16_t key_root = 0x0004;
inline constexpr std::uint16_t key_no_delete = 0x0008;
inline constexpr std::uint16_t key_symbolic_link = 0x0010;
inline constexpr std::uint16_t key_compressed_name = 0x0020;
inline constexpr std::uint16_t key_predefined_handle = 0x0040;
inline constexpr std::uint16_t value_compressed_name = 0x0001;
inline constexpr std::uint16_t value_tombstone = 0x0002;
inline constexpr std::uint32_t value_resident = 0x80000000;
inline constexpr std::uint32_t max_resident = 4;
/// Bytes that one segment of a big value carries; longer values of 1.4 and later are split.
inline constexpr std::uint32_t big_data_segment = 16344;

inline constexpr std::uint32_t oldest_minor = 3;
inline constexpr std::uint32_t newest_minor = 6;
/// A layered hive is not ours to write. regf: section 2.
inline constexpr std::uint32_t newest_written_minor = 5;
inline constexpr std::uint32_t big_data_minor = 4;
inline constexpr std::uint32_t layered_minor = 6;
/// From here on subkey lists hold hashes, before them hints. regf: section 2.
inline constexpr std::uint32_t hash_list_minor = 5;

inline constexpr std::uint32_t log_type_old = 1;
inline constexpr std::uint32_t log_type_oldest = 2;
inline constexpr std::uint32_t log_type_new = 6;
inline constexpr std::uint32_t log_entry_header = 40;
/// Of a log of the old format, behind its base block and a signature.
inline constexpr std::size_t log_bitmap_offset = base_block_used + 4;

// Limits. regf: section 7.
inline constexpr int max_depth = 512;
inline constexpr std::uint64_t max_bins_size = 0x7FFFF000;
inline constexpr std::uint64_t max_log_size = std::uint64_t{64} << 20;
inline constexpr std::size_t max_warnings = 200;
/// A single value larger than this is refused with a warning: nothing of Outlook's comes near.
inline constexpr std::uint32_t max_value_size = std::uint32_t{64} << 20;

/// How many bytes one read of the file takes, and how many such lines are kept: 1 MiB in all.
inline constexpr std::uint32_t cache_line_size = page_size;
inline constexpr std::size_t cache_lines = 256;

}  // namespace olkacct::registry::hive
