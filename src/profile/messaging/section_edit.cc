// Writing and deleting values by their identifiers.
#include "profile/messaging/section_edit.h"

#include <algorithm>

#include "base/upcase.h"
#include "profile/messaging/secure_bytes.h"
#include "profile/section_value.h"

namespace olkacct::profile {
namespace {

using registry::KeyId;

constexpr std::uint16_t first_named_id = 0x8000;

Result<std::vector<RegistryValue>> values_with_id(EditContext& context, KeyId section,
                                                  std::uint16_t id) {
    auto values = context.transaction().values(section);
    if (values) {
        std::erase_if(*values, [id](const RegistryValue& value) {
            const auto name = parse_section_value_name(value.name);
            return !name || name->id != id || name->secure != is_secure_id(id);
        });
    }
    return values;
}

Result<std::uint8_t> width_for(EditContext& context, KeyId profile,
                               const std::vector<RegistryValue>& old, std::uint16_t type) {
    if (!is_multi_value(type)) {
        return std::uint8_t{8};
    }
    for (const RegistryValue& value : old) {
        if (const auto width = offset_width_of(value)) {
            return *width;
        }
    }
    return offset_width(context, profile);
}

// Secure content is protected by the store; the caller has made sure that it can.
Result<RegistryValue> stored_form(EditContext& context, const SectionProperty& property,
                                  std::uint8_t width) {
    if (!is_secure_id(property_id(property.tag))) {
        return encode_property(property, width);
    }
    const std::u16string name = section_value_name(property.tag);
    return context.store().protect(name, to_secret(property, width)).map([&name](auto&& bytes) {
        return RegistryValue{name, registry_type::binary, std::move(bytes)};
    });
}

}  // namespace

Result<void> put_property(EditContext& context, KeyId profile, KeyId section,
                          const SectionProperty& property) {
    const auto old = values_with_id(context, section, property_id(property.tag));
    if (!old) {
        return tl::unexpected(old.error());
    }
    const auto width = width_for(context, profile, *old, tag_type(property.tag));
    if (!width) {
        return tl::unexpected(width.error());
    }
    auto value = stored_form(context, property, *width);
    if (!value) {
        return tl::unexpected(value.error());
    }
    for (const RegistryValue& other : *old) {
        if (!base::same_name(other.name, value->name)) {
            if (auto done = context.transaction().delete_value(section, other.name); !done) {
                return done;
            }
        }
    }
    return context.transaction().set_value(section, std::move(*value));
}

Result<void> put_properties(EditContext& context, KeyId profile, KeyId section,
                            std::span<const SectionProperty> properties) {
    for (const SectionProperty& property : properties) {
        if (auto done = put_property(context, profile, section, property); !done) {
            return done;
        }
    }
    return {};
}

Result<PropertyProblems> set_section_properties(EditContext& context, const ProfilePlace& profile,
                                                KeyId section, SectionKind kind,
                                                std::span<const SectionProperty> properties) {
    PropertyProblems problems(properties.size(), PropertyProblem::none);
    for (std::size_t i = 0; i < properties.size(); ++i) {
        const SectionProperty& property = properties[i];
        const std::uint16_t id = property_id(property.tag);
        if (id >= first_named_id) {
            problems[i] = PropertyProblem::unexpected_id;
        } else if (is_computed(kind, property.tag)) {
            problems[i] = PropertyProblem::computed;
        } else if (is_secure_id(id) && !context.store().capabilities().secrets) {
            problems[i] = PropertyProblem::no_access;
        } else if (auto done = put_property(context, profile.key, section, property); !done) {
            if (done.error().code != ErrorCode::secrets_not_supported) {
                return tl::unexpected(done.error());
            }
            problems[i] = PropertyProblem::no_access;
        }
    }
    return problems;
}

Result<PropertyProblems> delete_section_properties(EditContext& context, KeyId section,
                                                   SectionKind kind,
                                                   std::span<const std::uint32_t> properties) {
    PropertyProblems problems(properties.size(), PropertyProblem::none);
    for (std::size_t i = 0; i < properties.size(); ++i) {
        const std::uint16_t id = property_id(properties[i]);
        if (is_computed(kind, properties[i])) {
            problems[i] = PropertyProblem::computed;
            continue;
        }
        if (is_secure_id(id) && !context.store().capabilities().secrets) {
            problems[i] = PropertyProblem::no_access;
            continue;
        }
        const auto values = values_with_id(context, section, id);
        if (!values) {
            return tl::unexpected(values.error());
        }
        for (const RegistryValue& value : *values) {
            if (auto done = context.transaction().delete_value(section, value.name); !done) {
                return tl::unexpected(done.error());
            }
        }
        if (values->empty()) {
            problems[i] = PropertyProblem::not_found;
        }
    }
    return problems;
}

}  // namespace olkacct::profile
