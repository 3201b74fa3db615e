// No command prints a byte of a secret, in any format, raw, as hexadecimal or as base64.
#include <gtest/gtest.h>

#include <algorithm>

#include "apps/olkacct/command_runner.h"
#include "support/outlook_sample.h"
#include "support/temp_dir.h"

namespace olkacct::test {
namespace {

std::string hex_text(std::span<const std::byte> bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string out;
    for (const std::byte byte : bytes) {
        out += digits[std::to_integer<unsigned>(byte) >> 4];
        out += digits[std::to_integer<unsigned>(byte) & 0xF];
    }
    return out;
}

// Whole groups of three bytes only: no padding, and the same text inside a longer encoding that
// begins at the same place.
std::string base64_text(std::span<const std::byte> bytes) {
    static constexpr char digits[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string out;
    for (std::size_t i = 0; i + 3 <= bytes.size(); i += 3) {
        const unsigned group = std::to_integer<unsigned>(bytes[i]) << 16 |
                               std::to_integer<unsigned>(bytes[i + 1]) << 8 |
                               std::to_integer<unsigned>(bytes[i + 2]);
        for (const int shift : {18, 12, 6, 0}) {
            out += digits[group >> shift & 0x3F];
        }
    }
    return out;
}

// Plaintext and its stored form: nobody can tell what a secret value holds.
constexpr std::u16string_view plaintext = u"correct horse battery";

struct Hive {
    TempDir folder;
    std::string path;
    Bytes secret = text_bytes(plaintext);
};

// Secrets under every name that is one, as binary and as text, beside the sample's own.
void build(Hive& hive) {
    HiveBuilder builder = outlook_sample({.hotmail = true, .eas = true});
    const auto accounts = builder.add_path(HiveBuilder::root, accounts_path());
    const auto key = *builder.find_key(accounts, account_key_name(sample_id::pop3));
    for (const auto* name : {u"POP3 Password", u"SMTP Password", u"Odd password"}) {
        builder.set_binary(key, name, hive.secret);
    }
    builder.set_text(key, u"IMAP Password", plaintext);
    const auto section =
        builder.add_path(HiveBuilder::root, profiles_path(ProfileRoot::office_16) +
                                                u"\\Outlook\\5acf76a3665511cea39a00aa004acafa");
    builder.set_binary(section, u"S001f67f1", hive.secret);
    builder.set_binary(section, u"S010267f0", hive.secret);
    hive.path = hive.folder.write("h", builder.file());
}

TEST(Secrets, are_in_no_output_of_any_command) {
    Hive hive;
    build(hive);
    const std::span<const std::byte> bytes(hive.secret);
    std::string utf16;
    for (const std::byte byte : bytes) {
        utf16.push_back(static_cast<char>(byte));
    }
    const std::string traces[] = {"correct horse",
                                  utf16.substr(0, 16),
                                  hex_text(bytes.first(8)),
                                  base64_text(bytes.first(12)),
                                  base64_text(bytes.subspan(1, 12)),
                                  base64_text(bytes.subspan(2, 12))};
    for (const char* command : {"profiles", "list", "show", "order", "dump", "scan"}) {
        for (const char* format : {"table", "json", "csv"}) {
            const auto result = run_command({command, hive.path, "-f", format, "--verbose"});
            EXPECT_EQ(result.exit_code, 0) << result.err;
            std::string text = result.out + result.err;
            for (const std::string& trace : traces) {
                EXPECT_EQ(text.find(trace), std::string::npos) << command << ' ' << format;
            }
            std::transform(text.begin(), text.end(), text.begin(), [](char c) {
                return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
            });
            EXPECT_EQ(text.find(traces[2]), std::string::npos) << command << ' ' << format;
        }
    }
}

TEST(Secrets, are_shown_as_present_with_their_size) {
    Hive hive;
    build(hive);
    const std::string object =
        R"({"present": true, "bytes": )" + std::to_string(hive.secret.size()) + "}";
    const auto shown = run_command({"show", hive.path, "--id", "2", "-f", "json"}).out;
    for (const char* name : {"POP3 Password", "SMTP Password", "Odd password", "IMAP Password"}) {
        EXPECT_NE(shown.find(std::string("\"").append(name).append("\":").append(object)),
                  std::string::npos)
            << name;
    }
    const auto dumped = run_command({"dump", hive.path, "-f", "json"}).out;
    EXPECT_NE(dumped.find("\"S001f67f1\":" + object), std::string::npos);
    EXPECT_NE(dumped.find("\"S010267f0\":" + object), std::string::npos);
    EXPECT_NE(run_command({"dump", hive.path}).out.find(object), std::string::npos);
}

}  // namespace
}  // namespace olkacct::test
