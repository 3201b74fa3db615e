// Copying values by the layout of their type.
#include "mapi/property_values.h"

#include <algorithm>
#include <cstring>
#include <string>

#include "base/utf16.h"

namespace olkacct::mapi {
namespace {

using profile::ElementBytes;
namespace type = profile::section_type;

constexpr std::uint16_t service_entry_name_id = 0x3D0B;

ElementBytes bytes_at(const void* start, std::size_t size) {
    ElementBytes bytes(size);
    if (size != 0) std::memcpy(bytes.data(), start, size);
    return bytes;
}

template <class Unit>
ElementBytes text_at(const Unit* text) {
    return bytes_at(text, std::char_traits<Unit>::length(text) * sizeof(Unit));
}

// The members of the union that hold an array all begin with its count, and the pointer stands
// where SBinaryArray has it.
struct ArrayView {
    ULONG count;
    const void* elements;
};
ArrayView array_of(const SPropValue& value) {
    return {value.Value.MVbin.cValues, value.Value.MVbin.lpbin};
}

bool copy_single(const SPropValue& value, std::uint16_t of, SectionProperty& property) {
    const PropValueUnion& data = value.Value;
    if (of == type::class_id) {
        if (data.lpguid == nullptr) return false;
        property.elements.push_back(bytes_at(data.lpguid, sizeof(GUID)));
    } else if (of == type::boolean) {
        // Any bit of the 16 is true; what is stored is 0 or 1.
        property.elements = profile::boolean_property(0, data.b != 0).elements;
    } else if (const auto size = profile::fixed_size(of); size && of != type::error) {
        property.elements.push_back(bytes_at(&data, *size));
    } else if (of == type::string8 && data.lpszA != nullptr) {
        property.elements.push_back(text_at(data.lpszA));
    } else if (of == type::unicode && data.lpszW != nullptr) {
        property.elements.push_back(text_at(data.lpszW));
    } else if (of == type::binary && (data.bin.lpb != nullptr || data.bin.cb == 0)) {
        property.elements.push_back(bytes_at(data.bin.lpb, data.bin.cb));
    } else {
        return false;
    }
    return true;
}

bool copy_multi(const SPropValue& value, std::uint16_t of, SectionProperty& property) {
    const ArrayView array = array_of(value);
    if (array.count == 0 || array.elements == nullptr) return false;
    for (ULONG i = 0; i < array.count; ++i) {
        if (of == type::string8) {
            const char* const text = value.Value.MVszA.lppszA[i];
            if (text == nullptr) return false;
            property.elements.push_back(text_at(text));
        } else if (of == type::unicode) {
            const WCHAR* const text = value.Value.MVszW.lppszW[i];
            if (text == nullptr) return false;
            property.elements.push_back(text_at(text));
        } else if (of == type::binary) {
            const SBinary& binary = value.Value.MVbin.lpbin[i];
            if (binary.lpb == nullptr && binary.cb != 0) return false;
            property.elements.push_back(bytes_at(binary.lpb, binary.cb));
        } else {
            const auto size = profile::fixed_size(of);
            if (!size || of == type::boolean || of == type::error) return false;
            const auto* const start = static_cast<const std::byte*>(array.elements);
            property.elements.push_back(bytes_at(start + i * *size, *size));
        }
    }
    return true;
}

template <class T>
T* block_for(std::span<const std::byte> bytes, std::size_t zeros, Chain& chain) {
    auto* const block = static_cast<std::byte*>(chain.more(bytes.size() + zeros));
    if (!bytes.empty()) std::memcpy(block, bytes.data(), bytes.size());
    std::memset(block + bytes.size(), 0, zeros);
    return reinterpret_cast<T*>(block);
}

SBinary binary_for(const ElementBytes& bytes, Chain& chain) {
    return {static_cast<ULONG>(bytes.size()), block_for<BYTE>(bytes, 0, chain)};
}

void fill_single(const SectionProperty& property, std::uint16_t of, PropValueUnion& data,
                 Chain& chain) {
    const ElementBytes& element = property.elements.front();
    if (of == type::string8) {
        data.lpszA = block_for<char>(element, sizeof(char), chain);
    } else if (of == type::unicode) {
        data.lpszW = block_for<WCHAR>(element, sizeof(WCHAR), chain);
    } else if (of == type::class_id) {
        data.lpguid = block_for<GUID>(element, 0, chain);
    } else if (of == type::binary) {
        data.bin = binary_for(element, chain);
    } else {
        std::memcpy(&data, element.data(), element.size());
    }
}

void fill_multi(const SectionProperty& property, std::uint16_t of, PropValueUnion& data,
                Chain& chain) {
    const auto& elements = property.elements;
    data.MVbin.cValues = static_cast<ULONG>(elements.size());
    if (of == type::string8) {
        data.MVszA.lppszA = chain.array<LPSTR>(elements.size());
        for (std::size_t i = 0; i < elements.size(); ++i)
            data.MVszA.lppszA[i] = block_for<char>(elements[i], sizeof(char), chain);
    } else if (of == type::unicode) {
        data.MVszW.lppszW = chain.array<LPWSTR>(elements.size());
        for (std::size_t i = 0; i < elements.size(); ++i)
            data.MVszW.lppszW[i] = block_for<WCHAR>(elements[i], sizeof(WCHAR), chain);
    } else if (of == type::binary) {
        data.MVbin.lpbin = chain.array<SBinary>(elements.size());
        for (std::size_t i = 0; i < elements.size(); ++i)
            data.MVbin.lpbin[i] = binary_for(elements[i], chain);
    } else {
        ElementBytes all;
        for (const ElementBytes& element : elements)
            all.insert(all.end(), element.begin(), element.end());
        data.MVbin.lpbin = block_for<SBinary>(all, 0, chain);
    }
}

}  // namespace

std::optional<SectionProperty> copy_from(const SPropValue& value) {
    const auto of = profile::tag_type(value.ulPropTag);
    SectionProperty property{value.ulPropTag, {}};
    const bool copied = profile::is_multi_value(of)
                            ? copy_multi(value, profile::single_value_type(of), property)
                            : copy_single(value, of, property);
    return copied ? std::optional(std::move(property)) : std::nullopt;
}

void copy_to(const SectionProperty& property, SPropValue& value, Chain& chain) {
    value = SPropValue{};
    value.ulPropTag = property.tag;
    const auto of = profile::tag_type(property.tag);
    if (profile::is_multi_value(of)) {
        fill_multi(property, profile::single_value_type(of), value.Value, chain);
    } else {
        fill_single(property, of, value.Value, chain);
    }
}

void put_error(std::uint32_t tag, SCODE code, SPropValue& value) {
    value = SPropValue{};
    value.ulPropTag = CHANGE_PROP_TYPE(tag, PT_ERROR);
    value.Value.err = code;
}

void put_null(SPropValue& value) {
    value = SPropValue{};
    value.ulPropTag = PR_NULL;
}

std::optional<SectionProperty> as_requested(const SectionProperty& property, std::uint32_t tag,
                                            bool wide) {
    const auto stored = profile::tag_type(property.tag);
    auto wanted = profile::tag_type(tag);
    const bool is_string = profile::is_string(stored);
    if (profile::property_id(property.tag) == service_entry_name_id && is_string) {
        if (wanted != type::string8 && wanted != type::unspecified) return std::nullopt;
        return profile::with_string_type(property, type::string8);
    }
    if (wanted == type::unspecified) {
        if (!is_string) return property;
        const auto multi = stored & profile::multi_value_flag;
        wanted = static_cast<std::uint16_t>(multi | (wide ? type::unicode : type::string8));
    }
    if (wanted == stored) return property;
    if (!is_string || !profile::is_string(wanted) ||
        profile::is_multi_value(wanted) != profile::is_multi_value(stored))
        return std::nullopt;
    return profile::with_string_type(property, wanted);
}

std::size_t data_size(const SectionProperty& property) {
    const auto of = profile::single_value_type(profile::tag_type(property.tag));
    const std::size_t terminator = of == type::string8   ? sizeof(char)
                                   : of == type::unicode ? sizeof(WCHAR)
                                                         : 0;
    std::size_t size = 0;
    for (const ElementBytes& element : property.elements) size += element.size() + terminator;
    return size;
}

SPropTagArray* make_tag_array(std::span<const std::uint32_t> tags) {
    Chain chain(std::max(sizeof(SPropTagArray), CbNewSPropTagArray(tags.size())));
    auto* const array = chain.as<SPropTagArray>();
    array->cValues = static_cast<ULONG>(tags.size());
    std::ranges::copy(tags, array->aulPropTag);
    return chain.release<SPropTagArray>();
}

std::vector<std::uint32_t> tags_of(const SPropTagArray* array) {
    if (array == nullptr) return {};
    return {array->aulPropTag, array->aulPropTag + array->cValues};
}

SPropProblemArray* make_problems(std::span<const SPropProblem> problems) {
    if (problems.empty()) return nullptr;
    Chain chain(offsetof(SPropProblemArray, aProblem) + problems.size_bytes());
    auto* const array = chain.as<SPropProblemArray>();
    array->cProblem = static_cast<ULONG>(problems.size());
    std::ranges::copy(problems, array->aProblem);
    return chain.release<SPropProblemArray>();
}

}  // namespace olkacct::mapi
