// Reading what the service of an Exchange account says about it.
#include "profile/exchange.h"

#include <algorithm>
#include <span>
#include <string_view>

#include "base/upcase.h"
#include "olkacct/property.h"
#include "profile/services.h"

namespace olkacct::profile {
namespace {

constexpr std::u16string_view emsmdb_section_value = u"01023d15";  // PR_EMSMDB_SECTION_UID
constexpr std::u16string_view home_server_id = u"6602";            // PR_PROFILE_HOME_SERVER
constexpr std::u16string_view user_id = u"6603";                   // PR_PROFILE_USER

// The legacy distinguished name at the end of an address book entry id: it begins with `/O=` and
// is ANSI text with a NUL.
std::u16string distinguished_name(std::span<const std::byte> entry_id) {
    static constexpr std::u16string_view beginning = u"/O=";
    std::u16string text(entry_id.size(), u'\0');
    std::transform(entry_id.begin(), entry_id.end(), text.begin(),
                   [](std::byte byte) { return std::to_integer<char16_t>(byte); });
    const auto start =
        std::search(text.begin(), text.end(), beginning.begin(), beginning.end(),
                    [](char16_t left, char16_t right) { return base::upcase(left) == right; });
    return {start, std::find(start, text.end(), u'\0')};
}

}  // namespace

bool is_exchange(const Account& account) {
    if (account.type != AccountType::mapi) {
        return false;
    }
    const RegistryValue* service = account.find_value(u"Service Name");
    return service != nullptr && base::same_name(decode_string(*service), u"MSEMS");
}

Result<ExchangeDetails> read_exchange_details(ReadContext& context, registry::KeyId profile,
                                              const Account& account) {
    ExchangeDetails details;
    std::u16string name;
    if (const RegistryValue* service_uid = account.find_value(u"Service UID")) {
        const auto service = read_section(context, profile, service_uid->data);
        if (!service) {
            return tl::unexpected(service.error());
        }
        if (*service) {
            const auto uid = section_bytes(**service, emsmdb_section_value);
            details.emsmdb_uid.assign(uid.begin(), uid.end());
        }
        const auto settings = read_section(context, profile, details.emsmdb_uid);
        if (!settings) {
            return tl::unexpected(settings.error());
        }
        if (*settings) {
            details.address = section_text(**settings, home_server_id);
            name = section_text(**settings, user_id);
        }
    }
    const RegistryValue* identity = account.find_value(u"Identity Eid");
    if (name.empty() && identity != nullptr) {
        name = distinguished_name(identity->data);
    }
    details.address += name;
    return details;
}

}  // namespace olkacct::profile
