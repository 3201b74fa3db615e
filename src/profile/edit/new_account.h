// Writing the key of a new account and everything that every account has: its number, its Mini UID,
// its preferences, its places in the order lists. Sheet sections 3, 4, 9 and 11.5.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "olkacct/edits.h"
#include "profile/edit/account_layout.h"
#include "profile/edit/edit_context.h"

namespace olkacct::profile {

/// An account before it is written.
struct AccountDraft {
    std::uint32_t id = 0;
    AccountType type = AccountType::other;
    bool is_exchange = false;
    CategorySet categories = {};
    /// By tag; of a tag given twice the last counts.
    std::vector<NewProperty> properties = {};
    /// The values that make the account what it is; they win over properties.
    std::vector<RegistryValue> values = {};
};

/// The text of a property among those given; empty when it is not there.
std::u16string given_text(const std::vector<NewProperty>& properties, std::uint32_t tag);

/// Sets the property among those given.
void give(std::vector<NewProperty>& properties, NewProperty property);

/// Checks the properties (check_property), then writes all. Numbers that are the default of an
/// absent value are not written, save where Outlook itself does. `profile` then holds the account
/// too, as far as the next one must know of it.
Result<void> write_account(EditContext& context, EditedProfile& profile, AccountDraft draft);

}  // namespace olkacct::profile
