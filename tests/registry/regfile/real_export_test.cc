// A real export of regedit against the hive that was made from it.
#include <gtest/gtest.h>

#include "registry/hive/hive_store.h"
#include "registry/regfile/regfile_store.h"
#include "support/shared_hives.h"
#include "support/store_content.h"

namespace olkacct::testing_support {
namespace {

constexpr std::u16string_view profile_path =
    u"Software\\Microsoft\\Office\\16.0\\Outlook\\Profiles\\Outlook";

Content profile_of(registry::Store& store) {
    const auto transaction = store.begin_read();
    if (!transaction) {
        ADD_FAILURE() << transaction.error().what << " (" << transaction.error().where << ")";
        return {};
    }
    const auto key = find_path(**transaction, (*transaction)->root(), profile_path);
    if (!key || !*key) {
        ADD_FAILURE() << "there is no profile";
        return {};
    }
    EXPECT_TRUE((*transaction)->warnings().empty());
    return read_all(**transaction, **key);
}

void expect_same(const Content& left, const Content& right) {
    EXPECT_EQ(left.name, right.name);
    EXPECT_TRUE(left.values == right.values) << "values differ below a key of the profile";
    ASSERT_EQ(left.subkeys.size(), right.subkeys.size());
    for (std::size_t i = 0; i < left.subkeys.size(); ++i) {
        expect_same(left.subkeys[i], right.subkeys[i]);
    }
}

TEST(RealExport, gives_the_profile_that_its_hive_gives) {
    OLKACCT_NEED_SHARED_HIVES();
    const auto hive =
        registry::open_hive_store(test::shared_hive("profiles/outlook16_x64_1pop.hive").string());
    const std::string path = test::shared_hive("profiles/outlook16_x64_1pop.reg").string();
    ASSERT_TRUE(hive.has_value());
    const Content expected = profile_of(**hive);
    EXPECT_EQ(expected.subkeys.size(), 17U);

    const auto whole = registry::open_regfile_store(path);
    const auto filtered = registry::open_regfile_store(
        path, {.keep = {{u"software\\microsoft\\office"}}, .limits = {}, .files = nullptr});
    ASSERT_TRUE(whole && filtered);
    expect_same(profile_of(**whole), expected);
    expect_same(profile_of(**filtered), expected);
}

}  // namespace
}  // namespace olkacct::testing_support
