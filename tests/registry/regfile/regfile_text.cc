// Making and reading exports for tests.
#include "registry/regfile/regfile_text.h"

#include <gtest/gtest.h>

#include "base/utf16.h"

namespace olkacct::testing_support {
namespace {

std::u16string widened(std::string_view text) { return {text.begin(), text.end()}; }

std::u16string in_quotes(std::u16string_view text) {
    std::u16string out = u"\"";
    for (const char16_t unit : text) {
        if (unit == u'"' || unit == u'\\') {
            out.push_back(u'\\');
        }
        out.push_back(unit);
    }
    return out + u'"';
}

std::u16string hexadecimal(std::uint64_t number, int digits) {
    std::u16string out;
    for (int shift = 4 * (digits - 1); shift >= 0; shift -= 4) {
        out.push_back(u"0123456789abcdef"[number >> shift & 0xF]);
    }
    return out;
}

// Lines of 25 bytes, as regedit breaks them.
std::u16string bytes_as_text(const std::vector<std::byte>& data) {
    std::u16string out;
    for (std::size_t i = 0; i < data.size(); ++i) {
        out += hexadecimal(std::to_integer<unsigned>(data[i]), 2);
        if (i + 1 < data.size()) {
            out += (i + 1) % 25 == 0 ? u",\\\r\n  " : u",";
        }
    }
    return out;
}

std::u16string value_as_text(const RegistryValue& value) {
    const std::u16string text = base::from_utf16le(value.data);
    const bool is_string = value.type == registry_type::sz && value.data.size() % 2 == 0 &&
                           text.find(u'\0') + 1 == text.size() && !text.empty();
    if (is_string) {
        return in_quotes(std::u16string_view(text).substr(0, text.size() - 1));
    }
    if (value.type == registry_type::dword && value.data.size() == 4) {
        std::u16string out = u"dword:";
        for (std::size_t i = 4; i-- > 0;) {
            out += hexadecimal(std::to_integer<unsigned>(value.data[i]), 2);
        }
        return out;
    }
    return (value.type == registry_type::binary ? u"hex:"
                                                : u"hex(" + hexadecimal(value.type, 8) + u"):") +
           bytes_as_text(value.data);
}

void append_key(std::u16string& out, const std::u16string& path, const Content& key) {
    out += u"\r\n[" + path + u"]\r\n";
    for (const RegistryValue& value : key.values) {
        out += (value.name.empty() ? u"@" : in_quotes(value.name)) + u'=' + value_as_text(value) +
               u"\r\n";
    }
    for (const Content& subkey : key.subkeys) {
        append_key(out, path + u'\\' + subkey.name, subkey);
    }
}

}  // namespace

std::vector<std::byte> utf16le(std::u16string_view text, bool mark) {
    std::vector<std::byte> out = mark ? bytes("\xFF\xFE") : bytes("");
    for (const char16_t unit : text) {
        out.push_back(static_cast<std::byte>(unit & 0xFF));
        out.push_back(static_cast<std::byte>(unit >> 8));
    }
    return out;
}

std::u16string as_export(const Content& content) {
    std::u16string out = widened("Windows Registry Editor Version 5.00\r\n");
    append_key(out, u"HKEY_CURRENT_USER", content);
    return out;
}

Content parsed(std::span<const std::byte> bytes, const registry::RegfileOptions& options) {
    const auto content = registry::parse_regfile(bytes, options, "test.reg");
    if (!content) {
        ADD_FAILURE() << content.error().what << " (" << content.error().where << ")";
        return {};
    }
    const auto transaction = registry::read_tree(content->root);
    return read_all(*transaction, transaction->root());
}

Content parsed_lines(std::string_view lines, const registry::RegfileOptions& options) {
    return parsed(bytes("Windows Registry Editor Version 5.00\n" + std::string(lines)), options);
}

Content parsed_wine(std::string_view lines, const registry::RegfileOptions& options) {
    return parsed(bytes("WINE REGISTRY Version 2\n" + std::string(lines)), options);
}

}  // namespace olkacct::testing_support
