// What is wrong with a profile, and how it could be mended.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "olkacct/change.h"
#include "olkacct/profile.h"
#include "olkacct/source.h"

namespace olkacct {

enum class Severity : std::uint8_t {
    note,     ///< unusual, but Outlook itself makes such profiles
    warning,  ///< works, but not as its owner expects
    error,    ///< part of the profile cannot work
};

struct Finding {
    Severity severity = Severity::warning;
    /// Which check found it, for machines: `dead_order_entry`. Stable.
    std::string_view check;
    /// One English clause without a full stop.
    std::string what;
    /// The key, from the root of the source.
    std::u16string key;
    /// The value in it; empty when the finding is about the key.
    std::u16string value;
    /// What mends it, in order; empty when only Outlook or its owner can. The fixes of several
    /// findings of one profile may be applied together, in the order of the findings.
    std::vector<Change> fix;
};

/// Looks at the profiles that `options` selects, in the order of Source::read. Nothing that Outlook
/// leaves behind in normal use is a finding: sections without values, preferences of deleted
/// accounts. The errors of Source::read; profile_not_found when options name one that is not there.
Result<std::vector<Finding>> examine(const Source& source, const ReadOptions& options = {});

/// The fixes of the findings as one plan.
Plan treatment(const Source& source, const std::vector<Finding>& findings);

}  // namespace olkacct
