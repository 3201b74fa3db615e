// Comparing by type.
#include "mapi/value_order.h"

#include <algorithm>
#include <cstring>

#include "base/upcase.h"
#include "base/utf16.h"
#include "profile/section_property.h"

namespace olkacct::mapi {
namespace {

template <class T>
std::partial_ordering compare_as(std::span<const std::byte> left,
                                 std::span<const std::byte> right) {
    T values[2] = {};
    std::memcpy(&values[0], left.data(), std::min(left.size(), sizeof(T)));
    std::memcpy(&values[1], right.data(), std::min(right.size(), sizeof(T)));
    return values[0] <=> values[1];
}

}  // namespace

std::partial_ordering compare_values(std::uint16_t type, std::span<const std::byte> left,
                                     std::span<const std::byte> right) {
    namespace of = profile::section_type;
    switch (type) {
        case of::i2:
            return compare_as<std::int16_t>(left, right);
        case of::i4:
        case of::error:
            return compare_as<std::int32_t>(left, right);
        case of::boolean:
            return compare_as<std::uint16_t>(left, right);
        case of::r4:
            return compare_as<float>(left, right);
        case of::r8:
        case of::app_time:
            return compare_as<double>(left, right);
        case of::currency:
        case of::i8:
            return compare_as<std::int64_t>(left, right);
        case of::system_time:
            return compare_as<std::uint64_t>(left, right);
        case of::unicode:
        case of::string8:
            return base::compare_names(base::from_utf16le(left), base::from_utf16le(right));
        default:
            return std::lexicographical_compare_three_way(left.begin(), left.end(), right.begin(),
                                                          right.end());
    }
}

}  // namespace olkacct::mapi
