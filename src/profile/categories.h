// Which categories an account belongs to that no order list names.
#pragma once

#include "olkacct/profile.h"
#include "profile/read_context.h"

namespace olkacct::profile {

/// S-34, with ActiveSync as the sheet's section 3 has it; none for types we do not know. For MAPI
/// accounts the providers of the service tell, or without its section the value `MAPI Provider`.
/// Never address book for Exchange (AM-Inf-3).
Result<CategorySet> implied_categories(ReadContext& context, registry::KeyId profile,
                                       const Account& account);

}  // namespace olkacct::profile
