// How reglookup spells names and data, and the comparison of its lines with a Tree.
#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <optional>

#include "base/filetime.h"
#include "base/utf16.h"
#include "olkacct/text.h"
#include "peers/reglookup_reader.h"

namespace olkacct::test {
namespace {

constexpr std::array<std::string_view, 12> type_names = {
    "NONE", "SZ",       "EXPAND_SZ", "BINARY",    "DWORD",         "DWORD_BE",
    "LINK", "MULTI_SZ", "RSRC_LIST", "RSRC_DESC", "RSRC_REQ_LIST", "QWORD"};

std::string hexadecimal(std::uint64_t number, int digits) {
    std::array<char, 32> text{};
    const int size = std::snprintf(text.data(), text.size(), "0x%.*llX", digits,
                                   static_cast<unsigned long long>(number));
    return {text.data(), static_cast<std::size_t>(size)};
}

std::string type_name(std::uint32_t type) {
    return type < type_names.size() ? std::string(type_names[type]) : hexadecimal(type, 8);
}

std::uint64_t number(const std::vector<std::byte>& data, bool big_endian) {
    std::uint64_t out = 0;
    for (std::size_t i = 0; i < data.size(); ++i) {
        const auto at = big_endian ? i : data.size() - 1 - i;
        out = out << 8 | std::to_integer<std::uint64_t>(data[at]);
    }
    return out;
}

// The text up to its terminators, a bar for each NUL inside a list of strings; nothing when a
// letter is not ASCII.
std::optional<std::string> ascii_text(const RegistryValue& value) {
    auto text = base::from_utf16le(value.data);
    while (!text.empty() && text.back() == u'\0') {
        text.pop_back();
    }
    std::string out;
    for (const char16_t unit : text) {
        out +=
            unit == u'\0' && value.type == registry_type::multi_sz ? '|' : static_cast<char>(unit);
    }
    const bool ascii = std::ranges::all_of(text, [](char16_t unit) { return unit < 0x80; });
    return ascii ? std::optional(out) : std::nullopt;
}

std::string time_text(std::uint64_t filetime) {
    auto text = base::filetime_to_text(filetime).substr(0, 19);
    std::ranges::replace(text, 'T', ' ');
    return text;
}

using Path = std::vector<std::string>;

Path reglookup_path(std::u16string_view path) {
    Path names;
    for (std::size_t from = 0; from < path.size();) {
        const auto to = std::min(path.find(u'\\', from), path.size());
        names.push_back(reglookup_name(path.substr(from, to - from)));
        from = to + 1;
    }
    return names;
}

std::u16string widen(const std::string& bytes) { return {bytes.begin(), bytes.end()}; }

std::u16string widen(const Path& names) {
    std::u16string out;
    for (const auto& name : names) {
        out.append(out.empty() ? u"" : u"\\").append(widen(name));
    }
    return out;
}

// Their lines of one key; each is taken away when it is matched.
struct Lines {
    const ReglookupLine* key = nullptr;
    std::multimap<std::string, const ReglookupLine*> values;
};

void compare_key(const std::u16string& path, const TreeKey& ours, Lines& theirs,
                 std::vector<Difference>& out) {
    if (theirs.key->class_name != reglookup_name(ours.class_name)) {
        out.push_back({path, u"(class)", "another class name"});
    }
    if (theirs.key->time != time_text(ours.last_written)) {
        out.push_back({path, u"(time)", "another time"});
    }
    for (const auto& value : ours.values) {
        const auto line = theirs.values.find(reglookup_name(value.name));
        if (line == theirs.values.end()) {
            out.push_back({path, value.name, "present / absent"});
            continue;
        }
        if (line->second->type != type_name(value.type)) {
            out.push_back({path, value.name, type_name(value.type) + " / " + line->second->type});
        } else if (!is_reglookup_data(value, line->second->data)) {
            const bool null = value.data.empty() && line->second->data == "(null)";
            out.push_back({path, value.name, null ? "prints (null)" : "other data"});
        }
        theirs.values.erase(line);
    }
    for (const auto& [name, line] : theirs.values) {
        out.push_back({path, widen(name), "absent / present"});
    }
}

}  // namespace

std::string reglookup_name(std::u16string_view name) {
    const bool narrow = std::ranges::all_of(name, [](char16_t unit) { return unit < 0x100; });
    std::string out;
    for (const char16_t unit : name) {
        out += static_cast<char>(unit & 0xFF);
        if (!narrow) {
            out += static_cast<char>(unit >> 8);
        }
    }
    return out;
}

bool is_reglookup_data(const RegistryValue& value, std::string_view printed) {
    const std::string_view bytes(reinterpret_cast<const char*>(value.data.data()),
                                 value.data.size());
    if (printed == bytes) {
        return true;
    }
    switch (value.type) {
        case registry_type::sz:
        case registry_type::expand_sz:
        case registry_type::link: {
            // A text with a NUL inside it prints up to there.
            const auto text = ascii_text(value);
            return text && printed == text->substr(0, text->find('\0'));
        }
        case registry_type::multi_sz:
            return printed == ascii_text(value);
        case registry_type::dword:
        case registry_type::dword_big_endian:
            // Of one that is longer it tells the first four bytes.
            return value.data.size() >= 4 &&
                   printed == hexadecimal(number({value.data.begin(), value.data.begin() + 4},
                                                 value.type != registry_type::dword),
                                          8);
        case registry_type::qword:
            return value.data.size() >= 8 &&
                   printed ==
                       hexadecimal(number({value.data.begin(), value.data.begin() + 8}, false), 16);
        default:
            return false;
    }
}

std::vector<Difference> differences(const Tree& ours, const std::vector<ReglookupLine>& theirs) {
    std::map<Path, Lines> lines;
    for (const auto& line : theirs) {
        if (line.is_key) {
            lines[line.key].key = &line;
        } else {
            lines[line.key].values.emplace(line.value_name, &line);
        }
    }
    std::vector<Difference> out;
    for (const auto& [path, key] : ours.keys) {
        const auto found = lines.find(reglookup_path(path));
        if (found == lines.end() || found->second.key == nullptr) {
            out.push_back({path, u"(key)", "present / absent"});
            continue;
        }
        compare_key(path, key, found->second, out);
        lines.erase(found);
    }
    for (const auto& [path, left] : lines) {
        out.push_back({widen(path), u"(key)", "absent / present"});
    }
    return out;
}

}  // namespace olkacct::test
