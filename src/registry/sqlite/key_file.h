// The file beside a database that holds the key of its secrets.
#pragma once

#include <array>
#include <cstddef>
#include <string>

#include "olkacct/error.h"

namespace olkacct::registry {

/// Wipes itself.
class SecretKey {
  public:
    static constexpr std::size_t size = 32;

    SecretKey() = default;
    SecretKey(const SecretKey&) = default;
    SecretKey& operator=(const SecretKey&) = default;
    ~SecretKey();

    /// What a database remembers of its key: tells another key, and nothing of the key.
    [[nodiscard]] std::array<std::byte, 16> id() const;

    std::array<std::byte, size> bytes{};
};

/// Where the key of a database is.
std::string key_file_path(const std::string& database_path);

/// source_not_found; access_denied when others may read it or it is another user's;
/// unknown_source_kind when it is no key.
Result<SecretKey> read_key_file(const std::string& path);

/// A new random key, durable when this returns; if there is one already, that one.
Result<SecretKey> make_key_file(const std::string& path);

}  // namespace olkacct::registry
