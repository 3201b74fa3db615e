// Making entry ids of data files.
#include "profile/edit/entry_ids.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "olkacct/property.h"
#include "profile/edit/encode.h"

namespace olkacct::profile {
namespace {

using Bytes = std::vector<std::byte>;

constexpr std::array<std::uint8_t, uid_size> store_wrap = {
    0x38, 0xA1, 0xBB, 0x10, 0x05, 0xE5, 0x10, 0x1A, 0xA1, 0xBB, 0x08, 0x00, 0x2B, 0x2A, 0x56, 0xC2};
constexpr std::array<std::uint8_t, uid_size> pst_provider = {
    0x4E, 0x49, 0x54, 0x41, 0xF9, 0xBF, 0xB8, 0x01, 0x00, 0xAA, 0x00, 0x37, 0xD9, 0x6E, 0x00, 0x00};
constexpr std::string_view provider_dll("mspst.dll\0", 10);
constexpr std::array<std::byte, 4> no_flags = {};
constexpr std::array<std::byte, 2> no_version = {};

using Part = std::span<const std::byte>;

Bytes joined(std::initializer_list<Part> parts) {
    Bytes out;
    for (const Part part : parts) {
        out.insert(out.end(), part.begin(), part.end());
    }
    return out;
}

}  // namespace

std::array<std::byte, uid_size> data_file_provider() {
    std::array<std::byte, uid_size> uid{};
    for (std::size_t i = 0; i < uid.size(); ++i) {
        uid[i] = static_cast<std::byte>(pst_provider[i]);
    }
    return uid;
}

Bytes store_entry_id(std::u16string_view path) {
    return joined({no_flags, std::as_bytes(std::span(store_wrap)), no_version,
                   std::as_bytes(std::span(provider_dll)), no_flags, data_file_provider(),
                   no_version, encode_text(path)});
}

std::u16string path_of_store(std::span<const std::byte> entry_id) {
    const Bytes empty = store_entry_id({});
    const std::size_t head = empty.size() - 2;  // all but the NUL that ends the path
    if (entry_id.size() <= head ||
        !std::ranges::equal(entry_id.first(head), std::span(empty).first(head))) {
        return {};
    }
    return decode_string(
        {.name = {},
         .type = registry_type::binary,
         .data = Bytes(entry_id.begin() + static_cast<std::ptrdiff_t>(head), entry_id.end())});
}

Bytes folder_entry_id(std::span<const std::byte, uid_size> record_key, std::uint32_t node) {
    return joined({no_flags, record_key, encode_number(node)});
}

}  // namespace olkacct::profile
