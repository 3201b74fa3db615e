// One download history of several.
#pragma once

#include <cstddef>
#include <vector>

#include "mail/history.h"

namespace olkacct::mail {

struct MergedHistory {
    /// A tag a UID: the one with the latest time, of equal times the last; in the order in which
    /// the UIDs first come.
    std::vector<HistoryTag> tags;
    /// How many were left out because a history cannot hold more than max_history_tags: the oldest,
    /// of equal times the first (S-69).
    std::size_t dropped = 0;
};

/// `tags`: those of all histories, one after the other.
MergedHistory merge_history(std::vector<HistoryTag> tags);

}  // namespace olkacct::mail
