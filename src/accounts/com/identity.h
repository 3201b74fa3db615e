// Asking a client's helper for the profile name, safely with every kind of helper in circulation.
#pragma once

#include <string>

#include "olkacct/acctmgmt.h"

namespace olkacct::accounts {

/// Calls GetIdentity by the protocol of AM-Hid-1 to AM-Hid-6: buffers grow past what the helper
/// asks for, its returned length is not believed. S_OK with a name that is not empty;
/// E_OLK_REGISTRY for an empty one; E_UNEXPECTED when the buffer holds no terminating zero;
/// E_OUTOFMEMORY after too many retries; any other failure is the helper's own. Holds no lock.
HRESULT ask_identity(IOlkAccountHelper& helper, std::u16string& name);

}  // namespace olkacct::accounts
