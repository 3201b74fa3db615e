// Writing exports. Source of the forms: what regedit of Windows 10 wrote (the real export of the
// tests), and for what is not in it, what our reader and Wine's regedit take.
#include "registry/regfile/regfile_writer.h"

#include <algorithm>

#include "base/utf16.h"
#include "olkacct/text.h"

namespace olkacct::registry {
namespace {

// A line of bytes ends behind the byte that reaches this column.
constexpr std::size_t line_columns = 76;
constexpr std::u16string_view line_end = u"\r\n";
constexpr std::u16string_view continuation = u"\\\r\n  ";

void append_hexadecimal(std::u16string& out, std::uint32_t number, unsigned digits) {
    for (unsigned shift = 4 * digits; shift > 0;) {
        shift -= 4;
        out.push_back(u"0123456789abcdef"[number >> shift & 0xF]);
    }
}

bool is_control(char16_t unit) { return unit < u' '; }

// Line ends and zeros as Wine's regedit writes them: regedit of Windows has no form for them.
void append_in_quotes(std::u16string& out, std::u16string_view text) {
    out.push_back(u'"');
    for (const char16_t unit : text) {
        switch (unit) {
            case u'"':
            case u'\\':
                out.push_back(u'\\');
                out.push_back(unit);
                break;
            case u'\n':
                out += u"\\n";
                break;
            case u'\r':
                out += u"\\r";
                break;
            case u'\0':
                out += u"\\0";
                break;
            default:
                out.push_back(unit);
        }
    }
    out.push_back(u'"');
}

// A string that has its zero at the end and nowhere else, and no sign that would break the line.
bool fits_in_quotes(const RegistryValue& value) {
    if (value.type != registry_type::sz || value.data.size() % 2 != 0) {
        return false;
    }
    const std::u16string text = base::from_utf16le(value.data);
    return !text.empty() && text.back() == u'\0' &&
           std::find_if(text.begin(), text.end(), is_control) == text.end() - 1;
}

void append_bytes(std::u16string& out, std::size_t line_begin, const RegistryValue& value) {
    out += u"hex";
    if (value.type != registry_type::binary) {
        unsigned digits = 1;
        while (digits < 8 && value.type >> 4 * digits != 0) {
            ++digits;
        }
        out.push_back(u'(');
        append_hexadecimal(out, value.type, digits);
        out.push_back(u')');
    }
    out.push_back(u':');
    for (std::size_t i = 0; i < value.data.size(); ++i) {
        append_hexadecimal(out, std::to_integer<std::uint32_t>(value.data[i]), 2);
        if (i + 1 == value.data.size()) {
            break;
        }
        out.push_back(u',');
        if (out.size() - line_begin >= line_columns) {
            out += continuation;
            line_begin = out.size() - 2;
        }
    }
}

void append_value(std::u16string& out, const RegistryValue& value) {
    const std::size_t line_begin = out.size();
    if (value.name.empty()) {
        out.push_back(u'@');
    } else {
        append_in_quotes(out, value.name);
    }
    out.push_back(u'=');
    if (fits_in_quotes(value)) {
        std::u16string text = base::from_utf16le(value.data);
        text.pop_back();
        append_in_quotes(out, text);
    } else if (value.type == registry_type::dword && value.data.size() == sizeof(std::uint32_t)) {
        std::uint32_t number = 0;
        for (std::size_t i = value.data.size(); i-- > 0;) {
            number = number << 8 | std::to_integer<std::uint32_t>(value.data[i]);
        }
        out += u"dword:";
        append_hexadecimal(out, number, 8);
    } else {
        append_bytes(out, line_begin, value);
    }
    out += line_end;
}

}  // namespace

std::u16string export_header() { return u"Windows Registry Editor Version 5.00\r\n\r\n"; }

void append_key(std::u16string& out, std::u16string_view path,
                const std::vector<RegistryValue>& values) {
    out.push_back(u'[');
    out += path;
    out.push_back(u']');
    out += line_end;
    for (const RegistryValue& value : values) {
        append_value(out, value);
    }
    out += line_end;
}

void append_tree(std::u16string& out, const std::u16string& path, const KeyNode& key) {
    append_key(out, path, key.values);
    for (const auto& subkey : key.subkeys) {
        append_tree(out, path + u'\\' + subkey->name, *subkey);
    }
}

void append_user(std::u16string& out, const std::u16string& root_name, const KeyNode& root) {
    std::u16string path = root_name;
    const KeyNode* key = &root;
    while (key->values.empty() && key->subkeys.size() == 1) {
        key = key->subkeys.front().get();
        path += u'\\' + key->name;
    }
    const bool is_all_empty = key == &root && key->values.empty() && key->subkeys.empty();
    if (!is_all_empty) {
        append_tree(out, path, *key);
    }
}

std::vector<std::byte> encode_export(const Format& format, std::u16string_view text) {
    std::vector<std::byte> out;
    if (format.encoding == Encoding::utf16le) {
        out.reserve(format.mark_bytes + text.size() * 2);
        if (format.mark_bytes != 0) {
            out = {std::byte{0xFF}, std::byte{0xFE}};
        }
        for (const char16_t unit : text) {
            out.push_back(static_cast<std::byte>(unit & 0xFF));
            out.push_back(static_cast<std::byte>(unit >> 8));
        }
        return out;
    }
    if (format.mark_bytes != 0) {
        out = {std::byte{0xEF}, std::byte{0xBB}, std::byte{0xBF}};
    }
    for (const char unit : to_wtf8(text)) {
        out.push_back(static_cast<std::byte>(unit));
    }
    return out;
}

}  // namespace olkacct::registry
