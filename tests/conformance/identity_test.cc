// Section 9.2: the buffer protocol of GetIdentity, against every kind of helper.
#include "client.h"

namespace olkacct::test {

TEST_F(Conformance, C_17_every_variant_of_helper_names_its_profile) {
    for (const Variant variant :
         {Variant::documented, Variant::without_zero, Variant::third_party}) {
        Helper helper(u"Ann", variant);
        EXPECT_EQ(new_manager()->Init(&helper, 0), S_OK);
        EXPECT_EQ(helper.sizes, std::vector<DWORD>{256});
    }
}

TEST_F(Conformance, C_17_every_variant_that_wants_more_gets_more_than_it_asked_for) {
    for (const Variant variant :
         {Variant::documented, Variant::without_zero, Variant::third_party}) {
        Helper helper(u"Ann", variant);
        helper.need_at_least(300);
        EXPECT_EQ(new_manager()->Init(&helper, 0), S_OK);
        EXPECT_EQ(helper.sizes, (std::vector<DWORD>{256, 512}));
    }
}

TEST_F(Conformance, AM_Hid_1_buffers_start_at_256_characters_filled_with_zeros) {
    helper_.need_at_least(1000);
    EXPECT_EQ(new_manager()->Init(&helper_, 0), S_OK);
    EXPECT_EQ(helper_.sizes.front(), 256U);
    EXPECT_TRUE(helper_.every_buffer_was_zero);
}

TEST_F(Conformance, AM_Hid_2_the_name_is_asked_for_once_during_Init) {
    const auto manager = open_manager();
    ids(*manager.get(), nullptr);
    order(*manager.get(), CLSID_OlkMail);
    EXPECT_EQ(helper_.sizes.size(), 1U);
}

TEST_F(Conformance, AM_Hid_3_the_name_ends_at_its_zero_whatever_length_is_reported) {
    // 200 characters are reported for a name of three.
    for (const Variant variant : {Variant::documented, Variant::without_zero}) {
        Helper helper(u"Ann", variant);
        helper.need_at_least(200);
        EXPECT_EQ(new_manager()->Init(&helper, 0), S_OK);
        EXPECT_EQ(helper.sizes.size(), 1U);
    }
}

TEST_F(Conformance, AM_Hid_3_a_buffer_without_a_zero_is_a_failure) {
    Helper helper(u"Ann", Variant::unterminated);
    EXPECT_EQ(new_manager()->Init(&helper, 0), E_UNEXPECTED);
    EXPECT_EQ(helper.sizes.size(), 1U);
}

TEST_F(Conformance, AM_Hid_4_a_helper_that_is_really_out_of_memory_is_believed) {
    Helper helper(u"Ann", Variant::falsely_too_small);
    EXPECT_EQ(new_manager()->Init(&helper, 0), E_OUTOFMEMORY);
    EXPECT_EQ(helper.sizes.size(), 1U);
}

TEST_F(Conformance, AM_Hid_4_a_retry_is_never_exactly_the_reported_size) {
    helper_.need_at_least(2000);
    EXPECT_EQ(new_manager()->Init(&helper_, 0), S_OK);
    EXPECT_EQ(helper_.sizes, (std::vector<DWORD>{256, 2002}));
}

TEST_F(Conformance, AM_Hid_5_a_helper_that_always_wants_more_is_given_up_after_three_retries) {
    Helper helper(u"Ann", Variant::always_too_small);
    EXPECT_EQ(new_manager()->Init(&helper, 0), E_OUTOFMEMORY);
    EXPECT_EQ(helper.sizes, (std::vector<DWORD>{256, 512, 1024, 2048}));
    EXPECT_EQ(helper.references, 1U);
}

TEST_F(Conformance, AM_Hid_5_a_helper_that_wants_too_much_is_given_up) {
    helper_.need_at_least(0xFFFFFFFF);
    EXPECT_EQ(new_manager()->Init(&helper_, 0), E_OUTOFMEMORY);
    EXPECT_EQ(helper_.sizes, std::vector<DWORD>{256});
}

TEST_F(Conformance, AM_Hid_6_any_other_failure_is_final) {
    Helper helper(u"Ann", Variant::fails);
    EXPECT_EQ(new_manager()->Init(&helper, 0), E_ACCESSDENIED);
    EXPECT_EQ(helper.sizes.size(), 1U);
}

}  // namespace olkacct::test
