// What a profile cannot take a second time, and what must be said of an account that has moved.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "profile/edit/portable_account.h"
#include "profile/edit/store_providers.h"

namespace olkacct::profile {

/// already_exists for a service that a profile can have only once (SERVICE_SINGLE_COPY) and for a
/// data file that the profile has.
Result<void> refuse_doubles(EditContext& context, const EditedProfile& profile,
                            const PortableAccount& taken, const StoreProviders& stores);

/// Whether a provider of the account is the store with this entry id.
bool own_store(const PortableAccount& taken, std::span<const std::byte> entry_id);

/// Whether the bytes of this section value can hold MAPIUIDs: binaries, lists of them and GUIDs,
/// secrets excepted.
bool may_name_sections(std::u16string_view value_name);

/// Sheet section 5.6.
bool knows_active_sync(ProfileRoot root);
inline constexpr std::string_view no_active_sync =
    "Outlook before 2013 knows no Exchange ActiveSync accounts";

/// By the kind of account and where it came from; without a place.
std::vector<Remark> remarks_of_kind(const EditContext& context, const EditedProfile& profile,
                                    const PortableAccount& taken);

}  // namespace olkacct::profile
