// Copying accounts between profiles of one source, of several, of other versions and bitness.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

#include "olkacct/doctor.h"
#include "olkacct/text.h"
#include "profile/edit/edit_sample.h"
#include "profile/edit/sample_stores.h"
#include "profile/profile_content.h"
#include "support/memory_hive.h"
#include "support/property_bytes.h"
#include "support/sample_profile.h"
#include "support/shared_hives.h"

namespace olkacct::test {
namespace {

using testing::AllOf;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

Profile read_profile(const Editor& editor, const std::u16string& name) {
    const auto contents = editor.source().read({.profile = name, .services = true});
    if (!contents || contents->profiles.size() != 1) {
        throw std::runtime_error("there is not one profile of that name");
    }
    return contents->profiles.front();
}

std::vector<DumpedKey> dump(const Editor& editor, const std::u16string& name) {
    return *editor.source().dump(read_profile(editor, name));
}

std::vector<RegistryValue> values_at(const std::vector<DumpedKey>& dump, std::u16string_view path) {
    const auto key = std::ranges::find(dump, path, &DumpedKey::path);
    return key == dump.end() ? std::vector<RegistryValue>() : key->values;
}

const RegistryValue* find_value(const std::vector<RegistryValue>& values,
                                std::u16string_view name) {
    const auto value = std::ranges::find(values, name, &RegistryValue::name);
    return value == values.end() ? nullptr : &*value;
}

std::u16string section_of(const Account& account, std::u16string_view link) {
    const RegistryValue* value = account.find_value(link);
    return value == nullptr ? std::u16string() : section_name(value->data);
}

std::shared_ptr<const PortableAccount> take(const Editor& from, const std::u16string& profile,
                                            std::uint32_t id) {
    auto taken = edits::take_account(from.source(), {{.name = profile}, id});
    if (!taken) {
        throw std::runtime_error(taken.error().what);
    }
    return *taken;
}

struct Put {
    std::uint32_t id = 0;
    Plan plan;
};

Put put(const Editor& to, const std::u16string& profile,
        std::shared_ptr<const PortableAccount> account, bool same_secrets = false) {
    const auto id = std::make_shared<std::uint32_t>(0);
    Put done;
    done.plan =
        run(to, edits::put_account({.name = profile}, std::move(account), same_secrets, id));
    done.id = *id;
    return done;
}

std::vector<std::string> remarks(const Plan& plan) {
    std::vector<std::string> out;
    for (const Remark& remark : plan.remarks) {
        out.push_back(remark.what);
    }
    return out;
}

// What an account says whatever its profile: not its number, its profile's name or its sections.
std::vector<std::pair<std::string, PropertyValue>> lasting_properties(const Profile& profile,
                                                                      std::uint32_t id) {
    std::vector<std::pair<std::string, PropertyValue>> out;
    const Account* account = profile.find_account(id);
    if (account == nullptr) {
        return out;
    }
    for (const Property& property : get_properties(profile, *account)) {
        const std::string key = property_key(*property.info);
        static const std::vector<std::string> of_the_profile = {"id",
                                                                "identity",
                                                                "stamp",
                                                                "send_stamp",
                                                                "is_default_mail",
                                                                "preferences_uid",
                                                                "mapi_service_uid",
                                                                "mapi_emsmdb_uid"};
        if (std::ranges::count(of_the_profile, key) == 0) {
            out.emplace_back(key, property.value);
        }
    }
    return out;
}

std::vector<std::string> findings(const Editor& editor) {
    std::vector<std::string> out;
    const auto found = examine(editor.source());
    for (const Finding& finding : *found) {
        if (finding.check != "password_without_tls" && finding.check != "no_default_store" &&
            finding.check != "lost_delivery_store" && finding.check != "no_delivery_store") {
            out.push_back(std::string(finding.check) + ": " + finding.what);
        }
    }
    return out;
}

class PutAccount : public testing::TestWithParam<StoreKind> {
  protected:
    Editor sample(const SampleOptions& options = {}) { return stores_.sample(GetParam(), options); }
    // With one empty profile.
    Editor with_profile(ProfileRoot root) {
        Editor editor = stores_.empty(GetParam());
        run(editor, edits::create_profile({u"New", root}));
        return editor;
    }

  private:
    SampleStores stores_;
};

INSTANTIATE_TEST_SUITE_P(Stores, PutAccount, testing::ValuesIn(all_store_kinds),
                         [](const auto& kind) { return store_kind_name(kind.param); });

TEST_P(PutAccount, gives_every_account_the_same_properties_in_another_version) {
    for (const auto& [from, to] : {std::pair(office_16, nt), std::pair(nt, office_16)}) {
        const Editor source = sample({.roots = {from}, .hotmail = true});
        const Editor target = with_profile(to);
        // The data file first: what delivers into it keeps its folder.
        for (const std::uint32_t id :
             {sample_id::data_file, sample_id::address_book, sample_id::pop3, sample_id::imap,
              sample_id::exchange, sample_id::ldap, sample_id::hotmail}) {
            const Put done = put(target, u"New", take(source, {}, id));
            EXPECT_EQ(lasting_properties(profile_of(target), done.id),
                      lasting_properties(profile_of(source), id));
        }
        const Profile profile = profile_of(target);
        EXPECT_EQ(profile.accounts.size(), 7U);
        EXPECT_EQ(profile.next_account_id, 8U);
        for (const Account& account : profile.accounts) {
            for (const RegistryValue& value : account.values) {
                if (value.name == u"Account Name" || value.name == u"SMTP Server") {
                    EXPECT_EQ(value.type,
                              to == office_16 ? registry_type::sz : registry_type::binary);
                }
            }
        }
        EXPECT_THAT(findings(target), IsEmpty());
    }
}

TEST_P(PutAccount, numbers_everything_anew_and_enters_it_in_the_lists) {
    const Editor source = sample();
    const Editor target = with_profile(office_16);
    put(target, u"New", take(source, {}, sample_id::address_book));
    const Put done = put(target, u"New", take(source, {}, sample_id::data_file));
    EXPECT_EQ(done.id, 2U);
    const Profile profile = profile_of(target);
    EXPECT_EQ(profile.last_change_ver, 3U);
    EXPECT_EQ(profile.order(Category::address_book), std::vector<std::uint32_t>{1});
    EXPECT_EQ(profile.order(Category::store), std::vector<std::uint32_t>{2});
    const Account& account = *profile.find_account(2);
    const auto keys = dump(target, u"New");
    EXPECT_EQ(values_at(keys, section_of(account, u"Preferences UID")),
              std::vector{(RegistryValue{u"001f3001", registry_type::binary,
                                         text_bytes(u"AcctSettings0002")})});
    EXPECT_NE(account.find_value(u"Service UID")->data,
              made_up_uid(service_seed + sample_id::data_file));

    ASSERT_EQ(profile.services.size(), 2U);
    const Service& service = profile.services[1];
    EXPECT_EQ(service.name, u"MSUPST MS");
    ASSERT_EQ(service.providers.size(), 1U);
    EXPECT_EQ(service.providers[0].resource_flags, 2U);
    const std::string& provider = service.providers[0].section;
    const auto provider_values = values_at(keys, std::u16string(provider.begin(), provider.end()));
    EXPECT_EQ(find_value(provider_values, u"01023d0c")->data,
              account.find_value(u"Service UID")->data);
    const auto table = values_at(keys, u"9207f3e0a3b11019908b08002b2a56c2");
    EXPECT_EQ(section_name(find_value(table, u"01023d00")->data),
              std::u16string(provider.begin(), provider.end()));
}

TEST_P(PutAccount, comes_back_as_it_was) {
    const Editor home = sample({.unlisted = true, .offset_width = 8});
    const Editor abroad = sample({.roots = {nt}, .profiles = {u"Abroad"}, .offset_width = 4});
    for (const std::uint32_t id : {sample_id::pop3, sample_id::imap, sample_id::ldap}) {
        const auto before = take(home, {}, id);
        const Put there = put(abroad, {}, before);
        const Put back = put(home, {}, take(abroad, {}, there.id));
        const Profile profile = profile_of(home);
        const Account& original = *profile.find_account(id);
        const Account& copy = *profile.find_account(back.id);
        EXPECT_EQ(copy.categories, original.categories);
        ASSERT_EQ(copy.values.size(), original.values.size());
        for (const RegistryValue& value : original.values) {
            if (value.name != u"Account Name" && value.name != u"Mini UID" &&
                !value.name.ends_with(u" UID")) {
                EXPECT_THAT(copy.values, Contains(value));
            }
        }
        // Two accounts of one profile share neither a name nor a Mini UID.
        EXPECT_EQ(decode_string(*copy.find_value(u"Account Name")),
                  decode_string(*original.find_value(u"Account Name")) + u" (1)");
        EXPECT_NE(*copy.find_value(u"Mini UID"), *original.find_value(u"Mini UID"));
    }
}

TEST_P(PutAccount, writes_multi_values_in_the_width_of_the_profile) {
    const Editor wide = sample({.offset_width = 8});
    const Editor narrow = sample({.profiles = {u"Narrow"}, .offset_width = 4});
    const Put done = put(narrow, {}, take(wide, {}, sample_id::imap));
    const auto keys = dump(narrow, u"Narrow");
    const auto service =
        values_at(keys, section_of(*profile_of(narrow).find_account(done.id), u"Service UID"));
    EXPECT_EQ(
        *find_value(service, u"101e3d0f"),
        *find_value(values_at(keys, section_name(made_up_uid(service_seed + sample_id::imap))),
                    u"101e3d0f"));
}

TEST_P(PutAccount, keeps_the_mini_uid_where_it_is_free) {
    const Editor editor = sample({.profiles = {u"A", u"B"}});
    run(editor, edits::create_profile({.name = u"C"}));
    const auto taken = take(editor, u"A", sample_id::ldap);
    const auto mini_uid = [&](const std::u16string& profile, std::uint32_t id) {
        return *decode_number(
            *read_profile(editor, profile).find_account(id)->find_value(u"Mini UID"));
    };
    const Put free = put(editor, u"C", taken);
    EXPECT_EQ(mini_uid(u"C", free.id), mini_uid(u"A", sample_id::ldap));
    const Put twice = put(editor, u"C", taken);
    EXPECT_NE(mini_uid(u"C", twice.id), mini_uid(u"A", sample_id::ldap));
    EXPECT_NE(mini_uid(u"C", twice.id), 0U);
}

TEST_P(PutAccount, is_one_step_of_a_move) {
    const Editor editor = sample({.profiles = {u"A", u"B"}});
    const auto taken = take(editor, u"A", sample_id::pop3);
    const auto id = std::make_shared<std::uint32_t>(0);
    const Plan done =
        run(editor, edits::sequence({edits::put_account({.name = u"B"}, taken, true, id),
                                     edits::delete_account({{.name = u"A"}, sample_id::pop3})}));
    EXPECT_EQ(read_profile(editor, u"A").find_account(sample_id::pop3), nullptr);
    const Profile target = read_profile(editor, u"B");
    EXPECT_NE(target.find_account(*id), nullptr);
    EXPECT_EQ(target.default_mail_account(), sample_id::pop3);
    EXPECT_EQ(target.order(Category::mail).back(), *id);
    EXPECT_THAT(remarks(done), testing::ElementsAre(testing::HasSubstr("the copy is named")));
}

TEST_P(PutAccount, changes_nothing_when_it_is_only_planned_and_is_undone_whole) {
    const Editor source = sample();
    const Editor target = with_profile(nt);
    const auto before = dump(target, u"New");
    const auto taken = take(source, {}, sample_id::imap);
    const auto plan = target.plan(edits::put_account({}, taken, false));
    ASSERT_TRUE(plan.has_value());
    EXPECT_FALSE(plan->empty());
    EXPECT_EQ(dump(target, u"New").size(), before.size());
    const Put done = put(target, {}, taken);
    ASSERT_TRUE(target.apply(inverse(done.plan)).has_value());
    const auto after = dump(target, u"New");
    ASSERT_EQ(after.size(), before.size());
    for (std::size_t i = 0; i < after.size(); ++i) {
        EXPECT_EQ(after[i].path, before[i].path);
        for (const RegistryValue& value : after[i].values) {
            if (value.name != u"LastChangeVer" && value.name != u"NextAccountID") {
                EXPECT_THAT(before[i].values, Contains(value));
            }
        }
    }
    EXPECT_EQ(profile_of(target).next_account_id, 2U);
}

// What is said, and what is refused, is the same in all stores.

Editor memory_sample(const SampleOptions& options = {}) {
    SampleStores stores;
    return stores.sample(StoreKind::memory, options);
}

TEST(PutAccountRemarks, a_delivery_folder_of_a_data_file_that_is_not_there) {
    const Editor source = memory_sample();
    const Editor target = memory_editor({});
    run(target, edits::create_profile({.name = u"New"}));
    const Put alone = put(target, {}, take(source, {}, sample_id::pop3));
    EXPECT_THAT(remarks(alone.plan),
                Contains(AllOf(HasSubstr("delivery store and the delivery folder"),
                               HasSubstr(to_display(data_file_path)),
                               HasSubstr("copy the account of that data file before"))));
    EXPECT_EQ(profile_of(target).find_account(alone.id)->find_value(u"Delivery Folder EntryID"),
              nullptr);

    put(target, {}, take(source, {}, sample_id::data_file));
    const Put with_file = put(target, {}, take(source, {}, sample_id::pop3));
    EXPECT_THAT(remarks(with_file.plan), Not(Contains(HasSubstr("delivery folder"))));
    const Profile profile = profile_of(target);
    EXPECT_EQ(profile.find_account(with_file.id)->find_value(u"Delivery Store EntryID")->data,
              store_entry_id(data_file_path));
}

TEST(PutAccountRemarks, whose_passwords_travel_and_what_outlook_makes_anew) {
    const Editor source = memory_sample({.eas = true});
    const Editor target = memory_editor({});
    run(target, edits::create_profile({u"New", nt}));
    const Put imap = put(target, {}, take(source, {}, sample_id::imap));
    EXPECT_THAT(remarks(imap.plan), ElementsAre(HasSubstr("Windows user"), HasSubstr("anew")));
    EXPECT_EQ(imap.plan.remarks[1].kind, RemarkKind::left_to_outlook);
    EXPECT_EQ(profile_of(target).find_account(imap.id)->find_value(u"IMAP Password")->data,
              protected_value(u"IMAP Password"));

    const Put eas = put(target, {}, take(source, {}, sample_id::eas));
    EXPECT_THAT(remarks(eas.plan),
                ElementsAre(HasSubstr("Service UID names a section"), HasSubstr("Windows user"),
                            HasSubstr("anew"), HasSubstr("before 2013")));
    const Put ldap = put(target, {}, take(source, {}, sample_id::ldap));
    EXPECT_THAT(remarks(ldap.plan), IsEmpty());
}

TEST(PutAccountRemarks, the_search_order_that_an_address_book_leaves) {
    const Editor source = memory_sample();
    const Editor target = memory_editor({});
    run(target, edits::create_profile({.name = u"New"}));
    const Put done = put(target, {}, take(source, {}, sample_id::address_book));
    EXPECT_THAT(remarks(done.plan), ElementsAre(HasSubstr("search order")));
}

TEST(PuttingAnAccount, takes_the_settings_of_exchange_along_and_links_them) {
    const Editor source = memory_sample();
    const Editor target = memory_editor({});
    run(target, edits::create_profile({.name = u"New"}));
    const Put done = put(target, {}, take(source, {}, sample_id::exchange));
    const Profile profile = profile_of(target);
    const Account& account = *profile.find_account(done.id);
    EXPECT_NE(account.emsmdb_uid, made_up_uid(exchange_settings_seed));
    EXPECT_EQ(account.exchange_address, u"exchange.corp.exampleann");
    ASSERT_EQ(profile.services.size(), 1U);
    EXPECT_EQ(section_of(account, u"XP Provider UID"),
              std::u16string(profile.services[0].providers[0].section.begin(),
                             profile.services[0].providers[0].section.end()));
}

// Two Exchange accounts share the settings section: a copy must not take it from them.
TEST(PuttingAnAccount, leaves_settings_that_another_account_uses_too) {
    const Editor source = memory_editor(profile_hive(
        {order(mail_list, {1, 2}), number(u"NextAccountID", 3)},
        {account(u"00000001", mapi_class,
                 {text(u"Service Name", u"MSEMS"), binary(u"Service UID", uid(1))}),
         account(u"00000002", mapi_class,
                 {text(u"Service Name", u"MSEMS"), binary(u"Service UID", uid(2))})},
        {key(section_key(1), {binary(u"01023d15", uid(9)), binary(u"01020001", uid(1))}),
         key(section_key(2), {binary(u"01023d15", uid(9))}),
         key(section_key(9), {binary(u"001f6602", text_bytes(u"server"))})}));
    run(source, edits::create_profile({.name = u"New"}));
    const Put away = put(source, u"New", take(source, u"P", 1));
    EXPECT_THAT(remarks(away.plan), Contains(HasSubstr("01023d15")));
    EXPECT_THAT(read_profile(source, u"New").find_account(away.id)->emsmdb_uid, IsEmpty());

    const Put beside = put(source, u"P", take(source, u"P", 1));
    const Profile profile = read_profile(source, u"P");
    const Account& copy = *profile.find_account(beside.id);
    EXPECT_EQ(copy.emsmdb_uid, uid(9));
    // A section that names itself goes on doing so.
    const auto values = values_at(dump(source, u"P"), section_of(copy, u"Service UID"));
    EXPECT_EQ(find_value(values, u"01020001")->data, copy.find_value(u"Service UID")->data);
}

TEST(PuttingAnAccount, leaves_the_default_data_file_of_the_profile_the_default) {
    const Editor source = memory_sample();
    const Editor target = memory_editor({});
    run(target, edits::create_profile({.name = u"New"}));
    put(target, {}, take(source, {}, sample_id::data_file));
    auto other = profile_hive(
        {order(store_list, {1}), number(u"NextAccountID", 2)},
        {account(u"00000001", mapi_class,
                 {text(u"Service Name", u"MSUPST MS"), binary(u"Service UID", uid(1))})},
        {key(section_key(1), {binary(u"01023d00", uid(2))}),
         key(section_key(2),
             {binary(u"00033009", hex_bytes("02080000")), binary(u"01023d0c", uid(1)),
              binary(u"01020fff", store_entry_id(u"C:\\other.pst"))})});
    put(target, {}, take(memory_editor(other), {}, 1));
    const Profile profile = profile_of(target);
    ASSERT_EQ(profile.services.size(), 2U);
    EXPECT_EQ(profile.services[0].providers[0].resource_flags, 2U);
    EXPECT_EQ(profile.services[1].providers[0].resource_flags, 0x800U);
}

TEST(PuttingAnAccount, carries_what_it_does_not_know_bit_for_bit) {
    const std::vector<RegistryValue> odd = {
        {u"Zzz", registry_type::sz, testing_support::bytes("\1\2\3")},
        {u"Yyy", 0x1234, testing_support::bytes("x")},
        {u"", registry_type::dword, {}},
    };
    const Editor source = memory_editor(
        profile_hive({order(mail_list, {1})}, {account(u"00000001", pop3_class, odd)}));
    const Editor target = memory_editor({});
    run(target, edits::create_profile({u"New", nt}));
    const Put done = put(target, {}, take(source, {}, 1));
    const Profile profile = profile_of(target);
    for (const RegistryValue& value : odd) {
        EXPECT_THAT(profile.find_account(done.id)->values, Contains(value));
    }
}

TEST(PuttingAnAccount, leaves_the_account_uid_to_its_account) {
    const Editor source = memory_editor(
        profile_hive({order(mail_list, {1})},
                     {account(u"00000001", pop3_class,
                              {{u"Account UID", registry_type::binary, made_up_uid(77)}})}));
    const Editor target = memory_editor({});
    run(target, edits::create_profile({u"New", office_16}));
    const Put done = put(target, {}, take(source, {}, 1));
    EXPECT_EQ(profile_of(target).find_account(done.id)->find_value(u"Account UID"), nullptr);
    EXPECT_THAT(remarks(done.plan), Contains(HasSubstr("Account UID")));
}

std::vector<std::u16string> value_names(const Editor& editor, std::uint32_t id) {
    std::vector<std::u16string> names;
    const Profile profile = profile_of(editor);
    for (const RegistryValue& value : profile.find_account(id)->values) {
        names.push_back(value.name);
    }
    return names;
}

TEST(PuttingAnAccount, writes_the_values_in_the_order_of_the_version_it_goes_to) {
    const Editor of_2010 = memory_editor({});
    const Editor of_16 = memory_editor({});
    run(of_2010, edits::create_profile({u"New", nt}));
    run(of_16, edits::create_profile({u"New", office_16}));
    NewAccount work;
    work.properties = {
        {0x0002001F, u"Work"}, {0x000C001F, u"ann@abc.example"},  {0x0100001F, u"pop.abc.example"},
        {0x0101001F, u"ann"},  {0x0200001F, u"smtp.abc.example"}, {0x02030003, std::uint32_t{1}}};
    work.data_file = u"C:\\Mail\\work.pst";
    for (const Editor& editor : {of_2010, of_16}) {
        run(editor, edits::create_account({}, work));
    }
    for (const auto& [from, to] : {std::pair(of_2010, of_16), std::pair(of_16, of_2010)}) {
        auto expected = value_names(to, 1);
        // The data file does not come along.
        std::erase_if(expected,
                      [](const std::u16string& name) { return name.starts_with(u"Delivery "); });
        const Editor target = memory_editor({});
        run(target, edits::create_profile({u"New", profile_of(to).root}));
        const Put done = put(target, {}, take(from, {}, 1));
        EXPECT_EQ(value_names(target, done.id), expected);
    }
}

TEST(PuttingAnAccount, refuses_what_a_profile_can_have_only_once) {
    const Editor editor = memory_sample({.profiles = {u"A", u"B"}});
    for (const std::uint32_t id : {sample_id::address_book, sample_id::data_file}) {
        EXPECT_EQ(refused(editor, edits::put_account({.name = u"B"}, take(editor, u"A", id), true)),
                  ErrorCode::already_exists);
    }
}

TEST(PuttingAnAccount, says_what_is_not_there) {
    const Editor editor = memory_sample();
    EXPECT_EQ(edits::take_account(editor.source(), {{}, 99}).error().code,
              ErrorCode::account_not_found);
    EXPECT_EQ(edits::take_account(editor.source(), {{.name = u"None"}, 1}).error().code,
              ErrorCode::profile_not_found);
    EXPECT_EQ(refused(editor, edits::put_account({.name = u"None"},
                                                 take(editor, {}, sample_id::pop3), true)),
              ErrorCode::profile_not_found);
}

// A password of our own database opens there only.
TEST(PutAccountSecrets, of_our_own_stay_unless_the_target_can_open_them) {
    SampleStores stores;
    const Editor database = stores.sample(StoreKind::sqlite);
    run(database, edits::set_properties({{}, sample_id::pop3},
                                        {{0x0102801F, Secret(u"not a real password")}}));
    run(database, edits::create_profile({.name = u"New"}));
    const auto taken = take(database, u"Outlook", sample_id::pop3);

    const Editor hive = stores.empty(StoreKind::hive);
    run(hive, edits::create_profile({.name = u"New"}));
    const Put left = put(hive, {}, taken, false);
    EXPECT_EQ(profile_of(hive).find_account(left.id)->find_value(u"POP3 Password"), nullptr);
    EXPECT_THAT(remarks(left.plan), Contains(HasSubstr("POP3 Password")));
    EXPECT_EQ(left.plan.remarks.front().kind, RemarkKind::not_copied);

    const Put kept = put(database, u"New", taken, true);
    EXPECT_EQ(*read_profile(database, u"New").find_account(kept.id)->find_value(u"POP3 Password"),
              *read_profile(database, u"Outlook")
                   .find_account(sample_id::pop3)
                   ->find_value(u"POP3 Password"));
}

// The hive was copied from a running machine: that its last changes may be missing is passed on.
TEST(PutRealAccounts, of_a_hive_that_was_not_closed_say_so) {
    OLKACCT_NEED_SHARED_HIVES();
    const auto source =
        Source::open(shared_hive("profiles/ntuser_win10_outlook16_no_mail.dat").string());
    const auto taken = edits::take_account(*source, {{}, 2});
    ASSERT_TRUE(taken.has_value());
    const Editor target = memory_editor({});
    run(target, edits::create_profile({.name = u"New"}));
    EXPECT_THAT(remarks(put(target, {}, *taken).plan), Contains(HasSubstr("not closed cleanly")));
}

TEST(PutRealAccounts, between_2010_and_16_in_both_directions) {
    OLKACCT_NEED_SHARED_HIVES();
    SampleStores stores;
    const std::vector<std::string> names = {
        "ntuser_win7_outlook2010_pop3.dat", "ntuser_win7_outlook2010_deleted_accounts.dat",
        "ntuser_win10_outlook16_no_mail.dat", "outlook16_x64_1pop.hive"};
    std::vector<Editor> sources;
    for (const std::string& name : names) {
        sources.push_back(stores.copy_of(StoreKind::hive,
                                         *Source::open(shared_hive("profiles/" + name).string())));
    }
    int copied = 0;
    for (const Editor& source : sources) {
        for (const Editor& model : sources) {
            // Into a profile of the other's version and bitness, without the accounts it has.
            const Editor target = stores.copy_of(StoreKind::hive, model.source());
            for (const Account& account : profile_of(target).accounts) {
                run(target, edits::delete_account({{}, account.id}));
            }
            const auto before = findings(target);
            const Profile original = profile_of(source);
            std::vector<std::uint32_t> ids;
            for (const Account& account : original.accounts) {
                ids.push_back(account.id);
            }
            // Data files before what delivers into them.
            std::stable_partition(ids.begin(), ids.end(), [&](std::uint32_t id) {
                return original.find_account(id)->type == AccountType::mapi;
            });
            std::vector<std::uint32_t> seen;
            for (const std::uint32_t id : ids) {
                SCOPED_TRACE(source.name() + " " + std::to_string(id) + " to " + model.name());
                const Put done = put(target, {}, take(source, {}, id));
                auto expected = lasting_properties(original, id);
                auto found = lasting_properties(profile_of(target), done.id);
                const auto mini_uid =
                    decode_number(*original.find_account(id)->find_value(u"Mini UID")).value_or(0);
                if (std::ranges::count(seen, mini_uid) != 0) {
                    std::erase_if(expected, [](auto& one) { return one.first == "mini_uid"; });
                    std::erase_if(found, [](auto& one) { return one.first == "mini_uid"; });
                }
                seen.push_back(mini_uid);
                EXPECT_EQ(found, expected);
                ++copied;
            }
            for (const std::string& finding : findings(target)) {
                EXPECT_THAT(before, Contains(finding));
            }
        }
    }
    EXPECT_EQ(copied, 4 * (4 + 3 + 2 + 3));
}

}  // namespace
}  // namespace olkacct::test
