// Sections 8.4, 8.5, 8.7 and 8.12: what is set, saved, deleted and ordered, on every kind of store.
#include <filesystem>
#include <utility>

#include "client.h"
#include "support/child.h"

namespace olkacct::test {
namespace {

using Ids = std::vector<DWORD>;
using Bytes8 = std::vector<std::uint8_t>;

HRESULT set_order(IOlkAccountManager& manager, const CLSID& category, Ids ids) {
    return manager.SetOrder(&category, static_cast<DWORD>(ids.size()), ids.data());
}

bool contains(const Ids& ids, DWORD id) {
    for (const DWORD one : ids)
        if (one == id) return true;
    return false;
}

}  // namespace

TEST_F(Conformance, AM_Set_1_the_value_is_copied) {
    on_each_kind_of_source([&] {
        const auto manager = open_manager();
        const auto account = find(*manager.get(), pop3);
        WCHAR name[] = {'N', 'e', 'w', 0};
        BYTE bytes[] = {7, 8, 9};
        ACCT_VARIANT variant{};
        variant.dwType = PT_UNICODE;
        variant.Val.pwsz = name;
        ASSERT_EQ(account->SetProp(PROP_ACCT_NAME, &variant), S_OK);
        variant.dwType = PT_BINARY;
        variant.Val.bin = {3, bytes};
        ASSERT_EQ(account->SetProp(PROP_ACCT_DELIVERY_STORE, &variant), S_OK);
        name[0] = 'X';
        bytes[0] = 0;
        ASSERT_EQ(account->SaveChanges(0), S_OK);
        EXPECT_EQ(read(*account.get(), PROP_ACCT_NAME).text, u"New");
        EXPECT_EQ(read(*account.get(), PROP_ACCT_DELIVERY_STORE).bytes, (Bytes8{7, 8, 9}));
    });
}

TEST_F(Conformance, AM_Set_2_what_is_set_is_permanent_only_when_saved) {
    on_each_kind_of_source([&] {
        {
            const auto manager = open_manager();
            ASSERT_EQ(set(*find(*manager.get(), pop3).get(), PROP_ACCT_NAME, u"Lost"), S_OK);
        }
        const auto manager = open_manager();
        EXPECT_EQ(read(*find(*manager.get(), pop3).get(), PROP_ACCT_NAME).text, u"Work");
    });
}

TEST_F(Conformance, AM_Sav_1_either_SaveChanges_makes_changes_permanent) {
    on_each_kind_of_source([&] {
        {
            const auto manager = open_manager();
            const auto account = find(*manager.get(), pop3);
            ASSERT_EQ(set(*account.get(), PROP_ACCT_NAME, u"By the account"), S_OK);
            ASSERT_EQ(account->SaveChanges(0), S_OK);
            const auto other = find(*manager.get(), imap);
            ASSERT_EQ(set(*other.get(), PROP_ACCT_NAME, u"By the manager"), S_OK);
            ASSERT_EQ(manager->SaveChanges(imap, 0), S_OK);
        }
        const auto manager = open_manager();
        EXPECT_EQ(read(*find(*manager.get(), pop3).get(), PROP_ACCT_NAME).text, u"By the account");
        EXPECT_EQ(read(*find(*manager.get(), imap).get(), PROP_ACCT_NAME).text, u"By the manager");
    });
}

TEST_F(Conformance, AM_Sav_2_the_manager_saves_what_was_set_through_an_account_that_is_gone) {
    on_each_kind_of_source([&] {
        const auto manager = open_manager();
        ASSERT_EQ(set(*find(*manager.get(), pop3).get(), PROP_ACCT_NAME, u"Kept"), S_OK);
        ASSERT_EQ(manager->SaveChanges(pop3, 0), S_OK);
        const auto other = open_manager();
        EXPECT_EQ(read(*find(*other.get(), pop3).get(), PROP_ACCT_NAME).text, u"Kept");
    });
}

TEST_F(Conformance, AM_Sav_3_an_account_object_takes_no_flags_either) {
    const auto manager = open_manager();
    EXPECT_EQ(find(*manager.get(), pop3)->SaveChanges(1), E_INVALIDARG);
}

TEST_F(Conformance, S_22_pending_values_are_seen_by_all_objects_of_the_account_and_no_others) {
    on_each_kind_of_source([&] {
        const auto manager = open_manager();
        const auto other_manager = open_manager();
        const auto first = find(*manager.get(), pop3);
        const auto second = find(*manager.get(), pop3);
        ASSERT_EQ(set(*first.get(), PROP_ACCT_USER_EMAIL_ADDR, u"new@example.com"), S_OK);
        EXPECT_EQ(read(*first.get(), PROP_ACCT_USER_EMAIL_ADDR).text, u"new@example.com");
        EXPECT_EQ(read(*second.get(), PROP_ACCT_USER_EMAIL_ADDR).text, u"new@example.com");
        EXPECT_EQ(read(*find(*manager.get(), pop3).get(), PROP_ACCT_USER_EMAIL_ADDR).text,
                  u"new@example.com");
        EXPECT_EQ(read(*find(*manager.get(), imap).get(), PROP_ACCT_USER_EMAIL_ADDR).text,
                  u"ann@imap.example.com");
        order(*other_manager.get(), CLSID_OlkMail);
        EXPECT_EQ(read(*find(*other_manager.get(), pop3).get(), PROP_ACCT_USER_EMAIL_ADDR).text,
                  u"ann@example.com");
        ASSERT_EQ(second->SaveChanges(0), S_OK);
        order(*other_manager.get(), CLSID_OlkMail);
        EXPECT_EQ(read(*find(*other_manager.get(), pop3).get(), PROP_ACCT_USER_EMAIL_ADDR).text,
                  u"new@example.com");
    });
}

TEST_F(Conformance, S_22_a_value_that_was_asked_for_in_vain_is_found_once_it_is_set) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), contab);
    EXPECT_EQ(read(*account.get(), PROP_ACCT_USER_EMAIL_ADDR).hr, E_ACCT_NOT_FOUND);
    ASSERT_EQ(set(*account.get(), PROP_ACCT_USER_EMAIL_ADDR, u"a@example.com"), S_OK);
    EXPECT_EQ(read(*account.get(), PROP_ACCT_USER_EMAIL_ADDR).text, u"a@example.com");
}

TEST_F(Conformance, S_22_pending_values_survive_a_renewal_and_end_with_the_account) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    ASSERT_EQ(set(*account.get(), PROP_ACCT_NAME, u"Pending"), S_OK);
    order(*manager.get(), CLSID_OlkMail);
    EXPECT_EQ(read(*account.get(), PROP_ACCT_NAME).text, u"Pending");
    // Somebody else deletes the account and puts it back.
    SampleOptions options;
    options.without_pop3 = true;
    write_source(options);
    order(*manager.get(), CLSID_OlkMail);
    write_source();
    order(*manager.get(), CLSID_OlkMail);
    EXPECT_EQ(read(*account.get(), PROP_ACCT_NAME).text, u"Work");
}

TEST_F(Conformance, S_23_saving_nothing_is_fine_and_changes_nothing) {
    on_each_kind_of_source([&] {
        const auto manager = open_manager();
        const auto account = find(*manager.get(), pop3);
        EXPECT_EQ(account->SaveChanges(0), S_OK);
        EXPECT_EQ(manager->SaveChanges(pop3, 0), S_OK);
        ASSERT_EQ(set(*account.get(), PROP_ACCT_NAME, u"Work"), S_OK);
        EXPECT_EQ(account->SaveChanges(0), S_OK);
        EXPECT_EQ(read(*account.get(), PROP_ACCT_NAME).text, u"Work");
    });
}

TEST_F(Conformance, S_23_of_two_managers_the_last_saver_wins_property_by_property) {
    on_each_kind_of_source([&] {
        const auto first = open_manager();
        const auto second = open_manager();
        const auto ours = find(*first.get(), pop3);
        const auto theirs = find(*second.get(), pop3);
        ASSERT_EQ(set(*ours.get(), PROP_ACCT_NAME, u"Ours"), S_OK);
        ASSERT_EQ(set(*ours.get(), PROP_ACCT_USER_DISPLAY_NAME, u"Ann"), S_OK);
        ASSERT_EQ(set(*theirs.get(), PROP_ACCT_NAME, u"Theirs"), S_OK);
        ASSERT_EQ(set(*theirs.get(), PROP_ACCT_USER_EMAIL_ADDR, u"theirs@example.com"), S_OK);
        ASSERT_EQ(theirs->SaveChanges(0), S_OK);
        ASSERT_EQ(ours->SaveChanges(0), S_OK);
        EXPECT_EQ(read(*ours.get(), PROP_ACCT_NAME).text, u"Ours");
        EXPECT_EQ(read(*ours.get(), PROP_ACCT_USER_DISPLAY_NAME).text, u"Ann");
        EXPECT_EQ(read(*ours.get(), PROP_ACCT_USER_EMAIL_ADDR).text, u"theirs@example.com");
        order(*second.get(), CLSID_OlkMail);
        EXPECT_EQ(read(*theirs.get(), PROP_ACCT_NAME).text, u"Ours");
    });
}

TEST_F(Conformance, S_23_a_save_that_fails_keeps_what_is_pending) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    ASSERT_EQ(set(*account.get(), PROP_ACCT_NAME, u"Kept"), S_OK);
    std::filesystem::rename(folder_ / "accounts.reg", folder_ / "away.reg");
    EXPECT_EQ(account->SaveChanges(0), E_OLK_REGISTRY);
    EXPECT_EQ(read(*account.get(), PROP_ACCT_NAME).text, u"Kept");
    std::filesystem::rename(folder_ / "away.reg", folder_ / "accounts.reg");
    EXPECT_EQ(account->SaveChanges(0), S_OK);
    const auto other = open_manager();
    EXPECT_EQ(read(*find(*other.get(), pop3).get(), PROP_ACCT_NAME).text, u"Kept");
}

TEST_F(Conformance, S_23_in_a_file_that_may_only_be_read_values_are_pending_and_not_saved) {
    const auto refuse = [&] {
        for (const auto& entry : std::filesystem::directory_iterator(folder_.path()))
            std::filesystem::permissions(entry.path(), std::filesystem::perms(0444));
        std::filesystem::permissions(folder_.path(), std::filesystem::perms(0555));
        const auto child = run_as_nobody([&](std::string&) {
            const auto manager = open_manager();
            const auto account = find(*manager.get(), pop3);
            const bool kept = set(*account.get(), PROP_ACCT_NAME, u"Kept") == S_OK &&
                              account->SaveChanges(0) == E_OLK_REGISTRY &&
                              manager->SaveChanges(pop3, 0) == E_OLK_REGISTRY &&
                              manager->DeleteAccount(pop3) == E_OLK_REGISTRY &&
                              manager->DeleteAccount(dead) == E_ACCT_NOT_FOUND &&
                              read(*account.get(), PROP_ACCT_NAME).text == u"Kept";
            auto reversed = order(*manager.get(), CLSID_OlkStore);
            std::swap(reversed.front(), reversed.back());
            const bool refused =
                set_order(*manager.get(), CLSID_OlkStore, reversed) == E_OLK_REGISTRY &&
                set_order(*manager.get(), CLSID_OlkStore, order(*manager.get(), CLSID_OlkStore)) ==
                    S_OK;
            return kept && refused ? 0 : 1;
        });
        EXPECT_EQ(child.exit_code, 0);
        std::filesystem::permissions(folder_.path(), std::filesystem::perms(0755));
    };
    // SQLite needs to write beside a database to read it.
    on_each_kind_of_source(refuse, {"reg", "hive"});
}

TEST_F(Conformance, S_24_an_account_saves_after_its_manager_is_gone) {
    on_each_kind_of_source([&] {
        auto manager = open_manager();
        const auto account = find(*manager.get(), pop3);
        ASSERT_EQ(set(*account.get(), PROP_ACCT_NAME, u"Before"), S_OK);
        manager.reset();
        ASSERT_EQ(set(*account.get(), PROP_ACCT_USER_DISPLAY_NAME, u"After"), S_OK);
        ASSERT_EQ(account->SaveChanges(0), S_OK);
        const auto other = open_manager();
        EXPECT_EQ(read(*find(*other.get(), pop3).get(), PROP_ACCT_NAME).text, u"Before");
        EXPECT_EQ(read(*find(*other.get(), pop3).get(), PROP_ACCT_USER_DISPLAY_NAME).text,
                  u"After");
    });
}

TEST_F(Conformance, S_19_finding_compares_what_is_saved) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), exchange);
    ASSERT_EQ(set(*account.get(), PROP_ACCT_NAME, u"Pending"), S_OK);
    ACCT_VARIANT wanted = number_variant(1);
    Owned<IOlkAccount> found;
    ASSERT_EQ(manager->FindAccount(PROP_ACCT_IS_EXCH, &wanted, found.put()), S_OK);
    EXPECT_EQ(read(*found.get(), PROP_ACCT_ID).number, DWORD{exchange});
}

TEST_F(Conformance, AM_Del_1_a_deleted_account_is_not_found_enumerated_or_ordered) {
    on_each_kind_of_source([&] {
        const auto manager = open_manager();
        ASSERT_EQ(manager->DeleteAccount(imap), S_OK);
        const auto other = open_manager();
        for (IOlkAccountManager* const one : {manager.get(), other.get()}) {
            ACCT_VARIANT wanted = number_variant(imap);
            Owned<IOlkAccount> account;
            EXPECT_EQ(one->FindAccount(PROP_ACCT_ID, &wanted, account.put()), E_ACCT_NOT_FOUND);
            EXPECT_FALSE(contains(ids(*one, nullptr), imap));
            for (const CLSID& category : {CLSID_OlkMail, CLSID_OlkAddressBook, CLSID_OlkStore})
                EXPECT_FALSE(contains(order(*one, category), imap));
        }
        EXPECT_EQ(order(*manager.get(), CLSID_OlkMail), (Ids{pop3, exchange, eas, hotmail}));
    });
}

TEST_F(Conformance, S_20_deleting_drops_what_is_pending_and_the_rest_stays) {
    on_each_kind_of_source([&] {
        const auto manager = open_manager();
        const auto account = find(*manager.get(), pop3);
        const auto before = ids(*manager.get(), nullptr).size();
        ASSERT_EQ(set(*account.get(), PROP_ACCT_NAME, u"Lost"), S_OK);
        ASSERT_EQ(manager->DeleteAccount(pop3), S_OK);
        EXPECT_EQ(read(*account.get(), PROP_ACCT_NAME).hr, E_ACCT_NOT_FOUND);
        EXPECT_EQ(set(*account.get(), PROP_ACCT_NAME, u"Late"), E_ACCT_NOT_FOUND);
        EXPECT_EQ(account->SaveChanges(0), E_ACCT_NOT_FOUND);
        EXPECT_EQ(manager->SaveChanges(pop3, 0), E_ACCT_NOT_FOUND);
        EXPECT_EQ(ids(*manager.get(), nullptr).size(), before - 1);
        EXPECT_EQ(read(*find(*manager.get(), imap).get(), PROP_ACCT_NAME).text, u"Letters");
    });
}

TEST_F(Conformance, S_20_an_account_that_another_manager_deleted_can_no_longer_be_saved) {
    on_each_kind_of_source([&] {
        const auto first = open_manager();
        const auto second = open_manager();
        const auto account = find(*first.get(), pop3);
        ASSERT_EQ(set(*account.get(), PROP_ACCT_NAME, u"Lost"), S_OK);
        ASSERT_EQ(second->DeleteAccount(pop3), S_OK);
        EXPECT_EQ(account->SaveChanges(0), E_ACCT_NOT_FOUND);
        EXPECT_EQ(read(*account.get(), PROP_ACCT_NAME).hr, E_ACCT_NOT_FOUND);
        EXPECT_EQ(first->DeleteAccount(pop3), E_ACCT_NOT_FOUND);
    });
}

TEST_F(Conformance, S_20_an_account_stays_when_it_cannot_be_removed_from_the_store) {
    const auto manager = open_manager();
    std::filesystem::rename(folder_ / "accounts.reg", folder_ / "away.reg");
    EXPECT_EQ(manager->DeleteAccount(pop3), E_OLK_REGISTRY);
    EXPECT_EQ(read(*find(*manager.get(), pop3).get(), PROP_ACCT_NAME).text, u"Work");
}

TEST_F(Conformance, S_21_an_account_is_deleted_once) {
    on_each_kind_of_source([&] {
        const auto manager = open_manager();
        EXPECT_EQ(manager->DeleteAccount(ldap), S_OK);
        EXPECT_EQ(manager->DeleteAccount(ldap), E_ACCT_NOT_FOUND);
    });
}

TEST_F(Conformance, AM_Ord_3_the_two_orders_can_be_set_where_both_are_stored) {
    on_each_kind_of_source([&] {
        const auto manager = open_manager();
        EXPECT_EQ(
            set_order(*manager.get(), CLSID_OlkStore, {eas, imap, hotmail, data_file, exchange}),
            S_OK);
        EXPECT_EQ(set_order(*manager.get(), CLSID_OlkAddressBook, {hotmail, eas, contab, ldap}),
                  S_OK);
        const auto other = open_manager();
        EXPECT_EQ(order(*other.get(), CLSID_OlkAddressBook), (Ids{hotmail, eas, contab, ldap}));
        EXPECT_EQ(order(*other.get(), CLSID_OlkMail), (Ids{imap, pop3, exchange, eas, hotmail}));
    });
}

TEST_F(Conformance, AM_Ord_5_the_new_order_is_copied) {
    const auto manager = open_manager();
    Ids list{contab, ldap, eas, hotmail};
    ASSERT_EQ(manager->SetOrder(&CLSID_OlkAddressBook, 4, list.data()), S_OK);
    list.assign(4, 0);
    EXPECT_EQ(order(*manager.get(), CLSID_OlkAddressBook), (Ids{contab, ldap, eas, hotmail}));
}

TEST_F(Conformance, AM_Ord_6_the_order_is_the_one_that_was_set) {
    on_each_kind_of_source([&] {
        const auto manager = open_manager();
        const Ids wanted{hotmail, exchange, data_file, eas, imap};
        ASSERT_EQ(set_order(*manager.get(), CLSID_OlkStore, wanted), S_OK);
        EXPECT_EQ(order(*manager.get(), CLSID_OlkStore), wanted);
        EXPECT_EQ(ids(*manager.get(), &CLSID_OlkStore), wanted);
        const auto other = open_manager();
        EXPECT_EQ(order(*other.get(), CLSID_OlkStore), wanted);
    });
}

TEST_F(Conformance, S_26_an_order_is_checked_against_what_the_category_is_now) {
    on_each_kind_of_source([&] {
        const auto first = open_manager();
        const auto second = open_manager();
        ASSERT_EQ(second->DeleteAccount(ldap), S_OK);
        EXPECT_EQ(set_order(*first.get(), CLSID_OlkAddressBook, {ldap, contab, eas, hotmail}),
                  E_ACCT_WRONG_SORT_ORDER);
        EXPECT_EQ(set_order(*first.get(), CLSID_OlkAddressBook, {eas, contab, hotmail}), S_OK);
        EXPECT_EQ(set_order(*first.get(), CLSID_OlkAddressBook, {eas, contab, hotmail}), S_OK);
    });
}

TEST_F(Conformance, S_38_empty_values_are_stored_as_present) {
    on_each_kind_of_source([&] {
        {
            const auto manager = open_manager();
            const auto account = find(*manager.get(), pop3);
            ASSERT_EQ(set(*account.get(), PROP_ACCT_USER_EMAIL_ADDR, u""), S_OK);
            ASSERT_EQ(set(*account.get(), PROP_ACCT_DELIVERY_STORE, std::vector<BYTE>{}), S_OK);
            ASSERT_EQ(account->SaveChanges(0), S_OK);
        }
        const auto manager = open_manager();
        const auto account = find(*manager.get(), pop3);
        EXPECT_EQ(read(*account.get(), PROP_ACCT_USER_EMAIL_ADDR).hr, S_OK);
        EXPECT_EQ(read(*account.get(), PROP_ACCT_USER_EMAIL_ADDR).text, u"");
        EXPECT_EQ(read(*account.get(), PROP_ACCT_DELIVERY_STORE).hr, S_OK);
        EXPECT_TRUE(read(*account.get(), PROP_ACCT_DELIVERY_STORE).bytes.empty());
    });
}

TEST_F(Conformance, S_38_the_longest_values_are_stored_whole) {
    on_each_kind_of_source([&] {
        const std::u16string text(32767, u'\x3B1');
        const std::vector<BYTE> bytes(65536, 0x5A);
        {
            const auto manager = open_manager();
            const auto account = find(*manager.get(), pop3);
            ASSERT_EQ(set(*account.get(), PROP_ACCT_USER_DISPLAY_NAME, text), S_OK);
            ASSERT_EQ(set(*account.get(), PROP_ACCT_DELIVERY_STORE, bytes), S_OK);
            ASSERT_EQ(account->SaveChanges(0), S_OK);
        }
        const auto manager = open_manager();
        const auto account = find(*manager.get(), pop3);
        EXPECT_EQ(read(*account.get(), PROP_ACCT_USER_DISPLAY_NAME).text, text);
        EXPECT_EQ(read(*account.get(), PROP_ACCT_DELIVERY_STORE).bytes, bytes);
    });
}

TEST_F(Conformance, S_62_what_is_writable_can_be_set_on_any_type_and_is_there_when_saved) {
    on_each_kind_of_source([&] {
        for (const DWORD id : {contab, pop3, data_file, imap, exchange, ldap, hotmail, eas}) {
            const auto manager = open_manager();
            const auto account = find(*manager.get(), id);
            ASSERT_EQ(set(*account.get(), PROP_ACCT_USER_DISPLAY_NAME, u"Ann"), S_OK) << id;
            ASSERT_EQ(set(*account.get(), PROP_ACCT_USER_EMAIL_ADDR, u"a@b.example"), S_OK) << id;
            ASSERT_EQ(set(*account.get(), PROP_ACCT_DELIVERY_FOLDER, Bytes8{1, 2, 3}), S_OK) << id;
            ASSERT_EQ(account->SaveChanges(0), S_OK) << id;
            EXPECT_EQ(read(*account.get(), PROP_ACCT_USER_DISPLAY_NAME).text, u"Ann") << id;
            EXPECT_EQ(read(*account.get(), PROP_ACCT_USER_EMAIL_ADDR).text, u"a@b.example") << id;
            EXPECT_EQ(read(*account.get(), PROP_ACCT_DELIVERY_FOLDER).bytes, (Bytes8{1, 2, 3}))
                << id;
        }
    });
}

TEST_F(Conformance, S_61_the_send_stamp_follows_the_name_when_it_is_saved) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    ASSERT_EQ(set(*account.get(), PROP_ACCT_NAME, u"New"), S_OK);
    EXPECT_EQ(read(*account.get(), PROP_ACCT_SEND_STAMP).text,
              u"00000002\x01"
              u"ann@example.com\x01Work");
    ASSERT_EQ(account->SaveChanges(0), S_OK);
    EXPECT_EQ(read(*account.get(), PROP_ACCT_SEND_STAMP).text,
              u"00000002\x01"
              u"ann@example.com\x01New");
}

TEST_F(Conformance, C_12_transport_flags_are_pending_but_have_no_place_where_they_are_saved) {
    on_each_kind_of_source([&] {
        const auto manager = open_manager();
        const auto account = find(*manager.get(), exchange);
        ASSERT_EQ(set(*account.get(), PROP_MAPI_TRANSPORT_FLAGS, Bytes8{1, 0, 0, 0}), S_OK);
        ASSERT_EQ(set(*account.get(), PROP_ACCT_NAME, u"New"), S_OK);
        EXPECT_EQ(read(*account.get(), PROP_MAPI_TRANSPORT_FLAGS).bytes, (Bytes8{1, 0, 0, 0}));
        EXPECT_EQ(account->SaveChanges(0), E_OLK_REGISTRY);
        // The one that can never be saved does not hold up the others for ever.
        EXPECT_EQ(read(*account.get(), PROP_MAPI_TRANSPORT_FLAGS).hr, E_ACCT_NOT_FOUND);
        EXPECT_EQ(read(*account.get(), PROP_ACCT_NAME).text, u"New");
        EXPECT_EQ(account->SaveChanges(0), S_OK);
        const auto other = open_manager();
        EXPECT_EQ(read(*find(*other.get(), exchange).get(), PROP_ACCT_NAME).text, u"New");
    });
}

TEST_F(Conformance, S_44_saving_fails_once_the_profile_is_gone) {
    const auto manager = open_manager();
    const auto account = find(*manager.get(), pop3);
    ASSERT_EQ(set(*account.get(), PROP_ACCT_NAME, u"Kept"), S_OK);
    SampleOptions options;
    options.without_profile = true;
    write_source(options);
    EXPECT_EQ(account->SaveChanges(0), E_OLK_REGISTRY);
    EXPECT_EQ(manager->SaveChanges(pop3, 0), E_OLK_REGISTRY);
    EXPECT_EQ(manager->DeleteAccount(pop3), E_OLK_REGISTRY);
    EXPECT_EQ(set_order(*manager.get(), CLSID_OlkAddressBook, {contab, ldap, eas, hotmail}),
              E_OLK_REGISTRY);
    EXPECT_EQ(read(*account.get(), PROP_ACCT_NAME).text, u"Kept");
}

TEST_F(Conformance, S_55_account_and_enumerator_write_and_walk_on_without_their_manager) {
    auto manager = open_manager();
    const auto enumerator = enumerate(*manager.get(), nullptr);
    const auto account = find(*manager.get(), pop3);
    manager.reset();
    ASSERT_EQ(set(*account.get(), PROP_ACCT_NAME, u"Alone"), S_OK);
    ASSERT_EQ(account->SaveChanges(0), S_OK);
    EXPECT_TRUE(contains(walk(*enumerator.get()), pop3));
    const auto other = open_manager();
    EXPECT_EQ(read(*find(*other.get(), pop3).get(), PROP_ACCT_NAME).text, u"Alone");
}

}  // namespace olkacct::test
