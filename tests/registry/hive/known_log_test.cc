// Looking again and again at a hive that another store writes to and leaves open between its
// commits.
#include "registry/hive/known_log.h"

#include <gtest/gtest.h>

#include "registry/hive/hive_store.h"
#include "registry/hive/opened_hive.h"
#include "registry/hive/sample_hive.h"
#include "support/crash_files.h"
#include "support/hive_builder.h"
#include "support/log_builder.h"

namespace olkacct::registry::hive {
namespace {

using test::Bytes;
using test::CrashFiles;

class FollowedHive : public testing::Test {
  protected:
    void SetUp() override {
        Sample sample;
        files_->put(sample_path, sample.builder.file(40, 40));
        writer_ = *open_hive_store(sample_path, {.files = files_});
        follower_ = *open_hive_store(sample_path, {.files = files_});
    }

    void write(std::size_t size, std::byte content) {
        const auto transaction = *writer_->begin_write();
        ASSERT_TRUE(transaction->set_value(
            transaction->root(), {u"Written", registry_type::binary, Bytes(size, content)}));
        ASSERT_TRUE(transaction->commit());
    }

    static Bytes read(Store& store) {
        const auto transaction = store.begin_read();
        if (!transaction) return {};
        const auto value = (*transaction)->value((*transaction)->root(), u"Written");
        return value && *value ? (*value)->data : Bytes();
    }

    // Writes until the hive is left open and the follower knows its log.
    void begin() {
        for (int i = 0; i < 4; ++i) write(100, std::byte{1});
        ASSERT_EQ(read(*follower_), Bytes(100, std::byte{1}));
    }

    [[nodiscard]] Bytes read_by_another() const {
        return read(**open_hive_store(sample_path, {.files = files_}));
    }

    std::shared_ptr<CrashFiles> files_ = std::make_shared<CrashFiles>();
    std::shared_ptr<Store> writer_;
    std::shared_ptr<Store> follower_;
};

TEST_F(FollowedHive, is_read_as_each_commit_left_it_however_many_lie_between_two_looks) {
    for (int i = 1; i < 200; ++i) {
        write(100, static_cast<std::byte>(i));
        if (i % 7 != 0 && i % 5 != 0) continue;
        ASSERT_EQ(read(*follower_), Bytes(100, static_cast<std::byte>(i)));
    }
}

TEST_F(FollowedHive, is_read_after_changes_of_any_size) {
    begin();
    for (const std::size_t size : {40000U, 16U << 10U, 8000U, 60000U, 1U}) {
        write(size, std::byte{2});
        write(100, std::byte{3});
        write(size, std::byte{4});
        ASSERT_EQ(read(*follower_), Bytes(size, std::byte{4})) << size;
        ASSERT_EQ(read_by_another(), Bytes(size, std::byte{4})) << size;
    }
}

TEST_F(FollowedHive, costs_no_second_look_at_what_was_in_the_log_before) {
    begin();
    for (int i = 0; i < 20; ++i) write(100, std::byte{2});
    ASSERT_EQ(read(*follower_), Bytes(100, std::byte{2}));
    write(100, std::byte{3});
    auto before = files_->bytes_read();
    ASSERT_EQ(read(*follower_), Bytes(100, std::byte{3}));
    const auto again = files_->bytes_read() - before;
    before = files_->bytes_read();
    ASSERT_EQ(read_by_another(), Bytes(100, std::byte{3}));
    EXPECT_LT(again + 100000, files_->bytes_read() - before);
}

TEST_F(FollowedHive, is_read_anew_when_its_log_is_another) {
    begin();
    const auto known = files_->contents();
    write(100, std::byte{2});
    const auto later = files_->contents();

    // Its last known entry never came to the disk.
    auto& log = known.at(sample_log1);
    auto cut = log;
    std::size_t entries = 0;
    std::size_t last = 0;
    for (std::size_t at = 512; at + 4 <= log.size() && test::get32(log, at) == 0x454C7648U;
         at += test::get32(log, at + 4)) {
        last = at;
        ++entries;
    }
    ASSERT_GT(entries, 1U);
    std::fill(cut.begin() + static_cast<std::ptrdiff_t>(last), cut.end(), std::byte{0});
    files_->put(sample_log1, cut);
    EXPECT_EQ(read(*follower_), read_by_another());

    // A second log, which may go on with the first.
    files_->put(sample_log1, later.at(sample_log1));
    ASSERT_EQ(read(*follower_), Bytes(100, std::byte{2}));
    files_->put(sample_log2, later.at(sample_log1));
    EXPECT_EQ(read(*follower_), read_by_another());

    // It is gone.
    files_->put(sample_log2, {});
    files_->put(sample_log1, {});
    EXPECT_EQ(read(*follower_), read_by_another());
}

TEST_F(FollowedHive, is_read_anew_after_it_was_closed) {
    begin();
    writer_ = *open_hive_store(sample_path, {.files = files_});
    EXPECT_EQ(read(*follower_), Bytes(100, std::byte{1}));
    for (int i = 0; i < 4; ++i) write(200, std::byte{2});
    EXPECT_EQ(read(*follower_), Bytes(200, std::byte{2}));
}

TEST_F(FollowedHive, tells_what_was_applied_as_if_it_were_read_anew) {
    begin();
    const auto known = (*OpenedHive::open(sample_path, {.files = files_}))->known_log();
    ASSERT_TRUE(known);
    write(100, std::byte{2});
    const auto again = OpenedHive::open(sample_path, {.files = files_}, nullptr, known);
    ASSERT_TRUE(again);
    EXPECT_EQ((*again)->known_log()->bytes.size(), 2U);
    const auto anew = OpenedHive::open(sample_path, {.files = files_});
    ASSERT_TRUE(anew);
    EXPECT_EQ((*again)->notes(), (*anew)->notes());
    EXPECT_EQ((*again)->base().bins_size, (*anew)->base().bins_size);
    EXPECT_EQ((*again)->recovery().next_sequence, (*anew)->recovery().next_sequence);
    EXPECT_EQ((*again)->recovery().overlay.offsets(), (*anew)->recovery().overlay.offsets());
    EXPECT_TRUE((*again)->verify());
}

}  // namespace
}  // namespace olkacct::registry::hive
