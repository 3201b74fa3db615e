// Subkey lists: li, lf, lh leaves and the ri above them.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "registry/hive/cells.h"

namespace olkacct::registry::hive {

struct SubkeyEntry {
    std::uint32_t key = 0;   ///< offset of the nk
    std::uint32_t hint = 0;  ///< lh: hash; lf: the first letters; li: 0
};

enum class ListKind : std::uint8_t { li, lf, lh };

struct SubkeyLeaf {
    ListKind kind = ListKind::li;
    std::vector<SubkeyEntry> entries;
};

struct SubkeyLeaves {
    std::vector<SubkeyLeaf> leaves;
    /// What could not be read of the list; the rest is above.
    std::vector<Error> problems;
};

/// All leaves of the list at `offset`. Never fails as a whole but for io_error: a part that cannot
/// be read is a problem beside what can.
Result<SubkeyLeaves> read_subkey_leaves(Cells& cells, std::uint32_t offset);

/// The hash of lh lists. regf: section 5.2.
std::uint32_t name_hash(std::u16string_view name);

/// Whether an lf hint rules the name out.
bool hint_rejects(std::uint32_t hint, std::u16string_view name);

}  // namespace olkacct::registry::hive
