// Edits of hives that were made to hurt: what fuzzing looks for, with inputs that are built.
#include "support/edited_hive.h"

#include "registry/hive/sample_hive.h"

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

}  // namespace
}  // namespace olkacct::registry
