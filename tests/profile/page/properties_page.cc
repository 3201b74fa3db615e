// Making docs/properties.md from the property table.
#include "profile/page/properties_page.h"

#include <array>

#include "olkacct/property.h"
#include "olkacct/text.h"

namespace olkacct::test {
namespace {

constexpr std::string_view introduction = R"(# Properties of an account

Made from the one property table of the source by `write_properties_page`; a test fails when this
page is stale. Do not edit it.

- **key**: the name in JSON output.
- **value**: the registry value of the account it is read from; `*` stands for the account's
  protocol (`POP3`, `IMAP`, `HTTP`, `EAS`). "computed", or "service section" for what stands in a
  profile section. "not known" when nobody has seen where it is stored: such a property is never
  there. A tag that ends in 0000 is of an identifier whose type is not known either.
- **accounts**: the types that can have it. "mail" in front of MAPI: an account of another service
  than Exchange has it only if it is a mail account.
- **default**: given when the value is absent, for POP3 and IMAP accounts.
- **allowed**: what this program's own editing may write: of numbers the value, of strings the
  length, of binaries the size in bytes; empty when only the limits hold: 32,767 characters, 65,536
  bytes. It refuses also texts with control characters or line breaks, names of spaces only and
  servers with spaces. A COM client's SetProp is not held to this, as the API has it.
- **SetProp**: whether a COM client may set it (RW) or not (R). **edit**: whether this program's own
  editing may write it.

| tag | property | key | value | accounts | default | allowed | SetProp | edit | meaning |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
)";

std::string hex_tag(std::uint32_t tag) {
    std::string text = "0x";
    for (int shift = 28; shift >= 0; shift -= 4) {
        text.push_back("0123456789ABCDEF"[tag >> shift & 0xF]);
    }
    return text;
}

std::string value_cell(const PropertyInfo& info) {
    switch (info.source) {
        case PropertySource::computed:
            return "computed";
        case PropertySource::service_section:
            return "service section";
        default:
            return info.registry_value.empty() ? "not known"
                                               : "`" + to_utf8(info.registry_value) + "`";
    }
}

std::string types_cell(const PropertyInfo& info) {
    struct Named {
        AccountType type;
        std::string_view name;
    };
    constexpr std::array<Named, 7> names = {{{AccountType::pop3, "POP3"},
                                             {AccountType::imap, "IMAP"},
                                             {AccountType::mapi, "MAPI"},
                                             {AccountType::hotmail, "Hotmail"},
                                             {AccountType::ldap, "LDAP"},
                                             {AccountType::eas, "EAS"},
                                             {AccountType::other, "others"}}};
    std::string cell;
    std::size_t count = 0;
    for (const Named& row : names) {
        if ((info.types & type_bit(row.type)) != 0) {
            const bool mail = row.type == AccountType::mapi && info.mail_only;
            cell += (cell.empty() ? "" : ", ") + std::string(mail ? "mail " : "");
            cell += row.name;
            ++count;
        }
    }
    return count == names.size() ? "all" : cell;
}

std::string default_cell(const PropertyInfo& info) {
    std::string cell;
    if (info.default_pop3 && (info.types & type_bit(AccountType::pop3)) != 0) {
        cell = std::to_string(*info.default_pop3);
    }
    if (info.default_imap && info.default_imap != info.default_pop3) {
        cell += ", IMAP " + std::to_string(*info.default_imap);
    }
    return cell;
}

std::string allowed_cell(const PropertyInfo& info) {
    if (!info.allowed || !info.editable) {
        return {};
    }
    const std::string least = std::to_string(info.allowed->least);
    const std::string most = std::to_string(info.allowed->most);
    const bool is_binary = static_cast<std::uint16_t>(info.tag) == property_type::binary;
    return (least == most ? least : least + " to " + most) + (is_binary ? " bytes" : "");
}

}  // namespace

std::string properties_page() {
    std::string page(introduction);
    for (const PropertyInfo& info : property_table()) {
        const std::string cells[] = {
            hex_tag(info.tag),
            std::string(info.name),
            "`" + property_key(info) + "`",
            value_cell(info),
            types_cell(info),
            default_cell(info),
            allowed_cell(info),
            info.access == PropertyAccess::read_write ? "RW" : "R",
            info.editable ? "yes" : "no",
            std::string(info.meaning) + (info.secret ? "; shown only as present" : "")};
        for (const std::string& cell : cells) {
            page += "| " + cell + (cell.empty() ? "" : " ");
        }
        page += "|\n";
    }
    return page;
}

}  // namespace olkacct::test
