// Reading ids and class ids out of names.
#include "profile/account_keys.h"

#include "base/upcase.h"

namespace olkacct::profile {
namespace {

constexpr std::size_t id_digits = 8;

}  // namespace

std::optional<std::uint32_t> account_of_key(std::u16string_view name) {
    if (name.size() != id_digits) {
        return std::nullopt;
    }
    std::uint32_t id = 0;
    for (const char16_t unit : name) {
        const char16_t upper = base::upcase(unit);
        if (upper >= u'0' && upper <= u'9') {
            id = id << 4 | static_cast<std::uint32_t>(upper - u'0');
        } else if (upper >= u'A' && upper <= u'F') {
            id = id << 4 | static_cast<std::uint32_t>(upper - u'A' + 10);
        } else {
            return std::nullopt;
        }
    }
    return id == 0 ? std::nullopt : std::optional(id);
}

std::optional<Category> category_of_list(std::u16string_view name) {
    const auto class_id = name.starts_with(u'{') ? Guid::parse(name) : std::nullopt;
    return class_id ? category_from_class_id(*class_id) : std::nullopt;
}

}  // namespace olkacct::profile
