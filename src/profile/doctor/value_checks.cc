// Checks of single values: the encoding of strings, the inside of multi-values.
#include "base/byte_reader.h"
#include "base/utf16.h"
#include "olkacct/property.h"
#include "olkacct/text.h"
#include "profile/doctor/checks.h"
#include "profile/edit/encode.h"
#include "profile/section_value.h"

namespace olkacct::profile::doctor {
namespace {

void check_string(Patient& patient, const Account& account, const Property& property,
                  std::uint32_t expected) {
    const RegistryValue& stored = *property.stored;
    if (stored.type == expected) {
        return;
    }
    const std::u16string key = patient.path_of(account);
    const bool as_sz = expected == registry_type::sz;
    patient.report(
        {.severity = Severity::warning,
         .check = "string_encoding",
         .what = "account " + std::to_string(account.id) + ": " + to_display(stored.name) +
                 (as_sz ? " is not REG_SZ as this version of Outlook keeps strings"
                        : " is not REG_BINARY as this version of Outlook keeps strings"),
         .key = key,
         .value = stored.name,
         .fix = {patient.replace(key, stored,
                                 {stored.name, expected, encode_text(decode_string(stored))})}});
}

// Those whose encoding is known.
bool is_multi_value_type(std::uint16_t type) {
    return type == 0x1003 || type == 0x101E || type == 0x101F || type == 0x1102;
}

}  // namespace

void check_encodings(Patient& patient) {
    const Profile& profile = patient.profile();
    const std::uint32_t expected =
        text_form(profile) == TextForm::sz ? registry_type::sz : registry_type::binary;
    for (const Account& account : profile.accounts) {
        for (const Property& property : get_properties(profile, account)) {
            if (property.stored != nullptr &&
                std::holds_alternative<std::u16string>(property.value)) {
                check_string(patient, account, property, expected);
            }
        }
    }
}

void check_multi_values(Patient& patient) {
    for (const Section& section : patient.sections()) {
        for (const RegistryValue& value : section.values) {
            const auto name = parse_section_value_name(value.name);
            if (!name || name->secure || !is_multi_value_type(name->type) ||
                !std::holds_alternative<std::monostate>(decode_section_value(value))) {
                continue;
            }
            patient.report({.severity = Severity::error,
                            .check = "multi_value",
                            .what = "the counts and offsets of " + to_display(value.name) +
                                    " do not fit its " + std::to_string(value.data.size()) +
                                    " bytes",
                            .key = patient.path_of(section),
                            .value = value.name,
                            .fix = {}});
        }
    }
}

}  // namespace olkacct::profile::doctor
