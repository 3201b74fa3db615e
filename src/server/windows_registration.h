// What tells COM and MAPI programs of Windows where this library is.
#pragma once

#include <string>
#include <string_view>

#include "olkacct/error.h"

namespace olkacct::server {

/// From this length on the loader of MAPI programs passes over `DllPathEx` without a word.
inline constexpr std::size_t max_provider_path = 129;

/// Writes HKLM\Software\Classes\CLSID\{...}\InprocServer32 of each class that this library makes,
/// and nothing else. access_denied without the rights of an administrator; then nothing is left of
/// it.
Result<void> register_classes(const std::wstring& library);
/// Removes these keys with all below them; done when they are not there.
Result<void> unregister_classes();

/// Makes the library the MAPI provider: `DllPathEx` of HKLM\Software\Clients\Mail\olkacct, whose
/// name becomes the default of Clients\Mail. Which default was there before, or that there was
/// none, is kept in the same key. limit_exceeded for a longer path than max_provider_path;
/// access_denied.
Result<void> become_mapi_provider(const std::wstring& library);
/// Gives the former default back, unless somebody has chosen another one meanwhile, and removes
/// what become_mapi_provider made. Done when this library is no provider.
Result<void> cease_to_be_mapi_provider();

}  // namespace olkacct::server
