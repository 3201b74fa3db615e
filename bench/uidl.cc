// A server's list of a million messages against a full download history, beside sort and comm on
// the same lists. Usage: olkacct_uidl COMMAND
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>
#include <stdexcept>
#include <string>

#include "mail/history.h"
#include "measure.h"
#include "report.h"

namespace olkacct::bench {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t messages = 1'000'000;
constexpr std::size_t repetitions = 7;
constexpr double target = 2;

/// As servers make them: random, and of one length.
std::string next_uid(std::mt19937_64& random) {
    char text[40];
    std::snprintf(text, sizeof text, "%016llx-%08llx", static_cast<unsigned long long>(random()),
                  static_cast<unsigned long long>(random() & 0xFFFFFFFFU));
    return text;
}

/// The inputs of both sides; gone when this is.
class Lists {
  public:
    Lists() {
        fs::create_directories(folder_);
        std::mt19937_64 random(1);
        std::ofstream server(server_list());
        std::ofstream known(history_list());
        std::vector<mail::HistoryTag> tags;
        const mail::TagTime time = {'2', '0', '2', '4', '0', '2', '2',
                                    '9', '1', '2', '3', '0', '0', '0'};
        for (std::size_t i = 0; i < messages; ++i) {
            const std::string uid = next_uid(random);
            server << uid << '\n';
            if (i % (messages / mail::max_history_tags) == 0 &&
                tags.size() < mail::max_history_tags) {
                known << uid << '\n';
                tags.push_back(
                    {mail::HistoryOperation::get, mail::HistoryContent::body, time, uid});
            }
        }
        const auto bytes = mail::write_history(tags);
        if (!bytes || tags.size() != mail::max_history_tags) {
            throw std::runtime_error("the history is not full");
        }
        std::ofstream(history(), std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes->data()),
                   static_cast<std::streamsize>(bytes->size()));
    }
    Lists(const Lists&) = delete;
    Lists& operator=(const Lists&) = delete;
    ~Lists() {
        std::error_code left_behind;
        fs::remove_all(folder_, left_behind);
    }

    [[nodiscard]] std::string server_list() const { return folder_ / "server"; }
    [[nodiscard]] std::string history_list() const { return folder_ / "known"; }
    [[nodiscard]] std::string history() const { return folder_ / "history"; }
    [[nodiscard]] std::string ours() const { return folder_ / "ours"; }
    [[nodiscard]] std::string theirs() const { return folder_ / "theirs"; }

  private:
    fs::path folder_ = fs::temp_directory_path() / ("olkacct-uidl-" + std::to_string(::getpid()));
};

void run(const std::vector<std::string>& command, const std::string& output) {
    if (!run_child(command, output).succeeded) {
        throw std::runtime_error(command.front() + " failed");
    }
}

std::size_t count_lines(const std::string& path) {
    std::ifstream file(path);
    std::size_t lines = 0;
    for (std::string line; std::getline(file, line);) {
        ++lines;
    }
    return lines;
}

int compare(const std::string& command) {
    const Lists lists;
    const std::string sort_and_comm =
        "export LC_ALL=C; sort -o " + lists.server_list() + ".sorted " + lists.server_list() +
        " && sort -o " + lists.history_list() + ".sorted " + lists.history_list() +
        " && comm -23 " + lists.server_list() + ".sorted " + lists.history_list() + ".sorted";
    const auto measured = measure_pairs(
        Clock::elapsed, repetitions,
        [&](std::size_t) {
            run({command, "uidl", "diff", lists.history(), lists.server_list()}, lists.ours());
        },
        [&](std::size_t) {
            run({"/bin/sh", "-c", sort_and_comm}, lists.theirs());
        });
    if (count_lines(lists.ours()) != messages - mail::max_history_tags ||
        count_lines(lists.theirs()) != messages - mail::max_history_tags) {
        throw std::runtime_error("both sides do not find the same number of messages");
    }
    Report report;
    report.slower("uidl diff of 1,000,000 / sort and comm", measured, target);
    return report.missed();
}

}  // namespace
}  // namespace olkacct::bench

int main(int argc, char** argv) {
    if (argc != 2) {
        std::fputs("Usage: olkacct_uidl COMMAND\n", stderr);
        return 2;
    }
    try {
        return olkacct::bench::compare(argv[1]) == 0 ? 0 : 1;
    } catch (const std::exception& failure) {
        std::fprintf(stderr, "olkacct_uidl: %s\n", failure.what());
        return 1;
    }
}
