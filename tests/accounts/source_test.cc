// Opening sources on disk and reading them through the C++ interface.
#include "olkacct/source.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "olkacct/property.h"
#include "support/outlook_sample.h"
#include "support/temp_dir.h"

namespace olkacct::test {
namespace {

class SourceTest : public testing::Test {
  protected:
    std::string put(const std::string& name, const Bytes& content) {
        const auto path = folder_.path() / name;
        std::ofstream file(path, std::ios::binary);
        for (const std::byte byte : content) {
            file.put(std::to_integer<char>(byte));
        }
        return path.string();
    }

    TempDir folder_;
};

TEST_F(SourceTest, reads_every_kind_of_account_of_a_hive) {
    const auto path = put("NTUSER.DAT", outlook_sample_hive({.hotmail = true, .eas = true}));
    const auto source = Source::open(path);
    ASSERT_TRUE(source.has_value()) << source.error().what;
    EXPECT_EQ(source->name(), path);
    const auto contents = source->read();
    ASSERT_TRUE(contents.has_value()) << contents.error().what;
    ASSERT_EQ(contents->profiles.size(), 1U);
    const Profile& profile = contents->profiles[0];
    EXPECT_TRUE(profile.is_default);
    const std::pair<std::uint32_t, std::string_view> types[] = {
        {sample_id::address_book, "mapi"}, {sample_id::pop3, "pop3"},
        {sample_id::data_file, "mapi"},    {sample_id::imap, "imap"},
        {sample_id::exchange, "mapi"},     {sample_id::ldap, "ldap"},
        {sample_id::hotmail, "hotmail"},   {sample_id::eas, "eas"}};
    EXPECT_EQ(profile.accounts.size(), std::size(types));
    for (const auto& [id, type] : types) {
        const Account* account = profile.find_account(id);
        ASSERT_NE(account, nullptr) << id;
        EXPECT_EQ(type_name(*account), type);
        EXPECT_EQ(account->is_exchange, id == sample_id::exchange);
    }
    EXPECT_EQ(profile.find_account(sample_id::dead), nullptr);
}

TEST_F(SourceTest, reads_the_same_accounts_from_the_form_of_every_version) {
    const auto texts = [](const Profile& profile) {
        std::vector<std::u16string> all;
        for (const Account& account : profile.accounts) {
            for (const Property& property : get_properties(profile, account)) {
                if (const auto* text = std::get_if<std::u16string>(&property.value)) {
                    all.push_back(*text);
                }
            }
        }
        return all;
    };
    const auto path =
        put("NTUSER.DAT",
            outlook_sample_hive({.roots = {ProfileRoot::office_16, ProfileRoot::office_15}}));
    const auto contents = Source::open(path)->read();
    ASSERT_TRUE(contents.has_value());
    ASSERT_EQ(contents->profiles.size(), 2U);
    EXPECT_FALSE(texts(contents->profiles[0]).empty());
    EXPECT_EQ(texts(contents->profiles[0]), texts(contents->profiles[1]));
}

TEST_F(SourceTest, sees_the_file_anew_at_each_read) {
    const auto path = put("NTUSER.DAT", outlook_sample_hive());
    const auto source = Source::open(path);
    ASSERT_TRUE(source.has_value());
    EXPECT_EQ(source->read()->profiles.size(), 1U);
    put("new", outlook_sample_hive({.profiles = {u"Outlook", u"Second"}}));
    std::filesystem::rename(folder_.path() / "new", path);
    EXPECT_EQ(source->read()->profiles.size(), 2U);
}

TEST_F(SourceTest, dumps_all_that_is_below_a_profile) {
    const auto source = Source::open(put("NTUSER.DAT", outlook_sample_hive()));
    ASSERT_TRUE(source.has_value());
    const auto contents = source->read({.sections = true});
    const Profile& profile = contents->profiles.at(0);
    const auto keys = source->dump(profile);
    ASSERT_TRUE(keys.has_value()) << keys.error().what;
    EXPECT_EQ(keys->front().path, u"");
    std::size_t sections = 0;
    for (const DumpedKey& key : *keys) {
        sections += !key.path.empty() && key.path.find(u'\\') == std::u16string::npos ? 1U : 0U;
    }
    EXPECT_EQ(sections, profile.section_names.size());
    EXPECT_EQ(keys->size(), 1 + sections + profile.accounts.size());
}

TEST_F(SourceTest, says_clearly_what_cannot_be_opened) {
    const auto code = [](const std::string& path) { return Source::open(path).error().code; };
    EXPECT_EQ(code((folder_.path() / "nothing").string()), ErrorCode::source_not_found);
    EXPECT_EQ(code(folder_.path().string()), ErrorCode::unknown_source_kind);
    EXPECT_EQ(code(put("text", Bytes(100))), ErrorCode::unknown_source_kind);
}

}  // namespace
}  // namespace olkacct::test
