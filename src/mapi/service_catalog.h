// The services that can be added to a profile: MAPISVC.INF, or what is built in. Specification 19.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "mapi/inf_file.h"
#include "profile/messaging/service_template.h"

namespace olkacct::mapi {

class ServiceCatalog {
  public:
    explicit ServiceCatalog(InfFile file) : file_(std::move(file)) {}

    /// By a key of [Services] in any case; nullopt for an unknown one, or one without a section.
    [[nodiscard]] std::optional<profile::ServiceTemplate> service(std::u16string_view name) const;
    /// [Default Services], in the order of the file.
    [[nodiscard]] std::vector<profile::ServiceTemplate> default_services() const;
    /// The properties of a provider section; nullopt when there is no such section.
    [[nodiscard]] std::optional<profile::SectionProperties> provider(
        std::u16string_view section) const;

    /// What the file has that cannot be used.
    [[nodiscard]] std::vector<Warning> warnings() const;

  private:
    [[nodiscard]] std::optional<profile::ServiceTemplate> template_of(const InfEntry& entry) const;
    [[nodiscard]] profile::SectionProperties properties_of(const InfSection& section) const;

    InfFile file_;
};

/// The file that the environment variable OLKACCT_MAPISVC names, else the built-in one (MS-90).
/// source_not_found, access_denied, io_error, limit_exceeded.
Result<std::shared_ptr<const ServiceCatalog>> load_services();

/// MSEMS, MSPST MS, MSUPST MS, CONTAB, EMABLT.
std::string_view built_in_services();

}  // namespace olkacct::mapi
