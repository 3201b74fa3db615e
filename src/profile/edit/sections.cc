// Making sections and keeping lists of MAPIUIDs.
#include "profile/edit/sections.h"

#include <algorithm>

#include "olkacct/guid.h"
#include "profile/edit/encode.h"

namespace olkacct::profile {
namespace {

using registry::KeyId;

// Multi-values of so many sections are looked at for the width of their offsets.
constexpr std::size_t max_sections_asked = 64;

// 0 for a value whose width shows nothing: not a multi-value, or without elements.
std::uint8_t width_of(const RegistryValue& value) {
    return std::visit(
        [](const auto& data) -> std::uint8_t {
            if constexpr (requires { data.offset_width; }) {
                return data.elements.empty() ? std::uint8_t{0} : data.offset_width;
            } else {
                return 0;
            }
        },
        decode_section_value(value));
}

}  // namespace

std::u16string key_name(std::span<const std::byte, uid_size> uid) {
    const std::string name = section_name(uid);
    return {name.begin(), name.end()};
}

Result<Uid> new_uid(EditContext& context, KeyId profile) {
    while (true) {
        Uid uid;
        context.world().random(uid);
        const auto there = context.transaction().find(profile, key_name(uid));
        if (!there) {
            return tl::unexpected(there.error());
        }
        if (!*there) {
            return uid;
        }
    }
}

Result<KeyId> make_section(EditContext& context, KeyId profile, const Uid& uid) {
    return context.transaction().create_key(profile, key_name(uid));
}

Result<std::optional<KeyId>> find_section(EditContext& context, KeyId profile,
                                          std::span<const std::byte> uid) {
    if (uid.size() != uid_size) {
        return std::optional<KeyId>();
    }
    return context.transaction().find(profile, key_name(uid.first<uid_size>()));
}

Result<void> set_values(EditContext& context, KeyId key, std::vector<RegistryValue> values) {
    for (RegistryValue& value : values) {
        if (auto done = context.transaction().set_value(key, std::move(value)); !done) {
            return done;
        }
    }
    return {};
}

Result<KeyId> make_service_table(EditContext& context, KeyId profile) {
    return context.transaction().create_key(profile, service_table_name);
}

Result<void> append_uid(EditContext& context, KeyId key, std::u16string_view list, const Uid& uid) {
    auto value = context.transaction().value(key, list);
    if (!value) {
        return tl::unexpected(value.error());
    }
    RegistryValue changed = *value ? std::move(**value) : binary_value(list, {});
    auto& data = changed.data;
    for (std::size_t at = 0; at + uid_size <= data.size(); at += uid_size) {
        if (std::ranges::equal(std::span(data).subspan(at, uid_size), uid)) {
            return {};
        }
    }
    data.insert(data.end() - static_cast<std::ptrdiff_t>(data.size() % uid_size), uid.begin(),
                uid.end());
    return context.transaction().set_value(key, std::move(changed));
}

Result<void> remove_uid(EditContext& context, KeyId key, std::u16string_view list,
                        std::span<const std::byte> uid) {
    auto value = context.transaction().value(key, list);
    if (!value || !*value) {
        return value.map([](const auto&) {});
    }
    auto& data = (*value)->data;
    std::size_t at = 0;
    bool found = false;
    while (at + uid_size <= data.size()) {
        if (std::ranges::equal(std::span(data).subspan(at, uid_size), uid)) {
            const auto first = data.begin() + static_cast<std::ptrdiff_t>(at);
            data.erase(first, first + static_cast<std::ptrdiff_t>(uid_size));
            found = true;
        } else {
            at += uid_size;
        }
    }
    return found ? context.transaction().set_value(key, std::move(**value)) : Result<void>();
}

Result<std::optional<std::uint8_t>> find_offset_width(registry::ReadTransaction& transaction,
                                                      KeyId profile) {
    const auto sections = transaction.subkeys(profile);
    if (!sections) {
        return tl::unexpected(sections.error());
    }
    std::size_t asked = 0;
    for (const registry::Subkey& section : *sections) {
        if (++asked > max_sections_asked) {
            break;
        }
        const auto values = transaction.values(section.id);
        if (!values) {
            return tl::unexpected(values.error());
        }
        for (const RegistryValue& value : *values) {
            if (const std::uint8_t width = width_of(value); width != 0) {
                return width;
            }
        }
    }
    return std::optional<std::uint8_t>();
}

Result<std::uint8_t> offset_width(EditContext& context, KeyId profile) {
    return find_offset_width(context.transaction(), profile).map([](auto width) {
        return width.value_or(8);
    });
}

}  // namespace olkacct::profile
