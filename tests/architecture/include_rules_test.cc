// The include check itself: what it must see and what it must let through.
#include "architecture/include_rules.h"

#include <gtest/gtest.h>

namespace olkacct::architecture {
namespace {

bool refuses(std::string_view path, std::string_view text) {
    return !check_includes(path, text).empty();
}

TEST(IncludeRules, let_each_layer_include_the_ones_below_it) {
    EXPECT_FALSE(refuses("src/base/utf16.cc", "#include \"base/utf16.h\"\n#include <vector>\n"));
    EXPECT_FALSE(refuses("src/registry/hive/cell.cc", "#include \"registry/store.h\"\n"));
    EXPECT_FALSE(refuses("src/profile/order.cc", "#include \"registry/store.h\"\n"));
    EXPECT_FALSE(refuses("src/accounts/com/account.cc", "#include \"accounts/account.h\"\n"));
    EXPECT_FALSE(refuses("apps/olkacct/list.cc", "#include \"profile/order.h\"\n"));
}

TEST(IncludeRules, let_the_server_know_the_classes_of_both_edges) {
    EXPECT_FALSE(refuses("src/server/exports.cc", "#include \"accounts/com/manager.h\"\n"));
    EXPECT_FALSE(refuses("src/server/exports.cc", "#include \"mapi/account_helper.h\"\n"));
    EXPECT_TRUE(refuses("src/server/exports.cc", "#include \"profile/order.h\"\n"));
    EXPECT_TRUE(refuses("src/accounts/com/manager.cc", "#include \"mapi/account_helper.h\"\n"));
    EXPECT_TRUE(refuses("src/mapi/session.cc", "#include \"server/exports.h\"\n"));
}

TEST(IncludeRules, refuse_an_include_that_points_upwards) {
    EXPECT_TRUE(refuses("src/base/error.cc", "#include \"registry/store.h\"\n"));
    EXPECT_TRUE(refuses("src/base/error.cc", "#include \"base/com/com_object.h\"\n"));
    EXPECT_TRUE(refuses("src/registry/store.cc", "#include \"profile/order.h\"\n"));
    EXPECT_TRUE(refuses("src/accounts/account.cc", "#include \"accounts/com/account.h\"\n"));
    EXPECT_TRUE(refuses("src/mapi/session.cc", "#include \"accounts/account.h\"\n"));
    EXPECT_TRUE(refuses("src/accounts/com/account.cc", "#include \"registry/store.h\"\n"));
    EXPECT_TRUE(refuses("include/olkacct/source.h", "#include \"base/utf16.h\"\n"));
}

TEST(IncludeRules, keep_the_stores_apart_and_out_of_the_layers_above) {
    EXPECT_TRUE(refuses("src/registry/hive/hive.cc", "#include \"registry/regfile/reader.h\"\n"));
    EXPECT_TRUE(refuses("src/profile/order.cc", "#include \"registry/hive/hive.h\"\n"));
    EXPECT_FALSE(refuses("src/registry/open.cc", "#include \"registry/hive/hive.h\"\n"));
}

TEST(IncludeRules, keep_the_com_headers_at_the_com_edge) {
    EXPECT_TRUE(refuses("src/profile/order.cc", "#include <olkacct/acctmgmt.h>\n"));
    EXPECT_TRUE(refuses("include/olkacct/source.h", "#include <olkacct/com.h>\n"));
    EXPECT_FALSE(refuses("src/base/com/com_object.h", "#include <olkacct/com.h>\n"));
    EXPECT_FALSE(refuses("src/accounts/com/manager.cc", "#include <olkacct/acctmgmt.h>\n"));
    EXPECT_FALSE(refuses("src/profile/order.cc", "#include <olkacct/source.h>\n"));
}

TEST(IncludeRules, keep_third_party_headers_in_the_one_place_that_wraps_them) {
    EXPECT_TRUE(refuses("src/profile/order.cc", "#include <nlohmann/json.hpp>\n"));
    EXPECT_TRUE(refuses("src/base/error.cc", "#include <fmt/core.h>\n"));
    EXPECT_TRUE(refuses("src/registry/store.cc", "#include <sqlite3.h>\n"));
    EXPECT_TRUE(refuses("src/registry/store.cc", "#include <boost/asio.hpp>\n"));
    EXPECT_FALSE(refuses("apps/olkacct/arguments.cc", "#include <CLI/CLI.hpp>\n"));
    EXPECT_FALSE(refuses("include/olkacct/result.h", "#include <tl/expected.hpp>\n"));
}

TEST(IncludeRules, keep_headers_of_windows_in_files_for_windows) {
    EXPECT_TRUE(refuses("src/base/files.cc", "#include <windows.h>\n"));
    EXPECT_TRUE(refuses("src/registry/store.cc", "#include <dpapi.h>\n"));
    EXPECT_FALSE(refuses("src/base/windows_files.cc", "#include <windows.h>\n"));
    EXPECT_FALSE(refuses("src/registry/windows/live_secret.cc", "#include <dpapi.h>\n"));
    EXPECT_FALSE(refuses("include/olkacct/acctmgmt.h", "#include <unknwn.h>\n"));
}

TEST(IncludeRules, refuse_a_heavy_header_in_a_header_of_ours) {
    EXPECT_TRUE(refuses("apps/olkacct/arguments.h", "#include <CLI/CLI.hpp>\n"));
}

TEST(IncludeRules, read_every_spelling_of_an_include_line) {
    EXPECT_TRUE(refuses("src/base/error.cc", "  #  include \"registry/store.h\" // why\n"));
    EXPECT_TRUE(refuses("src/base/error.cc", "#pragma once\n\n#include<registry/store.h>"));
    EXPECT_FALSE(refuses("src/base/error.cc", "// #include \"registry/store.h\"\n"));
}

TEST(IncludeRules, name_the_file_and_the_line_of_a_violation) {
    const auto found =
        check_includes("src/base/a.cc", "#include <vector>\n\n#include \"mail/b.h\"");
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].path, "src/base/a.cc");
    EXPECT_EQ(found[0].line, 3u);
}

}  // namespace
}  // namespace olkacct::architecture
