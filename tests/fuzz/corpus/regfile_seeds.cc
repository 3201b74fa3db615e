// Exports in every dialect and encoding, and hostile copies of them.
#include <string>

#include "fuzz/corpus/seeds.h"
#include "olkacct/text.h"
#include "support/outlook_sample.h"
#include "support/reg_text.h"

namespace olkacct::test {

namespace {

constexpr std::size_t copies_of_each_export = 24;

constexpr std::string_view odd_syntax =
    "Windows Registry Editor Version 5.00\n"
    "; a comment\n\n"
    "[HKEY_CURRENT_USER\\Software\\Odd]\n"
    "@=\"default\"\n"
    "\"quote \\\" and \\\\ slash\"=\"a\\\\b\\\"c\"\n"
    "\"two\nlines\"=\"in\na text\"\n"
    "\"number\"=dword:0000000a\n"
    "\"big endian\"=hex(5):00,00,00,01\n"
    "\"none\"=hex(0):\n"
    "\"long\"=hex(b):01,02,03,04,\\\n  05,06,07,08\n"
    "\"type\"=hex(ffff0001):01\n"
    "\"gone\"=-\n"
    "[-HKEY_CURRENT_USER\\Software\\Gone]\n"
    "[HKEY_CURRENT_USER]\n";

Bytes utf16(std::string_view text, bool mark) {
    Bytes bytes = mark ? hex_bytes("fffe") : Bytes();
    append(bytes, text_bytes(from_wtf8(text), false));
    return bytes;
}

std::string with_carriage_returns(std::string_view text) {
    std::string out;
    for (const char letter : text) {
        if (letter == '\n') out += '\r';
        out += letter;
    }
    return out;
}

// A small key tree: mutations of a large text seldom meet its syntax.
HiveBuilder small_hive() {
    HiveBuilder hive;
    const auto key = hive.add_path(HiveBuilder::root, u"Software\\B\u00FCro");
    hive.set_text(key, u"text", u"a \"quoted\" \\ word");
    hive.set_dword(key, u"number", 7);
    hive.set_binary(key, u"bytes", Bytes(60, std::byte{0x5A}));
    hive.set_value(key, u"expand", registry_type::expand_sz, text_bytes(u"%TEMP%"));
    return hive;
}

std::vector<Seed> exports() {
    std::vector<Seed> seeds;
    const auto small = small_hive();
    const auto sample = outlook_sample();
    for (const auto* hive : {&small, &sample}) {
        const std::string prefix = hive == &small ? "small-" : "sample-";
        const auto text = reg_text(*hive);
        seeds.push_back({prefix + "utf8", ascii_bytes(text)});
        seeds.push_back({prefix + "crlf", ascii_bytes(with_carriage_returns(text))});
        seeds.push_back({prefix + "utf16", utf16(with_carriage_returns(text), true)});
        seeds.push_back({prefix + "utf16-bare", utf16(text, false)});
        seeds.push_back({prefix + "ansi", ascii_bytes(reg_text(*hive, RegDialect::version4))});
        seeds.push_back({prefix + "wine", ascii_bytes(reg_text(*hive, RegDialect::wine))});
    }
    seeds.push_back({"odd", ascii_bytes(odd_syntax)});
    seeds.push_back({"odd-utf16", utf16(odd_syntax, true)});
    return seeds;
}

}  // namespace

std::vector<Seed> regfile_seeds() {
    auto seeds = exports();
    const auto whole = seeds.size();
    for (std::size_t i = 0; i < whole; ++i) {
        std::size_t index = 0;
        for (auto& copy : hostile_copies(seeds[i].bytes, copies_of_each_export,
                                         static_cast<std::uint32_t>(i + 1))) {
            seeds.push_back(
                {seeds[i].name + "-hostile-" + std::to_string(index++), std::move(copy)});
        }
    }
    return seeds;
}

}  // namespace olkacct::test
