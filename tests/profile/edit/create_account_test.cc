// Creating accounts: numbers, names, order, what is refused. The layout itself is compared with
// Outlook's in create_as_outlook_test.cc.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "olkacct/doctor.h"
#include "profile/edit/edit_context.h"
#include "profile/edit/new_accounts.h"
#include "registry/change_recorder.h"
#include "registry/memory/memory_store.h"

namespace olkacct::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::vector<std::uint32_t> stored_ids(const Profile& profile, Category category) {
    std::vector<std::uint32_t> ids;
    for (const OrderEntry& entry : profile.stored_order[static_cast<std::size_t>(category)]) {
        ids.push_back(entry.id);
    }
    return ids;
}

Error error_of(const Editor& editor, const NewAccount& account) {
    const auto done = editor.run(edits::create_account({}, account));
    return done ? Error{ErrorCode::ok, {}, {}} : done.error();
}

// Random bytes that count up, so that every run is the same.
profile::EditWorld counting_world() {
    return {.random =
                [next = std::uint8_t{0}](std::span<std::byte> out) mutable {
                    for (std::byte& byte : out) {
                        byte = static_cast<std::byte>(++next);
                    }
                },
            .now = [] { return std::uint64_t{0}; }};
}

std::vector<Change> changes_in(const profile::EditWorld& world, const NewAccount& account) {
    const auto store = registry::make_memory_store("m", testing_support::to_tree(empty_profile()));
    const auto transaction = store->begin_write();
    registry::ChangeRecorder recorder(**transaction);
    profile::EditContext context(*store, recorder, world);
    EXPECT_TRUE(edits::create_account({}, account)(context).has_value());
    return recorder.take_changes();
}

TEST(CreateAccount, takes_the_number_from_next_account_id_which_rises) {
    const Editor editor = memory_editor(profile_hive({number(u"NextAccountID", 14)}, {}));
    EXPECT_EQ(create(editor, new_data_file()), 14U);
    EXPECT_EQ(profile_of(editor).next_account_id, 15U);
}

TEST(CreateAccount, raises_last_change_ver_once) {
    const Editor editor = memory_editor(empty_profile());
    NewAccount pop3 = new_pop3();
    pop3.data_file = pst_path;
    create(editor, pop3);
    EXPECT_EQ(profile_of(editor).last_change_ver, 1U);
}

TEST(CreateAccount, numbers_above_all_known_ids_where_the_counter_is_missing) {
    const Editor editor =
        memory_editor(profile_hive({order(mail_list, {5, 6})}, {account(u"00000005", pop3_class)}));
    EXPECT_EQ(create(editor, new_data_file()), 7U);
}

TEST(CreateAccount, fails_when_the_numbers_run_out) {
    const Editor editor = memory_editor(profile_hive({number(u"NextAccountID", 0xFFFFFFFF)}, {}));
    EXPECT_EQ(refused(editor, edits::create_account({}, new_data_file())),
              ErrorCode::limit_exceeded);
}

TEST(CreateAccount, leaves_nothing_of_a_pop3_account_whose_data_file_gets_no_number) {
    const Editor editor = memory_editor(profile_hive({number(u"NextAccountID", 0xFFFFFFFE)}, {}));
    NewAccount pop3 = new_pop3();
    pop3.data_file = pst_path;
    EXPECT_EQ(refused(editor, edits::create_account({}, pop3)), ErrorCode::limit_exceeded);
}

TEST(CreateAccount, gives_a_mini_uid_that_no_other_account_has) {
    // The first four bytes that the world gives are those of the account that is there.
    Content content =
        profile_hive({number(u"NextAccountID", 2)},
                     {account(u"00000001", pop3_class, {number(u"Mini UID", 0x04030201)})});
    const auto store = registry::make_memory_store("m", testing_support::to_tree(content));
    const auto transaction = store->begin_write();
    const auto world = counting_world();
    profile::EditContext context(*store, **transaction, world);
    ASSERT_TRUE(edits::create_account({},
                                      [] {
                                          NewAccount imap = new_account(AccountKind::imap, u"New");
                                          imap.incomplete = true;
                                          return imap;
                                      }())(context)
                    .has_value());
    const auto opened = context.open({});
    EXPECT_EQ(decode_number(*opened->content.find_account(2)->find_value(u"Mini UID")),
              0x08070605U);
}

TEST(CreateAccount, does_the_same_in_the_same_world) {
    NewAccount pop3 = new_pop3();
    pop3.data_file = pst_path;
    EXPECT_EQ(changes_in(counting_world(), pop3), changes_in(counting_world(), pop3));
}

TEST(CreateAccount, keeps_names_distinct_as_outlook_does) {
    const Editor editor = memory_editor(empty_profile());
    create(editor, new_data_file(u"Data", u"C:\\1.pst"));
    const Plan plan = run(editor, edits::create_account({}, new_data_file(u"DATA", u"C:\\2.pst")));
    create(editor, new_data_file(u"Data", u"C:\\3.pst"));
    std::vector<std::u16string> names;
    for (const Account& account : profile_of(editor).accounts) {
        names.push_back(decode_string(*account.find_value(u"Account Name")));
    }
    EXPECT_THAT(names, ElementsAre(u"Data", u"DATA (1)", u"Data (2)"));
    ASSERT_FALSE(plan.remarks.empty());
    EXPECT_EQ(plan.remarks[0].kind, RemarkKind::note);
    EXPECT_THAT(plan.remarks[0].what, HasSubstr("DATA (1)"));
}

TEST(CreateAccount, lets_a_data_file_be_called_as_the_account_that_delivers_into_it) {
    const Editor editor = memory_editor(empty_profile());
    NewAccount pop3 = new_pop3();
    pop3.data_file = pst_path;
    create(editor, pop3);
    const Profile profile = profile_of(editor);
    EXPECT_EQ(decode_string(*profile.find_account(1)->find_value(u"Account Name")), u"Work");
    EXPECT_EQ(decode_string(*profile.find_account(2)->find_value(u"Account Name")), u"Work");
}

TEST(CreateAccount, appends_to_the_list_of_its_category) {
    const Editor editor = memory_editor(empty_profile());
    NewAccount pop3 = new_pop3();
    pop3.data_file = pst_path;
    create(editor, pop3);
    create(editor, new_pop3(u"Home"));
    create(editor, new_account(AccountKind::address_book, u"Book"));
    const Profile profile = profile_of(editor);
    EXPECT_THAT(stored_ids(profile, Category::mail), ElementsAre(1, 3));
    EXPECT_THAT(stored_ids(profile, Category::store), ElementsAre(2));
    EXPECT_THAT(stored_ids(profile, Category::address_book), ElementsAre(4));
}

TEST(CreateAccount, puts_the_default_account_first_and_dead_ids_keep_their_place) {
    const Editor editor = memory_editor(
        profile_hive({order(mail_list, {9, 1}), number(u"NextAccountID", 10)},
                     {account(u"00000001", pop3_class, {text(u"Account Name", u"Old")})}));
    NewAccount pop3 = new_pop3();
    pop3.data_file = pst_path;
    pop3.make_default = true;
    EXPECT_EQ(create(editor, pop3), 10U);
    EXPECT_THAT(stored_ids(profile_of(editor), Category::mail), ElementsAre(9, 10, 1));
    EXPECT_EQ(profile_of(editor).default_mail_account(), 10U);
}

TEST(CreateAccount, makes_the_first_data_file_the_default_store_and_no_other) {
    const Editor editor = memory_editor(empty_profile());
    create(editor, new_data_file(u"First", u"C:\\1.pst"));
    create(editor, new_data_file(u"Second", u"C:\\2.pst"));
    const Profile profile = profile_of(editor);
    ASSERT_EQ(profile.services.size(), 2U);
    EXPECT_EQ(profile.services[0].providers.at(0).resource_flags, 2U);
    EXPECT_EQ(profile.services[1].providers.at(0).resource_flags, 0U);
}

TEST(CreateAccount, makes_profiles_in_which_the_doctor_finds_nothing) {
    const Editor editor = memory_editor(empty_profile());
    create(editor, new_account(AccountKind::address_book, u"Outlook Address Book"));
    NewAccount pop3 = new_pop3();
    pop3.data_file = pst_path;
    create(editor, pop3);
    create(editor, new_data_file(u"Archive", u"\\\\server\\mail\\Archive.pst"));
    const auto findings = examine(editor.source());
    ASSERT_TRUE(findings.has_value());
    for (const Finding& finding : *findings) {
        ADD_FAILURE() << finding.check << ": " << finding.what;
    }
}

TEST(CreateAccount, names_the_property_that_is_missing) {
    const Editor editor = memory_editor(empty_profile());
    for (const auto& [missing, key] :
         {std::pair{tag::name, "name"}, std::pair{tag::email, "user_email_addr"},
          std::pair{tag::server, "inet_server"}, std::pair{tag::user, "inet_user"},
          std::pair{tag::smtp_server, "smtp_server"}}) {
        NewAccount pop3 = new_pop3();
        pop3.data_file = pst_path;
        std::erase_if(pop3.properties,
                      [tag = missing](const NewProperty& property) { return property.tag == tag; });
        const Error error = error_of(editor, pop3);
        EXPECT_EQ(error.code, ErrorCode::invalid_argument) << key;
        EXPECT_THAT(error.what, HasSubstr(key));
    }
}

TEST(CreateAccount, refuses_what_it_makes_itself) {
    const Editor editor = memory_editor(empty_profile());
    for (NewProperty property : std::vector<NewProperty>{
             {tag::preferences, uid(1)}, {tag::flavor, u"MSUPST MS"}, {tag::service_uid, uid(1)}}) {
        NewAccount file = new_data_file();
        file.properties.push_back(std::move(property));
        EXPECT_EQ(refused(editor, edits::create_account({}, file)), ErrorCode::invalid_argument);
    }
}

TEST(CreateAccount, refuses_properties_by_the_table) {
    const Editor editor = memory_editor(empty_profile());
    const auto refusal = [&editor](NewProperty property) {
        NewAccount pop3 = new_pop3();
        pop3.data_file = pst_path;
        pop3.properties.push_back(std::move(property));
        return refused(editor, edits::create_account({}, pop3));
    };
    EXPECT_EQ(refusal({tag::mini_uid, 7U}), ErrorCode::property_read_only);
    EXPECT_EQ(refusal({tag::port, u"110"}), ErrorCode::invalid_argument);
    EXPECT_EQ(refusal({0x7FFF0003, 1U}), ErrorCode::invalid_argument);
    EXPECT_EQ(refusal({tag::display_name, std::u16string(32768, u'x')}),
              ErrorCode::invalid_argument);
}

TEST(CreateAccount, refuses_wishes_that_the_kind_cannot_have) {
    const Editor editor = memory_editor(empty_profile());
    NewAccount with_store = new_data_file();
    with_store.store_account = 1;
    NewAccount book_with_path = new_account(AccountKind::address_book, u"Book");
    book_with_path.data_file = pst_path;
    NewAccount both = new_pop3();
    both.data_file = pst_path;
    both.store_account = 1;
    NewAccount default_file = new_data_file();
    default_file.make_default = true;
    for (const NewAccount& wish : {with_store, book_with_path, both, default_file}) {
        EXPECT_EQ(refused(editor, edits::create_account({}, wish)), ErrorCode::invalid_argument);
    }
}

TEST(CreateAccount, wants_the_whole_path_of_a_data_file) {
    const Editor editor = memory_editor(empty_profile());
    for (const std::u16string& path :
         {std::u16string(), std::u16string(u"Ann.pst"), std::u16string(u"C:Ann.pst"),
          std::u16string(u"\\Ann.pst"), std::u16string(u"/home/ann/Ann.pst"),
          std::u16string(u"C:\\a\0.pst", 9)}) {
        EXPECT_EQ(refused(editor, edits::create_account({}, new_data_file(u"Data", path))),
                  ErrorCode::invalid_argument);
    }
}

TEST(CreateAccount, refuses_a_data_file_or_an_address_book_that_is_there) {
    const Editor editor = memory_editor(empty_profile());
    create(editor, new_data_file());
    create(editor, new_account(AccountKind::address_book, u"Book"));
    std::u16string other_case(pst_path);
    other_case[0] = u'c';
    EXPECT_EQ(refused(editor, edits::create_account({}, new_data_file(u"Other", other_case))),
              ErrorCode::already_exists);
    EXPECT_EQ(refused(editor,
                      edits::create_account({}, new_account(AccountKind::address_book, u"Other"))),
              ErrorCode::already_exists);
}

TEST(CreateAccount, needs_its_profile) {
    const Editor editor = memory_editor(empty_profile());
    EXPECT_EQ(refused(editor, edits::create_account({.name = u"Q"}, new_data_file())),
              ErrorCode::profile_not_found);
}

TEST(CreateAccount, can_be_taken_back_but_for_the_counters) {
    const Editor editor = memory_editor(empty_profile());
    const Profile before = profile_of(editor);
    NewAccount pop3 = new_pop3();
    pop3.data_file = pst_path;
    const Plan plan = run(editor, edits::create_account({}, pop3));
    ASSERT_TRUE(editor.apply(inverse(plan)).has_value());
    const Profile after = profile_of(editor);
    EXPECT_THAT(after.accounts, IsEmpty());
    EXPECT_THAT(after.services, IsEmpty());
    EXPECT_EQ(after.next_account_id, 3U);
    EXPECT_EQ(after.stored_order, before.stored_order);
}

}  // namespace
}  // namespace olkacct::test
