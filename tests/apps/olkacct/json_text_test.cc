// JSON strings of any UTF-16.
#include "apps/olkacct/json_text.h"

#include <gtest/gtest.h>

#include "support/bytes.h"

namespace olkacct::app {
namespace {

std::string json(std::u16string_view text) {
    std::string out;
    append_json(out, text);
    return out;
}

TEST(JsonText, writes_plain_text_as_it_is) { EXPECT_EQ(json(u"Outlook 1"), "\"Outlook 1\""); }

TEST(JsonText, escapes_quotes_backslashes_and_every_control_character) {
    EXPECT_EQ(json(u"a\"b\\c\n\r\t"), R"("a\"b\\c\n\r\t")");
    EXPECT_EQ(json(std::u16string_view(u"\0\x1b\x7f\x9b", 4)), R"("\u0000\u001B\u007F\u009B")");
}

TEST(JsonText, writes_other_alphabets_and_pairs_as_utf8) {
    EXPECT_EQ(json(u"é山😀"), "\"\u00e9\u5c71\U0001F600\"");
}

TEST(JsonText, writes_a_lone_surrogate_as_an_escape) {
    const char16_t high[] = {u'a', 0xD800, u'b', 0};
    const char16_t low[] = {0xDFFF, 0xD800, 0};
    EXPECT_EQ(json(high), R"("a\uD800b")");
    EXPECT_EQ(json(low), R"("\uDFFF\uD800")");
}

TEST(JsonText, appends_behind_what_is_there) {
    std::string out = "x:";
    append_json(out, u"y");
    append_json(out, std::string_view("z"));
    append_number(out, 18446744073709551615U);
    EXPECT_EQ(out, "x:\"y\"\"z\"18446744073709551615");
}

TEST(JsonText, reads_registry_bytes_without_their_terminator) {
    std::string out;
    append_json_utf16le(out, test::text_bytes(u"ab"));
    append_json_utf16le(out, test::text_bytes(u"ab", false));
    append_json_utf16le(out, {});
    append_json_utf16le(out, test::hex_bytes("410000004200ff"));
    EXPECT_EQ(out, R"("ab""ab""""A\u0000B")");
}

TEST(JsonText, writes_bytes_as_lower_case_hex) {
    std::string out;
    append_hex(out, test::hex_bytes("00ff1ab2"));
    EXPECT_EQ(out, "00ff1ab2");
}

TEST(JsonText, shows_of_a_secret_only_that_it_is_there_and_its_size) {
    std::string out;
    append_secret(out, 189);
    EXPECT_EQ(out, R"({"present": true, "bytes": 189})");
}

}  // namespace
}  // namespace olkacct::app
