// What one read of a source passes around: its transaction, its warnings and its limits.
#pragma once

#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "registry/store.h"

namespace olkacct::profile {

/// One read of a source keeps at most so many bytes of values. Real profiles have some 100 kB; a
/// source made to hurt can show one stored value under a million names.
inline constexpr std::size_t max_bytes_read = std::size_t{128} << 20;

/// What a key costs of max_bytes_read besides its values.
inline constexpr std::size_t key_cost = 1024;

std::size_t size_in_memory(const std::vector<RegistryValue>& values);

class ReadContext {
  public:
    /// The transaction outlives the context.
    explicit ReadContext(registry::ReadTransaction& transaction) : transaction_(transaction) {}

    [[nodiscard]] registry::ReadTransaction& transaction() const { return transaction_; }

    void warn(std::string what, std::string where) {
        warnings_.push_back({std::move(what), std::move(where)});
    }
    std::vector<Warning> take_warnings() { return std::move(warnings_); }

    /// Damage in one place does not take the rest away: it becomes a warning and `fallback` stands
    /// for what could not be read. Any other error stays one.
    template <class T>
    Result<T> tolerate(Result<T> result, T fallback = T()) {
        if (result || !is_local_damage(result.error().code)) {
            return result;
        }
        if (!first_damage_) {
            first_damage_ = result.error();
        }
        warn(std::move(result.error().what), std::move(result.error().where));
        return fallback;
    }

    /// The first error that tolerate made a warning of.
    [[nodiscard]] const std::optional<Error>& first_damage() const { return first_damage_; }

    /// Whether one more key may be read.
    [[nodiscard]] bool within_limit() const { return spent_ <= max_bytes_read; }

    /// Counts what was read of a key; warns when the limit is passed.
    void spend(const std::vector<RegistryValue>& values);

  private:
    static bool is_local_damage(ErrorCode code) {
        return code == ErrorCode::hive_damaged || code == ErrorCode::hive_truncated ||
               code == ErrorCode::limit_exceeded;
    }

    registry::ReadTransaction& transaction_;
    std::vector<Warning> warnings_;
    std::optional<Error> first_damage_;
    std::size_t spent_ = 0;
};

}  // namespace olkacct::profile
