// Section 10, and what sections 8.4 to 8.9 and 11.2 say of events: in one process.
#include <algorithm>
#include <future>

#include "notify.h"

namespace olkacct::test {

TEST_F(Notifications, AM_Adv_1_a_sink_hears_of_all_accounts_until_its_cookie_is_given_back) {
    on_each_kind_of_source([&] {
        Sink sink;
        const auto manager = open_manager();
        const DWORD cookie = advise(*manager.get(), sink);
        ASSERT_EQ(rename(*manager.get(), pop3, u"One"), S_OK);
        ASSERT_EQ(rename(*manager.get(), imap, u"Two"), S_OK);
        EXPECT_EQ(sink.take(), (Events{changed(pop3), changed(imap)}));
        EXPECT_EQ(manager->Unadvise(cookie), S_OK);
        ASSERT_EQ(rename(*manager.get(), pop3, u"Three"), S_OK);
        EXPECT_EQ(sink.take(), Events());
    });
}

TEST_F(Notifications, AM_Adv_2_the_manager_holds_a_reference_until_Unadvise_or_its_end) {
    Sink sink;
    {
        const auto manager = open_manager();
        const DWORD cookie = advise(*manager.get(), sink);
        EXPECT_EQ(sink.references, 2U);
        EXPECT_EQ(manager->Unadvise(cookie), S_OK);
        EXPECT_EQ(sink.references, 1U);
        advise(*manager.get(), sink);
        EXPECT_EQ(sink.references, 2U);
    }
    EXPECT_EQ(sink.references, 1U);
}

TEST_F(Notifications, AM_Adv_3_no_call_begins_after_Unadvise_has_returned) {
    Sink sink;
    const auto manager = open_manager();
    const auto writer = open_manager();
    std::atomic<bool> ended = false;
    std::atomic<int> late = 0;
    sink.inside = [&](const Heard&) { late += ended ? 1 : 0; };
    const DWORD cookie = advise(*manager.get(), sink);
    std::atomic<bool> stop = false;
    std::thread thread([&] {
        for (int i = 0; !stop; ++i) rename(*writer.get(), pop3, i % 2 == 0 ? u"Even" : u"Odd");
    });
    EXPECT_FALSE(sink.wait_for(3).empty());
    EXPECT_EQ(manager->Unadvise(cookie), S_OK);
    ended = true;
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    stop = true;
    thread.join();
    EXPECT_EQ(late, 0);
}

TEST_F(Notifications, AM_Del_2_sinks_hear_before_and_after_a_deletion) {
    on_each_kind_of_source([&] {
        Sink sink;
        const auto manager = open_manager();
        std::vector<bool> there;
        sink.inside = [&](const Heard& heard) {
            there.push_back(is_there(*manager.get(), heard.account));
        };
        advise(*manager.get(), sink);
        ASSERT_EQ(manager->DeleteAccount(pop3), S_OK);
        EXPECT_EQ(sink.heard(), (Events{predeleted(pop3), deleted(pop3)}));
        EXPECT_EQ(there, (std::vector{true, false}));
    });
}

TEST_F(Notifications, AM_Not_1_each_sink_hears_predeleted_strictly_before_deleted) {
    Sink sinks[3];
    const auto manager = open_manager();
    const auto other = open_manager();
    advise(*manager.get(), sinks[0]);
    advise(*other.get(), sinks[1]);
    advise(*manager.get(), sinks[2]);
    ASSERT_EQ(manager->DeleteAccount(imap), S_OK);
    ASSERT_EQ(other->DeleteAccount(pop3), S_OK);
    for (const Sink& sink : sinks)
        EXPECT_EQ(sink.heard(),
                  (Events{predeleted(imap), deleted(imap), predeleted(pop3), deleted(pop3)}));
}

TEST_F(Notifications, AM_Not_2_all_sinks_hear_predeleted_before_the_account_is_removed) {
    on_each_kind_of_source([&] {
        Sink sinks[4];
        const auto manager = open_manager();
        const auto other = open_manager();
        int looks = 0;
        for (Sink& sink : sinks) {
            sink.inside = [&](const Heard& heard) {
                if (heard.event != NOTIFY_ACCT_PREDELETED) return;
                ++looks;
                for (auto* const one : {manager.get(), other.get()}) {
                    EXPECT_TRUE(is_there(*one, pop3));
                    const auto all = ids(*one, nullptr);
                    EXPECT_EQ(std::ranges::count(all, DWORD{pop3}), 1);
                }
                // Nor is it removed from the source.
                EXPECT_TRUE(is_there(*open_with(0).get(), pop3));
                for (const Sink& any : sinks) EXPECT_LE(any.heard().size(), 1U);
            };
        }
        advise(*manager.get(), sinks[0]);
        advise(*other.get(), sinks[1]);
        advise(*other.get(), sinks[2]);
        advise(*manager.get(), sinks[3]);
        ASSERT_EQ(manager->DeleteAccount(pop3), S_OK);
        EXPECT_EQ(looks, 4);
        for (const Sink& sink : sinks)
            EXPECT_EQ(sink.heard(), (Events{predeleted(pop3), deleted(pop3)}));
    });
}

TEST_F(Notifications, AM_Not_3_the_flags_are_always_zero) {
    Sink sink;
    const auto manager = open_manager();
    advise(*manager.get(), sink);
    ASSERT_EQ(rename(*manager.get(), pop3, u"New"), S_OK);
    ASSERT_EQ(reverse_stores(*manager.get()), S_OK);
    ASSERT_EQ(manager->DeleteAccount(pop3), S_OK);
    EXPECT_EQ(sink.heard().size(), 4U);
    for (const Heard& heard : sink.heard()) EXPECT_EQ(heard.flags, DWORD{OLK_ACCOUNT_NO_FLAGS});
}

TEST_F(Notifications, C_25_clients_receive_events_and_are_never_asked_for_any) {
    Sink sink;
    const auto manager = open_manager();
    sink.result = E_FAIL;
    const DWORD cookie = advise(*manager.get(), sink);
    ASSERT_EQ(manager->DeleteAccount(pop3), S_OK);
    ASSERT_EQ(manager->Unadvise(cookie), S_OK);
    EXPECT_EQ(sink.heard().size(), 2U);
    EXPECT_EQ(sink.other_calls, 0);
}

TEST_F(Notifications, S_20_a_deletion_that_fails_sends_no_deleted) {
    Sink sink;
    const auto manager = open_manager();
    advise(*manager.get(), sink);
    EXPECT_EQ(manager->DeleteAccount(dead), E_ACCT_NOT_FOUND);
    EXPECT_EQ(sink.take(), Events());
    SampleOptions options;
    options.without_profile = true;
    write_source(options);
    EXPECT_EQ(manager->DeleteAccount(pop3), E_OLK_REGISTRY);
    EXPECT_EQ(sink.heard(), (Events{predeleted(pop3)}));
    EXPECT_TRUE(is_there(*manager.get(), pop3));
}

TEST_F(Notifications, S_21_deleting_what_is_being_deleted_finds_nothing_and_sends_nothing) {
    on_each_kind_of_source([&] {
        Sink sink;
        const auto manager = open_manager();
        const auto other = open_manager();
        std::vector<HRESULT> nested;
        sink.inside = [&](const Heard& heard) {
            if (heard.event != NOTIFY_ACCT_PREDELETED) return;
            nested.push_back(manager->DeleteAccount(pop3));
            std::thread([&] { nested.push_back(other->DeleteAccount(pop3)); }).join();
        };
        advise(*manager.get(), sink);
        EXPECT_EQ(manager->DeleteAccount(pop3), S_OK);
        EXPECT_EQ(nested, (std::vector<HRESULT>{E_ACCT_NOT_FOUND, E_ACCT_NOT_FOUND}));
        EXPECT_EQ(sink.heard(), (Events{predeleted(pop3), deleted(pop3)}));
    });
}

TEST_F(Notifications, S_23_a_save_that_changed_anything_sends_one_changed) {
    on_each_kind_of_source([&] {
        Sink sink;
        const auto manager = open_manager();
        std::u16string seen;
        sink.inside = [&](const Heard&) {
            seen = read(*find(*manager.get(), pop3).get(), PROP_ACCT_NAME).text;
        };
        advise(*manager.get(), sink);
        const auto account = find(*manager.get(), pop3);
        EXPECT_EQ(manager->SaveChanges(pop3, 0), S_OK);
        EXPECT_EQ(sink.heard(), Events()) << "nothing was pending";
        ASSERT_EQ(set(*account.get(), PROP_ACCT_NAME, u"New"), S_OK);
        ASSERT_EQ(set(*account.get(), PROP_ACCT_USER_DISPLAY_NAME, u"Newer"), S_OK);
        EXPECT_EQ(sink.heard(), Events()) << "nothing was saved";
        ASSERT_EQ(manager->SaveChanges(pop3, 0), S_OK);
        EXPECT_EQ(sink.take(), (Events{changed(pop3)}));
        EXPECT_EQ(seen, u"New");
        ASSERT_EQ(set(*account.get(), PROP_ACCT_NAME, u"New"), S_OK);
        ASSERT_EQ(account->SaveChanges(0), S_OK);
        EXPECT_EQ(sink.heard(), Events()) << "the value was the same";
    });
}

TEST_F(Notifications, S_26_a_new_sequence_sends_one_order_changed_of_no_account) {
    on_each_kind_of_source([&] {
        Sink sink;
        const auto manager = open_manager();
        std::vector<DWORD> seen;
        sink.inside = [&](const Heard&) { seen = order(*manager.get(), CLSID_OlkStore); };
        advise(*manager.get(), sink);
        auto list = order(*manager.get(), CLSID_OlkStore);
        const auto count = static_cast<DWORD>(list.size());
        ASSERT_EQ(manager->SetOrder(&CLSID_OlkStore, count, list.data()), S_OK);
        EXPECT_EQ(sink.heard(), Events()) << "the sequence was the same";
        std::ranges::reverse(list);
        ASSERT_EQ(manager->SetOrder(&CLSID_OlkStore, count, list.data()), S_OK);
        EXPECT_EQ(sink.heard(), (Events{order_changed}));
        EXPECT_EQ(seen, list);
    });
}

TEST_F(Notifications, S_31_cookies_are_not_zero_unique_and_used_once) {
    Sink sink;
    const auto manager = open_manager();
    std::vector<DWORD> cookies;
    for (int i = 0; i < 5; ++i) {
        const DWORD cookie = advise(*manager.get(), sink);
        EXPECT_EQ(std::ranges::count(cookies, cookie), 0);
        cookies.push_back(cookie);
        if (i % 2 == 0) {
            EXPECT_EQ(manager->Unadvise(cookie), S_OK);
            EXPECT_EQ(manager->Unadvise(cookie), E_INVALIDARG);
        }
    }
    DWORD cookie = 5;
    EXPECT_EQ(manager->Advise(nullptr, &cookie), E_INVALIDARG);
    EXPECT_EQ(cookie, 0U);
    EXPECT_EQ(manager->Advise(&sink, nullptr), E_INVALIDARG);
    EXPECT_EQ(sink.references, 3U);
}

TEST_F(Notifications, S_31_each_registration_of_one_sink_gets_its_own_calls) {
    Sink sink;
    const auto manager = open_manager();
    const DWORD first = advise(*manager.get(), sink);
    advise(*manager.get(), sink);
    ASSERT_EQ(rename(*manager.get(), pop3, u"Two"), S_OK);
    EXPECT_EQ(sink.take(), (Events{changed(pop3), changed(pop3)}));
    ASSERT_EQ(manager->Unadvise(first), S_OK);
    ASSERT_EQ(rename(*manager.get(), pop3, u"One"), S_OK);
    EXPECT_EQ(sink.take(), (Events{changed(pop3)}));
}

TEST_F(Notifications, S_49_sinks_of_all_managers_of_the_profile_are_told) {
    on_each_kind_of_source([&] {
        Sink own;
        Sink shared;
        Sink unfollowed;
        Sink foreign;
        const auto manager = open_manager();
        const auto same = open_with(0);
        const auto without = open_with(ACCT_INIT_NO_NOTIFICATIONS);
        const auto otto = open_with(0, u"Otto");
        std::u16string seen;
        shared.inside = [&](const Heard&) {
            seen = read(*find(*same.get(), pop3).get(), PROP_ACCT_NAME).text;
        };
        advise(*manager.get(), own);
        advise(*same.get(), shared);
        advise(*without.get(), unfollowed);
        advise(*otto.get(), foreign);
        ASSERT_EQ(rename(*manager.get(), pop3, u"New"), S_OK);
        for (Sink* const sink : {&own, &shared, &unfollowed})
            EXPECT_EQ(sink->take(), (Events{changed(pop3)}));
        EXPECT_EQ(seen, u"New") << "in the other manager";
        EXPECT_EQ(read(*find(*without.get(), pop3).get(), PROP_ACCT_NAME).text, u"New");
        EXPECT_EQ(foreign.heard(), Events());
    });
}

TEST_F(Notifications, S_49_a_manager_of_another_spelling_of_the_source_is_told_too) {
    Sink sink;
    const auto manager = open_manager();
    advise(*manager.get(), sink);
    const auto path = folder_ / "." / "accounts.reg";
    ASSERT_EQ(OlkSetAccountSource(path.string().c_str()), S_OK);
    const auto other = open_with(0, u"ANN");
    ASSERT_EQ(rename(*other.get(), pop3, u"New"), S_OK);
    EXPECT_EQ(sink.heard(), (Events{changed(pop3)}));
}

TEST_F(Notifications, S_50_sinks_are_told_on_the_changing_thread_before_it_returns) {
    on_each_kind_of_source([&] {
        Sink sink;
        const auto manager = open_manager();
        advise(*manager.get(), sink);
        const auto work = [&] {
            EXPECT_EQ(rename(*manager.get(), pop3, u"New"), S_OK);
            EXPECT_EQ(sink.heard(), (Events{changed(pop3)}));
            EXPECT_EQ(sink.thread(), std::this_thread::get_id());
        };
        std::thread(work).join();
    });
}

TEST_F(Notifications, S_50_sinks_are_told_in_the_order_in_which_they_registered) {
    Sink sinks[4];
    const auto manager = open_manager();
    const auto other = open_manager();
    std::vector<int> called;
    for (int i = 0; i < 4; ++i) {
        sinks[i].inside = [&called, i](const Heard&) { called.push_back(i); };
        advise(i % 2 == 0 ? *manager.get() : *other.get(), sinks[i]);
    }
    ASSERT_EQ(rename(*other.get(), pop3, u"New"), S_OK);
    EXPECT_EQ(called, (std::vector{0, 1, 2, 3}));
}

TEST_F(Notifications, S_50_sinks_that_fail_or_throw_change_nothing) {
    Sink failing;
    Sink throwing;
    Sink last;
    const auto manager = open_manager();
    failing.result = E_ABORT;
    throwing.throws = true;
    advise(*manager.get(), throwing);
    advise(*manager.get(), failing);
    advise(*manager.get(), last);
    EXPECT_EQ(manager->DeleteAccount(pop3), S_OK);
    for (Sink* const sink : {&throwing, &failing, &last})
        EXPECT_EQ(sink->heard(), (Events{predeleted(pop3), deleted(pop3)}));
}

TEST_F(Notifications, S_51_registrations_that_end_meanwhile_are_skipped_and_new_ones_wait) {
    Sink first;
    Sink second;
    Sink late;
    const auto manager = open_manager();
    DWORD first_cookie = 0;
    DWORD second_cookie = 0;
    first.inside = [&](const Heard&) {
        EXPECT_EQ(manager->Unadvise(first_cookie), S_OK);
        EXPECT_EQ(manager->Unadvise(second_cookie), S_OK);
        EXPECT_EQ(second.references, 1U) << "nobody is in it";
        EXPECT_EQ(first.references, 2U) << "this call runs";
        advise(*manager.get(), late);
    };
    first_cookie = advise(*manager.get(), first);
    second_cookie = advise(*manager.get(), second);
    ASSERT_EQ(rename(*manager.get(), pop3, u"One"), S_OK);
    EXPECT_EQ(first.heard(), (Events{changed(pop3)}));
    EXPECT_EQ(first.references, 1U);
    EXPECT_EQ(second.heard(), Events());
    EXPECT_EQ(late.heard(), Events());
    ASSERT_EQ(rename(*manager.get(), pop3, u"Two"), S_OK);
    EXPECT_EQ(first.heard().size(), 1U);
    EXPECT_EQ(late.heard(), (Events{changed(pop3)}));
}

TEST_F(Notifications, S_51_events_inside_a_call_are_delivered_before_the_outer_one_goes_on) {
    on_each_kind_of_source([&] {
        Sink first;
        Sink second;
        const auto manager = open_manager();
        first.inside = [&](const Heard& heard) {
            if (heard == changed(pop3)) {
                EXPECT_EQ(rename(*manager.get(), imap, u"Inner"), S_OK);
            } else if (heard == changed(imap)) {
                EXPECT_EQ(manager->DeleteAccount(ldap), S_OK);
            }
        };
        advise(*manager.get(), first);
        advise(*manager.get(), second);
        ASSERT_EQ(rename(*manager.get(), pop3, u"Outer"), S_OK);
        EXPECT_EQ(first.heard(),
                  (Events{changed(pop3), changed(imap), predeleted(ldap), deleted(ldap)}));
        EXPECT_EQ(second.heard(),
                  (Events{predeleted(ldap), deleted(ldap), changed(imap), changed(pop3)}));
    });
}

TEST_F(Notifications, S_52_Unadvise_waits_for_a_call_in_another_thread) {
    Sink sink;
    const auto manager = open_manager();
    std::promise<void> is_inside;
    std::promise<void> may_end;
    std::atomic<bool> call_ended = false;
    sink.inside = [&](const Heard&) {
        is_inside.set_value();
        may_end.get_future().wait();
        call_ended = true;
    };
    const DWORD cookie = advise(*manager.get(), sink);
    std::thread changing([&] { rename(*manager.get(), pop3, u"New"); });
    is_inside.get_future().wait();
    std::thread releasing([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        may_end.set_value();
    });
    EXPECT_EQ(manager->Unadvise(cookie), S_OK);
    EXPECT_TRUE(call_ended);
    EXPECT_EQ(sink.references, 1U);
    changing.join();
    releasing.join();
}

TEST_F(Notifications, S_52_Unadvise_inside_the_call_returns_at_once) {
    Sink sink;
    const auto manager = open_manager();
    DWORD cookie = 0;
    ULONG inside = 0;
    sink.inside = [&](const Heard&) {
        EXPECT_EQ(manager->Unadvise(cookie), S_OK);
        inside = sink.references;
    };
    cookie = advise(*manager.get(), sink);
    ASSERT_EQ(rename(*manager.get(), pop3, u"New"), S_OK);
    EXPECT_EQ(inside, 2U) << "released when its last call has ended";
    EXPECT_EQ(sink.references, 1U);
}

TEST_F(Notifications, S_52_sinks_that_end_each_other_do_not_wait_for_ever) {
    Sink one;
    Sink two;
    const auto manager = open_manager();
    const auto other = open_manager();
    DWORD cookies[2] = {};
    std::atomic<int> inside = 0;
    const auto meet = [&] {
        ++inside;
        while (inside < 2) std::this_thread::yield();
    };
    // Each is called on a thread of its own, and both end the other's registration.
    one.inside = [&](const Heard& heard) {
        if (heard != changed(pop3)) return;
        meet();
        EXPECT_EQ(other->Unadvise(cookies[1]), S_OK);
    };
    two.inside = [&](const Heard& heard) {
        if (heard != changed(imap)) return;
        meet();
        EXPECT_EQ(manager->Unadvise(cookies[0]), S_OK);
    };
    cookies[0] = advise(*manager.get(), one);
    cookies[1] = advise(*other.get(), two);
    std::thread first([&] { EXPECT_EQ(rename(*manager.get(), pop3, u"A"), S_OK); });
    std::thread second([&] { EXPECT_EQ(rename(*other.get(), imap, u"B"), S_OK); });
    first.join();
    second.join();
    EXPECT_EQ(one.references, 1U);
    EXPECT_EQ(two.references, 1U);
}

TEST_F(Notifications, S_53_accounts_that_come_and_go_send_no_order_changed) {
    on_each_kind_of_source([&] {
        Sink sink;
        const auto manager = open_manager();
        advise(*manager.get(), sink);
        const auto editor = open_editor();
        bool complete = false;
        sink.inside = [&](const Heard& heard) {
            if (heard.event != NOTIFY_ACCT_CREATED) return;
            const auto stores = order(*manager.get(), CLSID_OlkStore);
            complete = is_there(*manager.get(), heard.account) &&
                       std::ranges::count(ids(*manager.get(), nullptr), heard.account) == 1 &&
                       !stores.empty() && std::ranges::count(stores, heard.account) == 1;
        };
        const DWORD id = add(*editor.get(), u"Archive");
        EXPECT_EQ(sink.take(), (Events{created(id)}));
        EXPECT_TRUE(complete);
        ASSERT_EQ(manager->DeleteAccount(id), S_OK);
        EXPECT_EQ(sink.take(), (Events{predeleted(id), deleted(id)}));
    });
}

TEST_F(Notifications, S_57_registrations_of_a_released_manager_end_silently) {
    Sink sink;
    Sink kept;
    auto manager = open_manager();
    const auto other = open_manager();
    const auto account = find(*manager.get(), pop3);
    advise(*manager.get(), sink);
    advise(*other.get(), kept);
    manager.reset();
    EXPECT_EQ(sink.references, 1U);
    ASSERT_EQ(set(*account.get(), PROP_ACCT_NAME, u"Alone"), S_OK);
    ASSERT_EQ(account->SaveChanges(0), S_OK);
    EXPECT_EQ(sink.heard(), Events());
    EXPECT_EQ(kept.heard(), (Events{changed(pop3)}));
}

TEST_F(Notifications, S_58_a_manager_released_inside_a_sink_lives_until_the_call_returns) {
    on_each_kind_of_source([&] {
        Sink sink;
        Sink other;
        auto manager = open_manager();
        IOlkAccountManager* const raw = manager.get();
        sink.inside = [&](const Heard& heard) {
            if (heard.event == NOTIFY_ACCT_PREDELETED) manager.reset();
        };
        advise(*raw, sink);
        EXPECT_EQ(raw->DeleteAccount(pop3), S_OK);
        EXPECT_EQ(sink.references, 1U);
        EXPECT_EQ(sink.heard(), (Events{predeleted(pop3), deleted(pop3)}))
            << "the call itself keeps the manager";

        manager = open_manager();
        auto account = find(*manager.get(), imap);
        IOlkAccount* const raw_account = account.get();
        other.inside = [&](const Heard&) {
            account.reset();
            manager.reset();
        };
        advise(*manager.get(), other);
        ASSERT_EQ(set(*raw_account, PROP_ACCT_NAME, u"New"), S_OK);
        EXPECT_EQ(raw_account->SaveChanges(0), S_OK);
        EXPECT_EQ(other.heard(), (Events{changed(imap)}));
        EXPECT_EQ(other.references, 1U);
    });
}

}  // namespace olkacct::test
