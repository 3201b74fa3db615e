// Changing the order lists of the categories. Sheet sections 3 and 9.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "profile/edit/edit_context.h"

namespace olkacct::profile {

/// The value that holds a category's list: its class id.
std::u16string order_list_name(Category category);

/// The stored list, dead ids and repeated ones included; empty when there is none.
Result<std::vector<std::uint32_t>> read_order_list(EditContext& context,
                                                   const EditedProfile& profile, Category category);

Result<void> write_order_list(EditContext& context, const EditedProfile& profile, Category category,
                              const std::vector<std::uint32_t>& ids);

/// At the end, unless it is in the list already.
Result<void> append_to_order(EditContext& context, const EditedProfile& profile, Category category,
                             std::uint32_t id);

/// From the lists of all categories.
Result<void> remove_from_orders(EditContext& context, const EditedProfile& profile,
                                std::uint32_t id);

/// Writes the list that gives `ids` as the order: the ids take, in this order, the places that they
/// have now among themselves; dead ids and those that the category does not show keep theirs,
/// repeated ones go, what is left over is appended. Accounts in no list that `ids` names are
/// written into the other lists too, so that those orders stay as they are.
Result<void> write_order(EditContext& context, const EditedProfile& profile, Category category,
                         const std::vector<std::uint32_t>& ids);

}  // namespace olkacct::profile
