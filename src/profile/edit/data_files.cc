// Reading data-file accounts and their store providers.
#include "profile/edit/data_files.h"

#include <optional>

#include "base/upcase.h"
#include "olkacct/property.h"
#include "olkacct/text.h"
#include "profile/edit/entry_ids.h"
#include "profile/edit/sections.h"
#include "profile/edit/set_properties.h"
#include "profile/edit/store_providers.h"
#include "profile/read_context.h"
#include "profile/services.h"

namespace olkacct::profile {
namespace {

// The service of ANSI data files, which Outlook 2003 and later still open.
constexpr std::u16string_view ansi_data_file_service = u"MSPST MS";

bool is_data_file(const Account& account) {
    const RegistryValue* name = account.find_value(u"Service Name");
    if (account.type != AccountType::mapi || name == nullptr) {
        return false;
    }
    const std::u16string text = decode_string(*name);
    return base::same_name(text, data_file_service) ||
           base::same_name(text, ansi_data_file_service);
}

std::vector<std::byte> bytes_of(const SectionValues& values, std::u16string_view name) {
    const auto bytes = section_bytes(values, name);
    return {bytes.begin(), bytes.end()};
}

DataFile describe(std::uint32_t account, const SectionValues& provider) {
    DataFile file;
    file.account = account;
    file.path = section_text(provider, u"6700");
    file.provider_display_name = section_text(provider, u"3006");
    file.entry_id = bytes_of(provider, provider_value::entry_id);
    if (file.entry_id.empty() && !file.path.empty()) {
        file.entry_id = store_entry_id(file.path);
    }
    file.record_key = bytes_of(provider, u"01020ff9");
    const auto flags = section_bytes(provider, provider_value::flags);
    file.is_default =
        !flags.empty() && (std::to_integer<std::uint32_t>(flags[0]) & default_store_flag) != 0;
    return file;
}

// The first store provider of the account's service; nullopt when the links lead nowhere.
Result<std::optional<DataFile>> read_data_file(ReadContext& reader, const EditedProfile& profile,
                                               const Account& account) {
    using Maybe = std::optional<DataFile>;
    const RegistryValue* uid = account.find_value(u"Service UID");
    if (uid == nullptr) {
        return Maybe();
    }
    const auto service = read_section(reader, profile.key, uid->data);
    if (!service || !*service) {
        return service.map([](const auto&) { return Maybe(); });
    }
    const auto providers = section_bytes(**service, uid_list::stores);
    if (providers.size() < uid_size) {
        return Maybe();
    }
    const auto provider = read_section(reader, profile.key, providers.first(uid_size));
    if (!provider || !*provider) {
        return provider.map([](const auto&) { return Maybe(); });
    }
    return Maybe(describe(account.id, **provider));
}

bool has_drive(std::u16string_view path) {
    const auto is_letter = [](char16_t unit) {
        return (unit >= u'A' && unit <= u'Z') || (unit >= u'a' && unit <= u'z');
    };
    return path.size() > 3 && is_letter(path[0]) && path[1] == u':' && path[2] == u'\\';
}

}  // namespace

Result<std::vector<DataFile>> find_data_files(EditContext& context, const EditedProfile& profile) {
    ReadContext reader(context.transaction());
    std::vector<DataFile> files;
    for (const Account& account : profile.content.accounts) {
        if (!is_data_file(account)) {
            continue;
        }
        auto file = read_data_file(reader, profile, account);
        if (!file) {
            return tl::unexpected(file.error());
        }
        if (*file) {
            files.push_back(std::move(**file));
        }
    }
    if (const auto& damage = reader.first_damage()) {
        return tl::unexpected(*damage);
    }
    return files;
}

Result<void> check_data_file_path(std::u16string_view path) {
    const bool is_share = path.size() > 2 && path.starts_with(u"\\\\");
    const char* why = nullptr;
    if (path.empty()) {
        why = "a data file needs its path (--store PATH)";
    } else if (path.find(u'\0') != std::u16string_view::npos || path.size() > max_text_length) {
        why = "the path of the data file is too long or contains a NUL";
    } else if (!has_drive(path) && !is_share) {
        why = "the path of a data file must be whole, as in C:\\Mail\\Outlook.pst";
    }
    return why == nullptr ? Result<void>()
                          : fail(ErrorCode::invalid_argument, why,
                                 path.empty() ? "data_file" : to_display(path));
}

}  // namespace olkacct::profile
