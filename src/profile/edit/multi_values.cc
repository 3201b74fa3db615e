// Writing multi-values anew with other offsets.
#include "profile/edit/multi_values.h"

#include <variant>

#include "profile/edit/encode.h"
#include "profile/edit/sections.h"

namespace olkacct::profile {

void put_into_width(RegistryValue& value, std::uint8_t width) {
    SectionData data = decode_section_value(value);
    std::visit(
        [&](auto& multi) {
            if constexpr (requires { multi.offset_width; }) {
                if (!multi.elements.empty() && multi.offset_width != width) {
                    multi.offset_width = width;
                    value.data = encode_multi_value(multi);
                }
            }
        },
        data);
}

Result<std::optional<std::uint8_t>> width_of_root(EditContext& context, registry::KeyId profiles) {
    const auto all = context.transaction().subkeys(profiles);
    if (!all) {
        return tl::unexpected(all.error());
    }
    for (const registry::Subkey& profile : *all) {
        const auto width = find_offset_width(context.transaction(), profile.id);
        if (!width || *width) {
            return width;
        }
    }
    return std::optional<std::uint8_t>();
}

}  // namespace olkacct::profile
