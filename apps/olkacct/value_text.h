// Registry values as text. The one place that decides what a secret looks like in output.
#pragma once

#include <cstdint>
#include <string>

#include "olkacct/property.h"
#include "olkacct/registry_value.h"

namespace olkacct::app {

/// `REG_SZ`, or the number of a type without a name.
std::string type_text(std::uint32_t type);

/// `{"type": ..., "data": ...}`: text for strings (without their trailing NUL), a number for
/// REG_DWORD and REG_QWORD of the right size, lower-case hexadecimal for everything else. A secret
/// is `{"present": true, "bytes": N}` and nothing else.
void append_value_json(std::string& out, const RegistryValue& value);

/// The same data as a cell of a table or CSV.
std::string value_cell(const RegistryValue& value);

/// A cell of many hexadecimal digits cut to how it begins and how long it is; others as they are.
std::string shortened(std::string cell);

/// A property's value in JSON, and as a cell.
void append_property_json(std::string& out, const PropertyValue& value);
std::string property_cell(const PropertyValue& value);

/// `text`, `number`, `binary`, `secret`
std::string_view property_kind(const PropertyValue& value);

/// `stored`, `default`, `computed`, `service_section`
std::string_view source_text(PropertySource source);

}  // namespace olkacct::app
