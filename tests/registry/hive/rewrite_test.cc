// Replacing a hive by a compact copy: nothing is lost, nothing of the old file is left over.
#include <gtest/gtest.h>

#include <algorithm>

#include "registry/hive/new_hive.h"
#include "registry/hive/sample_hive.h"
#include "support/base_block.h"
#include "support/crash_files.h"
#include "support/crash_model.h"
#include "support/fault_layer.h"
#include "support/hive_check.h"
#include "support/log_builder.h"
#include "support/shared_hives.h"
#include "support/store_access.h"
#include "support/store_edits.h"
#include "support/temp_dir.h"

namespace olkacct::registry {
namespace {

using test::CrashFiles;
using test::FileContents;
using testing_support::Content;
using testing_support::read_all;
using testing_support::text_value;

std::shared_ptr<Store> rewriting(const std::shared_ptr<base::FileSystem>& files) {
    return open_hive_store(sample_path, {.rewrite = true, .files = files}).value();
}

// Keys of every kind: classes, descriptors, a split list, big and small data; and holes.
Bytes worn_hive(const test::HiveOptions& options = {}) {
    test::HiveOptions with_two = options;
    Bytes other = test::plain_descriptor();
    other.push_back(std::byte{0x5A});
    with_two.descriptors = {test::plain_descriptor(), other};
    HiveBuilder builder(with_two);
    for (int i = 0; i < 1200; ++i) {
        const auto name = u"key " + std::u16string(1, static_cast<char16_t>(u'\u4E00' + i));
        const auto key = builder.add_key(HiveBuilder::root, name, i % 2 == 0 ? 0 : 1);
        builder.set_text(key, u"text", std::u16string(static_cast<std::size_t>(i % 90), u't'));
        if (i % 3 == 0) builder.set_class(key, u"a class");
    }
    builder.set_binary(HiveBuilder::root, u"big", Bytes(50000, std::byte{0x42}));
    builder.set_binary(HiveBuilder::root, u"gone", Bytes(90000, std::byte{0x43}));
    builder.set_dword(HiveBuilder::root, u"gone", 7);
    builder.set_value(HiveBuilder::root, u"", 0xFFFF, {});
    for (int i = 0; i < 1200; i += 5) {
        const auto name = u"key " + std::u16string(1, static_cast<char16_t>(u'\u4E00' + i));
        builder.remove_key(*builder.find_key(HiveBuilder::root, name));
    }
    return builder.file(40, 40);
}

// Everything that a store tells of every key.
struct Everything {
    Content content;
    std::vector<std::uint64_t> times;
    std::vector<std::vector<std::byte>> descriptors;

    bool operator==(const Everything&) const = default;
};

void add_extras(ReadTransaction& transaction, KeyId key, Everything& out) {
    out.times.push_back(transaction.info(key).value().last_written);
    out.descriptors.push_back(transaction.security(key).value());
    const auto subkeys = transaction.subkeys(key).value();
    for (const Subkey& below : subkeys) {
        add_extras(transaction, below.id, out);
    }
}

Everything everything(const std::shared_ptr<base::FileSystem>& files) {
    const auto transaction = store_on(files)->begin_read().value();
    Everything out{read_all(*transaction, transaction->root()), {}, {}};
    add_extras(*transaction, transaction->root(), out);
    EXPECT_TRUE(transaction->warnings().empty());
    return out;
}

Result<void> rewrite(const std::shared_ptr<base::FileSystem>& files) {
    return rewriting(files)->begin_write().value()->commit();
}

TEST(HiveRewrite, keeps_every_key_and_drops_the_free_space) {
    for (const test::HiveOptions& options :
         {test::HiveOptions{},
          test::HiveOptions{.minor_version = 3, .list_kind = test::ListKind::lf},
          test::HiveOptions{.minor_version = 3, .list_kind = test::ListKind::li},
          test::HiveOptions{.leaf_capacity = 3}}) {
        const Bytes worn = worn_hive(options);
        auto files = std::make_shared<CrashFiles>(FileContents{{sample_path, worn}});
        const Everything before = everything(files);
        ASSERT_TRUE(rewrite(files));
        const Bytes compact = files->contents().at(sample_path);
        EXPECT_EQ(everything(files), before);
        EXPECT_LT(compact.size(), worn.size());
        const auto report = test::check_hive(compact);
        EXPECT_EQ(report.problems, std::vector<std::string>());
        EXPECT_EQ(report.unreferenced, 0U);
        EXPECT_EQ(report.keys, before.times.size());
        EXPECT_LT(report.free_bytes, compact.size() / 20);
        EXPECT_EQ(files->contents().size(), 1U) << "nothing is left beside it";
    }
}

TEST(HiveRewrite, of_a_compact_hive_gives_the_same_cells) {
    auto files = std::make_shared<CrashFiles>(FileContents{{sample_path, worn_hive()}});
    ASSERT_TRUE(rewrite(files));
    const Bytes once = files->contents().at(sample_path);
    ASSERT_TRUE(rewrite(files));
    const Bytes twice = files->contents().at(sample_path);
    ASSERT_EQ(twice.size(), once.size());
    EXPECT_TRUE(std::equal(once.begin() + hive::base_block_size + hive::bin_header_size, once.end(),
                           twice.begin() + hive::base_block_size + hive::bin_header_size));
}

TEST(HiveRewrite, keeps_what_the_base_block_says_of_the_hive) {
    Bytes worn = worn_hive();
    test::put_text(worn, 112, "an identifier of");
    test::put_text(worn, 600, "reserved");
    test::seal_base_block(worn);
    auto files = std::make_shared<CrashFiles>(FileContents{{sample_path, worn}});
    ASSERT_TRUE(rewrite(files));
    Bytes compact = files->contents().at(sample_path);
    compact.resize(hive::base_block_size);
    worn.resize(hive::base_block_size);
    for (Bytes* head : {&compact, &worn}) {
        test::put64(*head, 12, 0);
        test::put32(*head, 36, 0);
        test::put32(*head, 40, 0);
        test::seal_base_block(*head);
    }
    EXPECT_EQ(compact, worn);
}

TEST(HiveRewrite, takes_changes_that_no_log_could_hold) {
    auto files = std::make_shared<CrashFiles>(FileContents{{sample_path, worn_hive()}});
    const auto fill = [](WriteTransaction& writer) {
        for (const auto* name : {u"1", u"2", u"3", u"4"}) {
            ASSERT_TRUE(
                writer.set_value(writer.root(), {name, 3, Bytes(17U << 20U, std::byte{0x11})}));
        }
    };
    auto writer = store_on(files)->begin_write().value();
    fill(*writer);
    EXPECT_EQ(writer->commit().error().code, ErrorCode::limit_exceeded);
    writer = rewriting(files)->begin_write().value();
    fill(*writer);
    ASSERT_TRUE(writer->commit());
    writer.reset();
    EXPECT_EQ(test::check_hive(files->contents().at(sample_path)).problems,
              std::vector<std::string>());
    EXPECT_EQ(read_all(*store_on(files)).values.back().data.size(), 17U << 20U);
}

TEST(HiveRewrite, takes_what_the_logs_have_and_makes_them_harmless) {
    Sample sample;
    const Bytes old_bins = sample.builder.bins();
    Bytes file = sample.builder.base_block(41, 40);
    const Bytes head = sample.builder.base_block(40, 40);
    sample.builder.set_text(sample.a, u"value", u"only in the log");
    const std::vector<Bytes> states = {old_bins, sample.builder.bins()};
    test::append(file, old_bins);
    auto files = std::make_shared<CrashFiles>(FileContents{
        {sample_path, file}, {sample_path + ".LOG1", test::new_format_log(head, 40, states)}});
    const Everything before = everything(files);
    ASSERT_TRUE(rewrite(files));
    EXPECT_EQ(everything(files), before);
    EXPECT_EQ(test::check_hive(files->contents().at(sample_path)).problems,
              std::vector<std::string>());
    // And commits through the journal go on from there.
    testing_support::commit_value(*store_on(files), u"after", u"x");
    EXPECT_EQ(test::check_hive(files->contents().at(sample_path)).problems,
              std::vector<std::string>());
    EXPECT_EQ(read_all(*store_on(files)).values.size(), before.content.values.size() + 1);
}

TEST(HiveRewrite, is_old_or_new_after_a_crash_at_any_moment) {
    for (const auto& edit : testing_support::twenty_edits()) {
        const Content old_content = testing_support::edited_content();
        auto files = std::make_shared<CrashFiles>(
            FileContents{{sample_path, make_empty_hive(133'000'000'000'000'000)}});
        testing_support::write_all(*store_on(files), old_content);
        const FileContents initial = files->contents();
        files->forget_operations();
        const Content before = read_all(*store_on(files));
        const Content after = testing_support::sorted(content_after(old_content, edit));
        {
            const auto writer = rewriting(files)->begin_write().value();
            edit.make(*writer);
            ASSERT_TRUE(writer->commit());
        }
        const std::size_t all = files->operations().size();
        test::for_each_crash_state(
            initial, files->operations(),
            [&](const test::CrashState& state) {
                const Content found =
                    read_all(*store_on(std::make_shared<CrashFiles>(state.files)));
                EXPECT_TRUE(found == after || (found == before && state.done < all))
                    << edit.name << ": " << state.description;
            },
            {.every_subset_up_to = 3, .singles = 8, .random_subsets = 4, .tears = 1});
    }
}

TEST(HiveRewrite, reports_any_failed_call_and_leaves_the_old_or_the_new_hive) {
    const Bytes worn = Sample().builder.file(40, 40);
    for (const ErrorCode code : {ErrorCode::io_error, ErrorCode::disk_full}) {
        bool failed = true;
        for (std::size_t call = 1; failed; ++call) {
            auto below = std::make_shared<CrashFiles>(FileContents{{sample_path, worn}});
            const Content before = read_all(*store_on(below));
            auto files = std::make_shared<test::FaultLayer>(below);
            files->fails_at = call;
            files->code = code;
            auto writer = rewriting(files)->begin_write();
            if (!writer) {
                EXPECT_EQ(writer.error().code, code) << "call " << call;
                continue;
            }
            const auto set = (*writer)->set_value((*writer)->root(), text_value(u"new", u"x"));
            const auto done = set ? (*writer)->commit() : set;
            failed = files->has_failed();
            ASSERT_EQ(!done, failed) << "call " << call;
            writer->reset();
            const Content found = read_all(*store_on(below));
            EXPECT_TRUE(found == before || found.values.size() == before.values.size() + 1);
            EXPECT_TRUE(failed || found != before);
            const std::size_t syncs = static_cast<std::size_t>(std::count_if(
                files->calls().begin(), files->calls().end(),
                [](const auto& one) { return one.kind == test::FileCallKind::sync; }));
            EXPECT_LE(syncs, 1U) << "call " << call << ": no sync is tried again";
        }
    }
}

TEST(HiveRewrite, refuses_a_hive_that_is_not_sound) {
    Sample sample;
    const auto commit_code = [&](std::size_t at, std::uint32_t number) {
        Bytes broken = sample.builder.file(40, 40);
        test::put32(broken, at, number);
        auto files = std::make_shared<CrashFiles>(FileContents{{sample_path, broken}});
        const auto done = rewrite(files);
        EXPECT_EQ(files->contents(), (FileContents{{sample_path, broken}}));
        return done ? ErrorCode::ok : done.error().code;
    };
    const auto list = sample.field(sample.b, value_list_field);
    EXPECT_EQ(commit_code(list, sample.offset_at(sample.a, value_list_field)),
              ErrorCode::hive_damaged)
        << "two keys share a value list";
    EXPECT_EQ(commit_code(list, 4), ErrorCode::hive_damaged);
    EXPECT_EQ(commit_code(sample.field(sample.b, subkey_list_field), 8), ErrorCode::hive_damaged);
    EXPECT_EQ(commit_code(sample.field(sample.b, 20), 3), ErrorCode::hive_damaged)
        << "the count of subkeys";
}

TEST(HiveRewrite, keeps_every_key_of_the_real_hives) {
    OLKACCT_NEED_SHARED_HIVES();
    int rewritten = 0;
    for (const auto* folder : {"profiles", "structure"}) {
        for (const auto& entry : std::filesystem::directory_iterator(test::shared_hive(folder))) {
            if (!entry.is_regular_file() || entry.file_size() > (4U << 20U)) continue;
            const Bytes bytes = test::read_file(entry.path());
            if (!looks_like_hive(bytes)) continue;
            auto files = std::make_shared<CrashFiles>(FileContents{{sample_path, bytes}});
            auto writer = rewriting(files)->begin_write();
            if (!writer) continue;  // a version or a state that is only read
            writer->reset();
            const Everything before = everything(files);
            const auto done = rewrite(files);
            ASSERT_TRUE(done) << entry.path() << ": " << done.error().what << " "
                              << done.error().where;
            EXPECT_EQ(everything(files), before) << entry.path();
            const auto report = test::check_hive(files->contents().at(sample_path));
            EXPECT_EQ(report.problems, std::vector<std::string>()) << entry.path();
            EXPECT_EQ(report.unreferenced, 0U);
            ++rewritten;
        }
    }
    EXPECT_GT(rewritten, 15);
}

}  // namespace
}  // namespace olkacct::registry
