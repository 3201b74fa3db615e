// The kinds of accounts that only Outlook can complete: what is written, and what is said.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "olkacct/doctor.h"
#include "profile/edit/new_accounts.h"

namespace olkacct::test {
namespace {

using testing::ElementsAre;
using testing::ElementsAreArray;
using testing::HasSubstr;
using testing::UnorderedElementsAreArray;

struct Incomplete {
    AccountKind kind;
    AccountType type;
    std::vector<Category> categories;
    std::vector<NewProperty> properties;
    std::vector<std::string> values;
    std::string left;
};

std::vector<Incomplete> incomplete_kinds() {
    const NewProperty email{tag::email, u"ann@abc.example"};
    const NewProperty server{tag::server, u"mail.abc.example"};
    const NewProperty user{tag::user, u"ann"};
    return {
        {AccountKind::imap,
         AccountType::imap,
         {Category::mail, Category::store},
         {email,
          server,
          user,
          {tag::port, 993U},
          {tag::ssl, 1U},
          {tag::smtp_use_auth, 1U},
          {tag::smtp_server, u"smtp.abc.example"},
          {tag::smtp_port, 25U}},
         {"clsid", "Mini UID", "Account Name", "SMTP Use Auth", "Email", "IMAP Server",
          "SMTP Server", "IMAP User", "IMAP Port", "IMAP Use SSL", "Preferences UID"},
         "IMAP Store EID"},
        {AccountKind::exchange,
         AccountType::mapi,
         {Category::mail, Category::store},
         {},
         {"clsid", "Mini UID", "Service Name", "Account Name", "Preferences UID"},
         "Service UID"},
        {AccountKind::eas,
         AccountType::eas,
         {Category::mail, Category::address_book, Category::store},
         {email, server, user},
         {"clsid", "Mini UID", "Account Name", "Email", "EAS Server URL", "EAS User",
          "Preferences UID"},
         "EAS Store EID"},
        {AccountKind::hotmail,
         AccountType::hotmail,
         {Category::mail},
         {email, server, user},
         {"clsid", "Mini UID", "Account Name", "Email", "HTTP Server URL", "HTTP User",
          "Preferences UID"},
         "store"},
        {AccountKind::ldap,
         AccountType::ldap,
         {Category::address_book},
         {},
         {"clsid", "Mini UID", "Account Name", "Preferences UID"},
         "EMABLT"},
    };
}

NewAccount request(const Incomplete& kind, bool incomplete) {
    NewAccount account = new_account(kind.kind, u"New");
    account.properties.insert(account.properties.end(), kind.properties.begin(),
                              kind.properties.end());
    account.incomplete = incomplete;
    return account;
}

std::vector<Category> categories_of(const Account& account) {
    std::vector<Category> categories;
    for (const Category category : all_categories) {
        if (account.categories.contains(category)) {
            categories.push_back(category);
        }
    }
    return categories;
}

TEST(CreateIncomplete, is_left_to_outlook_unless_it_is_asked_for) {
    for (const Incomplete& kind : incomplete_kinds()) {
        const Editor editor = memory_editor(empty_profile());
        EXPECT_EQ(refused(editor, edits::create_account({}, request(kind, false))),
                  ErrorCode::left_to_outlook)
            << kind.left;
    }
}

TEST(CreateIncomplete, writes_the_values_that_a_source_names_and_no_others) {
    for (const Incomplete& kind : incomplete_kinds()) {
        const Editor editor = memory_editor(empty_profile());
        create(editor, request(kind, true));
        const Profile profile = profile_of(editor);
        const Account& account = profile.accounts.at(0);
        EXPECT_EQ(account.type, kind.type);
        EXPECT_EQ(account.is_exchange, kind.kind == AccountKind::exchange);
        EXPECT_FALSE(account.unlisted);
        EXPECT_THAT(value_names(account.values), ElementsAreArray(kind.values));
        EXPECT_THAT(categories_of(account), UnorderedElementsAreArray(kind.categories));
    }
}

TEST(CreateIncomplete, says_what_outlook_must_still_create) {
    for (const Incomplete& kind : incomplete_kinds()) {
        const Editor editor = memory_editor(empty_profile());
        const Plan plan = run(editor, edits::create_account({}, request(kind, true)));
        ASSERT_EQ(plan.remarks.size(), 1U);
        EXPECT_EQ(plan.remarks[0].kind, RemarkKind::left_to_outlook);
        EXPECT_THAT(plan.remarks[0].what, HasSubstr(kind.left));
        EXPECT_EQ(plan.remarks[0].where, "account 1");
    }
}

TEST(CreateIncomplete, gives_a_reader_the_properties_that_were_given) {
    for (const Incomplete& kind : incomplete_kinds()) {
        const Editor editor = memory_editor(empty_profile());
        create(editor, request(kind, true));
        const Profile profile = profile_of(editor);
        for (const NewProperty& given : kind.properties) {
            const auto property = get_property(profile, profile.accounts.at(0), given.tag);
            ASSERT_TRUE(property.has_value()) << std::hex << given.tag;
            if (const auto* text = std::get_if<std::u16string>(&given.value)) {
                EXPECT_EQ(std::get<std::u16string>(property->value), *text);
            } else {
                EXPECT_EQ(std::get<std::uint32_t>(property->value),
                          std::get<std::uint32_t>(given.value));
            }
        }
    }
}

TEST(CreateIncomplete, leaves_a_profile_in_which_the_doctor_finds_nothing) {
    for (const Incomplete& kind : incomplete_kinds()) {
        const Editor editor = memory_editor(empty_profile());
        NewAccount account = request(kind, true);
        // What the doctor says of a password that goes out in the clear is not about the layout.
        std::erase_if(account.properties, [](const NewProperty& property) {
            return property.tag == tag::smtp_use_auth;
        });
        create(editor, account);
        const auto findings = examine(editor.source());
        ASSERT_TRUE(findings.has_value());
        for (const Finding& finding : *findings) {
            ADD_FAILURE() << kind.left << ": " << finding.check << ": " << finding.what;
        }
    }
}

TEST(CreateIncomplete, needs_a_name) {
    const Editor editor = memory_editor(empty_profile());
    NewAccount imap = new_account(AccountKind::imap, u"");
    imap.incomplete = true;
    EXPECT_EQ(refused(editor, edits::create_account({}, imap)), ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace olkacct::test
