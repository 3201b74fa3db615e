// Fuzz target: a file of services, and every service that it describes.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>

#include "mapi/service_catalog.h"

namespace {

// What is made of an entry can be stored and read again.
void check(const olkacct::profile::SectionProperties& properties) {
    for (const auto& property : properties) {
        const auto stored = olkacct::profile::encode_property(property, 8);
        const auto id = olkacct::profile::property_id(property.tag);
        if (olkacct::profile::is_secure_id(id)) continue;
        if (!olkacct::profile::decode_property(stored)) std::abort();
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto file = olkacct::mapi::parse_inf(std::as_bytes(std::span(data, size)));
    const olkacct::mapi::ServiceCatalog catalog(file);
    (void)catalog.warnings();
    (void)catalog.default_services();
    if (const auto* services = file.find(u"Services")) {
        for (const auto& entry : services->entries) {
            const auto made = catalog.service(entry.key);
            if (!made) continue;
            check(made->properties);
            for (const auto& provider : made->providers) check(provider);
            for (const auto& extra : made->extra_sections) check(extra.properties);
        }
    }
    return 0;
}
