// GUIDs in the layout of Windows, and their text forms.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace olkacct {

struct Guid {
    std::uint32_t data1 = 0;
    std::uint16_t data2 = 0;
    std::uint16_t data3 = 0;
    std::array<std::uint8_t, 8> data4{};

    constexpr bool operator==(const Guid&) const = default;

    /// Reads the 16 bytes as Windows stores them (the first three groups little-endian).
    static Guid from_bytes(std::span<const std::byte, 16> bytes);

    /// Accepts `{8-4-4-4-12}` with or without the braces, in either case; nothing else.
    static std::optional<Guid> parse(std::string_view text);
    static std::optional<Guid> parse(std::u16string_view text);

    /// `{ED475410-B0D6-11D2-8C3B-00104B2A6676}`: upper case, in braces.
    [[nodiscard]] std::string to_string() const;

    [[nodiscard]] std::array<std::byte, 16> to_bytes() const;
};

/// The 32 lower-case hex digits, in memory order, by which profile sections are named.
std::string section_name(std::span<const std::byte, 16> uid);

}  // namespace olkacct
