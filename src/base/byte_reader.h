// Bounds-checked little-endian reading from bytes that may be made to hurt.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

namespace olkacct::base {

/// Reads at absolute offsets of a span; nullopt when any byte of the field lies outside.
class ByteReader {
  public:
    explicit ByteReader(std::span<const std::byte> bytes) : bytes_(bytes) {}

    [[nodiscard]] std::size_t size() const { return bytes_.size(); }

    [[nodiscard]] std::optional<std::uint8_t> u8(std::size_t at) const {
        return field<std::uint8_t>(at);
    }
    [[nodiscard]] std::optional<std::uint16_t> u16(std::size_t at) const {
        return field<std::uint16_t>(at);
    }
    [[nodiscard]] std::optional<std::uint32_t> u32(std::size_t at) const {
        return field<std::uint32_t>(at);
    }
    [[nodiscard]] std::optional<std::uint64_t> u64(std::size_t at) const {
        return field<std::uint64_t>(at);
    }
    [[nodiscard]] std::optional<std::span<const std::byte>> bytes(std::size_t at,
                                                                  std::size_t length) const {
        if (at > bytes_.size() || length > bytes_.size() - at) {
            return std::nullopt;
        }
        return bytes_.subspan(at, length);
    }

  private:
    template <class T>
    [[nodiscard]] std::optional<T> field(std::size_t at) const {
        const auto raw = bytes(at, sizeof(T));
        if (!raw) {
            return std::nullopt;
        }
        T value = 0;
        for (std::size_t i = sizeof(T); i-- > 0;) {
            value = static_cast<T>(static_cast<std::uint64_t>(value) << 8 |
                                   std::to_integer<std::uint64_t>((*raw)[i]));
        }
        return value;
    }

    std::span<const std::byte> bytes_;
};

/// Little-endian loads from a span whose size the caller has already proved.
inline std::uint16_t load_u16(std::span<const std::byte, 2> bytes) {
    return static_cast<std::uint16_t>(std::to_integer<unsigned>(bytes[0]) |
                                      std::to_integer<unsigned>(bytes[1]) << 8);
}
inline std::uint32_t load_u32(std::span<const std::byte, 4> bytes) {
    return std::to_integer<std::uint32_t>(bytes[0]) |
           std::to_integer<std::uint32_t>(bytes[1]) << 8 |
           std::to_integer<std::uint32_t>(bytes[2]) << 16 |
           std::to_integer<std::uint32_t>(bytes[3]) << 24;
}
inline std::uint64_t load_u64(std::span<const std::byte, 8> bytes) {
    return load_u32(bytes.first<4>()) | static_cast<std::uint64_t>(load_u32(bytes.last<4>())) << 32;
}

}  // namespace olkacct::base
