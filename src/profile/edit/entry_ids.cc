// Making entry ids of data files.
#include "profile/edit/entry_ids.h"

#include <string_view>

#include "profile/edit/encode.h"

namespace olkacct::profile {
namespace {

using Bytes = std::vector<std::byte>;

constexpr std::array<std::uint8_t, uid_size> store_wrap = {
    0x38, 0xA1, 0xBB, 0x10, 0x05, 0xE5, 0x10, 0x1A, 0xA1, 0xBB, 0x08, 0x00, 0x2B, 0x2A, 0x56, 0xC2};
constexpr std::array<std::uint8_t, uid_size> provider = {
    0x4E, 0x49, 0x54, 0x41, 0xF9, 0xBF, 0xB8, 0x01, 0x00, 0xAA, 0x00, 0x37, 0xD9, 0x6E, 0x00, 0x00};
constexpr std::string_view provider_dll("mspst.dll\0", 10);
constexpr std::size_t flags_size = 4;
constexpr std::size_t version_size = 2;

void append(Bytes& out, std::span<const std::byte> bytes) {
    out.insert(out.end(), bytes.begin(), bytes.end());
}

void append_zeros(Bytes& out, std::size_t count) { out.resize(out.size() + count); }

}  // namespace

std::array<std::byte, uid_size> data_file_provider() {
    std::array<std::byte, uid_size> uid{};
    for (std::size_t i = 0; i < uid.size(); ++i) {
        uid[i] = static_cast<std::byte>(provider[i]);
    }
    return uid;
}

Bytes store_entry_id(std::u16string_view path) {
    Bytes id(flags_size);
    append(id, std::as_bytes(std::span(store_wrap)));
    append_zeros(id, version_size);
    append(id, std::as_bytes(std::span(provider_dll)));
    append_zeros(id, flags_size);
    append(id, data_file_provider());
    append_zeros(id, version_size);
    append(id, encode_text(path));
    return id;
}

Bytes folder_entry_id(std::span<const std::byte, uid_size> record_key, std::uint32_t node) {
    Bytes id(flags_size);
    append(id, record_key);
    append(id, encode_number(node));
    return id;
}

}  // namespace olkacct::profile
