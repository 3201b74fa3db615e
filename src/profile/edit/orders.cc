// Reading, writing and merging order lists, and the edits of orders.
#include "profile/edit/orders.h"

#include <algorithm>

#include "olkacct/edits.h"
#include "profile/edit/encode.h"
#include "profile/order_list.h"

namespace olkacct::profile {
namespace {

// An account in no list belongs to all categories that its type implies, but one in some list only
// to those that name it. So before `ids` of this category are listed, all that is in no list is
// appended where it stands now in the orders of the other categories.
Result<void> list_unlisted(EditContext& context, const EditedProfile& profile, Category category,
                           const std::vector<std::uint32_t>& ids) {
    const auto is_unlisted = [&profile](std::uint32_t id) {
        const Account* account = profile.content.find_account(id);
        return account != nullptr && account->unlisted;
    };
    if (std::ranges::none_of(ids, is_unlisted)) {
        return {};
    }
    for (const Category other : all_categories) {
        for (const std::uint32_t id : profile.content.order(other)) {
            if (other == category || !is_unlisted(id)) {
                continue;
            }
            if (auto done = append_to_order(context, profile, other, id); !done) {
                return done;
            }
        }
    }
    return {};
}

}  // namespace

std::u16string order_list_name(Category category) {
    const std::string text = category_class_id(category).to_string();
    return {text.begin(), text.end()};
}

Result<std::vector<std::uint32_t>> read_order_list(EditContext& context,
                                                   const EditedProfile& profile,
                                                   Category category) {
    const auto value = context.transaction().value(profile.accounts, order_list_name(category));
    if (!value) {
        return tl::unexpected(value.error());
    }
    std::vector<std::uint32_t> ids;
    if (*value) {
        for (const OrderEntry& entry : decode_order_list((*value)->data)) {
            ids.push_back(entry.id);
        }
    }
    return ids;
}

Result<void> write_order_list(EditContext& context, const EditedProfile& profile, Category category,
                              const std::vector<std::uint32_t>& ids) {
    return context.transaction().set_value(
        profile.accounts, binary_value(order_list_name(category), encode_order_list(ids)));
}

Result<void> append_to_order(EditContext& context, const EditedProfile& profile, Category category,
                             std::uint32_t id) {
    auto ids = read_order_list(context, profile, category);
    if (!ids || std::ranges::count(*ids, id) != 0) {
        return ids.map([](const auto&) {});
    }
    ids->push_back(id);
    return write_order_list(context, profile, category, *ids);
}

Result<void> remove_from_orders(EditContext& context, const EditedProfile& profile,
                                std::uint32_t id) {
    for (const Category category : all_categories) {
        auto ids = read_order_list(context, profile, category);
        if (!ids) {
            return tl::unexpected(ids.error());
        }
        if (std::erase(*ids, id) == 0) {
            continue;
        }
        if (auto done = write_order_list(context, profile, category, *ids); !done) {
            return done;
        }
    }
    return {};
}

Result<void> write_order(EditContext& context, const EditedProfile& profile, Category category,
                         const std::vector<std::uint32_t>& ids) {
    const auto stored = read_order_list(context, profile, category);
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    if (auto done = list_unlisted(context, profile, category, ids); !done) {
        return done;
    }
    std::vector<std::uint32_t> merged;
    std::vector<std::uint32_t> seen;
    std::size_t next = 0;
    for (const std::uint32_t id : *stored) {
        if (std::ranges::count(ids, id) == 0) {
            merged.push_back(id);
        } else if (std::ranges::count(seen, id) == 0 && next < ids.size()) {
            seen.push_back(id);
            merged.push_back(ids[next++]);
        }
    }
    merged.insert(merged.end(), ids.begin() + static_cast<std::ptrdiff_t>(next), ids.end());
    return write_order_list(context, profile, category, merged);
}

}  // namespace olkacct::profile

namespace olkacct::edits {
namespace {

using profile::EditContext;

Result<void> write(EditContext& context, const profile::EditedProfile& profile, Category category,
                   const std::vector<std::uint32_t>& ids) {
    context.changed(profile.content.path);
    return profile::write_order(context, profile, category, ids);
}

}  // namespace

Edit set_order(ProfileRef profile, Category category, std::vector<std::uint32_t> ids) {
    return [profile = std::move(profile), category,
            ids = std::move(ids)](EditContext& context) -> Result<void> {
        const auto opened = context.open(profile);
        if (!opened) {
            return tl::unexpected(opened.error());
        }
        const auto now = opened->content.order(category);
        if (ids.size() != now.size()) {
            return fail(ErrorCode::wrong_sort_order,
                        "the " + std::string(category_name(category)) + " order has " +
                            std::to_string(now.size()) + " accounts, not " +
                            std::to_string(ids.size()));
        }
        if (!std::ranges::is_permutation(ids, now)) {
            return fail(ErrorCode::invalid_argument,
                        "the new order is not made of the accounts of the " +
                            std::string(category_name(category)) + " order");
        }
        return ids == now ? Result<void>() : write(context, *opened, category, ids);
    };
}

Edit set_default_account(AccountRef account) {
    return [account = std::move(account)](EditContext& context) -> Result<void> {
        const auto opened = context.open(account.profile);
        if (!opened) {
            return tl::unexpected(opened.error());
        }
        const auto found = profile::find_account(context, *opened, account.id);
        if (!found) {
            return tl::unexpected(found.error());
        }
        auto ids = opened->content.order(Category::mail);
        const auto place = std::ranges::find(ids, account.id);
        if (place == ids.end()) {
            return fail(ErrorCode::invalid_argument,
                        "account " + std::to_string(account.id) + " is no mail account");
        }
        if (place == ids.begin()) {
            return {};
        }
        std::rotate(ids.begin(), place, place + 1);
        return write(context, *opened, Category::mail, ids);
    };
}

}  // namespace olkacct::edits
