// Reading lines, sections and entries.
#include "mapi/inf_file.h"

#include <algorithm>

#include "base/upcase.h"
#include "base/utf16.h"
#include "profile/section_property.h"

namespace olkacct::mapi {
namespace {

constexpr std::u16string_view blanks = u" \t\r";

bool begins_with(std::span<const std::byte> bytes, std::initializer_list<unsigned> mark) {
    return bytes.size() >= mark.size() &&
           std::equal(mark.begin(), mark.end(), bytes.begin(), [](unsigned want, std::byte is) {
               return std::to_integer<unsigned>(is) == want;
           });
}

std::u16string decode(std::span<const std::byte> bytes) {
    if (begins_with(bytes, {0xEF, 0xBB, 0xBF})) return profile::from_ansi(bytes.subspan(3));
    if (begins_with(bytes, {0xFF, 0xFE})) return base::from_utf16le(bytes.subspan(2));
    if (!begins_with(bytes, {0xFE, 0xFF})) return profile::from_ansi(bytes);
    std::u16string text = base::from_utf16le(bytes.subspan(2));
    for (char16_t& unit : text) unit = static_cast<char16_t>(unit << 8 | unit >> 8);
    return text;
}

class Reader {
  public:
    explicit Reader(InfFile& file) : file_(file) {}

    void take_line(std::u16string_view line) {
        ++number_;
        if (line.size() > max_inf_line) return warn("the line is too long");
        line = trimmed(line);
        if (line.empty() || line.front() == u';') return;
        if (line.front() == u'[') return begin_section(line);
        const std::size_t equals = line.find(u'=');
        if (equals == std::u16string_view::npos || current_ == npos)
            return warn("the line is no entry of a section");
        put(trimmed(line.substr(0, equals)), trimmed(line.substr(equals + 1)));
    }

  private:
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);

    void begin_section(std::u16string_view line) {
        if (line.back() != u']') return warn("the name of a section is not closed");
        const auto name = trimmed(line.substr(1, line.size() - 2));
        const auto known = std::ranges::find_if(file_.sections, [name](const InfSection& section) {
            return base::same_name(section.name, name);
        });
        current_ = static_cast<std::size_t>(known - file_.sections.begin());
        if (known == file_.sections.end()) file_.sections.push_back({std::u16string(name), {}});
    }

    void put(std::u16string_view key, std::u16string_view value) {
        auto& entries = file_.sections[current_].entries;
        const auto known = std::ranges::find_if(
            entries, [key](const InfEntry& entry) { return base::same_name(entry.key, key); });
        if (known == entries.end()) {
            entries.push_back({std::u16string(key), std::u16string(value)});
        } else {
            known->value = value;
        }
    }

    void warn(std::string what) {
        file_.warnings.push_back({std::move(what), "line " + std::to_string(number_)});
    }

    InfFile& file_;
    std::size_t current_ = npos;
    std::size_t number_ = 0;
};

}  // namespace

std::u16string_view trimmed(std::u16string_view text) {
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::u16string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

std::vector<std::u16string> split_list(std::u16string_view text) {
    std::vector<std::u16string> items;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(u','), text.size());
        if (const auto item = trimmed(text.substr(0, end)); !item.empty()) items.emplace_back(item);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return items;
}

const InfEntry* InfSection::find(std::u16string_view key) const {
    const auto found = std::ranges::find_if(
        entries, [key](const InfEntry& entry) { return base::same_name(entry.key, key); });
    return found == entries.end() ? nullptr : &*found;
}

const InfSection* InfFile::find(std::u16string_view name) const {
    const auto found = std::ranges::find_if(sections, [name](const InfSection& section) {
        return base::same_name(section.name, name);
    });
    return found == sections.end() ? nullptr : &*found;
}

InfFile parse_inf(std::span<const std::byte> bytes) {
    InfFile file;
    Reader reader(file);
    const std::u16string text = decode(bytes);
    std::u16string_view rest = text;
    while (!rest.empty()) {
        const std::size_t end = std::min(rest.find(u'\n'), rest.size());
        reader.take_line(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return file;
}

}  // namespace olkacct::mapi
