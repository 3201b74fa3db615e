// Copies of SPropValue whose pointers lead into places that somebody gives: flat blocks and chains.
// Specification 16.
#pragma once

#include <cstddef>
#include <functional>

#include "olkacct/mapi.h"

namespace olkacct::mapi {

/// Gives `size` bytes aligned for any value; null when there are none.
using Places = std::function<void*(std::size_t size)>;

/// MAPI_E_INVALID_PARAMETER for PT_OBJECT, unknown types and missing pointers;
/// MAPI_E_NOT_ENOUGH_MEMORY when a place is missing.
SCODE copy_value(const SPropValue& from, SPropValue& to, const Places& places);

/// Bytes of the value's data; 0 for unknown types.
std::size_t value_size(const SPropValue& value);

/// Each place in a flat block takes so many bytes.
constexpr std::size_t flat_size(std::size_t size) { return (size + 7) / 8 * 8; }

/// Moves every pointer of the value by `distance`. `content_moved`: what they lead to lies already
/// where they will point.
void move_pointers(SPropValue& value, std::ptrdiff_t distance, bool content_moved);

}  // namespace olkacct::mapi
