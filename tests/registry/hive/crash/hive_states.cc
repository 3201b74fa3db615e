// Compares what is there with all states.
#include "registry/hive/crash/hive_states.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "registry/hive/crash/commit_cases.h"
#include "registry/hive/hive_store.h"
#include "support/crash_files.h"
#include "support/log_replay.h"

namespace olkacct::registry::hive {
namespace {

using test::Bytes;
using test::CrashFiles;
using test::FileContents;
using testing_support::Content;

// Up to Windows 8 the first bin bears the time of the last commit.
Bytes without_time(Bytes bins) {
    std::fill_n(bins.begin() + 20, 8, std::byte{0});
    return bins;
}

Content content_of(const std::shared_ptr<base::FileSystem>& files) {
    return testing_support::read_all(*open_hive_store(case_path, {.files = files}).value());
}

Content content_of_bins(const Bytes& bins) {
    Bytes file(4096);
    auto files = std::make_shared<CrashFiles>();
    test::FileContents any = commit_cases().front().files;
    std::copy_n(any.at(case_path).begin(), 4096, file.begin());
    test::append(file, bins);
    // The size in the header.
    test::put32(file, 40, static_cast<std::uint32_t>(bins.size()));
    files->put(case_path, file);
    return content_of(files);
}

Bytes log_in(const FileContents& files, std::string_view suffix) {
    for (const auto* stem : {"folder/NTUSER.DAT", "folder/ntuser.dat"}) {
        const auto found = files.find(stem + std::string(suffix));
        if (found != files.end()) return found->second;
    }
    return {};
}

template <class T>
int number_of(const std::vector<T>& all, const T& one, const char* what,
              const std::string& description) {
    const auto found = std::find(all.begin(), all.end(), one);
    if (found == all.end()) {
        ADD_FAILURE() << description << ": the " << what << " belongs to no state";
        return -1;
    }
    return static_cast<int>(found - all.begin());
}

}  // namespace

HiveStates::HiveStates(const std::vector<Bytes>& bins) {
    for (const Bytes& one : bins) {
        bins_.push_back(without_time(one));
        contents_.push_back(content_of_bins(one));
    }
}

int HiveStates::by_replay(const FileContents& files, const std::string& description) const {
    std::string why;
    const auto replayed =
        test::replay_logs(files.at(case_path), log_in(files, ".LOG1"), log_in(files, ".LOG2"), why);
    if (!replayed) {
        ADD_FAILURE() << description << ": " << why;
        return -1;
    }
    return number_of(bins_, without_time(replayed->bins), "replayed bins", description);
}

int HiveStates::by_store(const FileContents& files, const std::string& description) const {
    try {
        return number_of(contents_, content_of(std::make_shared<CrashFiles>(files)), "content",
                         description);
    } catch (const std::exception& failure) {
        ADD_FAILURE() << description << ": " << failure.what();
        return -1;
    }
}

}  // namespace olkacct::registry::hive
