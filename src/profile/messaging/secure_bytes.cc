// Packing bytes into units of text.
#include "profile/messaging/secure_bytes.h"

#include <algorithm>

namespace olkacct::profile {

Secret to_secret(const SectionProperty& property, std::uint8_t offset_width) {
    RegistryValue value = encode_property(property, offset_width);
    std::u16string text(1 + (value.data.size() + 1) / 2, u'\0');
    text[0] = static_cast<char16_t>(value.data.size() % 2);
    for (std::size_t i = 0; i < value.data.size(); ++i) {
        const auto byte = std::to_integer<unsigned>(value.data[i]);
        text[1 + i / 2] = static_cast<char16_t>(text[1 + i / 2] | byte << 8 * (i % 2));
    }
    std::ranges::fill(value.data, std::byte{0});
    return Secret(std::move(text));
}

std::optional<SectionProperty> from_secret(std::uint32_t tag, const Secret& secret) {
    const std::u16string_view text = secret.reveal();
    if (text.empty() || text[0] > 1 || (text[0] == 1 && text.size() == 1)) {
        return std::nullopt;
    }
    ElementBytes bytes(2 * (text.size() - 1) - text[0]);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        bytes[i] = static_cast<std::byte>(text[1 + i / 2] >> 8 * (i % 2));
    }
    auto property = decode_property(tag, bytes);
    std::ranges::fill(bytes, std::byte{0});
    return property;
}

}  // namespace olkacct::profile
