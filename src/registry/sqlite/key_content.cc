// Packing and unpacking the values of a key.
#include "registry/sqlite/key_content.h"

#include <algorithm>
#include <cstdint>

#include "base/upcase.h"
#include "base/utf16.h"

namespace olkacct::registry {
namespace {

constexpr unsigned number_bits = 7;
constexpr std::size_t max_number_bytes = 5;  // 32 bits and the flag of a name's length

void append_number(std::vector<std::byte>& out, std::uint64_t number) {
    while (number >= 1U << number_bits) {
        out.push_back(static_cast<std::byte>((number & 0x7F) | 0x80));
        number >>= number_bits;
    }
    out.push_back(static_cast<std::byte>(number));
}

bool is_narrow(std::u16string_view name) {
    return std::ranges::all_of(name, [](char16_t unit) { return unit < 0x100; });
}

// One value where it lies in the blob.
struct PackedValue {
    std::span<const std::byte> name;
    bool is_wide = false;
    std::uint32_t type = 0;
    std::span<const std::byte> data;

    [[nodiscard]] std::size_t units() const { return is_wide ? name.size() / 2 : name.size(); }
    [[nodiscard]] char16_t unit(std::size_t at) const {
        if (!is_wide) {
            return std::to_integer<char16_t>(name[at]);
        }
        return static_cast<char16_t>(std::to_integer<unsigned>(name[2 * at]) |
                                     std::to_integer<unsigned>(name[2 * at + 1]) << 8);
    }
    [[nodiscard]] bool has_name(std::u16string_view wanted) const {
        if (units() != wanted.size()) {
            return false;
        }
        for (std::size_t at = 0; at < wanted.size(); ++at) {
            if (base::upcase(unit(at)) != base::upcase(wanted[at])) {
                return false;
            }
        }
        return true;
    }
    [[nodiscard]] RegistryValue copy() const {
        RegistryValue out;
        out.name.resize(units());
        for (std::size_t at = 0; at < out.name.size(); ++at) {
            out.name[at] = unit(at);
        }
        out.type = type;
        out.data.assign(data.begin(), data.end());
        return out;
    }
};

class Unpacker {
  public:
    explicit Unpacker(std::span<const std::byte> blob) : rest_(blob) {}

    [[nodiscard]] bool at_end() const { return rest_.empty(); }

    std::optional<std::uint64_t> number() {
        std::uint64_t value = 0;
        for (std::size_t i = 0; i < max_number_bytes && i < rest_.size(); ++i) {
            const auto byte = std::to_integer<std::uint64_t>(rest_[i]);
            value |= (byte & 0x7F) << (number_bits * i);
            if (byte < 0x80) {
                rest_ = rest_.subspan(i + 1);
                return value;
            }
        }
        return std::nullopt;
    }

    std::optional<std::span<const std::byte>> take(std::uint64_t length) {
        if (length > rest_.size()) {
            return std::nullopt;
        }
        const auto taken = rest_.first(static_cast<std::size_t>(length));
        rest_ = rest_.subspan(static_cast<std::size_t>(length));
        return taken;
    }

    std::optional<PackedValue> value() {
        const auto name_header = number();
        if (!name_header) {
            return std::nullopt;
        }
        PackedValue out;
        out.is_wide = (*name_header & 1) != 0;
        const auto name = take((*name_header >> 1) * (out.is_wide ? 2 : 1));
        const auto type = name ? number() : std::nullopt;
        const auto length = type ? number() : std::nullopt;
        const auto data = length ? take(*length) : std::nullopt;
        if (!data || *type > UINT32_MAX) {
            return std::nullopt;
        }
        out.name = *name;
        out.type = static_cast<std::uint32_t>(*type);
        out.data = *data;
        return out;
    }

  private:
    std::span<const std::byte> rest_;
};

}  // namespace

std::vector<std::byte> pack_values(const std::vector<RegistryValue>& values) {
    constexpr std::size_t most_numbers = 3 * max_number_bytes;
    std::size_t size = 0;
    for (const RegistryValue& value : values) {
        size += value.name.size() * sizeof(char16_t) + value.data.size() + most_numbers;
    }
    std::vector<std::byte> out;
    out.reserve(size);
    for (const RegistryValue& value : values) {
        const bool is_wide = !is_narrow(value.name);
        append_number(out, static_cast<std::uint64_t>(value.name.size()) << 1 | (is_wide ? 1 : 0));
        for (const char16_t unit : value.name) {
            out.push_back(static_cast<std::byte>(unit & 0xFF));
            if (is_wide) {
                out.push_back(static_cast<std::byte>(unit >> 8));
            }
        }
        append_number(out, value.type);
        append_number(out, value.data.size());
        out.insert(out.end(), value.data.begin(), value.data.end());
    }
    return out;
}

std::optional<std::vector<RegistryValue>> unpack_values(std::span<const std::byte> blob) {
    std::size_t count = 0;
    for (Unpacker unpacker(blob); !unpacker.at_end(); ++count) {
        if (!unpacker.value()) {
            return std::nullopt;
        }
    }
    std::vector<RegistryValue> out;
    out.reserve(count);
    for (Unpacker unpacker(blob); !unpacker.at_end();) {
        const auto value = unpacker.value();
        if (!value) {
            return std::nullopt;
        }
        out.push_back(value->copy());
    }
    return out;
}

std::optional<std::optional<RegistryValue>> unpack_value(std::span<const std::byte> blob,
                                                         std::u16string_view name) {
    for (Unpacker unpacker(blob); !unpacker.at_end();) {
        const auto value = unpacker.value();
        if (!value) {
            return std::nullopt;
        }
        if (value->has_name(name)) {
            return value->copy();
        }
    }
    return std::optional<RegistryValue>();
}

std::vector<std::byte> pack_name(std::u16string_view name) {
    std::vector<std::byte> out;
    out.reserve(name.size() * 2);
    for (const char16_t unit : name) {
        out.push_back(static_cast<std::byte>(unit & 0xFF));
        out.push_back(static_cast<std::byte>(unit >> 8));
    }
    return out;
}

std::vector<std::byte> fold_name(std::u16string_view name) {
    std::vector<std::byte> out;
    out.reserve(name.size() * 2);
    for (const char16_t unit : name) {
        const char16_t folded = base::upcase(unit);
        out.push_back(static_cast<std::byte>(folded >> 8));
        out.push_back(static_cast<std::byte>(folded & 0xFF));
    }
    return out;
}

}  // namespace olkacct::registry
