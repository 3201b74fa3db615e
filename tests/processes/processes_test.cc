// Several processes write one store; some are killed. Nothing that was committed is lost.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <random>
#include <thread>

#include "processes/counters.h"
#include "processes/writer_process.h"
#include "registry/open_store.h"
#include "support/hive_check.h"
#include "support/process_stores.h"
#include "support/temp_dir.h"

namespace olkacct::test {
namespace {

bool long_run() { return std::getenv("OLKACCT_LONG") != nullptr; }

struct Counts {
    std::uint32_t a = 0;
    std::uint32_t b = 0;
};

class Processes : public testing::TestWithParam<std::string> {
  protected:
    Processes()
        : url_(make_store_at(folder_ / ("store." + GetParam()), GetParam())),
          store_(registry::open_store(url_, {}, base::system_files()).value()) {}

    // The counters, which must fit each other; nullopt when a writer is in the way.
    std::optional<Counts> read() {
        Counts counts;
        const auto done = read_snapshot(*store_, [&](registry::ReadTransaction& transaction) {
            return read_from(transaction, counts);
        });
        if (done) return counts;
        const ErrorCode code = done.error().code;
        if (code != ErrorCode::source_busy && code != ErrorCode::changed_while_reading) {
            ADD_FAILURE() << done.error().what << " (" << done.error().where << ")";
        }
        return std::nullopt;
    }

    TempDir folder_;
    std::string url_;

  private:
    static Result<void> read_from(registry::ReadTransaction& transaction, Counts& counts) {
        const auto key = find_path(transaction, transaction.root(), counters_key);
        if (!key) return tl::unexpected(key.error());
        if (!*key) return {};
        const auto a = counter(transaction, **key, u"a");
        const auto b = counter(transaction, **key, u"b");
        const auto sum = counter(transaction, **key, sum_name);
        const auto text = transaction.value(**key, text_name);
        if (!a || !b || !sum) return fail(ErrorCode::unexpected, "a counter cannot be read");
        if (!text) return tl::unexpected(text.error());
        // A store that changed meanwhile will say so, and then this does not count.
        if (auto sound = transaction.verify(); !sound) return sound;
        EXPECT_EQ(*sum, *a + *b);
        EXPECT_TRUE(text->has_value() && (*text)->data == text_bytes(text_for(*sum)));
        counts = {*a, *b};
        return {};
    }

    std::shared_ptr<registry::Store> store_;
};

TEST_P(Processes, that_are_killed_lose_no_commit_that_they_told_of) {
    std::mt19937 random(1);
    std::uint32_t last = 0;
    for (int i = 0; i < (long_run() ? 200 : 20); ++i) {
        WriterProcess writer(url_, "a", 60);
        writer.wait_for_a_commit();
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 20000));
        writer.kill();
        ASSERT_TRUE(writer.finish()) << writer.failure();
        EXPECT_GT(writer.last(), last);
        const auto counts = read();
        ASSERT_TRUE(counts);
        EXPECT_GE(counts->a, writer.last());
        EXPECT_LE(counts->a, writer.last() + 1) << "the last one may have ended before it was told";
        last = counts->a;
    }
}

TEST_P(Processes, that_write_at_once_lose_no_update) {
    const double seconds = long_run() ? 60 : 10;
    WriterProcess one(url_, "a", seconds);
    WriterProcess other(url_, "b", seconds);
    const auto end = std::chrono::steady_clock::now() + std::chrono::duration<double>(seconds);
    int reads = 0;
    Counts seen;
    while (std::chrono::steady_clock::now() < end) {
        if (const auto counts = read()) {
            EXPECT_GE(counts->a, seen.a);
            EXPECT_GE(counts->b, seen.b);
            seen = *counts;
            ++reads;
        }
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    EXPECT_TRUE(one.finish()) << one.failure();
    EXPECT_TRUE(other.finish()) << other.failure();
    const auto counts = read();
    ASSERT_TRUE(counts);
    EXPECT_EQ(counts->a, one.commits());
    EXPECT_EQ(counts->b, other.commits());
    if (GetParam() == "hive") {
        EXPECT_EQ(check_hive(read_file(registry::path_of(url_))).problems,
                  std::vector<std::string>());
    }
    EXPECT_GT(one.commits(), 10U);
    EXPECT_GT(other.commits(), 10U);
    // Readers and writers of a hive keep each other out, and two writers leave little room.
    EXPECT_GT(reads, GetParam() == "hive" ? 0 : 10);
    std::cout << "    " << one.commits() << " and " << other.commits() << " commits, "
              << one.refusals() + other.refusals() << " refused, " << reads << " reads between\n";
}

INSTANTIATE_TEST_SUITE_P(Stores, Processes, testing::ValuesIn(process_store_kinds()),
                         [](const auto& one) { return one.param; });

}  // namespace
}  // namespace olkacct::test
