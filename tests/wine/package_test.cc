// The zip for Windows, unpacked and used as its README says.
#include "support/outlook_sample.h"
#include "wine.h"

namespace olkacct::test {
namespace {

namespace fs = std::filesystem;

ChildResult run_here(const std::vector<std::string>& words) {
    return run_program(words, {.address_space = UINT64_MAX, .seconds = 120, .silent_seconds = 120});
}

TEST_F(Wine, the_zip_holds_what_is_needed_to_use_the_library_and_to_build_for_it) {
    const fs::path folder = prefix().drive() / "unpacked";
    fs::create_directories(folder);
    const auto packed =
        run_here({"/usr/bin/env", "-C", pe_build().string(), "cpack", "-B", folder.string()});
    ASSERT_EQ(packed.exit_code, 0) << packed.output;
    const std::string name = "olkacct-0.1.0-windows-x86_64";
    ASSERT_EQ(
        run_here({"/usr/bin/env", "-C", folder.string(), "cmake", "-E", "tar", "xf", name + ".zip"})
            .exit_code,
        0);
    for (const char* const file : {"olkacct.dll", "olkacct.exe", "olkacct.manifest", "README.md",
                                   "LICENSE", "include/olkacct/acctmgmt.h", "lib/libolkacct.dll.a"})
        EXPECT_TRUE(fs::exists(folder / name / file)) << file;

    // A client against nothing but the package.
    const auto source = fs::path(std::getenv("OLKACCT_SOURCE_DIR")) / "tests/clients";
    const auto built = run_here({"/usr/bin/x86_64-w64-mingw32-g++-posix", "-std=c++20", "-static",
                                 "-I" + (folder / name / "include").string(),
                                 (source / "every_slot/main.cc").string(),
                                 (folder / name / "lib/libolkacct.dll.a").string(), "-lole32",
                                 "-luuid", "-o", (folder / name / "client.exe").string()});
    ASSERT_EQ(built.exit_code, 0) << built.output;
    const std::string there = "C:\\unpacked\\" + name + '\\';
    expect_done({"regsvr32", "/s", there + "olkacct.dll"});
    expect_done({there + "olkacct.exe", "list", "--sample"});
    const TempDir files;
    setenv("OLKACCT_SOURCE",
           WinePrefix::name_of(files.write("sample.hive", outlook_sample_hive())).c_str(), 1);
    expect_done({there + "client.exe", "Outlook"});
    unsetenv("OLKACCT_SOURCE");
    expect_done({"regsvr32", "/s", "/u", there + "olkacct.dll"});
}

}  // namespace
}  // namespace olkacct::test
