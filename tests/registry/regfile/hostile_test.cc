// What the reader refuses, with the line.
#include <gtest/gtest.h>

#include "registry/regfile/regfile_text.h"

namespace olkacct::testing_support {
namespace {

using registry::RegfileOptions;

Error refusal(std::string_view text, const RegfileOptions& options = {}) {
    const auto content = registry::parse_regfile(bytes(text), options, "test.reg");
    if (content) {
        ADD_FAILURE() << "taken: " << text;
        return {};
    }
    return content.error();
}

struct Case {
    std::string_view lines;
    int line;
    std::string_view what;
};

void expect_refused(std::string_view header, const std::vector<Case>& cases) {
    for (const Case& one : cases) {
        const Error error = refusal(std::string(header) + std::string(one.lines));
        EXPECT_EQ(error.code, ErrorCode::syntax_error) << one.lines;
        EXPECT_EQ(error.what, one.what) << one.lines;
        EXPECT_EQ(error.where, "test.reg, line " + std::to_string(one.line)) << one.lines;
    }
}

TEST(HostileRegfile, names_the_line_of_what_it_does_not_understand) {
    expect_refused(
        "REGEDIT4\r\n\r\n[HKEY_CURRENT_USER\\A]\r\n",
        {{"nonsense\r\n", 4, "this is neither a key nor a value nor a comment"},
         {"\r\n\r\n#no comment", 6, "this is neither a key nor a value nor a comment"},
         {"\"a\"\r\n", 4, "an equals sign is missing after the name of a value"},
         {"\"a\":dword:1\r\n", 4, "an equals sign is missing after the name of a value"},
         {"\"a\"=\r\n", 4, "this is no kind of value"},
         {"\"a\"=text\r\n", 4, "this is no kind of value"},
         {"\"a\"=qword:1\r\n", 4, "this is no kind of value"},
         {"\"a\"=str(2):\"x\"\r\n", 4, "this is no kind of value"},
         {"\"a\"=dword\r\n", 4, "this is no kind of value"},
         {"\"a\"=dword:\r\n", 4, "a number is missing"},
         {"\"a\"=dword:x\r\n", 4, "a number is missing"},
         {"\"a\"=dword:123456789\r\n", 4, "a number has too many digits"},
         {"\"a\"=dword:1 2\r\n", 4, "something stands after the end of the value"},
         {"\"a\"=\"b\" c\r\n", 4, "something stands after the end of the value"},
         {"\"a\"=- b\r\n", 4, "something stands after the end of the value"},
         {"\"a\"=hex\r\n", 4, "a colon is missing after the kind of a value"},
         {"\"a\"=hex():\r\n", 4, "a number is missing"},
         {"\"a\"=hex(1:\r\n", 4, "a bracket is not closed"},
         {"\"a\"=hex(123456789):\r\n", 4, "a number has too many digits"},
         {"\"a\"=hex:001\r\n", 4, "a number has too many digits"},
         {"\"a\"=hex:01,,02\r\n", 4, "something stands after the end of the value"},
         {"\"a\"=hex:01 02\r\n", 4, "something stands after the end of the value"},
         {"\"a\"=hex:01,zz\r\n", 4, "something stands after the end of the value"},
         {"\"a\"=hex:01,\\ 02\r\n", 4, "no line end follows a continuation sign"},
         {"\"a\"=hex:01,\\\r\n  02,\\\r\n\"b\"=\"\"\r\n", 6,
          "something stands after the end of the value"},
         {"\"a\"=\"1\r\n2\r\n\" x\r\n", 6, "something stands after the end of the value"},
         {"[HKCU\\B\r\n", 4, "the bracket of a key is not closed"},
         {"[HKCU\\B\\\\C]\r\n", 4, "a key has an empty name"},
         {"[]\r\n", 4, "a key lies below no root key of Windows"},
         {"[HKEY_NOBODY\\B]\r\n", 4, "a key lies below no root key of Windows"},
         {"[-HKEY_NOBODY\\B]\r\n", 4, "a key lies below no root key of Windows"}});
}

TEST(HostileRegfile, names_the_line_where_something_began_that_never_ends) {
    expect_refused("REGEDIT4\n[HKCU\\A]\n",
                   {{"\"a\"=\"1\n\n\n", 3, "a string or bracket is not closed"},
                    {"\n\"a\n\n", 4, "a string or bracket is not closed"},
                    {"\"a\"=\"1\\", 3, "a string or bracket is not closed"},
                    {"\"a\"=hex:01,\\", 3, "no line end follows a continuation sign"},
                    {"[HKLM]\n\"a\"=\"\n\n", 4, "a string or bracket is not closed"}});
}

TEST(HostileRegfile, refuses_a_value_before_the_first_key) {
    expect_refused("Windows Registry Editor Version 5.00\n",
                   {{"\"a\"=\"1\"\n", 2, "a value stands before the first key"},
                    {"\n@=\"1\"\n", 3, "a value stands before the first key"}});
}

TEST(HostileRegfile, holds_wines_files_to_their_own_rules) {
    expect_refused("WINE REGISTRY Version 2\n[A] 1\n",
                   {{"\"a\"=\"1\n2\"\n", 3, "a string or bracket is not closed"},
                    {"[B\n] 1\n", 3, "a string or bracket is not closed"},
                    {"[B] x\n", 3, "something stands after the end of the value"},
                    {"[B] 12345678901\n", 3, "a number has too many digits"},
                    {"#time=x\n", 3, "a number is missing"},
                    {"#time=11111111111111111\n", 3, "a number has too many digits"},
                    {"#class=\"x\n", 3, "a string or bracket is not closed"},
                    {"\"a\"=-\n", 3, "this is no kind of value"},
                    {"\"a\"=str(2)\"x\"\n", 3, "a colon is missing after the kind of a value"},
                    {"\"a\"=str(2):x\n", 3, "this is no kind of value"}});
}

TEST(HostileRegfile, never_quotes_the_file) {
    const std::string text = "REGEDIT4\n[HKCU\\A]\n\"POP3 Password\"=hex:53,33,43,72,33,74,zz\n";
    const Error error = refusal(text);
    EXPECT_EQ(error.what.find("53"), std::string::npos);
    EXPECT_EQ((error.what + error.where).find("Password"), std::string::npos);
}

TEST(HostileRegfile, refuses_what_is_no_export) {
    for (const std::string_view text : {"", "regf", "REGEDIT\n", "[HKCU\\A]\n"}) {
        const Error error = refusal(text);
        EXPECT_EQ(error.code, ErrorCode::unknown_source_kind);
        EXPECT_EQ(error.where, "test.reg");
    }
}

std::string repeated(std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) {
        out += text;
    }
    return out;
}

void expect_limit(std::string_view lines, const RegfileOptions& options, std::string_view what) {
    const Error error = refusal("REGEDIT4\n\n" + std::string(lines), options);
    EXPECT_EQ(error.code, ErrorCode::limit_exceeded);
    EXPECT_EQ(error.what, what);
    EXPECT_EQ(error.where, "test.reg, line 3");
}

TEST(HostileRegfile, holds_names_and_depth_to_windows_limits) {
    expect_limit("[HKCU" + repeated("\\k", 513) + "]\n", {}, "a key lies too deep");
    expect_limit("[HKCU\\" + repeated("k", 256) + "]\n", {}, "the name of a key is too long");
    expect_limit("[" + repeated("k", 200000) + "]\n", {}, "the line of a key is too long");
    const std::string deepest = "REGEDIT4\n[HKCU" + repeated("\\k", 512) + "]\n\"";
    EXPECT_EQ(refusal(deepest + repeated("n", 16384) + "\"=\"\"\n").code,
              ErrorCode::limit_exceeded);
    EXPECT_TRUE(
        registry::parse_regfile(bytes(deepest + repeated("n", 16383) + "\"=\"\"\n"), {}, "t")
            .has_value());
}

TEST(HostileRegfile, holds_no_more_than_it_was_allowed_to) {
    RegfileOptions options;
    options.limits = {.value_bytes = 4};
    EXPECT_TRUE(registry::parse_regfile(
                    bytes("REGEDIT4\n[HKCU]\n\"a\"=hex:1,2,3,4\n\"b\"=\"xy\"\n"), options, "t")
                    .has_value());
    EXPECT_EQ(refusal("REGEDIT4\n[HKCU]\n\"a\"=hex:1,2,3,4,5\n", options).what,
              "a name or value is too long");
    EXPECT_EQ(refusal("REGEDIT4\n[HKCU]\n\"a\"=\"xyz\"\n", options).where, "test.reg, line 3");
    options.limits = {.keys = 3};
    expect_limit("[HKCU\\a\\b\\c\\d]\n", options, "the export has too many keys");
    options.limits = {.values = 1};
    EXPECT_EQ(refusal("REGEDIT4\n[HKCU]\n@=\"\"\n\"b\"=\"\"\n", options).where, "test.reg, line 4");
    options.limits = {.kept_bytes = 20};
    EXPECT_EQ(refusal("REGEDIT4\n[HKCU\\ab]\n\"a\"=\"12345678\"\n", options).what,
              "the export holds too much data");
}

TEST(HostileRegfile, does_not_count_what_it_does_not_keep) {
    RegfileOptions options;
    options.keep = {{u"A"}};
    options.limits = {.value_bytes = 4, .kept_bytes = 20, .keys = 1, .values = 1};
    std::string text = "REGEDIT4\n";
    for (int i = 0; i < 1000; ++i) {
        text +=
            "[HKCU\\B" + std::to_string(i) + "]\n\"a\"=\"a long text\"\n\"b\"=hex:1,2,3,4,5,6\n";
    }
    EXPECT_EQ(parsed(bytes(text + "[HKCU\\A]\n@=\"\"\n"), options).subkeys.size(), 1U);
}

TEST(HostileRegfile, survives_being_cut_anywhere) {
    const std::u16string text =
        u"Windows Registry Editor Version 5.00\r\n\r\n[HKCU\\A]\r\n\"n\\\\\"=\"x\\\"\r\ny\"\r\n"
        u"@=hex(2):01,\\\r\n  02\r\n\"d\"=dword:1\r\n\"d\"=-\r\n[-HKCU\\A]\r\n";
    const auto whole = utf16le(text);
    std::size_t taken = 0;
    for (std::size_t length = 0; length <= whole.size(); ++length) {
        const auto content = registry::parse_regfile(std::span(whole).first(length), {}, "t");
        taken += content.has_value() ? 1 : 0;
        if (!content) {
            EXPECT_TRUE(content.error().code == ErrorCode::syntax_error ||
                        content.error().code == ErrorCode::unknown_source_kind)
                << length;
        }
    }
    EXPECT_GT(taken, 10U);
    EXPECT_LT(taken, whole.size());
}

TEST(HostileRegfile, takes_many_keys_and_values_in_any_order) {
    std::string text = "REGEDIT4\n";
    constexpr int many = 20000;
    for (int i = many; i > 0; --i) {
        text += "[HKCU\\k" + std::to_string(i) + "]\n";
    }
    text += "[HKCU]\n";
    for (int i = many; i > 0; --i) {
        text += "\"v" + std::to_string(i) + "\"=dword:0\n\"v" + std::to_string(i) + "\"=-\n";
    }
    const Content content = parsed(bytes(text));
    EXPECT_EQ(content.subkeys.size(), static_cast<std::size_t>(many));
    EXPECT_TRUE(content.values.empty());
}

}  // namespace
}  // namespace olkacct::testing_support
