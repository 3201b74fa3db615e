// Secrets under a key: XChaCha20-Poly1305 with the value's name as additional data.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "olkacct/error.h"
#include "olkacct/secret.h"
#include "registry/sqlite/key_file.h"

namespace olkacct::registry {

/// The mark of registry/own_secret.h, a random nonce, and the encrypted UTF-16LE. The name is bound
/// in as it is compared: its case does not matter.
Result<std::vector<std::byte>> seal_secret(const SecretKey& key, std::u16string_view value_name,
                                           const Secret& secret);

/// The inverse. secrets_not_supported when the bytes were not made under this key for a value of
/// this name.
Result<Secret> open_secret(const SecretKey& key, std::u16string_view value_name,
                           std::span<const std::byte> sealed);

}  // namespace olkacct::registry
