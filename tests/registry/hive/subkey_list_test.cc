// Lists of subkeys under many changes, and lists that other writers left odd.
#include <algorithm>
#include <random>

#include "registry/hive/sample_hive.h"
#include "registry/hive/subkey_editor.h"
#include "support/crash_files.h"
#include "support/hive_check.h"

namespace olkacct::registry {
namespace {

using Problems = std::vector<std::string>;

std::vector<std::u16string> shuffled_names(std::size_t count) {
    std::vector<std::u16string> names;
    for (std::size_t i = 0; i < count; ++i) {
        const std::string name = "key " + std::to_string(i);
        names.emplace_back(name.begin(), name.end());
    }
    std::shuffle(names.begin(), names.end(), std::mt19937(7));
    return names;
}

struct Files {
    std::shared_ptr<test::CrashFiles> files = std::make_shared<test::CrashFiles>();

    explicit Files(const Bytes& hive) { files->put(sample_path, hive); }
    [[nodiscard]] std::unique_ptr<WriteTransaction> write() const {
        return store_on(files)->begin_write().value();
    }
    [[nodiscard]] std::vector<std::u16string> names() const {
        const auto reader = store_on(files)->begin_read().value();
        std::vector<std::u16string> found;
        const auto subkeys = reader->subkeys(reader->root()).value();
        for (const auto& key : subkeys) found.push_back(key.name);
        EXPECT_TRUE(reader->warnings().empty());
        return found;
    }
    [[nodiscard]] Problems problems() const {
        return test::check_hive(files->contents().at(sample_path)).problems;
    }
};

class SubkeyLists : public testing::TestWithParam<test::HiveOptions> {};

TEST_P(SubkeyLists, of_many_keys_stay_sound_and_every_key_is_found) {
    const Files hive(HiveBuilder(GetParam()).file(7, 7));
    const auto names = shuffled_names(4 * hive::most_list_entries);
    auto writer = hive.write();
    for (const auto& name : names) {
        ASSERT_TRUE(writer->create_key(writer->root(), name).has_value());
    }
    for (const auto& name : names) {
        ASSERT_TRUE(writer->find(writer->root(), name).value().has_value());
        ASSERT_FALSE(writer->find(writer->root(), name + u"?").value().has_value());
    }
    ASSERT_TRUE(writer->commit().has_value());
    EXPECT_EQ(hive.problems(), Problems());
    EXPECT_EQ(hive.names().size(), names.size());

    writer = hive.write();
    const auto half = names.begin() + static_cast<std::ptrdiff_t>(names.size() / 2);
    for (auto name = names.begin(); name != half; ++name) {
        const auto gone = writer->find(writer->root(), *name).value();
        ASSERT_TRUE(writer->delete_key(*gone).has_value());
        ASSERT_FALSE(writer->find(writer->root(), *name).value().has_value());
    }
    ASSERT_TRUE(writer->commit().has_value());
    EXPECT_EQ(hive.problems(), Problems());
    EXPECT_EQ(hive.names().size(), names.size() - names.size() / 2);

    writer = hive.write();
    for (auto name = half; name != names.end(); ++name) {
        ASSERT_TRUE(
            writer->delete_key(writer->find(writer->root(), *name).value().value()).has_value());
    }
    ASSERT_TRUE(writer->commit().has_value());
    EXPECT_EQ(hive.problems(), Problems());
}

INSTANTIATE_TEST_SUITE_P(
    Kinds, SubkeyLists,
    testing::Values(test::HiveOptions{},
                    test::HiveOptions{.minor_version = 3, .list_kind = test::ListKind::lf},
                    test::HiveOptions{.minor_version = 3, .list_kind = test::ListKind::li}),
    [](const auto& one) { return "version" + std::to_string(one.index); });

TEST(OddSubkeyLists, with_a_leaf_that_another_writer_emptied_are_changed) {
    const Sample sample({.leaf_capacity = 1});
    Bytes file = sample.builder.file(7, 7);
    const std::uint32_t index =
        test::get32(file, sample.field(HiveBuilder::root, subkey_list_field));
    const std::uint32_t middle = test::get32(file, hive::base_block_size + index + 4 + 8);
    test::put16(file, hive::base_block_size + middle + 4 + 2, 0);
    test::put32(file, sample.field(HiveBuilder::root, subkey_count_field), 2);
    const Files hive(file);
    const auto writer = hive.write();
    for (const auto* name : {u"B2", u"d", u"0"}) {
        ASSERT_TRUE(writer->create_key(writer->root(), name).has_value());
    }
    ASSERT_TRUE(writer->delete_key(writer->find(writer->root(), u"c").value().value()).has_value());
    ASSERT_TRUE(writer->commit().has_value());
    EXPECT_EQ(hive.names(), (std::vector<std::u16string>{u"0", u"a", u"B2", u"d"}));
}

TEST(OddSubkeyLists, with_a_key_that_names_another_parent_take_no_key) {
    const Sample sample;
    Bytes file = sample.builder.file(7, 7);
    test::put32(file, sample.field(sample.c, parent_field), sample.builder.cell(sample.b));
    const Files hive(file);
    const auto writer = hive.write();
    const auto made = writer->create_key(writer->root(), u"d");
    ASSERT_FALSE(made.has_value());
    EXPECT_EQ(made.error().code, ErrorCode::hive_damaged);
    EXPECT_FALSE(writer->commit().has_value());
}

}  // namespace
}  // namespace olkacct::registry
