// Parses by the property table.
#include "property_words.h"

#include <algorithm>
#include <array>
#include <optional>

#include "arguments.h"
#include "olkacct/property.h"

namespace olkacct::app {
namespace {

struct ShortName {
    std::string_view name;
    std::uint32_t tag;
};

constexpr auto short_names = std::to_array<ShortName>({{"email", 0x000C001F},
                                                       {"display_name", 0x000B001F},
                                                       {"server", 0x0100001F},
                                                       {"user", 0x0101001F},
                                                       {"port", 0x01040003},
                                                       {"ssl", 0x01050003}});

tl::unexpected<Error> bad(std::string_view where, std::string what) {
    return fail(ErrorCode::bad_usage, std::move(what), std::string(where));
}

std::optional<unsigned> digit(char c) {
    if (c >= '0' && c <= '9') {
        return static_cast<unsigned>(c - '0');
    }
    const char lower = static_cast<char>(c | 0x20);
    if (lower >= 'a' && lower <= 'f') {
        return static_cast<unsigned>(lower - 'a') + 10;
    }
    return std::nullopt;
}

std::optional<std::vector<std::byte>> bytes(std::string_view hex) {
    std::vector<std::byte> out;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
        const auto high = digit(hex[i]);
        const auto low = digit(hex[i + 1]);
        if (!high || !low) {
            return std::nullopt;
        }
        out.push_back(static_cast<std::byte>(*high << 4 | *low));
    }
    return hex.size() % 2 == 0 ? std::optional(std::move(out)) : std::nullopt;
}

}  // namespace

Result<std::uint32_t> parse_key(std::string_view word, std::string_view where) {
    const auto known = std::ranges::find(short_names, word, &ShortName::name);
    if (known != short_names.end()) {
        return known->tag;
    }
    for (const PropertyInfo& info : property_table()) {
        if (property_key(info) == word) {
            return info.tag;
        }
    }
    return bad(where, "there is no property '" + std::string(word) + "'");
}

std::string shortest_key(std::uint32_t tag) {
    const auto known = std::ranges::find(short_names, tag, &ShortName::tag);
    const PropertyInfo* const info = find_property(tag);
    return known != short_names.end() ? std::string(known->name)
           : info != nullptr          ? property_key(*info)
                                      : std::string();
}

Result<NewProperty> parse_property(std::string_view word, std::string_view where) {
    const std::size_t equals = word.find('=');
    if (equals == std::string_view::npos || equals == 0) {
        return bad_word(where, word, "of the form KEY=VALUE");
    }
    const auto tag = parse_key(word.substr(0, equals), where);
    if (!tag) {
        return tl::unexpected(tag.error());
    }
    const std::string key(word.substr(0, equals));
    const std::string_view value = word.substr(equals + 1);
    const PropertyInfo& info = *find_property(*tag);
    if (info.secret) {
        return bad(where, key +
                              ": a password is not taken from the command line, where others "
                              "can see it; see the options for passwords");
    }
    switch (static_cast<std::uint16_t>(info.tag)) {
        case property_type::long_integer:
            if (const auto number = parse_number(value)) {
                return NewProperty{info.tag, *number};
            }
            return bad_word(where, word, "a number for " + key);
        case property_type::binary:
            if (auto data = bytes(value)) {
                return NewProperty{info.tag, std::move(*data)};
            }
            return bad_word(where, word, "hexadecimal for " + key);
        case property_type::unicode:
            return given_text(value, std::string(where) + ": " + key).map([&](std::u16string text) {
                return NewProperty{info.tag, std::move(text)};
            });
        default:
            return fail(ErrorCode::property_read_only,
                        key + " cannot be set: its type is not known", std::string(where));
    }
}

Result<std::vector<NewProperty>> parse_properties(std::span<const std::string> words,
                                                  std::string_view where) {
    std::vector<NewProperty> out;
    for (const std::string& word : words) {
        auto property = parse_property(word, where);
        if (!property) {
            return tl::unexpected(property.error());
        }
        if (std::ranges::find(out, property->tag, &NewProperty::tag) != out.end()) {
            return bad(where, "'" + word + "' gives a property for the second time");
        }
        out.push_back(std::move(*property));
    }
    return out;
}

Result<std::uint32_t> parse_id(std::string_view word, std::string_view where) {
    const auto id = parse_number(word);
    if (!id) {
        return bad_word(where, word, "an account number");
    }
    return *id;
}

Result<std::vector<std::uint32_t>> parse_ids(std::span<const std::string> words,
                                             std::string_view where) {
    std::vector<std::uint32_t> ids;
    for (const std::string& word : words) {
        const auto id = parse_id(word, where);
        if (!id) {
            return tl::unexpected(id.error());
        }
        if (std::ranges::find(ids, *id) != ids.end()) {
            return bad(where, "account " + word + " is named twice");
        }
        ids.push_back(*id);
    }
    return ids;
}

}  // namespace olkacct::app
