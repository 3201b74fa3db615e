// Of damaged hives we read at least as much as hivex and reglookup do, and never crash, hang or
// grow. The readers run in children with limits, each on the same 200 copies.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <iostream>
#include <set>
#include <string>

#include "account_text.h"
#include "damaged/damage.h"
#include "make_hives/generator.h"
#include "support/child.h"
#include "support/temp_dir.h"

extern "C" {
#include "hivex_accounts.h"
}

namespace olkacct::test {
namespace {

constexpr std::uint64_t seed = 1;
constexpr std::size_t bins_start = 4096;
constexpr std::size_t hive_page_size = 4096;

using Path = std::filesystem::path;

// Where a key's own cell, its lists and its values lie.
void add_pages(const HiveBuilder& hive, HiveBuilder::KeyId key, std::set<std::size_t>& pages) {
    const auto add = [&](std::uint32_t cell) {
        if (cell != CellSpace::nil)
            pages.insert(bins_start + cell / hive_page_size * hive_page_size);
    };
    add(hive.cell(key));
    add(get32(hive.bins(), hive.cell(key) + 4U + 28U));
    add(get32(hive.bins(), hive.cell(key) + 4U + 40U));
    for (const auto& value : hive.values(key)) add(value.cell);
}

std::vector<std::size_t> path_pages(const HiveBuilder& hive) {
    std::set<std::size_t> pages;
    auto key = HiveBuilder::root;
    add_pages(hive, key, pages);
    for (const auto* name : {u"Software", u"Microsoft", u"Office", u"16.0", u"Outlook", u"Profiles",
                             u"Outlook", u"9375CFF0413111d3B88A00104B2A6676"}) {
        key = hive.find_key(key, name).value();
        add_pages(hive, key, pages);
    }
    for (const auto account : hive.subkeys(key)) add_pages(hive, account, pages);
    return {pages.begin(), pages.end()};
}

// What a reader says about a hive: one line a value, without the bytes of passwords.
using Reader = std::function<ChildResult(const Path&)>;

ChildResult read_with_us(const Path& path) {
    return run_work([&](std::string& output) {
        bench::Text text;
        const bool read = bench::append_accounts_of(path.string(), "", text).has_value();
        output = text.view();
        return read ? 0 : 1;
    });
}

ChildResult read_with_hivex(const Path& path) {
    return run_work([&](std::string& text) {
        hivex_text found = {nullptr, 0, 0};
        const auto failed = hivex_accounts_append(path.c_str(), nullptr, &found);
        text.assign(found.bytes, found.size);
        return failed;
    });
}

bool is_account_value(std::string_view line) {
    constexpr std::string_view accounts = "/9375CFF0413111d3B88A00104B2A6676/0000";
    return line.find(accounts) != std::string_view::npos &&
           line.find(",KEY,") == std::string_view::npos &&
           line.find(" Password,") == std::string_view::npos;
}

ChildResult read_with_reglookup(const Path& path) {
    auto result = run_program({REGLOOKUP_PROGRAM, "-H", "-p",
                               "/Software/Microsoft/Office/16.0/Outlook/Profiles", path.string()});
    std::string kept;
    for (std::size_t start = 0; start < result.output.size();) {
        const auto end = std::min(result.output.find('\n', start), result.output.size());
        const auto line = result.output.substr(start, end - start);
        if (is_account_value(line)) kept += line + '\n';
        start = end + 1;
    }
    result.output = kept;
    return result;
}

struct Score {
    std::size_t complete = 0;
    std::size_t empty = 0;
    std::size_t crashed = 0;
};

void count(Score& score, const ChildResult& result, const std::string& truth) {
    score.complete += result.output == truth ? 1U : 0U;
    score.empty += result.output.empty() ? 1U : 0U;
    score.crashed += result.signal != 0 ? 1U : 0U;
}

std::ostream& operator<<(std::ostream& out, const Score& score) {
    return out << score.complete << " complete, " << score.empty << " empty, " << score.crashed
               << " crashed or stopped";
}

class DamagedHive : public testing::Test {
  protected:
    DamagedHive() {
        bench::Generator generator(seed);
        generator.run({});
        hive_ = generator.hive().file();
        pages_ = path_pages(generator.hive());
        path_ = folder_.write("ntuser.dat", hive_);
    }

    Path write_copy(std::size_t number) const {
        return folder_.write("ntuser.dat", damaged_copy(hive_, pages_, number));
    }

    TempDir folder_;
    Path path_;
    Bytes hive_;
    std::vector<std::size_t> pages_;
};

TEST_F(DamagedHive, gives_us_at_least_as_much_as_it_gives_hivex_and_reglookup) {
    const auto truth = read_with_us(path_).output;
    const auto hivex_truth = read_with_hivex(path_).output;
    const auto reglookup_truth = read_with_reglookup(path_).output;
    ASSERT_EQ(truth, hivex_truth) << "the whole hive must be read alike";
    ASSERT_FALSE(truth.empty());
    ASSERT_FALSE(reglookup_truth.empty());

    Score ours;
    Score hivex;
    Score reglookup;
    for (std::size_t number = 0; number < damaged_copies; ++number) {
        SCOPED_TRACE(std::string(damage_kind(number)) + ", copy " + std::to_string(number));
        const auto path = write_copy(number);
        const auto result = read_with_us(path);
        EXPECT_EQ(result.signal, 0);
        count(ours, result, truth);
        count(hivex, read_with_hivex(path), hivex_truth);
        count(reglookup, read_with_reglookup(path), reglookup_truth);
    }
    std::cout << "we: " << ours << "\nhivex: " << hivex << "\nreglookup: " << reglookup << '\n';
    EXPECT_EQ(ours.crashed, 0U);
    EXPECT_GE(ours.complete, std::max(hivex.complete, reglookup.complete));
    EXPECT_LE(ours.empty, std::min(hivex.empty, reglookup.empty));
}

TEST_F(DamagedHive, never_makes_the_command_crash_hang_or_grow) {
    const auto* command = std::getenv("OLKACCT_COMMAND");
    if (command == nullptr) GTEST_SKIP() << "*** NOT TESTED: OLKACCT_COMMAND is not set ***";
    for (std::size_t number = 0; number < damaged_copies; ++number) {
        SCOPED_TRACE(std::string(damage_kind(number)) + ", copy " + std::to_string(number));
        const auto path = write_copy(number);
        EXPECT_EQ(run_program({command, "list", "--format", "json", path.string()}).signal, 0);
        EXPECT_EQ(run_program({command, "dump", path.string()}).signal, 0);
    }
}

}  // namespace
}  // namespace olkacct::test
