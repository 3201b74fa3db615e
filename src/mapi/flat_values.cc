// Walking the pointers of values by type.
#include "mapi/flat_values.h"

#include <cstring>
#include <string>

#include "profile/section_property.h"

namespace olkacct::mapi {
namespace {

namespace type = profile::section_type;

bool is_multi(const SPropValue& value) { return (value.ulPropTag & MV_FLAG) != 0; }

std::size_t text_size(const char* text) { return std::char_traits<char>::length(text) + 1; }
std::size_t text_size(const WCHAR* text) {
    return (std::char_traits<WCHAR>::length(text) + 1) * sizeof(WCHAR);
}

// Of one element of an array of this type.
std::size_t element_size(std::uint16_t of) {
    if (of == type::string8 || of == type::unicode) return sizeof(void*);
    if (of == type::binary) return sizeof(SBinary);
    const auto fixed = profile::fixed_size(of);
    return fixed && of != type::boolean && of != type::error ? *fixed : 0;
}

template <class T>
SCODE copy_block(T*& pointer, std::size_t size, const Places& places) {
    if (pointer == nullptr && size != 0) return MAPI_E_INVALID_PARAMETER;
    void* const place = places(size);
    if (place == nullptr) return MAPI_E_NOT_ENOUGH_MEMORY;
    if (size != 0) std::memcpy(place, pointer, size);
    pointer = static_cast<T*>(place);
    return S_OK;
}

template <class Unit>
SCODE copy_text(Unit*& text, const Places& places) {
    if (text == nullptr) return MAPI_E_INVALID_PARAMETER;
    return copy_block(text, text_size(text), places);
}

SCODE copy_single(PropValueUnion& data, std::uint16_t of, const Places& places) {
    switch (of) {
        case type::string8:
            return copy_text(data.lpszA, places);
        case type::unicode:
            return copy_text(data.lpszW, places);
        case type::binary:
            return copy_block(data.bin.lpb, data.bin.cb, places);
        case type::class_id:
            return copy_block(data.lpguid, sizeof(GUID), places);
        case type::null:
            return S_OK;
        default:
            return profile::fixed_size(of) ? S_OK : MAPI_E_INVALID_PARAMETER;
    }
}

SCODE copy_multi(PropValueUnion& data, std::uint16_t of, const Places& places) {
    const std::size_t size = element_size(of);
    const ULONG count = data.MVbin.cValues;
    if (size == 0) return MAPI_E_INVALID_PARAMETER;
    SCODE code = copy_block(data.MVbin.lpbin, count * size, places);
    for (ULONG i = 0; i < count && code == S_OK; ++i) {
        if (of == type::string8) code = copy_text(data.MVszA.lppszA[i], places);
        if (of == type::unicode) code = copy_text(data.MVszW.lppszW[i], places);
        if (of == type::binary) {
            SBinary& binary = data.MVbin.lpbin[i];
            code = copy_block(binary.lpb, binary.cb, places);
        }
    }
    return code;
}

template <class T>
void move_pointer(T*& pointer, std::ptrdiff_t distance) {
    const auto address = reinterpret_cast<std::uintptr_t>(pointer);
    if (pointer != nullptr)
        pointer = reinterpret_cast<T*>(address + static_cast<std::uintptr_t>(distance));
}

}  // namespace

SCODE copy_value(const SPropValue& from, SPropValue& to, const Places& places) {
    SPropValue made = from;
    const auto of = profile::single_value_type(profile::tag_type(from.ulPropTag));
    const SCODE code =
        is_multi(from) ? copy_multi(made.Value, of, places) : copy_single(made.Value, of, places);
    if (code == S_OK) to = made;
    return code;
}

std::size_t value_size(const SPropValue& value) {
    const auto of = profile::single_value_type(profile::tag_type(value.ulPropTag));
    if (!is_multi(value)) {
        switch (of) {
            case type::string8:
                return value.Value.lpszA == nullptr ? 0 : text_size(value.Value.lpszA);
            case type::unicode:
                return value.Value.lpszW == nullptr ? 0 : text_size(value.Value.lpszW);
            case type::binary:
                return value.Value.bin.cb;
            default:
                return profile::fixed_size(of).value_or(0);
        }
    }
    std::size_t size = 0;
    for (ULONG i = 0; i < value.Value.MVbin.cValues; ++i) {
        size += of == type::string8   ? text_size(value.Value.MVszA.lppszA[i])
                : of == type::unicode ? text_size(value.Value.MVszW.lppszW[i])
                : of == type::binary  ? value.Value.MVbin.lpbin[i].cb
                                      : element_size(of);
    }
    return size;
}

void move_pointers(SPropValue& value, std::ptrdiff_t distance, bool content_moved) {
    PropValueUnion& data = value.Value;
    const auto of = profile::single_value_type(profile::tag_type(value.ulPropTag));
    if (!is_multi(value)) {
        if (of == type::string8) move_pointer(data.lpszA, distance);
        if (of == type::unicode) move_pointer(data.lpszW, distance);
        if (of == type::class_id) move_pointer(data.lpguid, distance);
        if (of == type::binary) move_pointer(data.bin.lpb, distance);
        return;
    }
    SBinary* array = data.MVbin.lpbin;
    move_pointer(data.MVbin.lpbin, distance);
    if (content_moved) array = data.MVbin.lpbin;
    for (ULONG i = 0; i < data.MVbin.cValues; ++i) {
        if (of == type::string8) move_pointer(reinterpret_cast<LPSTR*>(array)[i], distance);
        if (of == type::unicode) move_pointer(reinterpret_cast<LPWSTR*>(array)[i], distance);
        if (of == type::binary) move_pointer(array[i].lpb, distance);
    }
}

}  // namespace olkacct::mapi
