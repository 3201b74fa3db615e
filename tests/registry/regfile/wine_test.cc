// The registry files in a Wine prefix.
#include <gtest/gtest.h>

#include "registry/regfile/regfile_text.h"

namespace olkacct::testing_support {
namespace {

TEST(WineRegistry, gives_keys_relative_to_the_user) {
    EXPECT_EQ(
        parsed_wine(";; All keys relative to \\\\User\\\\S-1-5-21-0-0-0-1000\n\n#arch=win64\n\n"
                    "[Software\\\\Wine] 1700000000\n#time=1da1b1a5d0f6e00\n@=\"x\"\n\n[]\n"
                    "\"r\"=dword:00000001\n"),
        (Content{
            .values = {value(u"r", 4, {"\1\0\0\0", 4})},
            .subkeys = {{.name = u"Software",
                         .subkeys = {{.name = u"Wine", .values = {text_value(u"", u"x")}}}}}}));
}

TEST(WineRegistry, undoes_the_escapes_of_key_names) {
    EXPECT_EQ(parsed_wine("[A\\\\b\\]c\\[d\\x20ac\\xe9z] 1\n[HKEY_CURRENT_USER] 1\n[-x] 1\n"),
              (Content{.subkeys = {{.name = u"-x"},
                                   {.name = u"A", .subkeys = {{.name = u"b]c[d\u20AC\u00E9z"}}},
                                   {.name = u"HKEY_CURRENT_USER"}}}));
}

TEST(WineRegistry, undoes_the_escapes_of_names_and_strings) {
    // \x takes up to four hex digits, \ with an octal digit up to three.
    EXPECT_EQ(parsed_wine(R"([]
"n\"\\\x41bz"="\a\b\t\n\v\f\r\e\1\012x\x00e9a\xd83d\xde00\q\xg"
)")
                  .values,
              (std::vector{text_value(u"n\"\\\u041Bz",
                                      u"\a\b\t\n\v\f\r\x1b\x01\nx\u00E9a"
                                      u"\U0001F600qxg")}));
}

TEST(WineRegistry, reads_strings_of_every_kind) {
    EXPECT_EQ(parsed_wine("[]\n\"e\"=str(2):\"%x%\"\n\"m\"=str(7):\"a\\0b\\0\"\n\"s\"=str:\"x\"\n")
                  .values,
              (std::vector{value(u"e", 2, {"%\0x\0%\0\0\0", 8}),
                           value(u"m", 7, {"a\0\0\0b\0\0\0\0\0", 10}), text_value(u"s", u"x")}));
}

TEST(WineRegistry, reads_bytes_as_they_are_whatever_the_type) {
    EXPECT_EQ(
        parsed_wine("[]\n\"a\"=hex(1):61\n\"b\"=hex:01,\\\n  02\n\"c\"=hex(2):61,00,00,00\n")
            .values,
        (std::vector{value(u"a", 1, "a"), value(u"b", 3, "\1\2"), value(u"c", 2, {"a\0\0\0", 4})}));
}

TEST(WineRegistry, keeps_links_as_values) {
    EXPECT_EQ(parsed_wine("[Link] 1\n#link\n\"SymbolicLinkValue\"=hex(6):5c,00\n"),
              (Content{.subkeys = {{.name = u"Link",
                                    .values = {value(u"SymbolicLinkValue", 6, {"\\\0", 2})}}}}));
}

TEST(WineRegistry, keeps_only_what_is_asked_for) {
    const registry::RegfileOptions options{.keep = {{u"Software\\Microsoft"}}};
    EXPECT_EQ(
        parsed_wine("[Console] 1\n#time=zz\n\"a\"=nonsense\n[Software\\\\Microsoft] 1\n", options),
        (Content{.subkeys = {{.name = u"Software", .subkeys = {{.name = u"Microsoft"}}}}}));
}

}  // namespace
}  // namespace olkacct::testing_support
