// Changes as bytes: what is kept of them, and that nothing but a whole record is taken for one.
#include "registry/redo_record.h"

#include <gtest/gtest.h>

#include <random>

namespace olkacct::registry {
namespace {

std::vector<std::byte> bytes_of(std::string_view text) {
    const auto raw = std::as_bytes(std::span(text));
    return {raw.begin(), raw.end()};
}

std::vector<Change> some_changes() {
    return {
        {.kind = ChangeKind::create_key, .key = u"A\\\u00C4", .class_name = u"Class"},
        {.kind = ChangeKind::set_value,
         .key = u"A",
         .after = RegistryValue{u"", registry_type::sz, bytes_of("text")}},
        {.kind = ChangeKind::set_value,
         .key = u"",
         .after = RegistryValue{std::u16string{u'x', char16_t{0xD800}}, 0xFFFFFFFFU, {}}},
        {.kind = ChangeKind::delete_value, .key = u"A", .before = RegistryValue{u"Gone", 0, {}}},
        {.kind = ChangeKind::delete_key, .key = u"A\\B"},
    };
}

TEST(RedoRecord, gives_back_what_is_to_be_done) {
    EXPECT_EQ(read_redo_record(redo_record(some_changes())), some_changes());
    EXPECT_EQ(read_redo_record(redo_record({})), std::vector<Change>());
}

TEST(RedoRecord, leaves_out_what_was_there_before_and_descriptors) {
    auto changes = some_changes();
    changes[0].descriptor = bytes_of("descriptor");
    changes[1].before = RegistryValue{u"", registry_type::dword, bytes_of("1234")};
    changes[3].before->data = bytes_of("old");
    EXPECT_EQ(read_redo_record(redo_record(changes)), some_changes());
}

TEST(RedoRecord, is_refused_when_it_is_cut_off_or_longer) {
    auto record = redo_record(some_changes());
    for (std::size_t size = 0; size < record.size(); ++size)
        EXPECT_EQ(read_redo_record(std::span(record).first(size)), std::nullopt) << size;
    record.push_back(std::byte{0});
    EXPECT_EQ(read_redo_record(record), std::nullopt);
}

TEST(RedoRecord, is_read_within_its_bounds_whatever_it_holds) {
    const auto sound = redo_record(some_changes());
    std::mt19937 random(1);
    int refused = 0;
    for (int i = 0; i < 20000; ++i) {
        auto record = sound;
        for (auto flips = 1 + random() % 3; flips != 0; --flips)
            record[random() % record.size()] = static_cast<std::byte>(random());
        const auto read = read_redo_record(record);
        if (read) {
            EXPECT_EQ(redo_record(*read), record);
        } else {
            ++refused;
        }
    }
    EXPECT_GT(refused, 1000);
}

}  // namespace
}  // namespace olkacct::registry
