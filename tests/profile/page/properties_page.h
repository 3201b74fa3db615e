// docs/properties.md as it follows from the property table.
#pragma once

#include <string>

namespace olkacct::test {

std::string properties_page();

}  // namespace olkacct::test
