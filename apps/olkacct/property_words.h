// Words of the command line that name accounts and properties.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/editor.h"
#include "olkacct/error.h"

namespace olkacct::app {

/// A property by its key (property_key) or one of the short names: name, email, display_name,
/// server, user, port, ssl. bad_usage at `where`.
Result<std::uint32_t> parse_key(std::string_view word, std::string_view where);

/// What parse_key takes for it, the short name if there is one.
std::string shortest_key(std::uint32_t tag);

/// `KEY=VALUE`, the value by the property's type: text as it is, a number in decimal or hexadecimal
/// after 0x, bytes in hexadecimal. bad_usage at `where`, also for passwords, whatever they are.
Result<NewProperty> parse_property(std::string_view word, std::string_view where);

/// All of them; bad_usage also when a property is given twice.
Result<std::vector<NewProperty>> parse_properties(std::span<const std::string> words,
                                                  std::string_view where);

/// Numbers of accounts, each once.
Result<std::vector<std::uint32_t>> parse_ids(std::span<const std::string> words,
                                             std::string_view where);
Result<std::uint32_t> parse_id(std::string_view word, std::string_view where);

}  // namespace olkacct::app
