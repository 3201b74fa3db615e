// Sections 8.11, 8.12 and 12: reading properties, and what setting them answers.
#include "allocations.h"
#include "client.h"

namespace olkacct::test {
namespace {

using Bytes8 = std::vector<std::uint8_t>;

ACCT_VARIANT text_variant(const WCHAR* text) {
    ACCT_VARIANT variant{};
    variant.dwType = PT_UNICODE;
    variant.Val.pwsz = const_cast<WCHAR*>(text);
    return variant;
}

ACCT_VARIANT binary_variant(DWORD size, BYTE* bytes) {
    ACCT_VARIANT variant{};
    variant.dwType = PT_BINARY;
    variant.Val.bin = {size, bytes};
    return variant;
}

}  // namespace

TEST_F(Conformance, AM_Get_1_a_value_comes_with_its_type) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    const Read name = read(*account.get(), PROP_ACCT_NAME);
    EXPECT_EQ(name.type, PT_UNICODE);
    EXPECT_EQ(name.text, u"Work");
    const Read port = read(*account.get(), PROP_INET_PORT);
    EXPECT_EQ(port.type, PT_LONG);
    EXPECT_EQ(port.number, 995U);
    const Read store = read(*account.get(), PROP_ACCT_DELIVERY_STORE);
    EXPECT_EQ(store.type, PT_BINARY);
    EXPECT_EQ(store.bytes, (Bytes8{0, 0, 0, 0, 0x38, 0xA1}));
}

TEST_F(Conformance, AM_Get_2_strings_and_binaries_are_blocks_of_the_caller) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    ACCT_VARIANT first{};
    ACCT_VARIANT second{};
    ASSERT_EQ(account->GetProp(PROP_ACCT_NAME, &first), S_OK);
    ASSERT_EQ(account->GetProp(PROP_ACCT_NAME, &second), S_OK);
    EXPECT_NE(first.Val.pwsz, second.Val.pwsz);
    EXPECT_EQ(account->FreeMemory(reinterpret_cast<BYTE*>(first.Val.pwsz)), S_OK);
    EXPECT_EQ(second.Val.pwsz[0], WCHAR{'W'});
    EXPECT_EQ(account->FreeMemory(reinterpret_cast<BYTE*>(second.Val.pwsz)), S_OK);
}

TEST_F(Conformance, AM_Get_3_a_number_leaves_the_rest_of_the_union_zero) {
    const auto manager = open_manager();
    ACCT_VARIANT variant = dirty_variant();
    ASSERT_EQ(find(*manager.get(), contab)->GetProp(PROP_ACCT_IS_EXCH, &variant), S_OK);
    EXPECT_EQ(variant.Val.pwsz, nullptr);
    EXPECT_EQ(variant.Val.bin.pb, nullptr);
}

TEST_F(Conformance, AM_Get_4_another_type_does_not_give_the_value) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    for (const DWORD tag : {DWORD{0x00020003}, DWORD{0x00020102}, DWORD{0x0001001F},
                            DWORD{0x00010102}, DWORD{0x01040102}, DWORD{0x0018001F}})
        EXPECT_EQ(read(*account.get(), tag).hr, E_ACCT_NOT_FOUND) << std::hex << tag;
}

TEST_F(Conformance, AM_Get_5_probing_every_identifier_is_silent_and_allocates_only_for_hits) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    const std::size_t blocks_before = allocations();
    int hits = 0;
    for (DWORD id = 1; id <= 0x7FFF; ++id)
        for (const DWORD type : {PT_LONG, PT_UNICODE, PT_BINARY}) {
            ACCT_VARIANT variant;
            const std::size_t before = allocations();
            const HRESULT hr = account->GetProp(id << 16 | type, &variant);
            if (hr == E_ACCT_NOT_FOUND) {
                ASSERT_EQ(allocations(), before) << std::hex << id;
                continue;
            }
            ASSERT_EQ(hr, S_OK) << std::hex << id;
            ++hits;
            if (variant.dwType == PT_UNICODE)
                account->FreeMemory(reinterpret_cast<BYTE*>(variant.Val.pwsz));
            if (variant.dwType == PT_BINARY) account->FreeMemory(variant.Val.bin.pb);
        }
    EXPECT_GT(hits, 20);
    EXPECT_GT(allocations(), blocks_before);
    EXPECT_EQ(helper_.session_calls, 0);
}

TEST_F(Conformance, AM_Get_6_message_properties_are_not_found_on_accounts) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    EXPECT_EQ(read(*account.get(), PR_PRIMARY_SEND_ACCOUNT).hr, E_ACCT_NOT_FOUND);
    EXPECT_EQ(read(*account.get(), PR_NEXT_SEND_ACCT).hr, E_ACCT_NOT_FOUND);
}

TEST_F(Conformance, S_35_each_kind_of_tag_has_its_answer) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), contab);
    // Known and present; known without a value; known with another type; unknown.
    EXPECT_EQ(read(*account.get(), PROP_ACCT_NAME).hr, S_OK);
    EXPECT_EQ(read(*account.get(), PROP_ACCT_USER_EMAIL_ADDR).hr, E_ACCT_NOT_FOUND);
    EXPECT_EQ(read(*account.get(), 0x00020102).hr, E_ACCT_NOT_FOUND);
    EXPECT_EQ(read(*account.get(), 0x7ABC0003).hr, E_ACCT_NOT_FOUND);
    EXPECT_EQ(read(*account.get(), 0xFFFE0003).hr, E_ACCT_NOT_FOUND);
    for (const DWORD malformed :
         {DWORD{0x00000003}, DWORD{0x0000001F}, DWORD{0xFFFF0003}, DWORD{0x0002001E},
          DWORD{0x0002000B}, DWORD{0x00020000}, DWORD{0x0002101F}, DWORD{0x0002801F},
          DWORD{0x01028003}, DWORD{0x7ABC001E}})
        EXPECT_EQ(read(*account.get(), malformed).hr, E_INVALIDARG) << std::hex << malformed;
    EXPECT_EQ(account->GetProp(PROP_ACCT_NAME, nullptr), E_INVALIDARG);
}

TEST_F(Conformance, S_36_an_empty_string_is_allocated_and_an_empty_binary_is_not) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    ACCT_VARIANT variant = dirty_variant();
    ASSERT_EQ(account->GetProp(PROP_ACCT_USER_DISPLAY_NAME, &variant), S_OK);
    ASSERT_NE(variant.Val.pwsz, nullptr);
    EXPECT_EQ(variant.Val.pwsz[0], WCHAR{0});
    EXPECT_EQ(account->FreeMemory(reinterpret_cast<BYTE*>(variant.Val.pwsz)), S_OK);
    variant = dirty_variant();
    ASSERT_EQ(account->GetProp(PROP_ACCT_DELIVERY_FOLDER, &variant), S_OK);
    EXPECT_EQ(variant.dwType, PT_BINARY);
    EXPECT_EQ(variant.Val.bin.cb, 0U);
    EXPECT_EQ(variant.Val.bin.pb, nullptr);
    EXPECT_EQ(account->FreeMemory(variant.Val.bin.pb), S_OK);
}

TEST_F(Conformance, AM_Set_3_computed_properties_are_read_only) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    const WCHAR text[] = {'x', 0};
    ACCT_VARIANT number = number_variant(1);
    ACCT_VARIANT string = text_variant(text);
    EXPECT_EQ(account->SetProp(PROP_ACCT_ID, &number), E_OLK_PROP_READ_ONLY);
    EXPECT_EQ(account->SetProp(PROP_ACCT_IS_EXCH, &number), E_OLK_PROP_READ_ONLY);
    EXPECT_EQ(account->SetProp(PROP_ACCT_MINI_UID, &number), E_OLK_PROP_READ_ONLY);
    EXPECT_EQ(account->SetProp(PROP_ACCT_STAMP, &string), E_OLK_PROP_READ_ONLY);
    EXPECT_EQ(account->SetProp(PROP_ACCT_SEND_STAMP, &string), E_OLK_PROP_READ_ONLY);
}

TEST_F(Conformance, AM_Set_4_sent_items_of_internet_accounts_are_not_found) {
    const auto manager = open_manager();
    BYTE bytes[] = {1, 2};
    ACCT_VARIANT variant = binary_variant(2, bytes);
    EXPECT_EQ(find(*manager.get(), pop3)->SetProp(PROP_ACCT_SENTITEMS_EID, &variant),
              E_ACCT_NOT_FOUND);
    EXPECT_EQ(find(*manager.get(), imap)->SetProp(PROP_ACCT_SENTITEMS_EID, &variant),
              E_ACCT_NOT_FOUND);
}

TEST_F(Conformance, C_11_sent_items_of_other_accounts_are_read_only) {
    const auto manager = open_manager();
    BYTE bytes[] = {1, 2};
    ACCT_VARIANT variant = binary_variant(2, bytes);
    for (const DWORD id : {exchange, contab, hotmail, ldap})
        EXPECT_EQ(find(*manager.get(), id)->SetProp(PROP_ACCT_SENTITEMS_EID, &variant),
                  E_OLK_PROP_READ_ONLY);
}

TEST_F(Conformance, C_12_transport_flags_have_four_bytes) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), exchange);
    BYTE bytes[] = {1, 0, 0, 0, 0};
    for (const DWORD size : {DWORD{0}, DWORD{3}, DWORD{5}}) {
        ACCT_VARIANT variant = binary_variant(size, bytes);
        EXPECT_EQ(account->SetProp(PROP_MAPI_TRANSPORT_FLAGS, &variant), E_INVALIDARG) << size;
    }
}

TEST_F(Conformance, C_13_the_authentication_method_is_one_of_three_whatever_bits_are_stored) {
    const auto manager = open_manager();
    EXPECT_EQ(read(*find(*manager.get(), imap).get(), PROP_SMTP_AUTH_METHOD).number,
              static_cast<DWORD>(SMTP_AUTH_RECEIVE_BEFORE_SEND))
        << "stored is 3";
    EXPECT_EQ(read(*find(*manager.get(), pop3).get(), PROP_SMTP_AUTH_METHOD).number,
              static_cast<DWORD>(SMTP_AUTH_SAME_AS_POP))
        << "nothing is stored";
}

TEST_F(Conformance, C_14_remove_after_goes_with_a_number_of_days) {
    const DWORD value = LEAVE_ON_SERVER | REMOVE_AFTER | SET_REMOVE_AFTER_DAYS(14);
    EXPECT_EQ(value, 0x000E0003U);
    EXPECT_EQ(GET_REMOVE_AFTER_DAYS(value), 14U);
    EXPECT_EQ(GET_REMOVE_AFTER_DAYS(LEAVE_ON_SERVER | REMOVE_ON_NUKE), 0U);
}

TEST_F(Conformance, S_37_the_checks_of_SetProp_come_in_their_order) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    ACCT_VARIANT number = number_variant(1);
    EXPECT_EQ(account->SetProp(PROP_ACCT_NAME, nullptr), E_INVALIDARG);
    EXPECT_EQ(account->SetProp(0x7ABC0003, &number), E_INVALIDARG);
    EXPECT_EQ(account->SetProp(0x00020003, &number), E_INVALIDARG);
    EXPECT_EQ(account->SetProp(0x0002801F, &number), E_INVALIDARG);
    // Read-only whatever the value, also of another type.
    EXPECT_EQ(account->SetProp(PROP_INET_SERVER, &number), E_OLK_PROP_READ_ONLY);
    EXPECT_EQ(account->SetProp(PROP_ACCT_PREFERENCES_UID, &number), E_OLK_PROP_READ_ONLY);
    // Writable, but the value does not fit.
    EXPECT_EQ(account->SetProp(PROP_ACCT_NAME, &number), E_INVALIDARG);
    ACCT_VARIANT missing = text_variant(nullptr);
    EXPECT_EQ(account->SetProp(PROP_ACCT_NAME, &missing), E_INVALIDARG);
    ACCT_VARIANT no_bytes = binary_variant(2, nullptr);
    EXPECT_EQ(account->SetProp(PROP_ACCT_DELIVERY_STORE, &no_bytes), E_INVALIDARG);
}

TEST_F(Conformance, S_38_names_that_are_empty_and_values_that_are_too_long_are_invalid) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    const WCHAR empty[] = {0};
    ACCT_VARIANT variant = text_variant(empty);
    EXPECT_EQ(account->SetProp(PROP_ACCT_NAME, &variant), E_INVALIDARG);
    std::vector<WCHAR> characters(32769, WCHAR{'x'});
    characters.back() = 0;
    variant = text_variant(characters.data());
    EXPECT_EQ(account->SetProp(PROP_ACCT_USER_DISPLAY_NAME, &variant), E_INVALIDARG);
    std::vector<BYTE> bytes(65537);
    variant = binary_variant(65537, bytes.data());
    EXPECT_EQ(account->SetProp(PROP_ACCT_DELIVERY_STORE, &variant), E_INVALIDARG);
}

TEST_F(Conformance, AM_Prp_1_the_id_is_the_same_in_every_manager) {
    const auto first = open_manager();
    const auto second = open_manager();
    for (const DWORD tag : {PROP_ACCT_ID, PROP_ACCT_MINI_UID})
        EXPECT_EQ(read(*find(*first.get(), pop3).get(), tag).number,
                  read(*find(*second.get(), pop3).get(), tag).number);
}

TEST_F(Conformance, AM_Prp_2_the_send_stamp_continues_the_stamp_with_the_account_name) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    EXPECT_EQ(read(*account.get(), PROP_ACCT_SEND_STAMP).text,
              read(*account.get(), PROP_ACCT_STAMP).text + u"\x01" + u"Work");
}

TEST_F(Conformance, AM_Prp_3_the_emsmdb_uid_exists_on_exchange_accounts_only) {
    const auto manager = open_manager();
    EXPECT_EQ(read(*find(*manager.get(), exchange).get(), PROP_MAPI_EMSMDB_UID).bytes,
              Bytes8(16, 0x22));
    for (const DWORD id : {contab, pop3, imap, ldap})
        EXPECT_EQ(read(*find(*manager.get(), id).get(), PROP_MAPI_EMSMDB_UID).hr, E_ACCT_NOT_FOUND);
}

TEST_F(Conformance, AM_Prp_4_leave_on_server_holds_bits_and_days) {
    const auto manager = open_manager();
    const DWORD value = read(*find(*manager.get(), pop3).get(), PROP_POP_LEAVE_ON_SERVER).number;
    EXPECT_EQ(value, 0x000E0003U);
    EXPECT_EQ(GET_REMOVE_AFTER_DAYS(value), 14U);
    EXPECT_NE(value & LEAVE_ON_SERVER, 0U);
}

TEST_F(Conformance, C_24_the_account_id_is_the_live_identifier) {
    const auto manager = open_manager();
    for (const DWORD id : order(*manager.get(), CLSID_OlkMail))
        EXPECT_EQ(read(*find(*manager.get(), id).get(), PROP_ACCT_ID).number, id);
}

TEST_F(Conformance, S_59_properties_that_only_a_public_client_reads_have_values) {
    const auto manager = open_manager();
    EXPECT_EQ(read(*find(*manager.get(), pop3).get(), PROP_ACCT_TYPE).text, u"POP3");
    EXPECT_EQ(read(*find(*manager.get(), imap).get(), PROP_ACCT_TYPE).text, u"IMAP");
    EXPECT_EQ(read(*find(*manager.get(), exchange).get(), PROP_ACCT_TYPE).text, u"MAPI");
    EXPECT_EQ(read(*find(*manager.get(), hotmail).get(), PROP_ACCT_TYPE).text, u"HTTP");
    EXPECT_EQ(read(*find(*manager.get(), ldap).get(), PROP_ACCT_TYPE).text, u"LDAP");
    EXPECT_EQ(read(*find(*manager.get(), pop3).get(), PROP_ACCT_IDENTITY).text, u"Ann");
    EXPECT_EQ(read(*find(*manager.get(), contab).get(), PROP_ACCT_FLAVOR).text, u"CONTAB");
    EXPECT_EQ(read(*find(*manager.get(), pop3).get(), PROP_ACCT_FLAVOR).hr, E_ACCT_NOT_FOUND);
    EXPECT_EQ(read(*find(*manager.get(), imap).get(), PROP_ACCT_IS_DEFAULT_MAIL).number, 1U);
    EXPECT_EQ(read(*find(*manager.get(), pop3).get(), PROP_ACCT_IS_DEFAULT_MAIL).number, 0U);
    EXPECT_EQ(read(*find(*manager.get(), pop3).get(), PROP_ACCT_DISABLED).number, 0U);
    EXPECT_EQ(read(*find(*manager.get(), exchange).get(), PROP_MAPI_SERVICE_UID).bytes,
              Bytes8(16, 0x11));
}

TEST_F(Conformance, S_61_stamps_begin_with_the_id_and_name_the_address) {
    const auto manager = open_manager();
    EXPECT_EQ(read(*find(*manager.get(), pop3).get(), PROP_ACCT_STAMP).text,
              u"00000002\x01"
              u"ann@example.com");
    EXPECT_EQ(read(*find(*manager.get(), contab).get(), PROP_ACCT_STAMP).text, u"00000001\x01");
    EXPECT_EQ(read(*find(*manager.get(), contab).get(), PROP_ACCT_SEND_STAMP).text,
              u"00000001\x01\x01Outlook Address Book");
}

TEST_F(Conformance, S_62_each_type_has_its_properties) {
    const auto manager = open_manager();
    for (const DWORD id : {contab, pop3, data_file, imap, exchange, ldap, hotmail}) {
        const auto account = find(*manager.get(), id);
        for (const DWORD tag : {PROP_ACCT_ID, PROP_ACCT_NAME, PROP_ACCT_MINI_UID, PROP_ACCT_STAMP,
                                PROP_ACCT_SEND_STAMP, PROP_ACCT_IS_EXCH})
            EXPECT_EQ(read(*account.get(), tag).hr, S_OK) << id << " " << std::hex << tag;
    }
    EXPECT_EQ(read(*find(*manager.get(), imap).get(), PROP_POP_LEAVE_ON_SERVER).hr,
              E_ACCT_NOT_FOUND);
    EXPECT_EQ(read(*find(*manager.get(), exchange).get(), PROP_INET_SERVER).hr, E_ACCT_NOT_FOUND);
    EXPECT_EQ(read(*find(*manager.get(), exchange).get(), PROP_MAPI_IDENTITY_ENTRYID).bytes,
              (Bytes8{1, 2, 3}));
    BYTE bytes[] = {1, 0, 0, 0};
    ACCT_VARIANT variant = binary_variant(4, bytes);
    EXPECT_EQ(find(*manager.get(), pop3)->SetProp(PROP_MAPI_TRANSPORT_FLAGS, &variant),
              E_ACCT_NOT_FOUND);
}

TEST_F(Conformance, S_63_exchange_is_the_mapi_type_with_the_exchange_service) {
    const auto manager = open_manager();
    for (const DWORD id : {contab, pop3, data_file, imap, ldap, hotmail})
        EXPECT_EQ(read(*find(*manager.get(), id).get(), PROP_ACCT_IS_EXCH).number, 0U);
    EXPECT_NE(read(*find(*manager.get(), exchange).get(), PROP_ACCT_IS_EXCH).number, 0U);
}

TEST_F(Conformance, AM_Sec_1_password_tags_are_known_as_secret) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    ACCT_VARIANT number = number_variant(1);
    EXPECT_EQ(account->SetProp(PROP_INET_PASSWORD, &number), E_OLK_PROP_READ_ONLY);
    EXPECT_EQ(account->SetProp(PROP_SMTP_PASSWORD, &number), E_OLK_PROP_READ_ONLY);
}

TEST_F(Conformance, AM_Sec_2_a_request_without_the_security_bit_reveals_nothing) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    for (const DWORD tag : {DWORD{0x0102001F}, DWORD{0x01020102}, DWORD{0x01020003},
                            DWORD{0x0205001F}, DWORD{0x02050102}, DWORD{0x02050003}})
        EXPECT_EQ(read(*account.get(), tag).hr, E_ACCT_NOT_FOUND) << std::hex << tag;
}

TEST_F(Conformance, S_65_secrets_are_not_readable_and_not_settable) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    const WCHAR text[] = {'x', 0};
    ACCT_VARIANT variant = text_variant(text);
    EXPECT_EQ(read(*account.get(), PROP_INET_PASSWORD).hr, E_ACCT_NOT_FOUND);
    EXPECT_EQ(read(*account.get(), PROP_SMTP_PASSWORD).hr, E_ACCT_NOT_FOUND);
    EXPECT_EQ(account->SetProp(PROP_INET_PASSWORD, &variant), E_OLK_PROP_READ_ONLY);
    EXPECT_EQ(account->SetProp(0x0102001F, &variant), E_INVALIDARG);
}

}  // namespace olkacct::test
