// Encoding what section_value.h and stored_value.cc decode.
#include "profile/edit/encode.h"

#include <algorithm>

#include "base/upcase.h"
#include "olkacct/property.h"

namespace olkacct::profile {
namespace {

using Bytes = std::vector<std::byte>;

// Strings are REG_SZ from this value of `Version` on.
constexpr std::uint32_t first_version_with_sz = 2;
constexpr std::size_t count_size = 4;
constexpr std::size_t padding = 4;

void append(Bytes& out, std::span<const std::byte> bytes) {
    out.insert(out.end(), bytes.begin(), bytes.end());
}

void append_number(Bytes& out, std::uint64_t number, std::size_t width) {
    for (std::size_t i = 0; i < width; ++i) {
        out.push_back(static_cast<std::byte>(number >> 8 * i));
    }
}

// Strings one after the other behind their offsets.
Bytes encode_strings(const std::vector<Bytes>& strings, std::size_t width) {
    Bytes out;
    append_number(out, strings.size(), count_size);
    std::size_t offset = count_size + strings.size() * width;
    for (const Bytes& string : strings) {
        append_number(out, offset, width);
        offset += string.size();
    }
    for (const Bytes& string : strings) {
        append(out, string);
    }
    return out;
}

RegistryValue section_value(std::u16string_view type, std::u16string_view id, Bytes data) {
    return {std::u16string(type).append(id), registry_type::binary, std::move(data)};
}

bool holds_text(const RegistryValue& value) {
    return std::ranges::any_of(property_table(), [&value](const PropertyInfo& info) {
        return static_cast<std::uint16_t>(info.tag) == property_type::unicode &&
               base::same_name(info.registry_value, value.name);
    });
}

}  // namespace

std::optional<std::uint32_t> version_of(ProfileRoot root) {
    return root == ProfileRoot::office_16 ? std::optional(first_version_with_sz) : std::nullopt;
}

TextForm text_form(const Profile& profile) {
    return profile.version.value_or(0) >= first_version_with_sz ? TextForm::sz : TextForm::binary;
}

TextForm text_form(const Profile& profile, const Account& account) {
    const auto text = std::ranges::find_if(account.values, [](const RegistryValue& value) {
        return (value.type == registry_type::sz || value.type == registry_type::binary) &&
               holds_text(value);
    });
    if (text == account.values.end()) {
        return text_form(profile);
    }
    return text->type == registry_type::sz ? TextForm::sz : TextForm::binary;
}

Bytes encode_text(std::u16string_view text) {
    Bytes out;
    out.reserve(2 * text.size() + 2);
    for (const char16_t unit : text) {
        append_number(out, unit, 2);
    }
    append_number(out, 0, 2);
    return out;
}

Bytes encode_number(std::uint32_t number) {
    Bytes out;
    append_number(out, number, 4);
    return out;
}

RegistryValue text_value(std::u16string_view name, std::u16string_view text, TextForm form) {
    return {std::u16string(name), form == TextForm::sz ? registry_type::sz : registry_type::binary,
            encode_text(text)};
}

RegistryValue number_value(std::u16string_view name, std::uint32_t number) {
    return {std::u16string(name), registry_type::dword, encode_number(number)};
}

RegistryValue binary_value(std::u16string_view name, std::span<const std::byte> data) {
    return {std::u16string(name), registry_type::binary, {data.begin(), data.end()}};
}

RegistryValue section_text_value(std::u16string_view id, std::u16string_view text) {
    return section_value(u"001f", id, encode_text(text));
}

RegistryValue section_number_value(std::u16string_view id, std::uint32_t number) {
    return section_value(u"0003", id, encode_number(number));
}

RegistryValue section_bytes_value(std::u16string_view id, std::span<const std::byte> data) {
    return section_value(u"0102", id, {data.begin(), data.end()});
}

Bytes encode_multi_value(const MultiValue<AnsiText>& value) {
    std::vector<Bytes> strings;
    for (const AnsiText& text : value.elements) {
        const auto bytes = std::as_bytes(std::span(text.bytes));
        strings.emplace_back(bytes.begin(), bytes.end()).push_back(std::byte{0});
    }
    return encode_strings(strings, value.offset_width);
}

Bytes encode_multi_value(const MultiValue<std::u16string>& value) {
    std::vector<Bytes> strings;
    for (const std::u16string& text : value.elements) {
        strings.push_back(encode_text(text));
    }
    return encode_strings(strings, value.offset_width);
}

Bytes encode_multi_value(const MultiValue<Bytes>& value) {
    const std::size_t width = value.offset_width;
    const auto padded = [](const Bytes& element) {
        return (element.size() + padding - 1) / padding * padding;
    };
    Bytes out;
    append_number(out, value.elements.size(), count_size);
    std::size_t offset = count_size + value.elements.size() * 2 * width;
    for (const Bytes& element : value.elements) {
        append_number(out, element.size(), width);
        append_number(out, offset, width);
        offset += padded(element);
    }
    for (const Bytes& element : value.elements) {
        append(out, element);
        out.resize(out.size() + padded(element) - element.size());
    }
    return out;
}

}  // namespace olkacct::profile
