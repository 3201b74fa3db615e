// What a message service is made from: a service section of MAPISVC.INF with what it names.
#pragma once

#include <string>
#include <vector>

#include "profile/messaging/service_tree.h"

namespace olkacct::profile {

struct ExtraSection {
    Uid uid{};
    SectionProperties properties;
};

struct ServiceTemplate {
    std::u16string name;          ///< PR_SERVICE_NAME
    std::u16string display_text;  ///< for services whose section sets no PR_DISPLAY_NAME
    SectionProperties properties;
    std::vector<SectionProperties> providers;
    std::vector<ExtraSection> extra_sections;
};

}  // namespace olkacct::profile
