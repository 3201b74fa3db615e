// The real hives with Outlook profiles: we read exactly what is in them.
#include <gtest/gtest.h>

#include "real/accounts_json.h"
#include "support/sha256.h"
#include "support/shared_hives.h"

namespace olkacct::test {
namespace {

std::string read_text(std::string_view file) {
    const auto source = Source::open(shared_hive(file).string());
    if (!source) {
        return source.error().what;
    }
    const auto contents = source->read({.sections = true});
    return contents ? contents_text(*contents) : contents.error().what;
}

class RealHive : public testing::TestWithParam<std::pair<const char*, const char*>> {};

TEST_P(RealHive, gives_exactly_its_accounts_values_orders_and_sections) {
    OLKACCT_NEED_SHARED_HIVES();
    const auto& [file, truth] = GetParam();
    EXPECT_EQ(read_text(file), expected_text(shared_hive(truth)));
}

INSTANTIATE_TEST_SUITE_P(
    Profiles, RealHive,
    testing::Values(std::pair{"profiles/ntuser_win7_outlook2010_pop3.dat",
                              "profiles/ntuser_win7_outlook2010_pop3.accounts.json"},
                    std::pair{"profiles/ntuser_win7_outlook2010_deleted_accounts.dat",
                              "profiles/ntuser_win7_outlook2010_deleted_accounts.accounts.json"},
                    std::pair{"profiles/ntuser_win10_outlook16_no_mail.dat",
                              "profiles/ntuser_win10_outlook16_no_mail.accounts.json"},
                    std::pair{"profiles/outlook16_x64_1pop.hive",
                              "profiles/outlook16_x64_1pop.accounts.json"}));

TEST(RealExport, gives_exactly_the_accounts_of_the_hive_made_from_it) {
    OLKACCT_NEED_SHARED_HIVES();
    EXPECT_EQ(read_text("profiles/outlook16_x64_1pop.reg"),
              expected_export_text(shared_hive("profiles/outlook16_x64_1pop.accounts.json")));
}

TEST(RealHive, with_a_dead_id_in_two_lists_gives_only_the_accounts_that_exist) {
    OLKACCT_NEED_SHARED_HIVES();
    const auto source = Source::open(shared_hive("profiles/outlook16_x64_1pop.hive").string());
    ASSERT_TRUE(source.has_value());
    const auto contents = source->read();
    ASSERT_TRUE(contents.has_value());
    const Profile& profile = contents->profiles.at(0);
    EXPECT_EQ(profile.stored_order[0], (std::vector<OrderEntry>{{2, false}, {4, true}}));
    EXPECT_EQ(profile.order(Category::mail), std::vector<std::uint32_t>{2});
    EXPECT_EQ(profile.order(Category::store), std::vector<std::uint32_t>{3});
}

TEST(RealHive, of_every_profile_is_listed_here) {
    OLKACCT_NEED_SHARED_HIVES();
    int truths = 0;
    for (const auto& entry : std::filesystem::directory_iterator(shared_hive("profiles"))) {
        truths += entry.path().string().ends_with(".accounts.json") ? 1 : 0;
    }
    EXPECT_EQ(truths, 4) << "a new file wants a line in the list of this test";
}

TEST(Sha256, gives_the_published_digests) {
    const auto of = [](std::string_view text) {
        return sha256(std::as_bytes(std::span(text.data(), text.size())));
    };
    EXPECT_EQ(of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
}

}  // namespace
}  // namespace olkacct::test
