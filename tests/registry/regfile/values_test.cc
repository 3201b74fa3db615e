// Values as regedit writes them.
#include <gtest/gtest.h>

#include "registry/regfile/regfile_text.h"

namespace olkacct::testing_support {
namespace {

std::vector<RegistryValue> values_of(std::string_view lines) {
    const Content content = parsed_lines("[HKEY_CURRENT_USER]\n" + std::string(lines));
    return content.values;
}

std::vector<RegistryValue> ansi_values_of(std::string_view lines) {
    return parsed(bytes("REGEDIT4\n[HKEY_CURRENT_USER]\n" + std::string(lines))).values;
}

TEST(RegfileValues, reads_strings_with_their_final_zero) {
    EXPECT_EQ(values_of("\"a\"=\"text\"\n\"\"=\"\"\n@=\"unnamed\"\n"),
              (std::vector{text_value(u"a", u"text"), text_value(u"", u"unnamed")}));
}

TEST(RegfileValues, undoes_escapes_in_names_and_strings) {
    EXPECT_EQ(values_of(R"("a\"b\\c"="C:\\x\\\"y\"")"
                        "\n"),
              (std::vector{text_value(u"a\"b\\c", u"C:\\x\\\"y\"")}));
    EXPECT_EQ(values_of(R"("a"="1\n2\r3\04\qz\t")"),
              (std::vector{text_value(u"a", std::u16string(u"1\n2\r3\0"
                                                           u"4qzt",
                                                           10))}));
}

TEST(RegfileValues, keeps_line_ends_inside_strings_as_they_are) {
    EXPECT_EQ(values_of("\"a\"=\"one\r\ntwo\n[three]\n;four\"\n\"b\"=dword:1\n"),
              (std::vector{text_value(u"a", u"one\r\ntwo\n[three]\n;four"),
                           value(u"b", registry_type::dword, {"\1\0\0\0", 4})}));
}

TEST(RegfileValues, reads_numbers) {
    EXPECT_EQ(values_of("\"a\"=dword:0000001f\n\"b\"=dword:FEDCBA98\n\"c\" = dword: 7 ; seven\n"),
              (std::vector{value(u"a", 4, {"\x1f\0\0\0", 4}), value(u"b", 4, "\x98\xBA\xDC\xFE"),
                           value(u"c", 4, {"\7\0\0\0", 4})}));
}

TEST(RegfileValues, reads_bytes_of_any_type) {
    EXPECT_EQ(values_of("\"a\"=hex:01,fF,0\n\"b\"=hex(b):1,2\n\"c\"=hex(FFFFFFFF):\n"
                        "\"d\"=hex(4):01\n\"e\"=HEX(0):aa,\n\"f\"=hex(1):61\n"),
              (std::vector{value(u"a", 3, {"\x01\xFF\0", 3}), value(u"b", 11, "\1\2"),
                           value(u"c", 0xFFFFFFFF, ""), value(u"d", 4, "\1"),
                           value(u"e", 0, "\xAA"), value(u"f", 1, "a")}));
}

TEST(RegfileValues, reads_bytes_over_several_lines) {
    EXPECT_EQ(
        values_of("\"a\"=hex:01,\\\r\n  02,03,\\ \t\r\n\t04\\\n,05,\\ ; and\n06\n\"b\"=hex:\\\n07"),
        (std::vector{value(u"a", 3, "\1\2\3\4\5\6"), value(u"b", 3, "\7")}));
}

TEST(RegfileValues, widens_strings_in_bytes_only_in_regedit4) {
    EXPECT_EQ(
        ansi_values_of("\"\xE9\"=hex(2):80,00\n\"m\"=hex(7):61,00,00\n\"s\"=hex(1):e9\n"
                       "\"b\"=hex:61\n"),
        (std::vector{value(u"\u00E9", 2, {"\xAC\x20\0\0", 4}), value(u"m", 7, {"a\0\0\0\0\0", 6}),
                     value(u"s", 1, {"\xE9\0", 2}), value(u"b", 3, "a")}));
}

TEST(RegfileValues, reads_regedit4_text_as_windows_1252) {
    EXPECT_EQ(ansi_values_of("\"a\"=\"caf\xE9 \x80\"\n"),
              (std::vector{text_value(u"a", u"caf\u00E9 \u20AC")}));
}

TEST(RegfileValues, lets_a_later_line_replace_or_delete_an_earlier_one) {
    EXPECT_EQ(
        values_of("\"A\"=\"1\"\n\"b\"=\"2\"\n\"c\"=\"3\"\n\"a\"=dword:0\n\"C\"=-\n\"none\"=-\n"),
        (std::vector{value(u"A", 4, {"\0\0\0\0", 4}), text_value(u"b", u"2")}));
    EXPECT_EQ(values_of("@=\"1\"\n\"x\"=\"\"\n@ = - ; gone\n@=\"2\"\n"),
              (std::vector{text_value(u"x", u""), text_value(u"", u"2")}));
}

TEST(RegfileValues, passes_over_comments_blanks_and_empty_lines) {
    EXPECT_EQ(values_of("; one\n\n  \t; two\n  \"a\" = \"1\"  ; three \"quoted\"\n;\"b\"=\"2\"\n"),
              (std::vector{text_value(u"a", u"1")}));
}

TEST(RegfileValues, are_the_same_with_either_line_end_and_without_the_last_one) {
    const std::string unix_lines =
        "Windows Registry Editor Version 5.00\n\n[HKEY_CURRENT_USER\\A]\n\"a\"=hex:01,\\\n  02\n"
        "@=\"x\"";
    std::string windows_lines;
    for (const char c : unix_lines) {
        windows_lines += c == '\n' ? std::string("\r\n") : std::string(1, c);
    }
    const Content expected{
        .subkeys = {{.name = u"A", .values = {value(u"a", 3, "\1\2"), text_value(u"", u"x")}}}};
    EXPECT_EQ(parsed(bytes(unix_lines)), expected);
    EXPECT_EQ(parsed(bytes(windows_lines)), expected);
    EXPECT_EQ(parsed(bytes(windows_lines + "\r\n\r\n")), expected);
}

TEST(RegfileValues, survive_any_place_where_a_chunk_of_the_file_ends) {
    // The text moves over the border between two 64 KiB chunks one byte at a time.
    const std::string tail =
        "\n[HKCU]\n\"k\xC3\xA9y\"=\"\xF0\x9F\x98\x80\\\\\"\n\"h\"=hex:01,\\\n 02\n";
    const std::string head = "Windows Registry Editor Version 5.00\n;";
    for (std::size_t shift = 0; shift <= tail.size(); ++shift) {
        const std::string filler(65536 - head.size() - shift, 'x');
        EXPECT_EQ(parsed(bytes(head + filler + tail)).values,
                  (std::vector{text_value(u"k\u00E9y", u"\U0001F600\\"), value(u"h", 3, "\1\2")}))
            << shift;
    }
}

}  // namespace
}  // namespace olkacct::testing_support
