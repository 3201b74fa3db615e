// Which properties an account is known not to have, so that asking again costs next to nothing.
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "olkacct/property.h"

namespace olkacct::accounts {

/// Clients probe tens of thousands of tags an account (AM-Get-5). Thread-safe without a lock; what
/// is inserted must be cleared when the account's values are read again.
class KnownAbsences {
  public:
    [[nodiscard]] bool contains(const PropertyInfo& info) const {
        const std::size_t row = row_of(info);
        return row < capacity &&
               (rows_[row / bits].load(std::memory_order_acquire) >> (row % bits) & 1) != 0;
    }

    void insert(const PropertyInfo& info) {
        const std::size_t row = row_of(info);
        if (row < capacity) {
            rows_[row / bits].fetch_or(std::uint64_t{1} << (row % bits), std::memory_order_release);
        }
    }

    void clear() {
        for (auto& rows : rows_) {
            rows.store(0, std::memory_order_release);
        }
    }

  private:
    static constexpr std::size_t bits = 64;
    /// Rows of the property table; one beyond it is never known to be absent.
    static constexpr std::size_t capacity = 2 * bits;

    static std::size_t row_of(const PropertyInfo& info) {
        return static_cast<std::size_t>(&info - property_table().data());
    }

    std::array<std::atomic<std::uint64_t>, capacity / bits> rows_{};
};

}  // namespace olkacct::accounts
