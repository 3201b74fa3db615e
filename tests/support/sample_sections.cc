// Sections and services of a sample profile. Their values: sheet, sections 2 and 11.
#include "olkacct/text.h"
#include "support/property_bytes.h"
#include "support/sample_profile.h"

namespace olkacct::test {

namespace {

constexpr std::uint32_t kind_store = 33;  // PR_RESOURCE_TYPE
constexpr std::uint32_t kind_address_book = 35;
constexpr std::uint32_t kind_transport = 36;

constexpr std::u16string_view service_table = u"9207f3e0a3b11019908b08002b2a56c2";

// Also the address-book container of the only search-path element.
Bytes search_path_element() {
    auto bytes = hex_bytes("00000000fe42aa0a18c7101ae8850b651c2400000300000003000000");
    append(bytes, made_up_uid(provider_seed + sample_id::address_book));
    append(bytes, inbox_entry_id(made_up_uid(data_file_record_key_seed)));
    return bytes;
}

Bytes packed_uids(std::uint32_t seed, std::initializer_list<std::uint32_t> ids) {
    Bytes bytes;
    for (const auto id : ids) {
        append(bytes, made_up_uid(seed + id));
    }
    return bytes;
}

}  // namespace

void SampleProfile::add_sections(std::u16string_view profile_name) {
    add_fixed_sections(profile_name);
    add_service_table();
    add_service(sample_id::address_book, u"CONTAB", u"Outlook Address Book", u"contab.dll",
                kind_address_book);
    add_service(sample_id::data_file, u"MSUPST MS", u"ann@abc.example (1)", u"mspst.dll",
                kind_store);
    add_service(sample_id::imap, u"INTERSTOR", u"ann.mueller@work.example", u"pstprx.dll",
                kind_store);
    add_service(sample_id::exchange, u"MSEMS", u"Microsoft Exchange", u"emsmdb.dll",
                kind_transport);
    add_exchange_settings();
    if (has_preferences()) {
        add_preferences();
    }
}

void SampleProfile::add_fixed_sections(std::u16string_view profile_name) {
    const auto client = hive_.add_key(profile_, u"0a0d020000000000c000000000000046");
    hive_.set_binary(client, u"01023d15", made_up_uid(exchange_settings_seed));
    hive_.set_binary(client, u"0003041b", dword_bytes(7));
    hive_.set_binary(
        client, u"1102039b",
        multi_binary({made_up_bytes(1, 21), Bytes(), made_up_bytes(2, 8)}, options_.offset_width));
    hive_.add_key(profile_, u"13dbb0c8aa05101a9bb000aa002fc45a");
    const auto named = hive_.add_key(profile_, u"3517490d76624c419a828607e2a54604");
    hive_.set_binary(named, u"001f6000", text_bytes(profile_name));
    const auto instance = hive_.add_key(profile_, u"8503020000000000c000000000000046");
    hive_.set_binary(instance, u"0102300b", made_up_uid(2));
    const auto odd = hive_.add_key(profile_, u"f86ed2903a4a11cfb57e524153480001");
    hive_.set_binary(odd, u"00486002", made_up_uid(3));
    // A secured property (sheet: section 11.1).
    const auto dial_up = hive_.add_key(profile_, u"5acf76a3665511cea39a00aa004acafa");
    const auto value = protected_value(u"S001f67f1");
    hive_.set_binary(dial_up, u"S001f67f1", std::span(value).subspan(1));
}

void SampleProfile::add_service_table() {
    using namespace sample_id;
    const auto table = hive_.add_key(profile_, service_table);
    hive_.set_binary(table, u"01023d00", packed_uids(provider_seed, {data_file, imap}));
    hive_.set_binary(table, u"01023d01", packed_uids(provider_seed, {address_book}));
    hive_.set_binary(table, u"01023d02", packed_uids(provider_seed, {exchange}));
    hive_.set_binary(table, u"01023d0e",
                     packed_uids(service_seed, {address_book, data_file, imap, exchange}));
    hive_.set_binary(table, u"11023d05",
                     multi_binary({search_path_element()}, options_.offset_width));
}

// A service section with one provider section; each names the other (sheet: section 11.4).
void SampleProfile::add_service(std::uint32_t id, std::u16string_view service,
                                std::u16string_view name, std::u16string_view dll,
                                std::uint32_t kind) {
    const auto service_key = section(made_up_uid(service_seed + id));
    const auto provider_key = section(made_up_uid(provider_seed + id));
    const auto* providers = kind == kind_store          ? u"01023d00"
                            : kind == kind_address_book ? u"01023d01"
                                                        : u"01023d02";
    const auto file = to_utf8(dll);
    hive_.set_binary(service_key, u"00033009", dword_bytes(kind == kind_store ? 0x20 : 0x22));
    hive_.set_binary(service_key, u"001f3001", text_bytes(name));
    hive_.set_binary(service_key, u"001f3d09", text_bytes(service));
    hive_.set_binary(service_key, u"001f3d0a", text_bytes(dll));
    hive_.set_binary(service_key, u"001f3d0b", text_bytes(u"ServiceEntry"));
    hive_.set_binary(service_key, providers, made_up_uid(provider_seed + id));
    hive_.set_binary(service_key, u"101e3d0f",
                     multi_string8({file, "outlook.hlp"}, options_.offset_width));

    hive_.set_binary(provider_key, u"00033009", dword_bytes(id == sample_id::data_file ? 2 : 0));
    hive_.set_binary(provider_key, u"00033e03", dword_bytes(kind));
    hive_.set_binary(provider_key, u"001f3001", text_bytes(name));
    hive_.set_binary(provider_key, u"001f300a", text_bytes(dll));
    hive_.set_binary(provider_key, u"001f3d09", text_bytes(service));
    hive_.set_binary(provider_key, u"01023d0c", made_up_uid(service_seed + id));
    if (id == sample_id::data_file) {
        hive_.set_binary(provider_key, u"001f6700", text_bytes(data_file_path));
        hive_.set_binary(provider_key, u"01020ff9", made_up_uid(data_file_record_key_seed));
        hive_.set_binary(provider_key, u"01020fff", store_entry_id(data_file_path));
    }
}

// What PROP_MAPI_EMSMDB_UID leads to.
void SampleProfile::add_exchange_settings() {
    const auto uid = made_up_uid(exchange_settings_seed);
    hive_.set_binary(section(made_up_uid(service_seed + sample_id::exchange)), u"01023d15", uid);
    const auto settings = section(uid);
    hive_.set_binary(settings, u"001f6602", text_bytes(u"exchange.corp.example"));
    hive_.set_value(settings, u"001e6603", registry_type::sz, text_bytes(u"ann"));
    hive_.set_binary(settings, u"00036601", dword_bytes(4));
    hive_.set_binary(settings, u"000b6628", hex_bytes("0100"));
    hive_.set_binary(settings, u"00406619", qword_bytes(options_.hive.created));
}

void SampleProfile::add_preferences() {
    for (std::uint32_t id = 1; id <= sample_id::ldap; ++id) {
        const auto digits = std::to_string(id);
        const auto name = "AcctSettings" + std::string(4 - digits.size(), '0') + digits;
        const auto preferences = section(made_up_uid(preferences_seed + id));
        hive_.set_binary(preferences, u"001f3001", text_bytes(from_wtf8(name)));
        if (id == sample_id::pop3) {
            hive_.set_binary(preferences, u"000b0489", hex_bytes("0000"));
            hive_.set_binary(preferences, u"001f0418", text_bytes(u"bo@abc.example;"));
        }
    }
}

HiveBuilder::KeyId SampleProfile::section(const Bytes& uid) {
    return hive_.add_key(profile_, section_name(uid));
}

}  // namespace olkacct::test
