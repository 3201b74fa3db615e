// Copying a profile under another name, also into the root of another version of Outlook.
#include <algorithm>
#include <string>
#include <utility>

#include "base/upcase.h"
#include "olkacct/edits.h"
#include "olkacct/text.h"
#include "profile/edit/account_text.h"
#include "profile/edit/encode.h"
#include "profile/edit/fixed_sections.h"
#include "profile/edit/multi_values.h"
#include "profile/edit/profile_place.h"
#include "profile/edit/put_checks.h"
#include "profile/edit/sections.h"
#include "registry/copy_tree.h"

namespace olkacct::profile {
namespace {

// What becomes of each value of the copy.
struct Conversion {
    std::u16string name;
    Uid search_key{};
    /// Only into another root: the form of its version, its `Version`, the width of its offsets.
    bool to_other_root = false;
    TextForm form = TextForm::sz;
    std::optional<std::uint32_t> version;
    std::optional<std::uint8_t> width;

    bool operator()(std::u16string_view path, RegistryValue& value) const;
};

bool is_accounts_key(std::u16string_view path) { return base::same_name(path, accounts_key_name); }

bool is_account(std::u16string_view path) {
    const std::size_t slash = path.find(u'\\');
    return slash != std::u16string_view::npos && is_accounts_key(path.substr(0, slash));
}

bool Conversion::operator()(std::u16string_view path, RegistryValue& value) const {
    if (base::same_name(path, fixed_section::name) &&
        base::same_name(value.name, section_property::profile_name)) {
        value.data = encode_text(name);
    } else if (base::same_name(path, fixed_section::instance) &&
               base::same_name(value.name, section_property::search_key)) {
        value.data.assign(search_key.begin(), search_key.end());
    } else if (to_other_root && is_account(path)) {
        put_into_form(value, form);
    } else if (to_other_root && is_accounts_key(path)) {
        return version.has_value() || !base::same_name(value.name, version_name);
    } else if (width) {
        put_into_width(value, *width);
    }
    return true;
}

Result<Conversion> plan_conversion(EditContext& context, const ProfilePlace& from,
                                   const NewPlace& to, ProfileRoot root, std::u16string name) {
    Conversion conversion;
    conversion.name = std::move(name);
    context.world().random(conversion.search_key);
    if (root == from.root.root) {
        return conversion;
    }
    conversion.to_other_root = true;
    conversion.version = version_of(root);
    conversion.form = conversion.version ? TextForm::sz : TextForm::binary;
    const auto width = width_of_root(context, to.profiles);
    if (!width) {
        return tl::unexpected(width.error());
    }
    conversion.width = *width;
    return conversion;
}

Result<void> set_version(EditContext& context, registry::KeyId profile, std::uint32_t version) {
    const auto accounts = context.transaction().find(profile, accounts_key_name);
    if (!accounts || !*accounts) {
        return accounts.map([](const auto&) {});
    }
    return context.transaction().set_value(**accounts, number_value(version_name, version));
}

bool is_active_sync(std::u16string_view path, const RegistryValue& value) {
    if (!is_account(path) || !base::same_name(value.name, u"clsid")) {
        return false;
    }
    const auto class_id = Guid::parse(std::u16string_view(decode_string(value)));
    return class_id && account_type_from_class_id(*class_id) == AccountType::eas;
}

Result<void> copy(EditContext& context, const ProfilePlace& from, const NewPlace& to,
                  ProfileRoot root, const std::u16string& name) {
    const auto conversion = plan_conversion(context, from, to, root, name);
    if (!conversion) {
        return tl::unexpected(conversion.error());
    }
    registry::WriteTransaction& transaction = context.transaction();
    const auto key = transaction.create_key(to.profiles, name);
    if (!key) {
        return tl::unexpected(key.error());
    }
    bool has_active_sync = false;
    const auto copied = registry::copy_tree(
        transaction, from.key, transaction, *key,
        {.same_secrets = true, .convert = [&](std::u16string_view path, RegistryValue& value) {
             has_active_sync = has_active_sync || is_active_sync(path, value);
             return (*conversion)(path, value);
         }});
    if (!copied) {
        return tl::unexpected(copied.error());
    }
    if (has_active_sync && !knows_active_sync(root)) {
        context.remark(RemarkKind::note, std::string(no_active_sync),
                       context.store().name() + ": " + to_display(to.path));
    }
    return conversion->version ? set_version(context, *key, *conversion->version) : Result<void>();
}

}  // namespace
}  // namespace olkacct::profile

namespace olkacct::edits {

Edit copy_profile(ProfileRef from, ProfileRef to) {
    return [from = std::move(from),
            to = std::move(to)](profile::EditContext& context) -> Result<void> {
        const auto source =
            profile::find_profile(context.transaction(), from, context.store().name());
        if (!source) {
            return tl::unexpected(source.error());
        }
        const ProfileRoot root = to.root.value_or(source->root.root);
        const std::u16string& name = to.name.empty() ? source->name : to.name;
        const auto place = profile::make_place(context, root, name);
        if (!place) {
            return tl::unexpected(place.error());
        }
        auto done = profile::copy(context, *source, *place, root, name);
        return done && place->is_first ? profile::set_default(context, root, name) : done;
    };
}

}  // namespace olkacct::edits
