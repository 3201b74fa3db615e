// The edit that creates an account: what is asked for is checked, then each kind goes its way.
#include <algorithm>

#include "base/upcase.h"
#include "olkacct/edits.h"
#include "olkacct/property.h"
#include "olkacct/text.h"
#include "profile/edit/account_identity.h"
#include "profile/edit/account_kinds.h"
#include "profile/edit/counters.h"
#include "profile/edit/create_pop3.h"
#include "profile/edit/create_service_account.h"
#include "profile/edit/data_files.h"
#include "profile/edit/encode.h"
#include "profile/edit/new_account.h"
#include "profile/edit/orders.h"

namespace olkacct::profile {
namespace {

constexpr std::u16string_view exchange_service = u"MSEMS";

std::string key_of(std::uint32_t tag) {
    const PropertyInfo* info = find_property(tag);
    return info == nullptr ? std::string() : property_key(*info);
}

bool has_service_of_ours(AccountKind kind) {
    return kind == AccountKind::data_file || kind == AccountKind::address_book;
}

bool is_given(const NewAccount& account, std::uint32_t tag) {
    return std::ranges::find(account.properties, tag, &NewProperty::tag) !=
           account.properties.end();
}

Result<void> refuse(std::string what, std::uint32_t tag) {
    return fail(ErrorCode::invalid_argument, std::move(what), key_of(tag));
}

Result<void> check_properties(const NewAccount& account, const KindInfo& info) {
    std::string missing;
    for (const std::uint32_t tag : info.needed) {
        if (given_text(account.properties, tag).empty()) {
            missing += (missing.empty() ? "" : ", ") + key_of(tag);
        }
    }
    if (!missing.empty()) {
        return fail(ErrorCode::invalid_argument, std::string(info.name) + " also needs " + missing);
    }
    for (const std::uint32_t tag : {new_tag::flavor, new_tag::preferences_uid}) {
        if (is_given(account, tag)) {
            return refuse(key_of(tag) + " is made with the account", tag);
        }
    }
    for (const std::uint32_t tag : {new_tag::service_uid, new_tag::provider_type}) {
        if (has_service_of_ours(account.kind) && is_given(account, tag)) {
            return refuse(key_of(tag) + " is made with the account", tag);
        }
    }
    return {};
}

// What is asked for beside the properties.
Result<void> check_wishes(const NewAccount& account, const KindInfo& info) {
    const bool is_pop3 = account.kind == AccountKind::pop3;
    const bool has_path = !account.data_file.empty();
    const char* why = nullptr;
    if (account.store_account && !is_pop3) {
        why = "only a POP3 account delivers into the data file of another account";
    } else if (has_path && !is_pop3 && account.kind != AccountKind::data_file) {
        why = "this kind of account has no data file of its own";
    } else if (account.store_account && has_path) {
        why = "an account delivers into one data file: name the account or the path";
    } else if ((account.store_account || has_path) && is_pop3 &&
               (is_given(account, new_tag::delivery_store) ||
                is_given(account, new_tag::delivery_folder))) {
        why = "a data file is named, and entry ids of delivery are given too";
    } else if (account.make_default && !info.categories.contains(Category::mail)) {
        why = "only a mail account can be the default account";
    }
    if (why != nullptr) {
        return fail(ErrorCode::invalid_argument, why);
    }
    return has_path || account.kind == AccountKind::data_file
               ? check_data_file_path(account.data_file)
               : Result<void>();
}

Result<void> check_request(const NewAccount& account) {
    const KindInfo& info = kind_info(account.kind);
    if (!info.left_to_outlook.empty() && !account.incomplete) {
        return fail(ErrorCode::left_to_outlook, "only Outlook can make " + std::string(info.name) +
                                                    " that works: it creates " +
                                                    std::string(info.left_to_outlook));
    }
    return check_properties(account, info).and_then([&] { return check_wishes(account, info); });
}

// The name that the account gets is said where it is not the one that was asked for.
void make_name_distinct(EditContext& context, const EditedProfile& profile, NewAccount& account) {
    const std::u16string wanted = given_text(account.properties, new_tag::name);
    const std::u16string name =
        distinct_name(profile.content, kind_info(account.kind).categories, wanted);
    if (name != wanted) {
        context.remark(RemarkKind::note, "there is an account " + to_display(wanted) +
                                             " already: the new one is named " + to_display(name));
        give(account.properties, {new_tag::name, name});
    }
}

Result<void> create_new_data_file(EditContext& context, EditedProfile& profile, std::uint32_t id,
                                  NewAccount account) {
    const auto files = find_data_files(context, profile);
    if (!files) {
        return tl::unexpected(files.error());
    }
    const auto known = std::ranges::find_if(*files, [&account](const DataFile& file) {
        return base::same_name(file.path, account.data_file);
    });
    if (known != files->end()) {
        return fail(ErrorCode::already_exists,
                    "account " + std::to_string(known->account) + " is this data file",
                    to_display(account.data_file));
    }
    return create_data_file(context, profile, id, std::move(account.properties), account.data_file);
}

// What is known of the kinds that only Outlook completes, and nothing else.
Result<void> create_incomplete(EditContext& context, EditedProfile& profile, std::uint32_t id,
                               NewAccount account) {
    const KindInfo& info = kind_info(account.kind);
    AccountDraft draft{.id = id,
                       .type = info.type,
                       .is_exchange = account.kind == AccountKind::exchange,
                       .categories = info.categories,
                       .properties = std::move(account.properties)};
    if (draft.is_exchange) {
        draft.values.push_back(
            text_value(u"Service Name", exchange_service, text_form(profile.content)));
    }
    context.remark(RemarkKind::left_to_outlook, std::string(info.left_to_outlook),
                   "account " + std::to_string(id));
    return write_account(context, profile, std::move(draft));
}

Result<void> create_kind(EditContext& context, EditedProfile& profile, std::uint32_t id,
                         const NewAccount& account) {
    switch (account.kind) {
        case AccountKind::pop3:
            return create_pop3(context, profile, id, account);
        case AccountKind::data_file:
            return create_new_data_file(context, profile, id, account);
        case AccountKind::address_book:
            return create_address_book(context, profile, id, account.properties);
        default:
            return create_incomplete(context, profile, id, account);
    }
}

// Dead ids keep their places.
Result<void> put_first(EditContext& context, const EditedProfile& profile, std::uint32_t id) {
    const auto stored = read_order_list(context, profile, Category::mail);
    if (!stored) {
        return tl::unexpected(stored.error());
    }
    std::vector<std::uint32_t> living = {id};
    for (const std::uint32_t listed : *stored) {
        if (profile.content.find_account(listed) != nullptr &&
            std::ranges::find(living, listed) == living.end()) {
            living.push_back(listed);
        }
    }
    return write_order(context, profile, Category::mail, living);
}

// Of a property that is given twice the last counts.
NewAccount without_repeats(const NewAccount& account) {
    NewAccount single = account;
    single.properties.clear();
    for (const NewProperty& property : account.properties) {
        give(single.properties, property);
    }
    return single;
}

Result<std::uint32_t> create_account(EditContext& context, const ProfileRef& ref,
                                     const NewAccount& wanted) {
    NewAccount account = without_repeats(wanted);
    if (auto done = check_request(account); !done) {
        return tl::unexpected(done.error());
    }
    auto profile = context.open_kept(ref);
    if (!profile) {
        return tl::unexpected(profile.error());
    }
    const auto id = take_account_id(context, *profile);
    if (!id) {
        return id;
    }
    make_name_distinct(context, *profile, account);
    auto done = create_kind(context, *profile, *id, account);
    if (done && account.make_default) {
        done = put_first(context, *profile, *id);
    }
    if (!done) {
        return tl::unexpected(done.error());
    }
    context.keep(std::move(*profile));
    return id;
}

}  // namespace
}  // namespace olkacct::profile

namespace olkacct::edits {

Edit create_account(ProfileRef profile, NewAccount account, std::shared_ptr<std::uint32_t> id) {
    return [profile = std::move(profile), account = std::move(account),
            id = std::move(id)](profile::EditContext& context) -> Result<void> {
        const auto created = profile::create_account(context, profile, account);
        if (created && id) {
            *id = *created;
        }
        return created.map([](const auto&) {});
    };
}

}  // namespace olkacct::edits
