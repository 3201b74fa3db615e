// After random edits three independent readers see in a hive what we do, and what was not edited
// is the same byte for byte.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>

#include "make_hives/generator.h"
#include "olkacct/text.h"
#include "peers/account_edits.h"
#include "peers/edit_sequence.h"
#include "peers/hivex_reader.h"
#include "peers/known_differences.h"
#include "peers/reglookup_reader.h"
#include "peers/store_reader.h"
#include "registry/hive/hive_store.h"
#include "registry/hive/new_hive.h"
#include "support/hive_builder.h"
#include "support/hive_check.h"
#include "support/shared_hives.h"
#include "support/temp_dir.h"

namespace olkacct::test {
namespace {

constexpr std::size_t largest_hive = 1'500'000;
constexpr std::uint32_t sequences_between_exports = 25;

bool long_run() { return std::getenv("OLKACCT_LONG") != nullptr; }

struct Base {
    std::string name;
    Bytes file;
};

Bytes generated(std::uint64_t seed, const bench::HivePlan& plan) {
    bench::Generator generator(seed);
    generator.run(plan);
    return generator.hive().file(100, 100);
}

// Lists of one kind, small enough to be split and joined by a few edits.
Bytes of_kind(const HiveOptions& options) {
    HiveBuilder builder(options);
    for (int i = 0; i < 60; ++i) {
        const auto key =
            builder.add_key(i % 3 == 0 ? HiveBuilder::root : builder.add_key(0, u"in"),
                            u"key " + std::u16string(1, static_cast<char16_t>(u'\u4E00' + i)));
        builder.set_text(key, u"text", std::u16string(static_cast<std::size_t>(i), u't'));
        builder.set_binary(key, u"list", Bytes(static_cast<std::size_t>(4 * i), std::byte{1}));
    }
    return builder.file(7, 7);
}

std::vector<Base> generated_bases() {
    return {{"generated 1", generated(1, {.profiles = 1, .accounts = 5, .bytes = 300'000})},
            {"generated 2", generated(2, {.profiles = 3, .accounts = 20, .bytes = 900'000})},
            {"empty", registry::make_empty_hive(133'000'000'000'000'000)},
            {"lh, many leaves", of_kind({.leaf_capacity = 4})},
            {"lf", of_kind({.minor_version = 3, .list_kind = ListKind::lf})},
            {"lf, many leaves",
             of_kind({.minor_version = 3, .list_kind = ListKind::lf, .leaf_capacity = 4})},
            // Not 1.4: of its values that are split reglookup knows nothing.
            {"li", of_kind({.minor_version = 3, .list_kind = ListKind::li})}};
}

// Of the real hives those that may be written, and that all readers read alike.
void add_real_bases(std::vector<Base>& bases) {
    for (const auto* folder : {"profiles", "structure"}) {
        for (const auto& entry : std::filesystem::directory_iterator(shared_hive(folder))) {
            const std::string name = entry.path().filename();
            const bool known = std::ranges::any_of(
                known_differences, [&](const auto& one) { return one.file == name; });
            if (known || entry.file_size() > largest_hive) continue;
            Bytes bytes = read_file(entry.path());
            if (registry::looks_like_hive(bytes) && check_hive(bytes).problems.empty()) {
                bases.push_back({name, std::move(bytes)});
            }
        }
    }
    std::ranges::sort(bases, {}, &Base::name);
}

Tree tree_of(const std::string& path) {
    const auto store = registry::open_hive_store(path).value();
    Tree tree = read_tree(*store).value();
    EXPECT_EQ(tree.failures, std::vector<std::string>());
    return tree;
}

// False after telling, so that the rest can be left out.
bool expect_none(const std::vector<Difference>& found, const std::string& who) {
    for (std::size_t i = 0; i < std::min<std::size_t>(found.size(), 3); ++i) {
        ADD_FAILURE() << who << ": " << to_display(found[i].key) << ", "
                      << to_display(found[i].value) << ": " << found[i].what;
    }
    return found.empty();
}

// How many keys and values libregf finds.
void expect_export_of(const std::string& path, const Tree& ours, const TempDir& folder) {
    const auto out = (folder / "export.txt").string();
    const std::string command = std::string(REGFEXPORT_PROGRAM) + " '" + path + "' >'" + out + "'";
    ASSERT_EQ(std::system(command.c_str()), 0);
    std::ifstream lines(out);
    std::size_t keys = 0;
    std::size_t values = 0;
    for (std::string line; std::getline(lines, line);) {
        keys += line.starts_with("Key path: ") ? 1 : 0;
        values += line.starts_with("Value: ") ? 1 : 0;
    }
    EXPECT_EQ(keys, ours.keys_seen);
    EXPECT_EQ(values, ours.value_count());
}

// What reglookup spells in a way of its own is so before the edits, and in copies after them.
std::vector<Difference> new_differences(const std::vector<Difference>& before,
                                        std::vector<Difference> now) {
    std::erase_if(now, [&](const auto& one) {
        return one.what == "prints (null)" || std::ranges::any_of(before, [&](const auto& known) {
                   return known.value == one.value && known.what == one.what;
               });
    });
    return now;
}

using Made = std::map<std::string, int>;

// Adds the edits of accounts and profiles to `made`.
void edit_and_compare(const Base& base, std::uint32_t seed, bool with_export, Made& made) {
    const TempDir folder;
    const auto path = folder.write("NTUSER.DAT", base.file).string();
    const HiveReport before_report = check_hive(base.file);
    ASSERT_EQ(before_report.problems, std::vector<std::string>()) << base.name;
    const Tree before = tree_of(path);
    const auto reglookup_before = differences(before, read_with_reglookup(path));

    EditSequence sequence(path, seed);
    const auto where = [&] {
        return base.name + ", seed " + std::to_string(seed) +
               sequence.record().story.substr(0, 4000);
    };
    try {
        sequence.run();
    } catch (const std::exception& failure) {
        FAIL() << failure.what() << ": " << where();
    }

    for (const auto& [what, times] : sequence.record().made) made[what] += times;

    const HiveReport report = check_hive(read_file(path));
    EXPECT_EQ(report.problems, std::vector<std::string>()) << where();
    EXPECT_LE(report.unreferenced, before_report.unreferenced) << where();
    const Tree ours = tree_of(path);
    bool good = expect_none(
        differences(read_tree(sequence.expected()).value(), ours, {.times = false}), "the store");
    good &= expect_none(differences(ours, read_with_hivex(path), {.class_names = false}), "hivex");
    good &=
        expect_none(new_differences(reglookup_before, differences(ours, read_with_reglookup(path))),
                    "reglookup");
    if (with_export) expect_export_of(path, ours, folder);

    std::size_t untouched = 0;
    for (const auto& [key, content] : before.keys) {
        if (sequence.record().touched.contains(key)) continue;
        ++untouched;
        const auto after = ours.keys.find(key);
        if (after == ours.keys.end() || after->second != content) {
            good = false;
            ADD_FAILURE() << "not edited, but no longer the same: " << to_display(key);
            break;
        }
    }
    EXPECT_TRUE(good) << where();
    EXPECT_GT(untouched + sequence.record().touched.size(), 0U);
}

class EditedHives : public testing::Test {
  protected:
    static void SetUpTestSuite() {
        if (std::filesystem::exists("/dev/shm")) ::setenv("TMPDIR", "/dev/shm", 1);
    }
    static void TearDownTestSuite() { ::unsetenv("TMPDIR"); }

    static void run_sequences(const std::vector<Base>& bases, std::uint32_t first,
                              std::uint32_t count) {
        Made made;
        for (std::uint32_t seed = first; seed < first + count && !HasFailure(); ++seed) {
            const bool with_export = (seed + 1) % sequences_between_exports == 0;
            edit_and_compare(bases[seed % bases.size()], seed, with_export, made);
        }
        for (const auto& what : AccountEdits::names()) {
            EXPECT_GT(made[what], 0) << "no sequence came to " << what;
        }
    }
};

TEST_F(EditedHives, that_were_generated_are_read_alike_by_three_others) {
    run_sequences(generated_bases(), 0, long_run() ? 250 : 30);
}

TEST_F(EditedHives, that_are_real_are_read_alike_by_three_others) {
    OLKACCT_NEED_SHARED_HIVES();
    std::vector<Base> bases;
    add_real_bases(bases);
    EXPECT_GT(bases.size(), 15U);
    run_sequences(bases, 1000, long_run() ? 250 : 30);
}

TEST_F(EditedHives, of_60_MB_are_read_alike_by_three_others) {
    // A tenth where time is short.
    const std::size_t bytes = (long_run() ? 60U : 6U) << 20U;
    const Base base{"large", generated(3, {.profiles = 2, .accounts = 40, .bytes = bytes})};
    Made made;
    for (std::uint32_t seed = 2000; seed < (long_run() ? 2003U : 2001U); ++seed) {
        edit_and_compare(base, seed, true, made);
    }
}

}  // namespace
}  // namespace olkacct::test
