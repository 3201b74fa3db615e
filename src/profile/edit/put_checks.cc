// Asking a taken account about itself.
#include "profile/edit/put_checks.h"

#include <algorithm>

#include "base/upcase.h"
#include "olkacct/text.h"
#include "profile/section_value.h"
#include "profile/services.h"
#include "registry/own_secret.h"

namespace olkacct::profile {
namespace {

const registry::KeyNode* content_of(const PortableAccount& taken, const OwnedSection& section) {
    return registry::find_subkey(*taken.content, key_name(section.uid));
}

const RegistryValue* find_value(const registry::KeyNode* key, std::u16string_view name) {
    if (key == nullptr) {
        return nullptr;
    }
    const std::size_t position = registry::value_position(*key, name);
    return position == key->values.size() ? nullptr : &key->values[position];
}

bool is_store_without_server(const Account& account) {
    return account.type == AccountType::mapi && !account.is_exchange;
}

// A password that Windows protected for one user.
bool is_foreign_secret(const RegistryValue& value) {
    return is_secret_value(value.name) && !value.data.empty() &&
           !registry::is_own_secret(value.data);
}

bool has_offline_store(const Account& account) {
    return account.is_exchange || account.type == AccountType::imap ||
           account.type == AccountType::eas;
}

}  // namespace

Result<void> refuse_doubles(EditContext& context, const EditedProfile& profile,
                            const PortableAccount& taken, const StoreProviders& stores) {
    const auto where = [&] {
        return context.store().name() + ": " + to_display(profile.content.path);
    };
    for (const OwnedSection& section : taken.sections) {
        const auto* content = content_of(taken, section);
        const RegistryValue* entry_id = find_value(content, provider_value::entry_id);
        if (entry_id != nullptr && is_store_without_server(taken.account) &&
            stores.has(entry_id->data)) {
            return fail(ErrorCode::already_exists, "the profile has this data file already",
                        where());
        }
        const RegistryValue* flags = find_value(content, provider_value::flags);
        if (section.role != SectionRole::service || flags == nullptr ||
            (decode_number(*flags).value_or(0) & single_copy_flag) == 0) {
            continue;
        }
        const std::u16string name = section_text(content->values, u"3d09");
        ReadContext reading(context.transaction());
        const auto services = read_services(reading, profile.key);
        if (!services) {
            return tl::unexpected(services.error());
        }
        if (!name.empty() && std::ranges::any_of(*services, [&name](const Service& service) {
                return base::same_name(service.name, name);
            })) {
            return fail(ErrorCode::already_exists,
                        "the profile has the service " + to_display(name) +
                            " already, and can have it only once",
                        where());
        }
    }
    return {};
}

bool own_store(const PortableAccount& taken, std::span<const std::byte> entry_id) {
    return std::ranges::any_of(taken.sections, [&](const OwnedSection& section) {
        const RegistryValue* own = find_value(content_of(taken, section), provider_value::entry_id);
        return own != nullptr && std::ranges::equal(own->data, entry_id);
    });
}

bool may_name_sections(std::u16string_view value_name) {
    constexpr std::uint16_t class_id = 0x0048;
    constexpr std::uint16_t binary = 0x0102;
    constexpr std::uint16_t multi_binary = 0x1102;
    const auto name = parse_section_value_name(value_name);
    return name && !is_secret_value(value_name) &&
           (name->type == class_id || name->type == binary || name->type == multi_binary);
}

bool knows_active_sync(ProfileRoot root) {
    return root == ProfileRoot::office_15 || root == ProfileRoot::office_16;
}

std::vector<Remark> remarks_of_kind(const EditContext& context, const EditedProfile& profile,
                                    const PortableAccount& taken) {
    std::vector<Remark> remarks;
    if (context.store().name() != taken.source &&
        std::ranges::any_of(taken.account.values, is_foreign_secret)) {
        remarks.push_back({RemarkKind::note,
                           "its passwords open only for the Windows user they were stored for",
                           {}});
    }
    if (has_offline_store(taken.account)) {
        remarks.push_back({RemarkKind::left_to_outlook,
                           "Outlook makes the local data file of this account anew",
                           {}});
    }
    if (taken.account.type == AccountType::eas && !knows_active_sync(profile.content.root)) {
        remarks.push_back({RemarkKind::note, std::string(no_active_sync), {}});
    }
    return remarks;
}

}  // namespace olkacct::profile
