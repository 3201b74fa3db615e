#include "support/reg_text.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/utf16.h"
#include "olkacct/text.h"

namespace olkacct::test {

namespace {

constexpr std::size_t bytes_in_a_line = 24;

class Writer {
  public:
    Writer(const HiveBuilder& hive, RegDialect dialect) : hive_(hive), dialect_(dialect) {}

    void write_key(HiveBuilder::KeyId key, const std::string& path) {
        const auto wine = dialect_ == RegDialect::wine;
        text_ += "\n[" + (wine ? escaped(path) : path) + (wine ? "] 1600000000\n" : "]\n");
        for (const auto& value : hive_.values(key)) write_value(value);
        for (const auto subkey : hive_.subkeys(key)) {
            const auto name = to_utf8(hive_.name(subkey));
            write_key(subkey, path.empty() ? name : path + "\\" + name);
        }
    }

    std::string text_;

  private:
    static std::string escaped(const std::string& text) {
        std::string out;
        for (const char letter : text) {
            if (letter == '\\' || letter == '"') out += '\\';
            out += letter;
        }
        return out;
    }

    // A terminated string without control characters can be written as one.
    static bool is_plain_text(const BuiltValue& value) {
        if (value.type != registry_type::sz || value.data.size() < 2 ||
            value.data.size() % 2 != 0) {
            return false;
        }
        const auto text = base::from_utf16le(value.data);
        return text.back() == 0 && std::ranges::none_of(text.substr(0, text.size() - 1),
                                                        [](char16_t unit) { return unit < 0x20; });
    }

    void write_value(const BuiltValue& value) {
        text_ += value.name.empty() ? "@=" : "\"" + escaped(to_utf8(value.name)) + "\"=";
        if (is_plain_text(value)) {
            auto text = base::from_utf16le(value.data);
            text.pop_back();
            text_ += "\"" + escaped(to_utf8(text)) + "\"";
        } else if (value.type == registry_type::dword && value.data.size() == 4) {
            append_number("dword:%08x", get32(value.data, 0));
        } else {
            write_hex(value);
        }
        text_ += "\n";
    }

    void write_hex(const BuiltValue& value) {
        if (value.type == registry_type::binary) {
            text_ += "hex:";
        } else {
            append_number("hex(%x):", value.type);
        }
        for (std::size_t i = 0; i < value.data.size(); ++i) {
            if (i > 0) text_ += i % bytes_in_a_line == 0 ? ",\\\n  " : ",";
            append_number("%02x", std::to_integer<std::uint32_t>(value.data[i]));
        }
    }

    void append_number(const char* format, std::uint32_t number) {
        std::array<char, 24> text{};
        (void)std::snprintf(text.data(), text.size(), format, number);
        text_ += text.data();
    }

    const HiveBuilder& hive_;
    RegDialect dialect_;
};

std::string_view first_line(RegDialect dialect) {
    switch (dialect) {
        case RegDialect::version4:
            return "REGEDIT4\n";
        case RegDialect::wine:
            return "WINE REGISTRY Version 2\n";
        case RegDialect::version5:
            break;
    }
    return "Windows Registry Editor Version 5.00\n";
}

}  // namespace

std::string reg_text(const HiveBuilder& hive, RegDialect dialect, std::string_view root_name) {
    Writer writer(hive, dialect);
    writer.text_ = first_line(dialect);
    writer.write_key(HiveBuilder::root,
                     dialect == RegDialect::wine ? std::string() : std::string(root_name));
    return writer.text_;
}

}  // namespace olkacct::test
