// Little-endian stores into bytes whose size the caller has already proved.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace olkacct::base {

inline void store_u16(std::span<std::byte, 2> bytes, std::uint16_t number) {
    bytes[0] = static_cast<std::byte>(number & 0xFFU);
    bytes[1] = static_cast<std::byte>(number >> 8U);
}
inline void store_u32(std::span<std::byte, 4> bytes, std::uint32_t number) {
    store_u16(bytes.first<2>(), static_cast<std::uint16_t>(number & 0xFFFFU));
    store_u16(bytes.last<2>(), static_cast<std::uint16_t>(number >> 16U));
}
inline void store_u64(std::span<std::byte, 8> bytes, std::uint64_t number) {
    store_u32(bytes.first<4>(), static_cast<std::uint32_t>(number & 0xFFFFFFFFU));
    store_u32(bytes.last<4>(), static_cast<std::uint32_t>(number >> 32U));
}

}  // namespace olkacct::base
