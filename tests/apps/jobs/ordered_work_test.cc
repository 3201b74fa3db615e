// Results in order from many threads.
#include "apps/olkacct/ordered_work.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

namespace olkacct::app {
namespace {

struct Counted {
    std::size_t next = 0;
    std::size_t end = 0;

    std::optional<std::size_t> operator()() {
        return next < end ? std::optional(next++) : std::nullopt;
    }
};

template <class Next, class Work, class Take>
void run(Next next, Work work, Take take, std::size_t threads) {
    OrderedWork<std::size_t, Next, Work, Take>(next, work, take).run(threads);
}

// Later items are done before earlier ones.
void uneven(std::size_t item, std::size_t& result) {
    for (std::size_t i = item % 7; i < 7; ++i) {
        std::this_thread::yield();
    }
    result = item * item;
}

TEST(OrderedWork, takes_every_result_once_and_in_order) {
    for (const std::size_t threads : {1U, 2U, 5U}) {
        std::vector<std::size_t> taken;
        run(
            Counted{0, 1000}, uneven,
            [&](std::size_t result) {
                taken.push_back(result);
                return true;
            },
            threads);
        ASSERT_EQ(taken.size(), 1000U);
        for (std::size_t i = 0; i < taken.size(); ++i) {
            ASSERT_EQ(taken[i], i * i);
        }
    }
}

TEST(OrderedWork, holds_only_a_bounded_number_of_results) {
    constexpr std::size_t threads = 3;
    std::atomic<std::size_t> made = 0;
    std::size_t taken = 0;
    std::size_t most = 0;
    run(
        Counted{0, 500},
        [&](std::size_t item, std::size_t& result) {
            ++made;
            uneven(item, result);
        },
        [&](std::size_t) {
            most = std::max(most, made - taken);
            ++taken;
            return true;
        },
        threads);
    EXPECT_LE(most, threads * waiting_results_a_thread);
    EXPECT_EQ(taken, 500U);
}

TEST(OrderedWork, ends_early_when_nobody_takes_the_results) {
    std::atomic<std::size_t> made = 0;
    std::size_t taken = 0;
    run(
        Counted{0, 100000},
        [&](std::size_t item, std::size_t& result) {
            ++made;
            uneven(item, result);
        },
        [&](std::size_t) { return ++taken < 3; }, 2);
    EXPECT_EQ(taken, 3U);
    EXPECT_LT(made.load(), 100000U);
}

TEST(OrderedWork, ends_at_once_without_items) {
    std::size_t taken = 0;
    run(
        Counted{}, uneven, [&](std::size_t) { return ++taken > 0; }, 4);
    EXPECT_EQ(taken, 0U);
}

}  // namespace
}  // namespace olkacct::app
