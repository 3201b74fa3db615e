// Setting properties of an account that a transaction holds: the checks and the stored form.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "profile/edit/edit_context.h"

namespace olkacct::profile {

/// Limits of S-38.
inline constexpr std::size_t max_text_length = 32767;
inline constexpr std::size_t max_binary_size = 65536;

/// Which column of the property table allows a change.
enum class Permission : std::uint8_t {
    set_prop,  ///< `access`: what an IOlkAccount client may set
    edit,      ///< `editable`, of the account's type (S-62)
};

/// Whether an account of this kind may be given the value. The errors of edits::set_properties;
/// `account` needs no more than its type, its service and its categories.
Result<void> check_property(const Account& account, const NewProperty& property,
                            Permission permission);

/// The value to store under the name of the account's type, strings in this form. Of a secret the
/// protected bytes, or nullopt with the remark secret_refused where the store keeps none.
Result<std::optional<RegistryValue>> encode_property(EditContext& context, const Account& account,
                                                     const NewProperty& property, bool as_sz);

/// Adds what must be set with these properties because Outlook keeps it in step: `SMTP Use SSL` is
/// not 0 exactly when `SMTP Secure Connection` is not 0 (sheet section 5.2).
std::vector<NewProperty> with_companions(const Profile& profile, const Account& account,
                                         std::vector<NewProperty> properties);

/// Checks all, then sets each on the account's key. Nothing is written for a value that the account
/// has already or that is the default of an absent one. `id` is one of the profile's.
Result<void> set_properties(EditContext& context, const EditedProfile& profile, std::uint32_t id,
                            const std::vector<NewProperty>& properties, Permission permission);

}  // namespace olkacct::profile
