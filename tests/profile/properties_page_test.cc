// docs/properties.md is what the property table says.
#include <gtest/gtest.h>

#include <fstream>
#include <iterator>

#include "profile/page/properties_page.h"
#include "support/shared_hives.h"

namespace olkacct::test {
namespace {

TEST(PropertiesPage, is_not_stale) {
    std::ifstream file(source_dir() / "docs" / "properties.md", std::ios::binary);
    const std::string page((std::istreambuf_iterator<char>(file)), {});
    EXPECT_EQ(page, properties_page()) << "build and run: write_properties_page docs/properties.md";
}

}  // namespace
}  // namespace olkacct::test
