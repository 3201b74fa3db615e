// Checks of what accounts ask of the network, and of what tells them apart.
#include <map>

#include "olkacct/property.h"
#include "olkacct/text.h"
#include "profile/doctor/checks.h"

namespace olkacct::profile::doctor {
namespace {

// Tags of the property table.
enum Tag : std::uint32_t {
    inet_server = 0x0100001F,
    inet_password = 0x0102801F,
    inet_port = 0x01040003,
    inet_ssl = 0x01050003,
    inet_use_spa = 0x01080003,
    smtp_server = 0x0200001F,
    smtp_port = 0x02010003,
    smtp_ssl = 0x02020003,
    smtp_use_auth = 0x02030003,
    smtp_use_spa = 0x02070003,
    smtp_secure_connection = 0x020A0003,
};

class Question {
  public:
    Question(const Profile& profile, const Account& account)
        : profile_(profile), account_(account) {}

    [[nodiscard]] std::uint32_t number(std::uint32_t tag) const {
        const auto property = get_property(profile_, account_, tag);
        const auto* value = property ? std::get_if<std::uint32_t>(&property->value) : nullptr;
        return value == nullptr ? 0 : *value;
    }
    [[nodiscard]] std::string text(std::uint32_t tag) const {
        const auto property = get_property(profile_, account_, tag);
        const auto* value = property ? std::get_if<std::u16string>(&property->value) : nullptr;
        return value == nullptr ? std::string() : to_display(*value);
    }
    [[nodiscard]] bool has(std::uint32_t tag) const {
        return get_property(profile_, account_, tag).has_value();
    }

  private:
    const Profile& profile_;
    const Account& account_;
};

void report_clear_password(Patient& patient, const Account& account, const std::string& server,
                           std::uint32_t port, std::u16string value) {
    patient.report({.severity = Severity::warning,
                    .check = "password_without_tls",
                    .what = "account " + std::to_string(account.id) +
                            " sends its password without TLS to " + server + " port " +
                            std::to_string(port),
                    .key = patient.path_of(account),
                    .value = std::move(value),
                    .fix = {}});
}

}  // namespace

void check_transport_security(Patient& patient) {
    for (const Account& account : patient.profile().accounts) {
        const Question ask(patient.profile(), account);
        // SPA never sends the password itself.
        if (account.type == AccountType::pop3 || account.type == AccountType::imap) {
            if (ask.has(inet_password) && ask.number(inet_ssl) == 0 &&
                ask.number(inet_use_spa) == 0) {
                report_clear_password(
                    patient, account, ask.text(inet_server), ask.number(inet_port),
                    account.type == AccountType::pop3 ? u"POP3 Use SSL" : u"IMAP Use SSL");
            }
            if (ask.number(smtp_use_auth) != 0 && ask.number(smtp_ssl) == 0 &&
                ask.number(smtp_secure_connection) == 0 && ask.number(smtp_use_spa) == 0) {
                report_clear_password(patient, account, ask.text(smtp_server),
                                      ask.number(smtp_port), u"SMTP Secure Connection");
            }
        }
    }
}

void check_mini_uids(Patient& patient) {
    std::map<std::uint32_t, std::uint32_t> first_owner;
    for (const Account& account : patient.profile().accounts) {
        const RegistryValue* value = account.find_value(u"Mini UID");
        const auto uid = value == nullptr ? std::nullopt : decode_number(*value);
        if (!uid) {
            continue;
        }
        const auto [owner, is_first] = first_owner.emplace(*uid, account.id);
        if (!is_first) {
            patient.report({.severity = Severity::note,
                            .check = "equal_mini_uids",
                            .what = "accounts " + std::to_string(owner->second) + " and " +
                                    std::to_string(account.id) + " have the same Mini UID",
                            .key = patient.path_of(account),
                            .value = value->name,
                            .fix = {}});
        }
    }
}

}  // namespace olkacct::profile::doctor
