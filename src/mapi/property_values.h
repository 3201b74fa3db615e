// Between a client's SPropValue and the profile layer's properties.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "mapi/buffer_chain.h"
#include "profile/section_property.h"

namespace olkacct::mapi {

using profile::SectionProperty;

/// A copy of a client's value. nullopt for a type that holds no data (PT_NULL, PT_ERROR, PT_OBJECT,
/// unknown ones), a multi-value without elements, or a missing pointer.
std::optional<SectionProperty> copy_from(const SPropValue& value);

/// Fills `value`, everything it points to in blocks of `chain`. Unused bytes are zero.
void copy_to(const SectionProperty& property, SPropValue& value, Chain& chain);

/// `PROP_TAG(PT_ERROR, id)` with the code.
void put_error(std::uint32_t tag, SCODE code, SPropValue& value);
void put_null(SPropValue& value);

/// How a requested tag is answered by a property with the same identifier: as it is, with its
/// strings in the other width, or, when the types differ, not at all. Of PT_UNSPECIFIED strings are
/// Unicode if `wide`. PR_SERVICE_ENTRY_NAME is 8-bit and nothing else (MP-Col-2).
std::optional<SectionProperty> as_requested(const SectionProperty& property, std::uint32_t tag,
                                            bool wide);

/// Bytes of the value's data: strings with their terminator (MS-73).
std::size_t data_size(const SectionProperty& property);

/// The tags in a root of their own; one zero count when there are none.
SPropTagArray* make_tag_array(std::span<const std::uint32_t> tags);

/// The tags of a client's array; empty for null.
std::vector<std::uint32_t> tags_of(const SPropTagArray* array);

/// A root with what `problems` says; null when there are none (MS-31).
SPropProblemArray* make_problems(std::span<const SPropProblem> problems);

}  // namespace olkacct::mapi
