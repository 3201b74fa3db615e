// Edits of hives that were made to hurt: what fuzzing looks for, with inputs that are built.
#include "support/edited_hive.h"

#include "registry/hive/sample_hive.h"
#include "support/crash_files.h"

namespace olkacct::registry {
namespace {

using test::EditStep;

struct Step {
    EditStep step;
    std::uint8_t key = 0;
    std::uint8_t first = 0;
    std::uint8_t second = 0;
};

Bytes script(const std::vector<Step>& steps) {
    Bytes bytes;
    for (const Step& step : steps) {
        for (const auto part :
             {static_cast<std::uint8_t>(step.step), step.key, step.first, step.second}) {
            bytes.push_back(std::byte{part});
        }
    }
    return bytes;
}

// The keys that the script knows after this are the root, a, b and c.
constexpr Step look_at_root{EditStep::look};

TEST(EditedHive, holds_what_every_kind_of_edit_made) {
    const Sample sample;
    const auto edited = test::edit_hive({.script = script({look_at_root,
                                                           {EditStep::set_value, 1, 9, 250},
                                                           {EditStep::replace_value, 1, 0, 200},
                                                           {EditStep::delete_value, 2, 0},
                                                           {EditStep::create_key, 3, 17},
                                                           {EditStep::create_keys, 1, 40},
                                                           {EditStep::set_class_name, 3, 30},
                                                           {EditStep::set_security, 3, 0, 4},
                                                           {EditStep::delete_key, 2}}),
                                         .frame = {.primary = sample.builder.file(7, 7)}});
    EXPECT_EQ(edited.problem, "");
    EXPECT_FALSE(edited.refused.has_value());
    const auto begun = store_of(edited.file)->begin_read();
    ASSERT_TRUE(begun.has_value());
    // a with 40 keys, and c with one; b and what was below it are gone.
    EXPECT_EQ(Walk(**begun).keys.size(), 43U);
}

TEST(EditedHive, is_as_it_was_when_an_edit_meets_damage_half_way) {
    const Sample sample;
    Bytes file = sample.builder.file(7, 7);
    // The list of values of c: found out when they are to be freed, after b went already.
    test::put32(file, sample.field(sample.c, value_list_field), 0x7FFFFFF8);
    const auto edited = test::edit_hive(
        {.script = script({look_at_root, {EditStep::delete_key, 2}, {EditStep::delete_key, 3}}),
         .frame = {.primary = file}});
    EXPECT_EQ(edited.problem, "");
    ASSERT_TRUE(edited.refused.has_value());
    EXPECT_EQ(edited.refused->code, ErrorCode::hive_damaged);
    EXPECT_EQ(edited.file, file);
}

// Otherwise the deletion would free keys of another.
TEST(EditedHive, keeps_a_key_whose_list_is_that_of_another) {
    const Sample sample;
    Bytes file = sample.builder.file(7, 7);
    test::put32(file, sample.field(sample.c, subkey_list_field),
                sample.offset_at(sample.b, subkey_list_field));
    test::put32(file, sample.field(sample.c, subkey_count_field), 2);
    const auto edited = test::edit_hive(
        {.script = script({look_at_root, {EditStep::delete_key, 3}}), .frame = {.primary = file}});
    EXPECT_EQ(edited.problem, "");
    ASSERT_TRUE(edited.refused.has_value());
    EXPECT_EQ(edited.refused->code, ErrorCode::hive_damaged);
    EXPECT_EQ(edited.file, file);
}

// Otherwise the keys to be deleted would be collected until memory ends.
TEST(EditedHive, does_not_follow_a_key_that_lists_itself_many_times) {
    constexpr std::uint32_t times = 60'000;
    Sample sample({.minor_version = 3, .list_kind = test::ListKind::li});
    sample.builder.set_binary(sample.a, u"list", Bytes(4 * times + 4));
    Bytes file = sample.builder.file(7, 7);
    const std::uint32_t value =
        test::get32(file, hive::base_block_size + sample.offset_at(sample.a, value_list_field) +
                              hive::cell_header_size + 4);
    const std::uint32_t data =
        test::get32(file, hive::base_block_size + value + hive::cell_header_size + 8);
    const std::size_t list = hive::base_block_size + data + hive::cell_header_size;
    test::put_text(file, list, "li");
    test::put16(file, list + 2, times);
    for (std::uint32_t i = 0; i < times; ++i) {
        test::put32(file, list + 4 + 4 * std::size_t{i}, sample.builder.cell(sample.c));
    }
    test::put32(file, sample.field(sample.c, parent_field), sample.builder.cell(sample.c));
    test::put32(file, sample.field(sample.c, subkey_list_field), data);
    test::put32(file, sample.field(sample.c, subkey_count_field), times);
    const auto files = std::make_shared<test::CrashFiles>(test::FileContents{{sample_path, file}});
    const auto writer = store_on(files)->begin_write().value();
    // Named as only a caller can who does not ask for it: reading would tell of its parent.
    const auto gone = writer->delete_key(KeyId{sample.builder.cell(sample.c)});
    ASSERT_FALSE(gone.has_value());
    EXPECT_EQ(gone.error().code, ErrorCode::hive_damaged);
}

}  // namespace
}  // namespace olkacct::registry
