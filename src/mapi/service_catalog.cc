// Templates from the sections of the file.
#include "mapi/service_catalog.h"

#include <algorithm>
#include <cstdlib>

#include "base/file.h"
#include "base/upcase.h"
#include "mapi/inf_values.h"
#include "olkacct/text.h"
#include "profile/messaging/messaging_tags.h"

namespace olkacct::mapi {
namespace {

constexpr std::u16string_view services_section = u"Services";
constexpr std::u16string_view default_section = u"Default Services";
constexpr std::u16string_view providers_key = u"Providers";
constexpr std::u16string_view sections_key = u"Sections";
constexpr std::u16string_view uid_key = u"UID";
constexpr std::size_t max_file_size = std::size_t{4} << 20;

bool is_structure(std::u16string_view key) {
    return base::same_name(key, providers_key) || base::same_name(key, sections_key) ||
           base::same_name(key, uid_key);
}

// nullopt for what no property can be made of. PR_SERVICE_UID is MAPI's to make (MP-Inf-6), and
// secrets do not belong in the file (MP-Inf-5).
std::optional<profile::SectionProperty> property_of(const InfEntry& entry) {
    const auto tag = tag_of_key(entry.key);
    if (!tag || profile::property_id(*tag) == profile::property_id(profile::tags::service_uid) ||
        profile::is_secure_id(profile::property_id(*tag)))
        return std::nullopt;
    return property_of_entry(*tag, entry.value);
}

std::vector<std::u16string> list_of_entry(const InfSection& section, std::u16string_view key) {
    const InfEntry* const entry = section.find(key);
    return entry == nullptr ? std::vector<std::u16string>() : split_list(entry->value);
}

Result<std::vector<std::byte>> read_file(const std::string& path) {
    const auto file = base::system_files()->open(path);
    if (!file) return tl::unexpected(file.error());
    std::vector<std::byte> bytes(max_file_size + 1);
    const auto size = (*file)->read_at(0, bytes);
    if (!size) return tl::unexpected(size.error());
    if (*size > max_file_size)
        return fail(ErrorCode::limit_exceeded, "the file of services is too long", path);
    bytes.resize(*size);
    return bytes;
}

}  // namespace

profile::SectionProperties ServiceCatalog::properties_of(const InfSection& section) const {
    profile::SectionProperties properties;
    for (const InfEntry& entry : section.entries)
        if (!is_structure(entry.key))
            if (auto property = property_of(entry)) properties.push_back(std::move(*property));
    return properties;
}

std::optional<profile::SectionProperties> ServiceCatalog::provider(
    std::u16string_view section) const {
    const InfSection* const found = file_.find(section);
    if (found == nullptr) return std::nullopt;
    auto properties = properties_of(*found);
    // "Required", but missing in the sample of the documentation: 0 (MC-28).
    if (profile::find_property(properties, profile::tags::resource_flags) == nullptr)
        properties.push_back(profile::number_property(profile::tags::resource_flags, 0));
    return properties;
}

std::optional<profile::ServiceTemplate> ServiceCatalog::template_of(const InfEntry& entry) const {
    const InfSection* const section = file_.find(entry.key);
    if (section == nullptr) return std::nullopt;
    profile::ServiceTemplate made{entry.key, entry.value, properties_of(*section), {}, {}};
    for (const std::u16string& name : list_of_entry(*section, providers_key))
        if (auto properties = provider(name)) made.providers.push_back(std::move(*properties));
    for (const std::u16string& name : list_of_entry(*section, sections_key)) {
        const InfSection* const extra = file_.find(name);
        const InfEntry* const digits = extra == nullptr ? nullptr : extra->find(uid_key);
        const auto uid = digits == nullptr ? std::nullopt : uid_of_digits(digits->value);
        if (uid) made.extra_sections.push_back({*uid, properties_of(*extra)});
    }
    return made;
}

std::optional<profile::ServiceTemplate> ServiceCatalog::service(std::u16string_view name) const {
    const InfSection* const services = file_.find(services_section);
    const InfEntry* const entry = services == nullptr ? nullptr : services->find(name);
    return entry == nullptr ? std::nullopt : template_of(*entry);
}

std::vector<profile::ServiceTemplate> ServiceCatalog::default_services() const {
    std::vector<profile::ServiceTemplate> services;
    if (const InfSection* const section = file_.find(default_section))
        for (const InfEntry& entry : section->entries)
            if (auto made = template_of(entry)) services.push_back(std::move(*made));
    return services;
}

std::vector<Warning> ServiceCatalog::warnings() const {
    std::vector<Warning> all = file_.warnings;
    const InfSection* const services = file_.find(services_section);
    if (services == nullptr) return all;
    const auto check = [&all](const InfSection& section) {
        for (const InfEntry& entry : section.entries)
            if (!is_structure(entry.key) && !property_of(entry))
                all.push_back({"no property can be made of " + to_display(entry.key),
                               to_display(section.name)});
    };
    for (const InfEntry& entry : services->entries) {
        const InfSection* const section = file_.find(entry.key);
        if (section == nullptr) {
            all.push_back({"the service has no section", to_display(entry.key)});
            continue;
        }
        check(*section);
        for (const std::u16string_view key : {providers_key, sections_key}) {
            for (const std::u16string& name : list_of_entry(*section, key)) {
                const InfSection* const named = file_.find(name);
                const InfEntry* const uid = named == nullptr ? nullptr : named->find(uid_key);
                if (named != nullptr) check(*named);
                const bool lacks_uid =
                    key == sections_key && (uid == nullptr || !uid_of_digits(uid->value));
                if (named == nullptr || lacks_uid)
                    all.push_back({named == nullptr ? "the section is missing"
                                                    : "the section has no UID of 32 digits",
                                   to_display(name)});
            }
        }
    }
    return all;
}

Result<std::shared_ptr<const ServiceCatalog>> load_services() {
    const char* const path = std::getenv("OLKACCT_MAPISVC");
    if (path == nullptr || *path == '\0')
        return std::make_shared<const ServiceCatalog>(
            parse_inf(std::as_bytes(std::span(built_in_services()))));
    return read_file(path).map([](const std::vector<std::byte>& bytes) {
        return std::make_shared<const ServiceCatalog>(parse_inf(bytes));
    });
}

}  // namespace olkacct::mapi
