// Whole trees through another kind of store and back: every real file and every kind of fixture.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <vector>

#include "olkacct/text.h"
#include "registry/copy_tree.h"
#include "registry/open_store.h"
#include "support/dirty_states.h"
#include "support/outlook_sample.h"
#include "support/shared_hives.h"
#include "support/store_access.h"
#include "support/store_edits.h"
#include "support/temp_dir.h"

namespace olkacct::testing_support {
namespace {

namespace fs = std::filesystem;

struct KeyState {
    std::u16string class_name;
    test::Bytes descriptor;
    std::vector<RegistryValue> values;

    bool operator==(const KeyState&) const = default;
};

// By path.
using Tree = std::map<std::u16string, KeyState>;

void read_below(registry::ReadTransaction& transaction, registry::KeyId key,
                const std::u16string& path, Tree& tree) {
    tree[path] = {transaction.info(key).value().class_name, transaction.security(key).value(),
                  transaction.values(key).value()};
    const auto subkeys = transaction.subkeys(key);
    for (const registry::Subkey& subkey : subkeys.value()) {
        read_below(transaction, subkey.id, path + u'\\' + subkey.name, tree);
    }
}

// Nothing when the store cannot be read.
std::optional<Tree> tree_of(registry::Store& store) {
    const auto transaction = store.begin_read();
    if (!transaction) return std::nullopt;
    Tree tree;
    read_below(**transaction, (*transaction)->root(), {}, tree);
    return tree;
}

std::shared_ptr<registry::Store> open(const std::string& path) {
    return registry::open_store(path, {}, base::system_files()).value();
}

// What the formats have no place for.
enum class Keeps { everything, values };

Tree as_kept(Tree tree, Keeps keeps) {
    if (keeps == Keeps::values) {
        for (auto& [path, key] : tree) key = {{}, {}, std::move(key.values)};
    }
    return tree;
}

void expect_same(const Tree& found, const Tree& expected) {
    for (const auto& [path, key] : expected) {
        const auto there = found.find(path);
        if (there == found.end()) {
            ADD_FAILURE() << "lost: " << to_display(path);
            continue;
        }
        EXPECT_TRUE(there->second.values == key.values) << "values of " << to_display(path);
        EXPECT_TRUE(there->second.class_name == key.class_name) << "class of " << to_display(path);
        EXPECT_TRUE(there->second.descriptor == key.descriptor)
            << "descriptor of " << to_display(path);
    }
    EXPECT_EQ(found.size(), expected.size());
}

// A copy in a new store, which is opened anew. The error of copying, if there is one.
Result<std::shared_ptr<registry::Store>> copy_to(const std::string& path, registry::Store& from) {
    const auto made = registry::create_store(path, base::system_files());
    const auto reader = from.begin_read();
    if (!made || !reader) return tl::unexpected(made ? reader.error() : made.error());
    const auto writer = (*made)->begin_write();
    if (!writer) return tl::unexpected(writer.error());
    return registry::copy_tree(**reader, (*reader)->root(), **writer, (*writer)->root())
        .and_then([&](const registry::CopyOutcome&) { return (*writer)->commit(); })
        .map([&path] { return open(path); });
}

bool has_no_form_in_an_export(const Tree& tree) {
    return std::ranges::any_of(
        tree, [](const auto& key) { return key.first.find_first_of(u"\r\n") != key.first.npos; });
}

class Trips {
  public:
    void go(registry::Store& source) {
        const auto expected = tree_of(source);
        if (!expected) {
            ++refused;
            return;
        }
        ++done;
        through(".db", source, Keeps::everything, *expected);
        if (has_no_form_in_an_export(*expected)) {
            const auto refusal = copy_to(next(".reg"), source);
            ASSERT_FALSE(refusal.has_value());
            EXPECT_EQ(refusal.error().code, ErrorCode::not_supported_by_store);
            ++without_form;
            return;
        }
        through(".reg", source, Keeps::values, *expected);
    }

    int done = 0;
    int refused = 0;
    int without_form = 0;

  private:
    std::string next(const char* ending) {
        return (folder_ / (std::to_string(++number_) + ending)).string();
    }

    // To such a store and on to a hive.
    void through(const char* ending, registry::Store& source, Keeps keeps, const Tree& expected) {
        SCOPED_TRACE(ending);
        const auto there = copy_to(next(ending), source);
        ASSERT_TRUE(there.has_value()) << there.error().what << ", " << there.error().where;
        expect_same(*tree_of(**there), as_kept(expected, keeps));
        const auto hive = copy_to(next(".hive"), **there);
        ASSERT_TRUE(hive.has_value()) << hive.error().what << ", " << hive.error().where;
        // A hive gives every key a descriptor, whatever the export could not bring.
        expect_same(as_kept(*tree_of(**hive), keeps), as_kept(expected, keeps));
    }

    test::TempDir folder_;
    int number_ = 0;
};

TEST(RoundTrip, of_every_real_hive_through_export_and_database_keeps_all_of_it) {
    OLKACCT_NEED_SHARED_HIVES();
    Trips trips;
    for (const auto& entry : fs::recursive_directory_iterator(*test::shared_hives())) {
        if (!entry.is_regular_file() || entry.path().extension() == ".reg") continue;
        const auto store = registry::open_store(entry.path().string(), {}, base::system_files());
        if (!store) continue;
        SCOPED_TRACE(entry.path());
        trips.go(**store);
    }
    std::cout << trips.done << " there and back, " << trips.refused << " unreadable\n";
    EXPECT_GE(trips.done, 30);
    EXPECT_GE(trips.without_form, 1) << "BogusKeyNamesHive has names with line ends";
}

TEST(RoundTrip, of_the_sample_in_each_version_keeps_all_of_it) {
    const test::TempDir folder;
    Trips trips;
    for (const std::uint32_t minor : {3U, 5U, 6U}) {
        for (const test::ListKind kind :
             {test::ListKind::li, test::ListKind::lf, test::ListKind::lh}) {
            test::Bytes other = test::plain_descriptor();
            other.push_back(std::byte{0x5A});
            auto builder = test::outlook_sample(
                {.hive = {.minor_version = minor,
                          .list_kind = kind,
                          .leaf_capacity = 5,
                          .descriptors = {test::plain_descriptor(), other}},
                 .roots = {ProfileRoot::windows_messaging_nt, ProfileRoot::office_16},
                 .profiles = {u"Outlook", u"\u0416\u0443\u043A \U0001F98B"},
                 .hotmail = true,
                 .eas = true,
                 .unlisted = true});
            const auto key = builder.add_key(test::HiveBuilder::root, u"Of another owner", 1);
            builder.set_class(key, u"Class \u0416");
            builder.set_binary(key, u"", test::Bytes(100000, std::byte{7}));
            builder.set_value(key, u"no type", 0xFFFF0012, {});
            trips.go(*open(folder.write("a" + std::to_string(trips.done), builder.file())));
        }
    }
    EXPECT_EQ(trips.done, 9);
}

TEST(RoundTrip, of_hives_that_were_not_closed_takes_what_their_logs_say) {
    const test::TempDir folder;
    Trips trips;
    std::vector<test::DirtyState> states = test::new_format_states();
    std::ranges::move(test::old_format_states(), std::back_inserter(states));
    int number = 0;
    for (const test::DirtyState& state : states) {
        SCOPED_TRACE(state.name);
        const std::string name = std::to_string(++number);
        if (state.log1) folder.write(name + ".LOG1", *state.log1);
        if (state.log2) folder.write(name + ".LOG2", *state.log2);
        trips.go(*open(folder.write(name, state.primary)));
    }
    EXPECT_GT(trips.done, 10);
    EXPECT_EQ(trips.refused, std::ranges::count_if(states, [](const auto& state) {
                  return !state.step.has_value();
              }));
}

TEST(RoundTrip, of_twenty_edited_trees_keeps_all_of_them) {
    const test::TempDir folder;
    Trips trips;
    for (const StoreEdit& edit : twenty_edits()) {
        SCOPED_TRACE(edit.name);
        const std::string path = (folder / (std::to_string(trips.done) + ".hive")).string();
        write_all(**registry::create_store(path, base::system_files()),
                  content_after(edited_content(), edit));
        trips.go(*open(path));
    }
    EXPECT_EQ(trips.done, 20);
}

// Ours begins where the original does, and has its values in their order.
TEST(RoundTrip, of_every_real_export_through_hive_and_database_gives_its_bytes_again) {
    OLKACCT_NEED_SHARED_HIVES();
    const test::TempDir folder;
    int number = 0;
    for (const auto& entry : fs::recursive_directory_iterator(*test::shared_hives())) {
        if (entry.path().extension() != ".reg") continue;
        SCOPED_TRACE(entry.path());
        const auto original = test::read_file(entry.path());
        for (const char* between : {".hive", ".db"}) {
            const std::string stem = (folder / std::to_string(++number)).string();
            const auto there = copy_to(stem + between, *open(entry.path().string()));
            ASSERT_TRUE(there.has_value());
            ASSERT_TRUE(copy_to(stem + ".reg", **there).has_value());
            EXPECT_TRUE(test::read_file(stem + ".reg") == original) << "through a " << between;
        }
    }
    EXPECT_GT(number, 0);
}

}  // namespace
}  // namespace olkacct::testing_support
