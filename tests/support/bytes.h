// Little-endian bytes for test data: writing numbers into buffers and making registry strings.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace olkacct::test {

using Bytes = std::vector<std::byte>;

// Stores `width` low bytes of `number` at `offset`, which must lie inside `buffer`.
void put_number(std::span<std::byte> buffer, std::size_t offset, std::uint64_t number,
                std::size_t width);

inline void put16(std::span<std::byte> buffer, std::size_t offset, std::uint32_t number) {
    put_number(buffer, offset, number, 2);
}
inline void put32(std::span<std::byte> buffer, std::size_t offset, std::uint32_t number) {
    put_number(buffer, offset, number, 4);
}
inline void put64(std::span<std::byte> buffer, std::size_t offset, std::uint64_t number) {
    put_number(buffer, offset, number, 8);
}

std::uint64_t get_number(std::span<const std::byte> buffer, std::size_t offset, std::size_t width);

inline std::uint32_t get32(std::span<const std::byte> buffer, std::size_t offset) {
    return static_cast<std::uint32_t>(get_number(buffer, offset, 4));
}

// Copies ASCII letters (a signature) to `offset`.
void put_text(std::span<std::byte> buffer, std::size_t offset, std::string_view text);

void append(Bytes& bytes, std::span<const std::byte> more);

// REG_DWORD data.
Bytes dword_bytes(std::uint32_t number);
// REG_QWORD data; also FILETIME.
Bytes qword_bytes(std::uint64_t number);
// UTF-16LE, with or without the terminating NUL.
Bytes text_bytes(std::u16string_view text, bool terminated = true);
// The characters as they are, without a NUL.
Bytes ascii_bytes(std::string_view text);
// Digits in pairs; anything else in `digits` is a fault of the test.
Bytes hex_bytes(std::string_view digits);

}  // namespace olkacct::test
