// Fuzz target: one value's bytes, decoded as every property and as a section value and written
// again, and as text.
//
// Input: a type and a tag (four bytes each), the length of the value's name in units (one byte),
// the name, then the data.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <span>
#include <variant>

#include "base/filetime.h"
#include "base/utf16.h"
#include "olkacct/property.h"
#include "olkacct/text.h"
#include "profile/section_property.h"
#include "profile/section_value.h"
#include "support/bytes.h"

namespace {

constexpr std::size_t head_size = 9;

void render(const std::u16string& text) {
    (void)olkacct::to_utf8(text);
    (void)olkacct::to_display(text);
    // What round trips promise.
    if (olkacct::from_wtf8(olkacct::to_wtf8(text)) != text) std::abort();
}

// An account of each type whose values all have these bytes.
olkacct::Account account_of(olkacct::AccountType type, const olkacct::RegistryValue& value) {
    olkacct::Account account;
    account.id = 1;
    account.type = type;
    for (const auto& row : olkacct::property_table()) {
        auto named = value;
        named.name = row.registry_value;
        if (const auto star = named.name.find(u'*'); star != std::u16string::npos) {
            named.name.replace(star, 1, u"POP3");
        }
        if (!named.name.empty()) account.values.push_back(std::move(named));
    }
    account.emsmdb_uid = value.data;
    return account;
}

// What was written once reads as itself, in both widths of offsets.
void write_again(const olkacct::RegistryValue& value) {
    const auto property = olkacct::profile::decode_property(value);
    if (!property) return;
    for (const std::uint8_t width : {std::uint8_t{4}, std::uint8_t{8}}) {
        const auto stored = olkacct::profile::encode_property(*property, width);
        const auto again = olkacct::profile::decode_property(stored);
        if (!again || olkacct::profile::encode_property(*again, width) != stored) std::abort();
    }
}

void decode(const olkacct::RegistryValue& value, std::uint32_t tag) {
    write_again(value);
    render(value.name);
    render(olkacct::decode_string(value));
    (void)olkacct::decode_number(value);
    (void)olkacct::is_secret_value(value.name);
    const auto section = olkacct::profile::decode_section_value(value);
    if (const auto* text = std::get_if<std::u16string>(&section)) render(*text);
    if (const auto* time = std::get_if<olkacct::profile::FileTime>(&section)) {
        (void)olkacct::base::filetime_to_text(time->ticks);
    }
    const olkacct::Profile profile;
    for (const auto type : {olkacct::AccountType::pop3, olkacct::AccountType::imap,
                            olkacct::AccountType::mapi, olkacct::AccountType::other}) {
        const auto account = account_of(type, value);
        (void)olkacct::get_property(profile, account, tag);
        for (const auto& property : olkacct::get_properties(profile, account)) {
            if (const auto* text = std::get_if<std::u16string>(&property.value)) render(*text);
        }
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto input = std::as_bytes(std::span(data, size));
    if (input.size() < head_size) return 0;
    const auto name_size = std::min<std::size_t>(std::size_t{data[8]} * 2, size - head_size);
    const auto rest = input.subspan(head_size);
    const auto bytes = rest.subspan(name_size);
    decode({.name = olkacct::base::from_utf16le(rest.first(name_size)),
            .type = olkacct::test::get32(input, 0),
            .data = {bytes.begin(), bytes.end()}},
           olkacct::test::get32(input, 4));
    return 0;
}
