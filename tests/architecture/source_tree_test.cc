// The rules of the tree, over the tree: who includes whom, how long a file may be, what a folder
// has.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "architecture/include_rules.h"

namespace olkacct::architecture {
namespace {

namespace fs = std::filesystem;

constexpr std::ptrdiff_t max_lines = 800;

struct SourceFile {
    std::string path;  // from the source root, with '/'
    std::string text;
};

// Tests run with the source root as working directory; a program started by hand may name it.
fs::path source_root() {
    const char* named = std::getenv("OLKACCT_SOURCE_DIR");
    return named != nullptr ? fs::path(named) : fs::current_path();
}

std::vector<SourceFile> read_tree() {
    std::vector<SourceFile> files;
    for (const char* top : {"src", "include", "apps", "tests", "bench", "cmake", "scripts"}) {
        if (!fs::exists(source_root() / top)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(source_root() / top)) {
            if (!entry.is_regular_file()) continue;
            std::ifstream stream(entry.path(), std::ios::binary);
            files.push_back({fs::relative(entry.path(), source_root()).generic_string(),
                             {std::istreambuf_iterator<char>(stream), {}}});
        }
    }
    return files;
}

// Read once for all tests of this program.
const std::vector<SourceFile>& tree() {
    static const std::vector<SourceFile> files = read_tree();
    return files;
}

bool is_code(const std::string& path) {
    return path.ends_with(".h") || path.ends_with(".cc") || path.ends_with(".c");
}

TEST(SourceTree, is_found_where_the_test_looks) {
    const auto knows = [](std::string_view path) {
        return std::ranges::find(tree(), path, &SourceFile::path) != tree().end();
    };
    EXPECT_TRUE(knows("tests/architecture/source_tree_test.cc")) << source_root();
    EXPECT_TRUE(std::ranges::any_of(
        tree(), [](const SourceFile& file) { return file.path.starts_with("src/base/"); }));
}

TEST(SourceTree, includes_only_what_the_table_allows) {
    for (const SourceFile& file : tree()) {
        if (!is_code(file.path)) continue;
        for (const Violation& violation : check_includes(file.path, file.text)) {
            ADD_FAILURE() << violation.path << ":" << violation.line << ": " << violation.reason;
        }
    }
}

TEST(SourceTree, pays_for_each_heavy_header_in_one_file_only) {
    std::map<std::string, std::set<std::string>> users;
    for (const SourceFile& file : tree()) {
        if (!is_code(file.path) || layer_of(file.path).empty()) continue;
        for (const Include& include : includes_of(file.text)) {
            if (!is_heavy(include.target)) continue;
            users[include.target.substr(0, include.target.find('/'))].insert(file.path);
        }
    }
    for (const auto& [library, files] : users) {
        EXPECT_LE(files.size(), 1u)
            << library << " is included by " << *files.begin() << " and " << *files.rbegin();
    }
}

// So that it can be pointed at another implementation. What makes the sources that the tests work
// on, is ours.
TEST(SourceTree, lets_the_conformance_suite_know_the_binary_interfaces_only) {
    const std::set<std::string, std::less<>> makers = {"tests/conformance/source_copy.cc",
                                                       "tests/conformance/mapi/sources.cc"};
    const std::set<std::string, std::less<>> interfaces = {
        "olkacct/accteditor.h", "olkacct/accthelper.h", "olkacct/acctmgmt.h", "olkacct/com.h",
        "olkacct/mapi.h"};
    std::size_t files = 0;
    for (const SourceFile& file : tree()) {
        const bool is_maker = makers.contains(file.path);
        if (!is_code(file.path) || !file.path.starts_with("tests/conformance/") || is_maker)
            continue;
        ++files;
        for (const Include& include : includes_of(file.text)) {
            const auto folder = include.target.substr(0, include.target.find('/') + 1);
            const bool is_own = include.quoted && (folder.empty() || folder == "conformance/");
            const bool is_other = !include.quoted && folder != "olkacct/";
            EXPECT_TRUE(is_own || is_other || folder == "support/" ||
                        interfaces.contains(include.target))
                << file.path << ":" << include.line << ": " << include.target;
        }
    }
    EXPECT_GT(files, 20U);
}

TEST(SourceTree, has_no_file_past_the_line_limit) {
    for (const SourceFile& file : tree()) {
        EXPECT_LE(std::ranges::count(file.text, '\n'), max_lines) << file.path;
    }
}

TEST(SourceTree, explains_each_folder_of_the_library) {
    std::set<fs::path> folders;
    for (const SourceFile& file : tree()) {
        if (file.path.starts_with("src/")) folders.insert(fs::path(file.path).parent_path());
    }
    for (const fs::path& folder : folders) {
        EXPECT_TRUE(fs::exists(source_root() / folder / "README.md")) << folder;
    }
}

TEST(SourceTree, opens_every_header_with_pragma_once) {
    for (const SourceFile& file : tree()) {
        if (!file.path.ends_with(".h")) continue;
        EXPECT_NE(file.text.find("#pragma once\n"), std::string::npos) << file.path;
    }
}

}  // namespace
}  // namespace olkacct::architecture
