// Reading sound hives, and hives that change or cannot be read.
#include "sample_hive.h"
#include "support/base_block.h"

namespace olkacct::registry {
namespace {

TEST(HiveReading, gives_every_key_and_value_without_a_warning) {
    const auto transaction = store_of(Sample().builder.file())->begin_read().value();
    const Walk walk(*transaction);
    EXPECT_EQ(walk.keys, (std::vector<std::u16string>{u"a", u"b", u"b1", u"b2", u"c"}));
    EXPECT_EQ(walk.values, 5U);
    EXPECT_TRUE(transaction->warnings().empty());
    EXPECT_TRUE(transaction->verify());
}

TEST(HiveReading, ignores_what_lies_behind_the_bins) {
    Bytes file = Sample().builder.file(1, 1, 4096);
    test::put_text(file, file.size() - 4096, "hbin and other stale bytes");
    const auto transaction = store_of(file)->begin_read().value();
    EXPECT_EQ(Walk(*transaction).keys.size(), 5U);
    EXPECT_TRUE(transaction->warnings().empty());
}

TEST(HiveReading, gives_long_data_of_every_size_in_both_forms) {
    for (const std::uint32_t minor : {3U, 5U}) {
        for (const std::size_t size :
             {0U, 1U, 4U, 5U, 16343U, 16344U, 16345U, 32688U, 32689U, 81725U, 200000U}) {
            HiveBuilder builder({.minor_version = minor});
            Bytes data(size);
            for (std::size_t i = 0; i < size; ++i) {
                data[i] = static_cast<std::byte>(i * 7 + i / 251);
            }
            builder.set_binary(HiveBuilder::root, u"v", data);
            const auto transaction = store_of(builder.file())->begin_read().value();
            const auto value = transaction->value(transaction->root(), u"V").value();
            ASSERT_TRUE(value);
            EXPECT_EQ(value->data, data) << size << " bytes in version 1." << minor;
            EXPECT_TRUE(transaction->warnings().empty());
        }
    }
}

TEST(HiveReading, gives_each_key_its_security_descriptor) {
    Bytes other = test::plain_descriptor();
    other[0] = std::byte{1};
    other.push_back(std::byte{0x5A});
    HiveBuilder builder({.descriptors = {test::plain_descriptor(), other}});
    builder.add_key(HiveBuilder::root, u"theirs", 1);
    const auto transaction = store_of(builder.file())->begin_read().value();
    EXPECT_EQ(transaction->security(transaction->root()).value(), test::plain_descriptor());
    const auto key = transaction->find(transaction->root(), u"theirs").value();
    ASSERT_TRUE(key);
    EXPECT_EQ(transaction->security(*key).value(), other);
}

TEST(HiveReading, touches_only_what_lies_on_the_path) {
    HiveBuilder builder;
    builder.set_dword(builder.add_path(HiveBuilder::root, u"Software\\Here"), u"v", 1);
    const auto filler = builder.add_key(HiveBuilder::root, u"Filler");
    for (int i = 0; i < 400; ++i) {
        builder.set_binary(filler,
                           u"v" + std::u16string(static_cast<std::size_t>(i % 7), u'x') +
                               static_cast<char16_t>(u'\u0100' + i),
                           Bytes(9000));
    }
    auto files = faulty_files(builder.file());
    const auto store = store_on(files);
    const auto done = read_snapshot(*store, [](ReadTransaction& transaction) -> Result<void> {
        const auto key = find_path(transaction, transaction.root(), u"Software\\Here").value();
        EXPECT_TRUE(transaction.value(key.value(), u"v").value());
        return {};
    });
    EXPECT_TRUE(done);
    EXPECT_LE(files->reads, 8) << "of about 900 pages";
}

TEST(HiveRefusal, names_the_place_and_the_reason) {
    const Bytes good = Sample().builder.file();
    EXPECT_EQ(begin_error({}).code, ErrorCode::not_a_hive);
    EXPECT_EQ(begin_error(test::ascii_bytes("MZ")).code, ErrorCode::not_a_hive);
    EXPECT_EQ(begin_error(test::ascii_bytes("regf")).code, ErrorCode::hive_truncated);
    EXPECT_EQ(begin_error(Bytes(good.begin(), good.begin() + 511)).code, ErrorCode::hive_truncated);

    Bytes log = good;
    test::put32(log, 28, 6);
    test::seal_base_block(log);
    EXPECT_EQ(begin_error(log).code, ErrorCode::not_a_hive);
    EXPECT_NE(begin_error(log).what.find("transaction log"), std::string::npos);

    for (const std::uint32_t minor : {0U, 2U, 7U}) {
        Bytes other = good;
        test::put32(other, 24, minor);
        test::seal_base_block(other);
        EXPECT_EQ(begin_error(other).code, ErrorCode::unsupported_hive_version);
        EXPECT_EQ(begin_error(other).where, "folder/NTUSER.DAT, offset 24");
    }

    Bytes rootless = good;
    test::put_text(rootless, hive::base_block_size + 32 + 4, "xx");
    EXPECT_EQ(begin_error(rootless).code, ErrorCode::hive_damaged);
    EXPECT_EQ(begin_error(rootless).where, "folder/NTUSER.DAT, offset 4128");
}

TEST(HiveRefusal, says_that_a_writer_holds_the_file) {
    auto files = faulty_files(Sample().builder.file());
    files->locked = true;
    const auto begun = store_on(files)->begin_read();
    ASSERT_FALSE(begun);
    EXPECT_EQ(begun.error().code, ErrorCode::source_busy);
    EXPECT_GT(files->pauses, 10) << "it waited first";
}

TEST(HiveRefusal, passes_on_that_a_read_failed_wherever_it_fails) {
    const Bytes file = Sample().builder.file();
    auto sound = faulty_files(file);
    {
        const auto transaction = store_on(sound)->begin_read().value();
        (void)Walk(*transaction);
    }
    ASSERT_GT(sound->reads, 1);
    for (int failing = 1; failing <= sound->reads; ++failing) {
        auto files = faulty_files(file);
        files->fails_from = failing;
        auto begun = store_on(files)->begin_read();
        const std::optional<Error> error =
            begun ? Walk(**begun).error : std::optional<Error>(begun.error());
        ASSERT_TRUE(error) << "read " << failing;
        EXPECT_EQ(error->code, ErrorCode::io_error) << "read " << failing;
    }
}

TEST(HiveChange, is_noticed_at_any_moment_and_read_again) {
    Sample before;
    Sample after;
    after.builder.set_text(after.a, u"value", u"changed text that needs a cell too");
    const Bytes old_file = before.builder.file(1, 1);
    const Bytes new_file = after.builder.file(2, 2);
    for (int moment = 1; moment < 12; ++moment) {
        auto files = faulty_files(old_file);
        files->before_read = [&](int read) {
            if (read == moment) {
                files->files.put(sample_path, new_file);
            }
        };
        std::vector<std::byte> data;
        const auto store = store_on(files);
        const auto done = read_snapshot(*store, [&](ReadTransaction& transaction) {
            return transaction.find(transaction.root(), u"a").and_then([&](auto key) {
                return transaction.value(key.value(), u"value").map([&](auto value) {
                    data = value->data;
                });
            });
        });
        ASSERT_TRUE(done) << done.error().what;
        const bool is_new = data == test::text_bytes(u"changed text that needs a cell too");
        EXPECT_TRUE(is_new || data == test::text_bytes(u"some text that needs a cell"));
        EXPECT_TRUE(is_new || files->reads < moment) << "moment " << moment;
    }
}

TEST(HiveChange, that_never_ends_is_an_error) {
    auto files = faulty_files(Sample().builder.file());
    std::uint32_t sequence = 1;
    files->before_read = [&](int) {
        ++sequence;
        files->files.put(sample_path, Sample().builder.file(sequence, sequence));
    };
    const auto store = store_on(files);
    int attempts = 0;
    const auto done = read_snapshot(*store, [&](ReadTransaction& transaction) -> Result<void> {
        ++attempts;
        (void)transaction.subkeys(transaction.root());
        return {};
    });
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().code, ErrorCode::changed_while_reading);
    EXPECT_EQ(attempts, max_read_attempts);
}

}  // namespace
}  // namespace olkacct::registry
