// Writing service and provider sections, and their places in the profile's table.
#include "profile/edit/message_service.h"

#include <algorithm>
#include <utility>

#include "profile/edit/data_files.h"
#include "profile/edit/encode.h"
#include "profile/edit/entry_ids.h"
#include "profile/edit/store_providers.h"
#include "profile/services.h"

namespace olkacct::profile {
namespace {

using Values = std::vector<RegistryValue>;

// What the two services have in common; strings as mapisvc.inf has them.
struct ServiceKind {
    std::u16string_view name;
    std::u16string_view dll;
    std::string_view support_file;
    std::u16string_view entry_point;
    std::u16string_view install_id;
    std::u16string_view provider_list;
    std::uint32_t resource_type;
    std::uint32_t flags;
};

// PR_RESOURCE_FLAGS of a service: SERVICE_NO_PRIMARY_IDENTITY.
constexpr std::uint32_t no_primary_identity = 0x20;

constexpr ServiceKind data_file_kind = {.name = data_file_service,
                                        .dll = u"mspst.dll",
                                        .support_file = "mspst.dll",
                                        .entry_point = u"PSTServiceEntry",
                                        .install_id = u"{6485D262-C2AC-11D1-AD3E-10A0C911C9C0}",
                                        .provider_list = uid_list::stores,
                                        .resource_type = resource_type::store,
                                        .flags = no_primary_identity};

constexpr ServiceKind address_book_kind = {.name = u"CONTAB",
                                           .dll = u"contab.dll",
                                           .support_file = "contab.dll",
                                           .entry_point = u"ServiceEntry",
                                           .install_id = u"{6485D266-C2AC-11D1-AD3E-10A0C911C9C0}",
                                           .provider_list = uid_list::address_books,
                                           .resource_type = resource_type::address_book,
                                           .flags = no_primary_identity | single_copy_flag};

// Of a data file: how the file is to be made, and that it is a Unicode one.
constexpr std::uint32_t encryption = 0x10000000;
constexpr std::uint32_t unicode_file = 0x80000000;

struct ServiceUids {
    Uid service;
    Uid provider;
};

RegistryValue support_files_value(std::string_view file, std::uint8_t width) {
    return {u"101e3d0f", registry_type::binary,
            encode_multi_value(MultiValue<AnsiText>{width, {{std::string(file)}}})};
}

// The table takes the provider before its service, as in the tables of new profiles.
Result<void> enter_in_table(EditContext& context, const EditedProfile& profile,
                            const ServiceKind& kind, const ServiceUids& uids) {
    const auto table = make_service_table(context, profile.key);
    if (!table) {
        return tl::unexpected(table.error());
    }
    return append_uid(context, *table, kind.provider_list, uids.provider).and_then([&] {
        return append_uid(context, *table, uid_list::services, uids.service);
    });
}

Result<void> write_section(EditContext& context, const EditedProfile& profile, const Uid& uid,
                           Values values) {
    const auto key = make_section(context, profile.key, uid);
    if (!key) {
        return tl::unexpected(key.error());
    }
    return set_values(context, *key, std::move(values));
}

Values service_values(const ServiceKind& kind, const std::u16string& display_name,
                      std::uint8_t width, const Uid& provider) {
    return {section_text_value(u"3d0a", kind.dll),
            section_text_value(u"3d13", kind.install_id),
            support_files_value(kind.support_file, width),
            section_text_value(u"3d0b", kind.entry_point),
            section_number_value(u"3009", kind.flags),
            section_text_value(u"3d09", kind.name),
            section_text_value(u"3001", display_name),
            binary_value(kind.provider_list, provider)};
}

// `make_provider_values` gets the MAPIUID of the service.
template <class MakeProviderValues>
Result<Uid> make_service(EditContext& context, const EditedProfile& profile,
                         const ServiceKind& kind, const std::u16string& display_name,
                         MakeProviderValues make_provider_values) {
    const auto width = offset_width(context, profile.key);
    const auto service = new_uid(context, profile.key);
    if (!width || !service) {
        return tl::unexpected(width ? service.error() : width.error());
    }
    // Both must be there before the second MAPIUID is drawn, lest it be the first again.
    if (const auto key = make_section(context, profile.key, *service); !key) {
        return tl::unexpected(key.error());
    }
    const auto provider = new_uid(context, profile.key);
    if (!provider) {
        return provider;
    }
    return write_section(context, profile, *provider, make_provider_values(*service))
        .and_then([&] {
            return write_section(context, profile, *service,
                                 service_values(kind, display_name, *width, *provider));
        })
        .and_then([&] {
            return enter_in_table(context, profile, kind, {*service, *provider});
        })
        .map([&] { return *service; });
}

Result<bool> has_store(EditContext& context, const EditedProfile& profile) {
    const auto table = make_service_table(context, profile.key);
    if (!table) {
        return tl::unexpected(table.error());
    }
    return context.transaction().value(*table, uid_list::stores).map([](const auto& stores) {
        return stores && stores->data.size() >= uid_size;
    });
}

Values data_file_provider_values(const NewDataFile& file, Layout layout, bool is_first,
                                 const Uid& service) {
    Values values = {section_bytes_value(u"3414", data_file_provider()),
                     section_text_value(u"300a", data_file_kind.dll),
                     section_text_value(u"3d13", data_file_kind.install_id),
                     section_number_value(u"3e03", data_file_kind.resource_type),
                     section_number_value(u"3009", is_first ? default_store_flag : 0),
                     section_text_value(u"3001", file.display_name),
                     section_text_value(u"3006", file.provider_display_name),
                     section_bytes_value(u"3d0c", service),
                     section_text_value(u"3d09", data_file_kind.name),
                     section_number_value(u"6702", encryption),
                     section_bytes_value(u"0fff", store_entry_id(file.path)),
                     section_text_value(u"6700", file.path)};
    const auto encryption_place = values.end() - 3;
    values.insert(layout == Layout::outlook_16 ? encryption_place : values.end(),
                  section_number_value(u"6770", unicode_file));
    return values;
}

Values address_book_provider_values(const std::u16string& display_name, const Uid& container,
                                    const Uid& service) {
    return {section_text_value(u"300a", address_book_kind.dll),
            section_text_value(u"3d13", address_book_kind.install_id),
            section_number_value(u"3e03", address_book_kind.resource_type),
            section_text_value(u"3006", display_name),
            section_bytes_value(u"3d0c", service),
            section_text_value(u"3d09", address_book_kind.name),
            section_text_value(u"3001", display_name),
            section_number_value(u"3009", 0),
            section_bytes_value(u"6601", container)};
}

}  // namespace

Result<Uid> make_data_file_service(EditContext& context, const EditedProfile& profile,
                                   Layout layout, const NewDataFile& file) {
    const auto other = has_store(context, profile);
    if (!other) {
        return tl::unexpected(other.error());
    }
    return make_service(context, profile, data_file_kind, file.display_name,
                        [&](const Uid& service) {
                            return data_file_provider_values(file, layout, !*other, service);
                        });
}

Result<Uid> make_address_book_service(EditContext& context, const EditedProfile& profile,
                                      const std::u16string& display_name) {
    // PR_CONTAB_UID: what the search path will name the address book by.
    Uid container;
    context.world().random(container);
    return make_service(context, profile, address_book_kind, display_name, [&](const Uid& service) {
        return address_book_provider_values(display_name, container, service);
    });
}

}  // namespace olkacct::profile
