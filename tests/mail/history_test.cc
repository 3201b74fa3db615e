// Download histories: the vectors of the specification, faults, and what may be written.
#include "mail/history.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "mail/history_vectors.h"

namespace olkacct::mail {
namespace {

using test::fetched;
using test::hex_bytes;
using testing::ElementsAre;
using testing::IsEmpty;
using enum HistoryOperation;

void expect_fault(std::string_view hex, HistoryFault fault, std::size_t tags, std::size_t at) {
    const History history = read_history(hex_bytes(hex));
    EXPECT_EQ(history.fault, fault) << hex;
    EXPECT_EQ(history.fault_at, at) << hex;
    EXPECT_EQ(history.tags.size(), tags) << hex;
}

TEST(History, B1_an_empty_history_has_no_tags) {
    const History history = read_history(hex_bytes("03000000"));
    EXPECT_FALSE(history.fault);
    EXPECT_THAT(history.tags, IsEmpty());
    EXPECT_EQ(write_history({}), hex_bytes("03000000"));
}

TEST(History, B2_reads_every_operation_and_content_and_writes_the_same_bytes) {
    const auto bytes = test::three_tags();
    const History history = read_history(bytes);
    EXPECT_FALSE(history.fault);
    EXPECT_THAT(
        history.tags,
        ElementsAre(test::tag(get, HistoryContent::body, "20240229235959", "AbC123"),
                    test::tag(remove, HistoryContent::none, "20240301000000", "<x@y.z>"),
                    test::tag(get_and_remove, HistoryContent::header, "20251231010203", "$5_00")));
    EXPECT_EQ(write_history(history.tags), bytes);
}

TEST(History, B3_to_B8_tells_faults_apart) {
    expect_fault("02000000", HistoryFault::bad_version, 0, 0);
    expect_fault("0300", HistoryFault::truncated, 0, 2);
    expect_fault("030001002b62", HistoryFault::truncated, 0, 6);
    auto one_too_many = std::string(test::three_tags_hex);
    one_too_many[5] = '2';
    expect_fault(one_too_many, HistoryFault::trailing_data, 2, 59);
    expect_fault("030001002b6232303234303232393233353935392400", HistoryFault::bad_tag, 0, 4);
    expect_fault("030001002a623230323430323239323335393539410000", HistoryFault::bad_tag, 0, 4);
}

TEST(History, B8_counts_what_follows_a_bad_tag) {
    const History history =
        read_history(hex_bytes("030001002a623230323430323239323335393539410000"));
    EXPECT_EQ(history.bad_tags, 1U);
    EXPECT_EQ(history.trailing_bytes, 1U);
}

TEST(History, reads_the_public_example_and_writes_the_same_bytes) {
    const auto tags = {fetched("20120906131138", "0BC535DB-EA63-11E1-A75C-00215AD7BB74"),
                       fetched("20120906131137", "143DBBCB-EA66-11E1-A5F2-002264C154BA"),
                       fetched("20120906131139", "24E88333-EA34-11E1-A3AC-00215AD7F156"),
                       fetched("20120906131136", "34F2E381-EB26-11E1-BD59-00215AD80C2C")};
    const auto bytes = write_history(tags);
    ASSERT_TRUE(bytes);
    EXPECT_EQ(bytes->size(), 4U + tags.size() * 61U);
    const auto first = hex_bytes(
        "030004002b62323031323039303631333131333830424335333544422432644541363324326431314531243264"
        "41"
        "373543243264303032313541443742423734002b62");
    EXPECT_TRUE(std::equal(first.begin(), first.end(), bytes->begin()));
    EXPECT_THAT(read_history(*bytes).tags, testing::ElementsAreArray(tags));
}

TEST(History, keeps_sound_tags_around_a_bad_one) {
    auto bytes = test::three_tags();
    bytes[27] = std::byte{'?'};  // the operation of the second tag
    const History history = read_history(bytes);
    EXPECT_EQ(history.fault, HistoryFault::bad_tag);
    EXPECT_EQ(history.fault_at, 27U);
    ASSERT_EQ(history.tags.size(), 2U);
    EXPECT_EQ(history.tags[1].uid, "$5_00");
}

TEST(History, says_how_many_tags_a_cut_lost) {
    auto bytes = test::three_tags();
    bytes.pop_back();
    const History history = read_history(bytes);
    EXPECT_EQ(history.fault, HistoryFault::truncated);
    EXPECT_EQ(history.missing_tags, 1U);
    EXPECT_EQ(history.tags.size(), 2U);
}

TEST(History, refuses_tags_that_say_nothing_of_a_message) {
    for (const std::string_view text :
         {"", "+b2024022923595", "+b20240229235959", "+x20240229235959A", "+b2024022923595xA",
          "+b20240229235959$4g"}) {
        auto bytes = hex_bytes("03000100");
        test::append(bytes, test::ascii_bytes(text));
        bytes.push_back(std::byte{0});
        EXPECT_EQ(read_history(bytes).fault, HistoryFault::bad_tag) << text;
    }
}

TEST(History, every_cut_and_every_changed_byte_is_survived) {
    const auto bytes = test::three_tags();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        EXPECT_TRUE(read_history(std::span(bytes).first(size)).fault) << size;
        for (const unsigned value : {0x00U, 0xFFU, 0x24U}) {
            auto changed = bytes;
            changed[size] = static_cast<std::byte>(value);
            EXPECT_LE(read_history(changed).tags.size(), 3U);
        }
    }
}

TEST(History, flags_times_that_no_clock_shows) {
    EXPECT_TRUE(is_possible(fetched("20240229235959", "A").time));
    EXPECT_TRUE(is_possible(fetched("20000229000000", "A").time));
    for (const std::string_view time :
         {"20230229000000", "19000229000000", "20241301000000", "20240001000000", "20240100000000",
          "20240431000000", "20240101240000", "20240101006000", "20240101000060"}) {
        EXPECT_FALSE(is_possible(fetched(time, "A").time)) << time;
    }
}

TEST(History, writes_impossible_times_as_they_were_read) {
    const auto tags = {fetched("99999999999999", "A")};
    const auto bytes = write_history(tags);
    ASSERT_TRUE(bytes);
    EXPECT_THAT(read_history(*bytes).tags, testing::ElementsAreArray(tags));
}

TEST(History, refuses_to_write_what_the_format_cannot_hold) {
    const auto code = [](const std::vector<HistoryTag>& tags) {
        const auto written = write_history(tags);
        return written ? ErrorCode::ok : written.error().code;
    };
    EXPECT_EQ(code({fetched("20240229235959", std::string(70, '-'))}), ErrorCode::ok);
    EXPECT_EQ(code({fetched("20240229235959", std::string(71, 'A'))}), ErrorCode::invalid_argument);
    EXPECT_EQ(code({fetched("20240229235959", "")}), ErrorCode::invalid_argument);
    EXPECT_EQ(code({fetched("2024022923595x", "A")}), ErrorCode::invalid_argument);
    EXPECT_EQ(code(std::vector(max_history_tags, fetched("20240229235959", "A"))), ErrorCode::ok);
    EXPECT_EQ(code(std::vector(max_history_tags + 1, fetched("20240229235959", "A"))),
              ErrorCode::invalid_argument);
}

}  // namespace
}  // namespace olkacct::mail
