// Reading values. Sources of the format: what regedit of Windows and of Wine write and take; Wine's
// own files escape inside strings as dump_strW does (octal, \xNNNN, the letters of C).
#include "registry/regfile/value_reader.h"

#include <optional>
#include <string_view>

#include "olkacct/registry_value.h"
#include "registry/regfile/decoder.h"

namespace olkacct::registry {
namespace {

constexpr std::size_t max_kind_letters = 5;  // "dword"

bool is_blank(int unit) { return unit == u' ' || unit == u'\t' || unit == u'\r'; }

bool is_letter(int unit) {
    return (unit >= u'a' && unit <= u'z') || (unit >= u'A' && unit <= u'Z');
}

std::optional<unsigned> digit(int unit, unsigned base) {
    unsigned value = base;
    if (unit >= u'0' && unit <= u'9') {
        value = static_cast<unsigned>(unit - u'0');
    } else if (unit >= u'a' && unit <= u'f') {
        value = static_cast<unsigned>(unit - u'a') + 10;
    } else if (unit >= u'A' && unit <= u'F') {
        value = static_cast<unsigned>(unit - u'A') + 10;
    }
    return value < base ? std::optional(value) : std::nullopt;
}

void append_unit(std::vector<std::byte>& out, unsigned unit) {
    out.push_back(static_cast<std::byte>(unit & 0xFF));
    out.push_back(static_cast<std::byte>(unit >> 8));
}

bool is_text(std::uint32_t type) {
    return type == registry_type::sz || type == registry_type::expand_sz ||
           type == registry_type::multi_sz;
}

std::vector<std::byte> ansi_to_utf16(const std::vector<std::byte>& text) {
    std::vector<std::byte> out;
    out.reserve(text.size() * 2);
    for (const std::byte byte : text) {
        append_unit(out, from_windows_1252(byte));
    }
    return out;
}

tl::unexpected<Error> unclosed_string() {
    return fail(ErrorCode::syntax_error, "a string or bracket is not closed");
}
tl::unexpected<Error> too_long() {
    return fail(ErrorCode::limit_exceeded, "a name or value is too long");
}

}  // namespace

void ValueReader::skip_blanks() {
    while (is_blank(text_.peek())) {
        text_.advance();
    }
}

void ValueReader::skip_line() {
    while (text_.peek() != TextStream::end && !text_.accept(u'\n')) {
        text_.advance();
    }
}

Result<void> ValueReader::finish_line() {
    skip_blanks();
    const int unit = text_.peek();
    if (unit != u'\n' && unit != u';' && unit != TextStream::end) {
        return fail(ErrorCode::syntax_error, "something stands after the end of the value");
    }
    skip_line();
    return {};
}

Result<std::uint64_t> ValueReader::number(unsigned base, std::size_t max_digits) {
    std::uint64_t value = 0;
    std::size_t digits = 0;
    while (const auto next = digit(text_.peek(), base)) {
        if (++digits > max_digits) {
            return fail(ErrorCode::syntax_error, "a number has too many digits");
        }
        value = value * base + *next;
        text_.advance();
    }
    if (digits == 0) {
        return fail(ErrorCode::syntax_error, "a number is missing");
    }
    return value;
}

// After the backslash. An escape that means nothing stands for its own character.
Result<char16_t> ValueReader::escape() {
    const int unit = text_.peek();
    if (unit == TextStream::end) {
        return unclosed_string();
    }
    if (dialect_ == Dialect::wine && digit(unit, 8)) {
        unsigned value = 0;
        for (int i = 0; i < 3 && digit(text_.peek(), 8); ++i) {
            value = value * 8 + *digit(text_.peek(), 8);
            text_.advance();
        }
        return static_cast<char16_t>(value);
    }
    text_.advance();
    if (dialect_ == Dialect::wine && unit == u'x' && digit(text_.peek(), 16)) {
        unsigned value = 0;
        for (int i = 0; i < 4 && digit(text_.peek(), 16); ++i) {
            value = value * 16 + *digit(text_.peek(), 16);
            text_.advance();
        }
        return static_cast<char16_t>(value);
    }
    constexpr std::u16string_view letters = u"nr0abtvfe";
    constexpr std::u16string_view meanings{u"\n\r\0\a\b\t\v\f\x1b", letters.size()};
    constexpr std::size_t known_to_regedit = 3;
    const std::size_t at = letters.find(static_cast<char16_t>(unit));
    if (at == letters.npos || (dialect_ != Dialect::wine && at >= known_to_regedit)) {
        return static_cast<char16_t>(unit);
    }
    return meanings[at];
}

Result<std::u16string> ValueReader::string(std::size_t max_units, char16_t closing) {
    std::u16string out;
    for (;;) {
        const int unit = text_.peek();
        if (unit == TextStream::end || (unit == u'\n' && dialect_ == Dialect::wine)) {
            return unclosed_string();
        }
        text_.advance();
        if (unit == closing) {
            return out;
        }
        if (out.size() == max_units) {
            return too_long();
        }
        if (unit != u'\\') {
            out.push_back(static_cast<char16_t>(unit));
            continue;
        }
        const auto escaped = escape();
        if (!escaped) {
            return tl::unexpected(escaped.error());
        }
        out.push_back(*escaped);
    }
}

Result<void> ValueReader::skip_string() {
    for (;;) {
        const int unit = text_.peek();
        if (unit == TextStream::end || (unit == u'\n' && dialect_ == Dialect::wine)) {
            return unclosed_string();
        }
        text_.advance();
        if (unit == u'"') {
            return {};
        }
        if (unit == u'\\' && text_.peek() != TextStream::end) {
            text_.advance();
        }
    }
}

Result<void> ValueReader::string_value(ReadValue& out) {
    auto text = string(max_value_bytes_ / sizeof(char16_t), u'"');
    if (!text) {
        return tl::unexpected(text.error());
    }
    out.data.reserve((text->size() + 1) * sizeof(char16_t));
    for (const char16_t unit : *text) {
        append_unit(out.data, unit);
    }
    append_unit(out.data, 0);
    return {};
}

// Bytes with commas between them; a backslash at the end of a line goes on in the next.
Result<void> ValueReader::bytes_value(ReadValue& out) {
    scratch_.clear();
    bool byte_may_follow = true;
    for (;;) {
        skip_blanks();
        const int unit = text_.peek();
        if (unit == u'\\') {
            text_.advance();
            skip_blanks();
            if (text_.peek() != u'\n' && text_.peek() != u';') {
                return fail(ErrorCode::syntax_error, "no line end follows a continuation sign");
            }
            skip_line();
        } else if (unit == u',' && !byte_may_follow) {
            text_.advance();
            byte_may_follow = true;
        } else if (digit(unit, 16) && byte_may_follow) {
            const auto byte = number(16, 2);
            if (!byte) {
                return tl::unexpected(byte.error());
            }
            if (scratch_.size() == max_value_bytes_) {
                return too_long();
            }
            scratch_.push_back(static_cast<std::byte>(*byte));
            byte_may_follow = false;
        } else {
            break;
        }
    }
    if (dialect_ == Dialect::regedit4 && is_text(out.type)) {
        out.data = ansi_to_utf16(scratch_);
    } else {
        out.data.assign(scratch_.begin(), scratch_.end());
    }
    return {};
}

// "(N)", if it stands there.
Result<void> ValueReader::type_in_brackets(std::uint32_t& type) {
    if (!text_.accept(u'(')) {
        return {};
    }
    const auto number_of_type = number(16, 8);
    if (!number_of_type) {
        return tl::unexpected(number_of_type.error());
    }
    type = static_cast<std::uint32_t>(*number_of_type);
    if (!text_.accept(u')')) {
        return fail(ErrorCode::syntax_error, "a bracket is not closed");
    }
    return {};
}

Result<ReadValue> ValueReader::value() {
    ReadValue out;
    Result<void> done;
    std::u16string kind;
    while (kind.size() < max_kind_letters && is_letter(text_.peek())) {
        kind.push_back(static_cast<char16_t>(text_.peek() | 0x20));
        text_.advance();
    }
    const bool is_string = kind.empty() || (kind == u"str" && dialect_ == Dialect::wine);
    if (kind.empty() && dialect_ != Dialect::wine && text_.accept(u'-')) {
        out.is_deletion = true;
    } else if (is_string || kind == u"hex") {
        out.type = is_string ? registry_type::sz : registry_type::binary;
        if (!kind.empty()) {
            done = type_in_brackets(out.type);
        }
        if (done && !kind.empty() && !text_.accept(u':')) {
            done = fail(ErrorCode::syntax_error, "a colon is missing after the kind of a value");
        }
        if (done && is_string && !text_.accept(u'"')) {
            done = fail(ErrorCode::syntax_error, "this is no kind of value");
        }
        if (done) {
            done = is_string ? string_value(out) : bytes_value(out);
        }
    } else if (kind == u"dword" && text_.accept(u':')) {
        out.type = registry_type::dword;
        skip_blanks();
        done = number(16, 8).map([&out](std::uint64_t number) {
            append_unit(out.data, number & 0xFFFF);
            append_unit(out.data, static_cast<unsigned>(number >> 16));
        });
    } else {
        done = fail(ErrorCode::syntax_error, "this is no kind of value");
    }
    if (done) {
        done = finish_line();
    }
    if (!done) {
        return tl::unexpected(done.error());
    }
    return out;
}

Result<void> ValueReader::skip_value() {
    bool goes_on = false;
    for (;;) {
        const int unit = text_.peek();
        if (unit == TextStream::end) {
            return {};
        }
        if (unit == u';') {
            while (text_.peek() != u'\n' && text_.peek() != TextStream::end) {
                text_.advance();
            }
            continue;
        }
        text_.advance();
        if (unit == u'\n') {
            if (!goes_on) {
                return {};
            }
            goes_on = false;
        } else if (unit == u'"') {
            if (auto skipped = skip_string(); !skipped) {
                return skipped;
            }
        } else if (!is_blank(unit)) {
            goes_on = unit == u'\\';
        }
    }
}

}  // namespace olkacct::registry
