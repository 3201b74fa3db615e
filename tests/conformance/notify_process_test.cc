// Section 10: what another process does, as managers and sinks of this one see it.
#include <olkacct/acctmgmt.h>

#include <algorithm>
#include <filesystem>

#include "notify.h"
#include "support/unloading.h"

namespace olkacct::test {

TEST_F(Notifications, S_49_changes_of_other_processes_are_told_unless_the_manager_refused) {
    on_each_kind_of_source([&] {
        Sink sink;
        Sink unfollowed;
        const auto manager = open_manager();
        const auto without = open_with(ACCT_INIT_NO_NOTIFICATIONS);
        std::u16string seen;
        sink.inside = [&](const Heard&) {
            seen = read(*find(*manager.get(), pop3).get(), PROP_ACCT_NAME).text;
        };
        advise(*manager.get(), sink);
        advise(*without.get(), unfollowed);
        in_another_process({"rename", "2", "Foreign"});
        EXPECT_EQ(sink.wait_for(1), (Events{changed(pop3)}));
        EXPECT_EQ(seen, u"Foreign") << "new values are visible";
        EXPECT_EQ(unfollowed.heard(), Events());
        EXPECT_EQ(order(*without.get(), CLSID_OlkStore).size(), 5U);
        EXPECT_EQ(read(*find(*without.get(), pop3).get(), PROP_ACCT_NAME).text, u"Foreign")
            << "read anew by GetOrder";
        // The flag is about others only.
        ASSERT_EQ(rename(*without.get(), pop3, u"Own"), S_OK);
        EXPECT_EQ(unfollowed.heard(), (Events{changed(pop3)}));
    });
}

TEST_F(Notifications, S_49_own_changes_between_those_of_others_are_told_once) {
    on_each_kind_of_source([&] {
        Sink sink;
        const auto manager = open_manager();
        advise(*manager.get(), sink);
        in_another_process({"rename", "2", "Foreign"});
        EXPECT_EQ(sink.wait_for(1).size(), 1U);
        ASSERT_EQ(rename(*manager.get(), imap, u"Own"), S_OK);
        ASSERT_EQ(rename(*manager.get(), imap, u"Own again"), S_OK);
        in_another_process({"rename", "6", "Other"});
        EXPECT_EQ(sink.wait_for(4),
                  (Events{changed(pop3), changed(imap), changed(imap), changed(ldap)}));
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        EXPECT_EQ(sink.heard().size(), 4U);
    });
}

TEST_F(Notifications, S_50_changes_of_other_processes_are_told_on_a_thread_of_the_manager) {
    Sink sink;
    const auto manager = open_manager();
    advise(*manager.get(), sink);
    in_another_process({"rename", "2", "Foreign"});
    EXPECT_EQ(sink.wait_for(1).size(), 1U);
    EXPECT_NE(sink.thread(), std::this_thread::get_id());
}

TEST_F(Notifications, AM_Not_1_a_foreign_deletion_is_told_while_the_account_can_still_be_read) {
    on_each_kind_of_source([&] {
        Sink sink;
        const auto manager = open_manager();
        const auto account = find(*manager.get(), pop3);
        std::vector<bool> there;
        std::vector<bool> listed;
        std::vector<HRESULT> info;
        sink.inside = [&](const Heard&) {
            there.push_back(is_there(*manager.get(), pop3));
            const auto list = order(*manager.get(), CLSID_OlkMail);
            listed.push_back(std::ranges::count(list, DWORD{pop3}) == 1);
            info.push_back(read(*account.get(), PROP_ACCT_NAME).hr);
        };
        advise(*manager.get(), sink);
        in_another_process({"delete", "2"});
        EXPECT_EQ(sink.wait_for(2), (Events{predeleted(pop3), deleted(pop3)}));
        EXPECT_EQ(there, (std::vector{true, false}));
        EXPECT_EQ(listed, (std::vector{true, false}));
        EXPECT_EQ(info, (std::vector<HRESULT>{S_OK, E_ACCT_NOT_FOUND}));
    });
}

TEST_F(Notifications, S_53_foreign_accounts_and_orders_are_told_by_their_own_events) {
    on_each_kind_of_source([&] {
        Sink sink;
        const auto manager = open_manager();
        bool listed = false;
        sink.inside = [&](const Heard& heard) {
            if (heard.event != NOTIFY_ACCT_CREATED) return;
            const auto list = order(*manager.get(), CLSID_OlkStore);
            listed = std::ranges::count(list, heard.account) == 1 &&
                     is_there(*manager.get(), heard.account);
        };
        advise(*manager.get(), sink);
        in_another_process({"add", "Archive"});
        EXPECT_EQ(sink.wait_for(1), (Events{created(100)}));
        EXPECT_TRUE(listed);
        in_another_process({"reverse"});
        EXPECT_EQ(sink.wait_for(2), (Events{created(100), order_changed}));
    });
}

TEST_F(Notifications, S_51_a_sink_may_do_anything_while_it_hears_of_others) {
    on_each_kind_of_source([&] {
        Sink sink;
        auto manager = open_manager();
        IOlkAccountManager* const raw = manager.get();
        DWORD cookie = 0;
        sink.inside = [&](const Heard& heard) {
            if (heard == changed(pop3)) {
                EXPECT_EQ(rename(*raw, imap, u"Answer"), S_OK);
                EXPECT_EQ(raw->DeleteAccount(ldap), S_OK);
            } else if (heard == predeleted(eas)) {
                // It goes whatever happens here, and is gone for DeleteAccount.
                EXPECT_EQ(raw->DeleteAccount(eas), E_ACCT_NOT_FOUND);
            } else if (heard == deleted(eas)) {
                EXPECT_EQ(raw->Unadvise(cookie), S_OK);
                manager.reset();
            }
        };
        cookie = advise(*raw, sink);
        in_another_process({"rename", "2", "Foreign"});
        EXPECT_EQ(sink.wait_for(4),
                  (Events{changed(pop3), changed(imap), predeleted(ldap), deleted(ldap)}));
        sink.take();
        in_another_process({"delete", "8"});
        EXPECT_EQ(sink.wait_for(6), (Events{predeleted(eas), deleted(eas)}));
        for (int i = 0; i < 1000 && sink.references != 1; ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        EXPECT_EQ(sink.references, 1U);
        EXPECT_FALSE(manager);
    });
}

TEST_F(Notifications, S_44_a_profile_that_goes_is_shown_on_and_told_of_to_nobody) {
    Sink sink;
    const auto manager = open_manager();
    advise(*manager.get(), sink);
    SampleOptions options;
    options.without_profile = true;
    write_source(options);
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
    EXPECT_TRUE(is_there(*manager.get(), pop3));
    EXPECT_EQ(sink.heard(), Events());
    options.without_profile = false;
    options.pop3_name = "Back";
    write_source(options);
    EXPECT_EQ(sink.wait_for(1), (Events{changed(pop3)})) << "it is followed on when it is back";
}

TEST_F(Notifications, S_04_nothing_keeps_the_library_once_sinks_and_managers_are_gone) {
    {
        Sink sink;
        const auto manager = open_manager();
        const DWORD cookie = advise(*manager.get(), sink);
        in_another_process({"rename", "2", "Foreign"});
        EXPECT_EQ(sink.wait_for(1).size(), 1U);
        EXPECT_EQ(OlkCanUnloadNow(), S_FALSE);
        ASSERT_EQ(manager->Unadvise(cookie), S_OK);
    }
    EXPECT_EQ(can_unload_soon(), S_OK);
}

}  // namespace olkacct::test
