// Putting a copy of an account into a profile, in the form of that profile. Sheet sections 3 to 6,
// 9 and 11.
#include <algorithm>

#include "base/upcase.h"
#include "olkacct/text.h"
#include "profile/edit/account_identity.h"
#include "profile/edit/account_layout.h"
#include "profile/edit/account_text.h"
#include "profile/edit/counters.h"
#include "profile/edit/encode.h"
#include "profile/edit/entry_ids.h"
#include "profile/edit/multi_values.h"
#include "profile/edit/orders.h"
#include "profile/edit/portable_account.h"
#include "profile/edit/put_checks.h"
#include "profile/edit/section_links.h"
#include "profile/edit/sections.h"
#include "profile/edit/store_providers.h"
#include "profile/key_names.h"
#include "profile/roots.h"
#include "registry/copy_tree.h"

namespace olkacct::profile {
namespace {

using registry::KeyId;

// Of recent builds; what it means is not known, but two accounts should not have the same.
constexpr std::u16string_view account_uid_name = u"Account UID";
constexpr std::u16string_view delivery_folder_name = u"Delivery Folder EntryID";
constexpr std::u16string_view display_name_value = u"001f3001";

bool is_one_of(std::u16string_view name, std::initializer_list<std::u16string_view> names) {
    return std::ranges::any_of(
        names, [name](std::u16string_view one) { return base::same_name(name, one); });
}

class Putter {
  public:
    Putter(EditContext& context, EditedProfile& profile, const PortableAccount& taken,
           bool same_secrets)
        : context_(context),
          profile_(profile),
          taken_(taken),
          same_secrets_(same_secrets),
          links_(context, profile.key, is_home(context, profile, taken)) {}

    Result<std::uint32_t> put();

  private:
    static bool is_home(const EditContext& context, const EditedProfile& profile,
                        const PortableAccount& taken) {
        return context.store().name() == taken.source &&
               base::same_name(profile.content.path, taken.profile_path);
    }

    Result<void> look_around();
    Result<void> copy(std::u16string_view from, KeyId to,
                      const std::function<bool(RegistryValue&)>& convert);
    Result<void> put_sections();
    Result<void> put_account();
    Result<void> enter_table();
    Result<void> enter_lists();

    bool convert_of_account(RegistryValue& value);
    bool convert_of_section(const OwnedSection& section, RegistryValue& value);
    bool relink(RegistryValue& value);
    // As Outlook names an account when there is one of its name.
    void make_distinct(RegistryValue& value);
    void remark(RemarkKind kind, std::string what) {
        context_.remark(kind, std::move(what), where());
    }
    // How messages name the data file that the account delivers into.
    [[nodiscard]] std::string delivery_path() const {
        const RegistryValue* store = taken_.account.find_value(delivery_store_name);
        const auto path = path_of_store(store->data);
        return path.empty() ? "in a data file" : "in the data file " + to_display(path);
    }
    [[nodiscard]] std::string where() const {
        return context_.store().name() + ": " + to_display(profile_.content.path) + ", account " +
               std::to_string(id_);
    }

    EditContext& context_;
    EditedProfile& profile_;
    const PortableAccount& taken_;
    const bool same_secrets_;
    SectionLinks links_;
    std::uint32_t id_ = 0;
    StoreProviders stores_;
    std::optional<std::uint8_t> width_;
    bool keeps_delivery_ = true;
    // The first error of a conversion, which itself cannot fail.
    Result<void> failure_;
};

Result<void> Putter::look_around() {
    auto stores = read_store_providers(context_, profile_.key);
    if (!stores) {
        return tl::unexpected(stores.error());
    }
    stores_ = std::move(*stores);
    if (auto done = refuse_doubles(context_, profile_, taken_, stores_); !done) {
        return done;
    }
    const RegistryValue* delivery = taken_.account.find_value(delivery_store_name);
    keeps_delivery_ =
        delivery == nullptr || stores_.has(delivery->data) || own_store(taken_, delivery->data);
    auto width = find_offset_width(context_.transaction(), profile_.key);
    if (width && !*width) {
        const auto profiles =
            registry::make_path(context_.transaction(), context_.transaction().root(),
                                profiles_path(profile_.content.root));
        width = profiles ? width_of_root(context_, *profiles)
                         : Result<std::optional<std::uint8_t>>(tl::unexpected(profiles.error()));
    }
    if (!width) {
        return tl::unexpected(width.error());
    }
    width_ = *width;
    return {};
}

Result<void> Putter::copy(std::u16string_view from, KeyId to,
                          const std::function<bool(RegistryValue&)>& convert) {
    const auto content = registry::read_tree(taken_.content);
    const auto key = content->find(content->root(), from);
    if (!key || !*key) {
        return key.map([](const auto&) {});
    }
    const auto copied =
        registry::copy_tree(*content, **key, context_.transaction(), to,
                            {.same_secrets = same_secrets_,
                             .convert = [&convert](std::u16string_view path, RegistryValue& value) {
                                 return !path.empty() || convert(value);
                             }});
    if (!copied || !failure_) {
        return copied ? failure_ : tl::unexpected(copied.error());
    }
    for (const registry::LeftSecret& secret : copied->left_secrets) {
        remark(RemarkKind::not_copied, to_display(secret.value) +
                                           " is protected by the store it comes from, which alone "
                                           "can open it");
    }
    return {};
}

bool Putter::relink(RegistryValue& value) {
    const auto outcome = links_.relink(value);
    if (!outcome) {
        failure_ = tl::unexpected(outcome.error());
        return false;
    }
    if (*outcome != SectionLinks::Outcome::whole) {
        remark(RemarkKind::not_copied,
               to_display(value.name) +
                   " names a section that does not belong to the account alone "
                   "or is not there");
    }
    return *outcome != SectionLinks::Outcome::empty;
}

bool Putter::convert_of_account(RegistryValue& value) {
    if (is_one_of(value.name,
                  {link_value::service, link_value::preferences, link_value::transports})) {
        return relink(value);
    }
    if (is_one_of(value.name, {delivery_store_name, delivery_folder_name})) {
        return keeps_delivery_;
    }
    if (base::same_name(value.name, account_uid_name)) {
        remark(RemarkKind::not_copied,
               "Account UID, which tells this account from others: nobody knows how Outlook makes "
               "one");
        return false;
    }
    if (base::same_name(value.name, mini_uid_value)) {
        const std::uint32_t stored = decode_number(value).value_or(0);
        // The account's own where it is free: it tells an account from others in all profiles.
        const std::uint32_t uid = free_mini_uid(context_, profile_.content, stored);
        if (uid != stored) {
            value = number_value(value.name, uid);
        }
        return true;
    }
    put_into_form(value, text_form(profile_.content));
    if (base::same_name(value.name, account_name_value)) {
        make_distinct(value);
    }
    return true;
}

void Putter::make_distinct(RegistryValue& value) {
    const std::u16string wanted = decode_string(value);
    const std::u16string name = distinct_name(profile_.content, taken_.account.categories, wanted);
    if (name != wanted) {
        remark(RemarkKind::note, "there is an account " + to_display(wanted) +
                                     " already: the copy is named " + to_display(name));
        value = text_value(value.name, name, text_form(profile_.content));
    }
}

bool Putter::convert_of_section(const OwnedSection& section, RegistryValue& value) {
    if (section.role == SectionRole::service &&
        is_one_of(value.name, {uid_list::stores, uid_list::address_books, uid_list::transports,
                               link_value::exchange_settings})) {
        return relink(value);
    }
    if (section.role == SectionRole::preferences &&
        base::same_name(value.name, display_name_value) &&
        decode_string(value).starts_with(preferences_prefix)) {
        value.data = encode_text(preferences_name(id_));
        return true;
    }
    if (section.list == uid_list::stores && base::same_name(value.name, provider_value::flags) &&
        stores_.has_default) {
        if (const auto flags = decode_number(value); flags && (*flags & default_store_flag) != 0) {
            value.data = encode_number(*flags & ~default_store_flag);
        }
        return true;
    }
    if (width_) {
        put_into_width(value, *width_);
    }
    if (may_name_sections(value.name)) {
        links_.rename_in(value.data);
    }
    return true;
}

// All are made before any is filled, for they name one another.
Result<void> Putter::put_sections() {
    std::vector<KeyId> keys;
    for (const OwnedSection& section : taken_.sections) {
        const auto key = links_.make(section.uid);
        if (!key) {
            return tl::unexpected(key.error());
        }
        keys.push_back(*key);
    }
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const OwnedSection& section = taken_.sections[i];
        auto done = copy(key_name(section.uid), keys[i],
                         [&](RegistryValue& value) { return convert_of_section(section, value); });
        if (!done) {
            return done;
        }
    }
    return {};
}

Result<void> Putter::put_account() {
    const auto key = context_.transaction().create_key(profile_.accounts, account_key_name(id_));
    if (!key) {
        return tl::unexpected(key.error());
    }
    const Layout layout = account_layout(profile_.content);
    if (layout == taken_.layout) {
        return copy(account_copy, *key,
                    [this](RegistryValue& value) { return convert_of_account(value); });
    }
    std::vector<RegistryValue> values;
    return copy(account_copy, *key,
                [&](RegistryValue& value) {
                    if (convert_of_account(value)) {
                        values.push_back(std::move(value));
                    }
                    return false;
                })
        .and_then([&] {
            return set_values(context_, *key,
                              in_layout(std::move(values), layout, taken_.account.type));
        });
}

Result<void> Putter::enter_table() {
    const bool has_services = std::ranges::any_of(taken_.sections, [](const OwnedSection& section) {
        return section.role == SectionRole::service || section.role == SectionRole::provider;
    });
    if (!has_services) {
        return {};
    }
    const auto table = make_service_table(context_, profile_.key);
    if (!table) {
        return tl::unexpected(table.error());
    }
    for (const OwnedSection& section : taken_.sections) {
        const std::u16string_view list =
            section.role == SectionRole::service ? uid_list::services : section.list;
        if (list.empty()) {
            continue;
        }
        if (auto done = append_uid(context_, *table, list, *links_.new_name(section.uid)); !done) {
            return done;
        }
    }
    return {};
}

Result<void> Putter::enter_lists() {
    for (const Category category : taken_.lists) {
        if (auto done = append_to_order(context_, profile_, category, id_); !done) {
            return done;
        }
    }
    return {};
}

Result<std::uint32_t> Putter::put() {
    if (auto done = look_around(); !done) {
        return tl::unexpected(done.error());
    }
    const auto id = take_account_id(context_, profile_);
    if (!id) {
        return id;
    }
    id_ = *id;
    context_.changed(profile_.content.path);
    const auto done = put_sections()
                          .and_then([&] { return put_account(); })
                          .and_then([&] { return enter_table(); })
                          .and_then([&] { return enter_lists(); });
    if (!done) {
        return tl::unexpected(done.error());
    }
    for (const Remark& one : taken_.remarks) {
        context_.remark(one.kind, one.what, one.where);
    }
    if (!keeps_delivery_) {
        remark(RemarkKind::not_copied,
               "the delivery store and the delivery folder are " + delivery_path() +
                   ", which the profile does not have: copy the account of that data file before "
                   "this one, or set delivery_store and delivery_folder");
    }
    for (Remark& one : remarks_of_kind(context_, profile_, taken_)) {
        remark(one.kind, std::move(one.what));
    }
    return id;
}

}  // namespace
}  // namespace olkacct::profile

namespace olkacct::edits {

Edit put_account(ProfileRef profile, std::shared_ptr<const PortableAccount> account,
                 bool same_secrets, std::shared_ptr<std::uint32_t> id) {
    return [profile = std::move(profile), account = std::move(account), same_secrets,
            id = std::move(id)](profile::EditContext& context) -> Result<void> {
        auto opened = context.open(profile);
        if (!opened) {
            return tl::unexpected(opened.error());
        }
        const auto put = profile::Putter(context, *opened, *account, same_secrets).put();
        if (put && id) {
            *id = *put;
        }
        return put.map([](std::uint32_t) {});
    };
}

}  // namespace olkacct::edits
