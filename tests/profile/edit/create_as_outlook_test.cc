// New accounts beside those that Outlook itself made: in real profiles its accounts are deleted and
// made anew, and everything must look the same, in every kind of store.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/file.h"
#include "olkacct/doctor.h"
#include "olkacct/text.h"
#include "profile/edit/new_accounts.h"
#include "profile/transfer.h"
#include "registry/memory/memory_store.h"
#include "registry/open_store.h"
#include "support/shared_hives.h"
#include "support/temp_dir.h"

namespace olkacct::test {
namespace {

using testing::ElementsAreArray;

using Values = std::vector<RegistryValue>;
using Names = std::set<std::string>;

struct RealProfile {
    std::string file;
    std::uint32_t pop3;  ///< 0: none
    std::uint32_t address_book;
    std::uint32_t data_file;
    /// Values of the store's provider that are as the history of the profile has them: the language
    /// of Outlook, and a default store that a tool had cut out.
    Names of_its_history;
};

const std::vector<RealProfile>& real_profiles() {
    static const std::vector<RealProfile> profiles = {
        {"profiles/outlook16_x64_1pop.hive", 2, 1, 3, {"001f3006", "00033009"}},
        {"profiles/ntuser_win10_outlook16_no_mail.dat", 0, 1, 2, {}},
        {"profiles/ntuser_win7_outlook2010_pop3.dat", 3, 2, 4, {}},
        {"profiles/ntuser_win7_outlook2010_deleted_accounts.dat", 0, 2, 4, {}},
    };
    return profiles;
}

std::shared_ptr<base::FileSystem> files() { return base::system_files(); }

Source real_source(const RealProfile& real) {
    return *Source::open(shared_hive(real.file).string());
}

// The profile in a new store of the kind that the name's end says.
Editor editor_in(const TempDir& folder, const std::string& name, const RealProfile& real) {
    const auto store = name == "memory"
                           ? registry::make_memory_store("memory")
                           : *registry::create_store((folder / name).string(), files());
    const auto from = real_source(real).store().begin_read();
    const auto to = store->begin_write();
    EXPECT_TRUE(profile::transfer_profiles(**from, **to).has_value());
    EXPECT_TRUE((*to)->commit().has_value());
    return Editor(store);
}

const std::vector<std::string> store_names = {"memory", "a.dat", "a.reg", "a.db"};

// Everything of an account and its sections, by what it is.
using Parts = std::map<std::string, Values>;

Parts parts_of(const Editor& editor, std::uint32_t id) {
    const Profile profile = profile_of(editor);
    const Account* account = profile.find_account(id);
    if (account == nullptr) {
        ADD_FAILURE() << "there is no account " << id;
        return {};
    }
    Parts parts{{"account", account->values}};
    parts["preferences"] =
        section_values(editor, profile, section_of(account->find_value(u"Preferences UID")));
    if (const RegistryValue* service = account->find_value(u"Service UID")) {
        parts["service"] = section_values(editor, profile, section_of(service));
        for (const std::u16string_view list : {u"01023d00", u"01023d01"}) {
            if (const RegistryValue* provider = find_in(parts["service"], list)) {
                parts["provider"] = section_values(editor, profile, section_of(provider));
            }
        }
    }
    return parts;
}

Values without(Values values, const Names& names) {
    std::erase_if(values, [&names](const RegistryValue& value) {
        return names.contains(to_display(value.name));
    });
    return values;
}

// Random ones and links to random ones have the same size only.
void expect_same(const Values& made, const Values& outlooks, const Names& random) {
    EXPECT_THAT(value_names(made), ElementsAreArray(value_names(outlooks)));
    for (std::size_t i = 0; i < std::min(made.size(), outlooks.size()); ++i) {
        const std::string name = to_display(outlooks[i].name);
        EXPECT_EQ(made[i].type, outlooks[i].type) << name;
        if (random.contains(name)) {
            EXPECT_EQ(made[i].data.size(), outlooks[i].data.size()) << name;
        } else {
            EXPECT_EQ(made[i].data, outlooks[i].data) << name;
        }
    }
}

const Names random_of_account = {"Mini UID", "Service UID", "Preferences UID"};

// The strings and numbers that Outlook's account holds, but for the sections and secrets.
std::vector<NewProperty> new_properties_of(const Profile& profile, std::uint32_t id) {
    std::vector<NewProperty> properties;
    for (const Property& property : get_properties(profile, *profile.find_account(id))) {
        const std::uint32_t tag = property.info->tag;
        if (!property.info->editable || property.stored == nullptr || tag == tag::flavor ||
            tag == 0x20010003) {
            continue;
        }
        if (const auto* text = std::get_if<std::u16string>(&property.value)) {
            properties.push_back({tag, *text});
        } else if (const auto* number = std::get_if<std::uint32_t>(&property.value)) {
            properties.push_back({tag, *number});
        }
    }
    return properties;
}

std::u16string path_of_data_file(const Parts& parts) {
    return decode_string(*find_in(parts.at("provider"), u"001f6700"));
}

std::set<std::string> findings_of(const Editor& editor) {
    std::set<std::string> checks;
    const auto findings = examine(editor.source());
    EXPECT_TRUE(findings.has_value());
    for (const Finding& finding : findings.value_or(std::vector<Finding>())) {
        checks.emplace(finding.check);
    }
    return checks;
}

NewAccount made_as(AccountKind kind, std::vector<NewProperty> properties) {
    NewAccount account;
    account.kind = kind;
    account.properties = std::move(properties);
    return account;
}

// Calls `check(editor, real)` for each real profile in each kind of store.
template <class Check>
void for_all(Check check) {
    for (const RealProfile& real : real_profiles()) {
        for (const std::string& name : store_names) {
            SCOPED_TRACE(real.file + " in " + name);
            const TempDir folder;
            check(editor_in(folder, name, real), real);
        }
    }
}

void remove(const Editor& editor, std::uint32_t id) {
    run(editor, edits::delete_account({{}, id}));
}

TEST(CreateAsOutlook, makes_the_data_file_that_outlook_made) {
    OLKACCT_NEED_SHARED_HIVES();
    for_all([](const Editor& editor, const RealProfile& real) {
        const Parts outlooks = parts_of(editor, real.data_file);
        const auto known = findings_of(editor);
        NewAccount file =
            made_as(AccountKind::data_file, new_properties_of(profile_of(editor), real.data_file));
        file.data_file = path_of_data_file(outlooks);
        remove(editor, real.data_file);
        const Parts made = parts_of(editor, create(editor, file));
        expect_same(made.at("account"), outlooks.at("account"), random_of_account);
        expect_same(made.at("service"), outlooks.at("service"), {"01023d00"});
        // The record key is what the file says when Outlook opens it.
        Names left_out = real.of_its_history;
        left_out.insert("01020ff9");
        expect_same(without(made.at("provider"), left_out),
                    without(outlooks.at("provider"), left_out), {"01023d0c"});
        EXPECT_THAT(known, testing::IsSupersetOf(findings_of(editor)));
    });
}

TEST(CreateAsOutlook, makes_the_address_book_that_outlook_made) {
    OLKACCT_NEED_SHARED_HIVES();
    for_all([](const Editor& editor, const RealProfile& real) {
        const Parts outlooks = parts_of(editor, real.address_book);
        const auto known = findings_of(editor);
        const NewAccount book = made_as(AccountKind::address_book,
                                        new_properties_of(profile_of(editor), real.address_book));
        remove(editor, real.address_book);
        const Parts made = parts_of(editor, create(editor, book));
        expect_same(made.at("account"), outlooks.at("account"), random_of_account);
        expect_same(made.at("service"), outlooks.at("service"), {"01023d01"});
        // The contacts folders that Outlook lists in it.
        expect_same(made.at("provider"),
                    without(outlooks.at("provider"),
                            {"11026620", "10036621", "101e6622", "101e6623", "101e6624", "10036625",
                             "11026626", "101f6627", "101f6628", "101f6629"}),
                    {"01023d0c", "01026601"});
        EXPECT_THAT(known, testing::IsSupersetOf(findings_of(editor)));
    });
}

TEST(CreateAsOutlook, makes_the_pop3_account_that_outlook_made) {
    OLKACCT_NEED_SHARED_HIVES();
    for_all([](const Editor& editor, const RealProfile& real) {
        if (real.pop3 == 0) {
            return;
        }
        const Values outlooks = parts_of(editor, real.pop3).at("account");
        const auto known = findings_of(editor);
        NewAccount pop3 =
            made_as(AccountKind::pop3, new_properties_of(profile_of(editor), real.pop3));
        pop3.store_account = real.data_file;
        pop3.properties.push_back({tag::password, Secret(u"geheim")});
        remove(editor, real.pop3);
        const std::uint32_t id = create(editor, pop3);
        const bool keeps_secrets = editor.source().store().capabilities().secrets;
        const Values made = parts_of(editor, id).at("account");
        Names left_out = {"Account UID"};
        if (!keeps_secrets) {
            left_out.insert("POP3 Password");
        }
        const auto comparable = [](Values values) {
            // Protected by whom and how is the store's own matter.
            for (RegistryValue& value : values) {
                if (value.name == u"POP3 Password") {
                    value.data.clear();
                }
            }
            return values;
        };
        expect_same(comparable(made), comparable(without(outlooks, left_out)),
                    {"Mini UID", "Preferences UID"});
        EXPECT_THAT(known, testing::IsSupersetOf(findings_of(editor)));
        const Profile profile = profile_of(editor);
        for (const NewProperty& given : pop3.properties) {
            const auto read = get_property(profile, *profile.find_account(id), given.tag);
            if (const auto* text = std::get_if<std::u16string>(&given.value)) {
                EXPECT_EQ(std::get<std::u16string>(read->value), *text);
            } else if (const auto* number = std::get_if<std::uint32_t>(&given.value)) {
                EXPECT_EQ(std::get<std::uint32_t>(read->value), *number);
            }
        }
    });
}

TEST(CreateAsOutlook, adds_a_pop3_account_with_its_data_file_as_outlook_did) {
    OLKACCT_NEED_SHARED_HIVES();
    for_all([](const Editor& editor, const RealProfile& real) {
        if (real.pop3 == 0) {
            return;
        }
        const Parts outlooks = parts_of(editor, real.data_file);
        const Values outlooks_pop3 = parts_of(editor, real.pop3).at("account");
        NewAccount pop3 =
            made_as(AccountKind::pop3, new_properties_of(profile_of(editor), real.pop3));
        pop3.data_file = path_of_data_file(outlooks);
        remove(editor, real.pop3);
        remove(editor, real.data_file);
        const std::uint32_t id = create(editor, pop3);
        const Parts made = parts_of(editor, id + 1);
        expect_same(made.at("account"), outlooks.at("account"), random_of_account);
        expect_same(
            without(parts_of(editor, id).at("account"), {}),
            without(outlooks_pop3, {"POP3 Password", "Account UID", "Delivery Folder EntryID"}),
            {"Mini UID", "Preferences UID"});
        open_data_file(editor, id + 1, find_in(outlooks.at("provider"), u"01020ff9")->data);
        pop3.data_file.clear();
        pop3.store_account = id + 1;
        remove(editor, id);
        const Values again = parts_of(editor, create(editor, pop3)).at("account");
        EXPECT_EQ(*find_in(again, u"Delivery Folder EntryID"),
                  *find_in(outlooks_pop3, u"Delivery Folder EntryID"));
    });
}

TEST(CreateAsOutlook, speaks_the_language_of_the_profile) {
    OLKACCT_NEED_SHARED_HIVES();
    const RealProfile& japanese = real_profiles().front();
    const Editor editor = editor_in(TempDir(), "memory", japanese);
    const Parts outlooks = parts_of(editor, japanese.data_file);
    const Parts made = parts_of(editor, create(editor, new_data_file()));
    EXPECT_EQ(*find_in(made.at("provider"), u"001f3006"),
              *find_in(outlooks.at("provider"), u"001f3006"));
}

TEST(CreateAsOutlook, names_the_preferences_by_the_number_in_decimal) {
    OLKACCT_NEED_SHARED_HIVES();
    const RealProfile& with_13_numbers = real_profiles().back();
    const Editor editor = editor_in(TempDir(), "memory", with_13_numbers);
    const std::uint32_t id = create(editor, new_data_file());
    EXPECT_EQ(id, 14U);
    const Values preferences = parts_of(editor, id).at("preferences");
    ASSERT_EQ(preferences.size(), 1U);
    EXPECT_EQ(preferences[0], old_text(u"001f3001", u"AcctSettings0014"));
}

TEST(CreateAsOutlook, edits_a_copy_of_the_real_hive_in_place) {
    OLKACCT_NEED_SHARED_HIVES();
    const RealProfile& real = real_profiles().front();
    const TempDir folder;
    const auto copy = folder.write("NTUSER.DAT", read_file(shared_hive(real.file)));
    const auto editor = Editor::open(copy.string());
    ASSERT_TRUE(editor.has_value());
    NewAccount pop3 = new_pop3();
    pop3.store_account = real.data_file;
    const std::uint32_t id = create(*editor, pop3);
    const auto again = Source::open(copy.string());
    ASSERT_TRUE(again.has_value());
    const auto contents = again->read();
    ASSERT_TRUE(contents.has_value());
    EXPECT_NE(contents->profiles.at(0).find_account(id), nullptr);
}

}  // namespace
}  // namespace olkacct::test
