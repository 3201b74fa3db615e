// Recognising registry exports.
#include "registry/regfile/dialect.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace olkacct::registry {
namespace {

struct Header {
    std::string_view line;
    Dialect dialect;
    Encoding encoding_without_mark;
};

constexpr Header headers[] = {
    {"REGEDIT4", Dialect::regedit4, Encoding::windows_1252},
    {"Windows Registry Editor Version 5.00", Dialect::regedit5, Encoding::utf8},
    {"WINE REGISTRY Version 2", Dialect::wine, Encoding::windows_1252},
};

bool starts_with(std::span<const std::byte> bytes, std::initializer_list<unsigned> mark) {
    return bytes.size() >= mark.size() &&
           std::equal(mark.begin(), mark.end(), bytes.begin(), [](unsigned wanted, std::byte byte) {
               return std::to_integer<unsigned>(byte) == wanted;
           });
}

// Whether the line stands at the start of `bytes`, in units of `width` bytes, and ends there.
bool begins_with_line(std::span<const std::byte> bytes, std::size_t width, std::string_view line) {
    const auto unit = [&](std::size_t i) -> int {
        if ((i + 1) * width > bytes.size()) {
            return -1;
        }
        const int high = width == 2 ? std::to_integer<int>(bytes[i * 2 + 1]) : 0;
        return high << 8 | std::to_integer<int>(bytes[i * width]);
    };
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (unit(i) != line[i]) {
            return false;
        }
    }
    const int after = unit(line.size());
    return after == -1 || after == '\r' || after == '\n' || after == ' ' || after == '\t';
}

}  // namespace

std::optional<Format> recognise(std::span<const std::byte> head) {
    std::optional<Encoding> encoding;
    std::size_t mark = 0;
    if (starts_with(head, {0xFF, 0xFE})) {
        encoding = Encoding::utf16le;
        mark = 2;
    } else if (starts_with(head, {0xEF, 0xBB, 0xBF})) {
        encoding = Encoding::utf8;
        mark = 3;
    } else if (head.size() >= 2 && head[1] == std::byte{0}) {
        encoding = Encoding::utf16le;
    }
    const std::size_t width = encoding == Encoding::utf16le ? 2 : 1;
    for (const Header& header : headers) {
        if (begins_with_line(head.subspan(mark), width, header.line)) {
            return Format{header.dialect, encoding.value_or(header.encoding_without_mark), mark};
        }
    }
    return std::nullopt;
}

}  // namespace olkacct::registry
