// The forms of keys and values in an export, against what regedit writes.
#include "registry/regfile/regfile_writer.h"

#include <gtest/gtest.h>

#include "olkacct/text.h"
#include "registry/regfile/regfile_text.h"
#include "support/shared_hives.h"
#include "support/temp_dir.h"

namespace olkacct::testing_support {
namespace {

std::string written(const RegistryValue& value) {
    std::u16string out;
    registry::append_key(out, u"K", {value});
    const std::string text = to_utf8(out);
    return text.substr(5, text.size() - 5 - 4);  // without "[K]", its line end and the last two
}

TEST(RegfileWriter, writes_each_kind_of_value_in_its_own_form) {
    EXPECT_EQ(written(text_value(u"n", u"a b")), "\"n\"=\"a b\"");
    EXPECT_EQ(written(text_value(u"", u"")), "@=\"\"");
    EXPECT_EQ(written(text_value(u"a\"b\\c", u"x\"y\\z")), R"("a\"b\\c"="x\"y\\z")");
    EXPECT_EQ(written(value(u"n", registry_type::dword, {"\x0A\x0B\x00\xFF", 4})),
              "\"n\"=dword:ff000b0a");
    EXPECT_EQ(written(value(u"n", registry_type::binary, "\x01\xAB")), "\"n\"=hex:01,ab");
    EXPECT_EQ(written(value(u"n", registry_type::binary, "")), "\"n\"=hex:");
    EXPECT_EQ(written(value(u"n", registry_type::expand_sz, {"%\0\0\0", 4})),
              "\"n\"=hex(2):25,00,00,00");
    EXPECT_EQ(written(value(u"n", registry_type::none, "x")), "\"n\"=hex(0):78");
    EXPECT_EQ(written(value(u"n", 0xFFFF0012, "x")), "\"n\"=hex(ffff0012):78");
    EXPECT_EQ(written(value(u"n", registry_type::qword, "12345678")),
              "\"n\"=hex(b):31,32,33,34,35,36,37,38");
}

TEST(RegfileWriter, writes_as_bytes_what_has_no_form_of_its_own) {
    EXPECT_EQ(written(value(u"n", registry_type::sz, "")), "\"n\"=hex(1):");
    EXPECT_EQ(written(value(u"n", registry_type::sz, {"a\0", 2})), "\"n\"=hex(1):61,00");
    EXPECT_EQ(written(value(u"n", registry_type::sz, {"a\0\0", 3})), "\"n\"=hex(1):61,00,00");
    EXPECT_EQ(written(value(u"n", registry_type::sz, {"\0\0\0\0", 4})), "\"n\"=hex(1):00,00,00,00");
    EXPECT_EQ(written(text_value(u"n", u"\n")), "\"n\"=hex(1):0a,00,00,00");
    EXPECT_EQ(written(value(u"n", registry_type::dword, "123")), "\"n\"=hex(4):31,32,33");
}

// The lines of the real export: 25 bytes each, fewer in the first.
TEST(RegfileWriter, breaks_lines_of_bytes_where_regedit_does) {
    const std::string data(60, 'a');
    std::string expected = "\"001f0433\"=hex:";
    for (int i = 0; i < 60; ++i) {
        expected += i == 59 ? "61" : "61,";
        if (i == 20 || i == 45) expected += "\\\r\n  ";
    }
    EXPECT_EQ(written(value(u"001f0433", registry_type::binary, data)), expected);
}

TEST(RegfileWriter, begins_an_export_at_the_lowest_key_that_holds_everything) {
    const Content content{
        .subkeys = {{.name = u"A",
                     .subkeys = {{.name = u"B", .subkeys = {{.name = u"C"}, {.name = u"D"}}}}}}};
    std::u16string out;
    registry::append_user(out, u"HKCU", *to_tree(content));
    EXPECT_EQ(to_utf8(out), "[HKCU\\A\\B]\r\n\r\n[HKCU\\A\\B\\C]\r\n\r\n[HKCU\\A\\B\\D]\r\n\r\n");
    std::u16string nothing;
    registry::append_user(nothing, u"HKCU", *to_tree({}));
    EXPECT_EQ(nothing, u"");
}

TEST(RegfileWriter, gives_the_bytes_of_the_real_export_again) {
    OLKACCT_NEED_SHARED_HIVES();
    const auto original = test::read_file(test::shared_hive("profiles/outlook16_x64_1pop.reg"));
    const auto content = registry::parse_regfile(original, {}, "real");
    ASSERT_TRUE(content.has_value());
    std::u16string text = registry::export_header();
    registry::append_user(text, u"HKEY_CURRENT_USER", *content->root);
    const auto again = registry::encode_export(registry::new_export_format, text);
    EXPECT_TRUE(again == original) << again.size() << " bytes instead of " << original.size();
}

}  // namespace
}  // namespace olkacct::testing_support
