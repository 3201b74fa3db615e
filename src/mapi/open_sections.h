// The documented exclusivity of sections: many readers or one writer (MP-Opn-7). Real clients open
// a section for writing twice, so it holds only where the environment variable
// OLKACCT_MAPI_EXCLUSIVE is set.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "profile/edit/sections.h"

namespace olkacct::mapi {

/// Of one process. Any thread.
class OpenSections {
  public:
    /// One object's claim on a section, given back when it goes. Null where nothing is exclusive.
    using Claim = std::shared_ptr<void>;

    /// `profile`: the store's and the profile's name. nullopt when others are in the way.
    std::optional<Claim> claim(const std::u16string& profile, const profile::Uid& section,
                               bool writes);

  private:
    struct Held {
        std::u16string profile;
        profile::Uid section{};
        bool writes = false;
    };

    std::mutex mutex_;
    std::vector<std::weak_ptr<Held>> held_;
};

OpenSections& open_sections();

}  // namespace olkacct::mapi
