// The rules by the `allowed` column and by the role of a property.
#include "profile/edit/value_faults.h"

#include <algorithm>
#include <string_view>
#include <variant>

#include "base/utf16.h"

namespace olkacct::profile {
namespace {

bool is_space(char16_t unit) { return unit == u' ' || unit == u'\u00A0' || unit == u'\u3000'; }

// C0, DEL, C1, and the separators of lines and paragraphs.
bool is_control(char32_t point) {
    return point < 0x20 || (point >= 0x7F && point < 0xA0) || point == 0x2028 || point == 0x2029;
}

std::string range_text(const AllowedRange& range) {
    const std::string least = std::to_string(range.least);
    const std::string most = std::to_string(range.most);
    if (range.least == range.most) {
        return least;
    }
    return range.most == 1 ? least + " or " + most : "from " + least + " to " + most;
}

std::optional<std::string> fault_of_number(const PropertyInfo& info, std::uint32_t number) {
    if (!info.allowed || (number >= info.allowed->least && number <= info.allowed->most)) {
        return std::nullopt;
    }
    return std::to_string(number) + " is not " + range_text(*info.allowed);
}

std::optional<std::string> fault_of_size(const PropertyInfo& info, std::size_t size) {
    if (!info.allowed || (size >= info.allowed->least && size <= info.allowed->most)) {
        return std::nullopt;
    }
    return "has " + std::to_string(size) + " bytes, not " + range_text(*info.allowed);
}

std::optional<std::string> fault_of_text(const PropertyInfo& info, std::u16string_view text) {
    bool controls = false;
    bool surrogates = false;
    base::for_each_code_point(text, [&](char32_t point) {
        controls |= is_control(point);
        surrogates |= base::is_surrogate(point);
    });
    if (controls) {
        return "a text must not contain control characters or line breaks";
    }
    if (surrogates) {
        return "the text is not well-formed UTF-16";
    }
    const bool blank = std::ranges::all_of(text, is_space);
    if (info.allowed && info.allowed->least > 0 && blank) {
        return "a name must not be empty or only spaces";
    }
    if (info.role == PropertyRole::name && blank && !text.empty()) {
        return "a name must not be only spaces";
    }
    if (info.role == PropertyRole::server && std::ranges::any_of(text, is_space)) {
        return "a server must not contain spaces";
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> fault_of(const PropertyInfo& info, const NewProperty& property) {
    if (const auto* number = std::get_if<std::uint32_t>(&property.value)) {
        return fault_of_number(info, *number);
    }
    if (const auto* text = std::get_if<std::u16string>(&property.value)) {
        return fault_of_text(info, *text);
    }
    if (const auto* bytes = std::get_if<std::vector<std::byte>>(&property.value)) {
        return fault_of_size(info, bytes->size());
    }
    return std::nullopt;
}

}  // namespace olkacct::profile
