// Conversion of ACCT_VARIANT.
#include "accounts/com/variant.h"

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "base/com/client_memory.h"

namespace olkacct::accounts {

void clear_variant(ACCT_VARIANT& variant) noexcept {
    std::memset(static_cast<void*>(&variant), 0, sizeof variant);
}

HRESULT fill_variant(const PropertyValue& value, ACCT_VARIANT& variant) noexcept {
    if (const auto* const number = std::get_if<std::uint32_t>(&value)) {
        variant.dwType = PT_LONG;
        variant.Val.dw = *number;
    } else if (const auto* const text = std::get_if<std::u16string>(&value)) {
        WCHAR* const copy = com::copy_text(*text);
        if (copy == nullptr) return E_OUTOFMEMORY;
        variant.dwType = PT_UNICODE;
        variant.Val.pwsz = copy;
    } else if (const auto* const bytes = std::get_if<std::vector<std::byte>>(&value)) {
        BYTE* const copy = bytes->empty() ? nullptr : com::copy_bytes(*bytes);
        if (copy == nullptr && !bytes->empty()) return E_OUTOFMEMORY;
        variant.dwType = PT_BINARY;
        variant.Val.bin.cb = static_cast<DWORD>(bytes->size());
        variant.Val.bin.pb = copy;
    } else {
        return E_ACCT_NOT_FOUND;
    }
    return S_OK;
}

PropertyValue copy_value(const ACCT_VARIANT& variant) {
    switch (variant.dwType) {
        case PT_UNICODE: {
            const WCHAR* const text = variant.Val.pwsz;
            return std::u16string(text, text + std::char_traits<WCHAR>::length(text));
        }
        case PT_BINARY: {
            const auto* const bytes = reinterpret_cast<const std::byte*>(variant.Val.bin.pb);
            return std::vector<std::byte>(bytes, bytes + variant.Val.bin.cb);
        }
        default:
            return std::uint32_t{variant.Val.dw};
    }
}

std::optional<NewProperty> copy_property(DWORD tag, const ACCT_VARIANT& variant) {
    if (check_new_value(tag & ~DWORD{SECURE_FLAG}, propose(variant)) != ErrorCode::ok)
        return std::nullopt;
    auto value = copy_value(variant);
    if (const auto* const number = std::get_if<std::uint32_t>(&value))
        return NewProperty{tag, *number};
    if (auto* const bytes = std::get_if<std::vector<std::byte>>(&value))
        return NewProperty{tag, std::move(*bytes)};
    auto& text = std::get<std::u16string>(value);
    if ((tag & SECURE_FLAG) == 0) return NewProperty{tag, std::move(text)};
    Secret secret(text);
    std::ranges::fill(text, u'\0');
    return NewProperty{tag, std::move(secret)};
}

ProposedValue propose(const ACCT_VARIANT& variant) noexcept {
    ProposedValue value;
    // A type that does not fit the tag's 16 bits matches no tag.
    value.type = variant.dwType <= 0xFFFF ? static_cast<std::uint16_t>(variant.dwType) : 0;
    if (value.type == PT_UNICODE && variant.Val.pwsz != nullptr) {
        std::size_t length = 0;
        while (length <= max_string_length && variant.Val.pwsz[length] != 0) ++length;
        value.length = length;
    } else if (value.type == PT_BINARY &&
               (variant.Val.bin.pb != nullptr || variant.Val.bin.cb == 0)) {
        value.length = variant.Val.bin.cb;
    }
    return value;
}

}  // namespace olkacct::accounts
