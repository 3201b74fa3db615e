// Takes whole profiles from one store into another: what import and export do.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "olkacct/profile.h"
#include "registry/copy_tree.h"
#include "registry/store.h"

namespace olkacct::profile {

struct TransferOptions {
    /// Only the profiles of this name (Windows' case rule); empty: all.
    std::u16string profile = {};
    /// Only profiles of this root.
    std::optional<ProfileRoot> root = {};
    /// A profile that the target has already is deleted first; without it already_exists.
    bool replace = false;
    /// Both stores are one database: secrets of our own travel too.
    bool same_secrets = false;
    std::function<bool(const registry::CopyCounts&)> progress = nullptr;
};

struct TransferredProfile {
    ProfileRoot root = ProfileRoot::office_16;
    std::u16string name;
    std::u16string path;  ///< from the root of the store
    bool replaced = false;
    registry::CopyOutcome copied;
};

/// Each profile goes below the same root in the target, as it is. The default profile of a root
/// becomes the target's where the target has none. The caller commits; after an error it must not.
/// profile_not_found when there is nothing to take, already_exists, and what reading and writing
/// give.
Result<std::vector<TransferredProfile>> transfer_profiles(registry::ReadTransaction& from,
                                                          registry::WriteTransaction& to,
                                                          const TransferOptions& options = {});

}  // namespace olkacct::profile
