// What the tests under Wine share: one prefix for all of them, with the build for Windows in
// C:\olkacct.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "prefix.h"

namespace olkacct::test {

// What cannot hold when the interfaces are in a DLL of their own, or on Wine's files: tests that
// count or fail the allocations of their own program; secrets that come back, which Windows' never
// do (S-65); files that another program replaces while they are open; rights that depend on who one
// is.
inline constexpr std::string_view left_out =
    "Conformance.AM_Get_5_*:Conformance.S_11_*:MapiConformance.MP_Mem_7_*:"
    "MapiSection.MP_Sec_7_secure_values_*:MapiSection.MS_37_copies_between_sections_*:"
    "Notifications.S_20_a_deletion_that_fails_*:Notifications.S_44_*:"
    "Conformance.S_23_in_a_file_that_may_only_be_read_*:Conformance.S_23_a_save_that_fails_*";

inline constexpr const char* library = "C:\\olkacct\\olkacct.dll";

inline std::string last_line(std::string text) {
    while (text.ends_with('\n')) text.pop_back();
    return text.substr(text.rfind('\n') + 1);
}

class Wine : public ::testing::Test {
  protected:
    static void SetUpTestSuite() {
        if (!wine_problem().empty()) return;
        prefix_ = std::make_unique<WinePrefix>();
        std::filesystem::create_directories(prefix_->drive() / "olkacct");
        for (const char* const name : {"olkacct.dll", "olkacct.manifest"})
            std::filesystem::copy_file(pe_build() / "bin" / name,
                                       prefix_->drive() / "olkacct" / name);
        for (const auto& file : std::filesystem::directory_iterator(pe_build() / "bin"))
            if (file.path().extension() == ".exe")
                std::filesystem::copy_file(file.path(),
                                           prefix_->drive() / "olkacct" / file.path().filename());
    }
    static void TearDownTestSuite() { prefix_.reset(); }

    void SetUp() override {
        if (const std::string problem = wine_problem(); !problem.empty()) GTEST_SKIP() << problem;
    }

    static const WinePrefix& prefix() { return *prefix_; }

    static void expect_done(const std::vector<std::string>& line) {
        const auto run = prefix().run(line);
        EXPECT_EQ(run.exit_code, 0) << line.front() << ": " << run.output;
    }

    // A client as a program of Windows and as one of this system, over the same file.
    static void expect_same_output(const std::string& client, const std::filesystem::path& source,
                                   const std::vector<std::string>& arguments) {
        EXPECT_EQ(output_there(client, source, arguments), output_here(client, source, arguments))
            << client << " " << source;
    }

    // Over the live registry, into which the file was imported, and over the file.
    static void expect_same_output_of_registry(const std::string& client,
                                               const std::filesystem::path& source,
                                               const std::vector<std::string>& arguments) {
        EXPECT_EQ(run_there(client, arguments).output, output_here(client, source, arguments))
            << client << " " << source;
    }

    // Imports a registry export; gives the branch back when it ends.
    class Imported {
      public:
        explicit Imported(const std::filesystem::path& file) {
            expect_done({"reg", "import", WinePrefix::name_of(file)});
        }
        Imported(const Imported&) = delete;
        Imported& operator=(const Imported&) = delete;
        ~Imported() { expect_done({"reg", "delete", "HKCU\\Software\\Microsoft\\Office", "/f"}); }
    };

    // What a client prints over a source, as a program of Windows and as one of this system.
    static std::string output_there(const std::string& client, const std::filesystem::path& source,
                                    const std::vector<std::string>& arguments) {
        setenv("OLKACCT_SOURCE", WinePrefix::name_of(source).c_str(), 1);
        const auto run = run_there(client, arguments);
        unsetenv("OLKACCT_SOURCE");
        EXPECT_EQ(run.exit_code, 0) << client << " " << source;
        return run.output;
    }
    static std::string output_here(const std::string& client, const std::filesystem::path& source,
                                   const std::vector<std::string>& arguments) {
        std::vector<std::string> line = {"/usr/bin/env", "OLKACCT_SOURCE=" + source.string(),
                                         CLIENTS + client};
        line.insert(line.end(), arguments.begin(), arguments.end());
        const auto run = run_program(line, {.address_space = UINT64_MAX, .seconds = 60});
        EXPECT_EQ(run.exit_code, 0) << client << " " << source;
        EXPECT_GT(std::ranges::count(run.output, '\n'), 3) << run.output;
        return run.output;
    }

    static void expect_passed(const std::string& program, std::string_view also_left_out = {}) {
        std::string filter = "--gtest_filter=-" + std::string(left_out);
        if (!also_left_out.empty()) filter += ':' + std::string(also_left_out);
        const auto run = prefix().run({"C:\\olkacct\\" + program, filter});
        EXPECT_EQ(run.exit_code, 0) << program << ": " << run.output;
        EXPECT_NE(run.output.find("[  PASSED  ]"), std::string::npos) << program;
        std::cout << "    " << program << ": " << last_line(run.output) << '\n';
    }

  private:
    static ChildResult run_there(const std::string& client,
                                 const std::vector<std::string>& arguments) {
        std::vector<std::string> line = {"C:\\olkacct\\client_" + client + ".exe"};
        line.insert(line.end(), arguments.begin(), arguments.end());
        return prefix().run(line);
    }

    static inline std::unique_ptr<WinePrefix> prefix_;
};

}  // namespace olkacct::test
