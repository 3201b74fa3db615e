// Claims and what stands in their way.
#include "mapi/open_sections.h"

#include <cstdlib>

#include "base/upcase.h"

namespace olkacct::mapi {
namespace {

bool is_exclusive() {
    const char* const chosen = std::getenv("OLKACCT_MAPI_EXCLUSIVE");
    return chosen != nullptr && *chosen != '\0' && *chosen != '0';
}

}  // namespace

std::optional<OpenSections::Claim> OpenSections::claim(const std::u16string& profile,
                                                       const profile::Uid& section, bool writes) {
    if (!is_exclusive()) return Claim();
    auto made = std::make_shared<Held>(Held{profile, section, writes});
    const std::lock_guard lock(mutex_);
    std::erase_if(held_, [](const std::weak_ptr<Held>& held) { return held.expired(); });
    for (const std::weak_ptr<Held>& weak : held_) {
        const auto held = weak.lock();
        if (held && held->section == section && base::same_name(held->profile, profile) &&
            (writes || held->writes))
            return std::nullopt;
    }
    held_.push_back(made);
    return made;
}

OpenSections& open_sections() {
    // Never destroyed: sections may be released after static objects are gone.
    static OpenSections& instance = *new OpenSections;
    return instance;
}

}  // namespace olkacct::mapi
