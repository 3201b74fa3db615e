// Open, read and format, in this process, everything in the page cache.
#include <cstdlib>
#include <memory>
#include <stdexcept>

#include "account_text.h"
#include "compare.h"
#include "hivex_accounts.h"
#include "measure.h"

namespace olkacct::bench {
namespace {

/// Different hives of 1 MB that are read in turn.
constexpr std::size_t small_hives = 16;

class HivexText {
  public:
    HivexText() = default;
    HivexText(const HivexText&) = delete;
    HivexText& operator=(const HivexText&) = delete;
    ~HivexText() { std::free(text_.bytes); }

    std::string_view read(const std::string& path) {
        text_.size = 0;
        if (hivex_accounts_append(path.c_str(), nullptr, &text_) != 0) {
            throw std::runtime_error("hivex cannot open " + path);
        }
        return {text_.bytes, text_.size};
    }

  private:
    hivex_text text_{};
};

std::string_view read_ours(const std::string& path, Text& text) {
    text.clear();
    if (const auto done = append_accounts_of(path, {}, text); !done) {
        throw std::runtime_error(done.error().where + ": " + done.error().what);
    }
    return text.view();
}

void compare(const std::string& task, const std::vector<std::string>& hives,
             std::size_t repetitions, double target, Report& report) {
    Text ours;
    HivexText theirs;
    const auto times = measure_pairs(
        Clock::processor, repetitions,
        [&](std::size_t i) { read_ours(hives[i % hives.size()], ours); },
        [&](std::size_t i) { theirs.read(hives[i % hives.size()]); });
    report.faster(task, times.left, times.right, times.ratio, target);
}

}  // namespace

void check_outputs(const Setup& setup) {
    auto hives = setup.small;
    hives.insert(hives.end(), {setup.typical, setup.large, setup.few_in_large, setup.few_in_small});
    Text ours;
    HivexText theirs;
    for (const auto& hive : hives) {
        if (read_ours(hive, ours) != theirs.read(hive) || ours.view().empty()) {
            throw std::runtime_error("the two sides read " + hive + " differently");
        }
    }
}

void compare_in_process(const Setup& setup, Report& report) {
    const std::vector<std::string> small(
        setup.small.begin(), setup.small.begin() + static_cast<std::ptrdiff_t>(
                                                       std::min(small_hives, setup.small.size())));
    compare("in process, 1 MB, 5 accounts", small, 2000, 4, report);
    compare("in process, 10 MB, 8 accounts", {setup.typical}, 600, 8, report);
    compare("in process, 60 MB, 200 accounts", {setup.large}, 200, 6, report);

    Text text;
    const auto times = measure_pairs(
        Clock::processor, 2000, [&](std::size_t) { read_ours(setup.few_in_small, text); },
        [&](std::size_t) { read_ours(setup.few_in_large, text); });
    report.at_most("ours, 5 accounts in 60 MB against 5 accounts in 1 MB", times.ratio, 0, " x");
}

}  // namespace olkacct::bench
