// The build for Windows, run by Wine: what programs find when they look for the library, and what
// the clients of tests/clients print with it.
#include "wine.h"

#include <fstream>
#include <set>

#include "registry/copy_tree.h"
#include "registry/open_store.h"
#include "support/outlook_sample.h"
#include "support/shared_hives.h"

namespace olkacct::test {
namespace {

namespace fs = std::filesystem;

// That others start.
const std::set<std::string> helper_programs = {"test_change_maker.exe", "test_store_writer.exe"};

constexpr std::string_view client_manifest =
    R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<assembly xmlns="urn:schemas-microsoft-com:asm.v1" manifestVersion="1.0">
  <assemblyIdentity type="win32" name="client" version="1.0.0.0" processorArchitecture="amd64"/>
  <dependency><dependentAssembly>
    <assemblyIdentity type="win32" name="olkacct" version="0.1.0.0" processorArchitecture="amd64"/>
  </dependentAssembly></dependency>
</assembly>
)";

TEST_F(Wine, registering_writes_the_class_keys_and_unregistering_removes_exactly_them) {
    const std::string before = prefix().registry("HKLM\\Software");
    expect_done({"regsvr32", "/s", library});
    const auto query = prefix().run(
        {"reg", "query",
         "HKLM\\Software\\Classes\\CLSID\\{ED475410-B0D6-11D2-8C3B-00104B2A6676}\\InprocServer32",
         "/ve"});
    EXPECT_NE(query.output.find(library), std::string::npos) << query.output;
    EXPECT_NE(prefix().registry("HKLM\\Software"), before);
    expect_done({"regsvr32", "/s", "/u", library});
    EXPECT_EQ(prefix().registry("HKLM\\Software"), before);
}

TEST_F(Wine, becoming_the_mapi_provider_and_giving_it_up_leaves_the_registry_as_it_was) {
    const std::string before = prefix().registry("HKLM\\Software");
    expect_done({"regsvr32", "/s", "/n", "/i", library});
    const auto mail =
        prefix().run({"reg", "query", "HKLM\\Software\\Clients\\Mail\\olkacct", "/v", "DllPathEx"});
    EXPECT_NE(mail.output.find(library), std::string::npos) << mail.output;
    // A second time it keeps what was there before the first.
    expect_done({"regsvr32", "/s", "/n", "/i", library});
    expect_done({"regsvr32", "/s", "/n", "/u", "/i", library});
    EXPECT_EQ(prefix().registry("HKLM\\Software"), before);

    expect_done({"reg", "add", "HKLM\\Software\\Clients\\Mail", "/ve", "/d", "Another", "/f"});
    const std::string another = prefix().registry("HKLM\\Software");
    expect_done({"regsvr32", "/s", "/n", "/i", library});
    expect_done({"regsvr32", "/s", "/n", "/u", "/i", library});
    EXPECT_EQ(prefix().registry("HKLM\\Software"), another);
    expect_done({"reg", "delete", "HKLM\\Software\\Clients\\Mail", "/f"});
}

TEST_F(Wine, a_path_that_mapi_programs_pass_over_is_refused) {
    const std::string folder(120, 'x');
    fs::create_directories(prefix().drive() / folder);
    fs::copy_file(prefix().drive() / "olkacct/olkacct.dll",
                  prefix().drive() / folder / "olkacct.dll");
    const std::string before = prefix().registry("HKLM\\Software");
    const auto run =
        prefix().run({"regsvr32", "/s", "/n", "/i", "C:\\" + folder + "\\olkacct.dll"});
    EXPECT_NE(run.exit_code, 0);
    EXPECT_EQ(prefix().registry("HKLM\\Software"), before);
}

TEST_F(Wine, clients_print_of_the_sample_what_they_print_here) {
    expect_done({"regsvr32", "/s", library});
    const TempDir folder;
    const auto hive = folder.write(
        "sample.hive", outlook_sample_hive({.hotmail = true, .eas = true, .unlisted = true}));
    for (const char* const client : {"list_accounts", "lend_session"})
        expect_same_output(client, hive, {"Outlook"});
    expect_done({"regsvr32", "/s", "/u", library});
}

TEST_F(Wine, clients_print_of_real_profiles_what_they_print_here) {
    OLKACCT_NEED_SHARED_HIVES();
    expect_done({"regsvr32", "/s", library});
    for (const char* const name :
         {"ntuser_win7_outlook2010_pop3.dat", "ntuser_win10_outlook16_no_mail.dat",
          "outlook16_x64_1pop.hive"}) {
        const auto source = shared_hive("profiles/" + std::string(name));
        for (const char* const client : {"list_accounts", "lend_session"})
            expect_same_output(client, source, {});
    }
    expect_done({"regsvr32", "/s", "/u", library});
}

TEST_F(Wine, clients_print_of_the_live_registry_what_they_print_here_of_its_export) {
    expect_done({"regsvr32", "/s", library});
    const TempDir folder;
    const auto hive = folder.write(
        "sample.hive", outlook_sample_hive({.hotmail = true, .eas = true, .unlisted = true}));
    const auto file = folder / "sample.reg";
    {
        const auto from = registry::open_store(hive.string(), {}, base::system_files());
        const auto to = registry::create_store("reg:" + file.string(), base::system_files());
        ASSERT_TRUE(from && to);
        const auto reading = *(*from)->begin_read();
        const auto writing = *(*to)->begin_write();
        ASSERT_TRUE(registry::copy_tree(*reading, reading->root(), *writing, writing->root()));
        ASSERT_TRUE(writing->commit());
    }
    const Imported imported(file);
    for (const char* const client : {"list_accounts", "lend_session"})
        expect_same_output_of_registry(client, file, {"Outlook"});
    expect_done({"regsvr32", "/s", "/u", library});
}

TEST_F(Wine, clients_print_of_real_exports_in_the_live_registry_what_they_print_here) {
    OLKACCT_NEED_SHARED_HIVES();
    expect_done({"regsvr32", "/s", library});
    int exports = 0;
    for (const auto& entry : fs::directory_iterator(shared_hive("profiles"))) {
        if (entry.path().extension() != ".reg") continue;
        ++exports;
        const Imported imported(entry.path());
        for (const char* const client : {"list_accounts", "lend_session"})
            expect_same_output_of_registry(client, entry.path(), {"Outlook"});
    }
    EXPECT_GT(exports, 0);
    expect_done({"regsvr32", "/s", "/u", library});
}

// Each is a program of tests with its own list; what it prints is shown when it fails. Those of the
// interfaces run below, in each way by which the library can be found.
TEST_F(Wine, runs_the_test_programs_for_windows) {
    expect_done({"regsvr32", "/s", library});
    int programs = 0;
    for (const auto& entry : fs::directory_iterator(pe_build() / "bin")) {
        const std::string name = entry.path().filename().string();
        if (!name.starts_with("test_") || !name.ends_with(".exe") ||
            name.starts_with("test_conformance") || helper_programs.contains(name))
            continue;
        ++programs;
        expect_passed(name);
    }
    EXPECT_GE(programs, 4);
    expect_done({"regsvr32", "/s", "/u", library});
}

TEST_F(Wine, the_conformance_suite_passes_with_managers_that_COM_finds_registered) {
    expect_done({"regsvr32", "/s", library});
    setenv("OLKACCT_TEST_COM", "1", 1);
    expect_passed("test_conformance.exe");
    unsetenv("OLKACCT_TEST_COM");
    expect_done({"regsvr32", "/s", "/u", library});
}

TEST_F(Wine, the_conformance_suite_passes_with_managers_that_COM_finds_by_the_manifest) {
    const fs::path folder = prefix().drive() / "olkacct";
    for (const char* const program : {"test_conformance.exe", "client_list_accounts.exe"})
        std::ofstream(folder / (std::string(program) + ".manifest")) << client_manifest;
    setenv("OLKACCT_TEST_COM", "1", 1);
    // The other process of these would need a manifest where it was built.
    expect_passed("test_conformance.exe", "Notifications.*:ConformanceSync.*:NotifyProcess.*");
    unsetenv("OLKACCT_TEST_COM");
    const TempDir files;
    expect_same_output("list_accounts", files.write("sample.hive", outlook_sample_hive()),
                       {"Outlook"});
    for (const char* const program : {"test_conformance.exe", "client_list_accounts.exe"})
        fs::remove(folder / (std::string(program) + ".manifest"));
}

// Linked to no library of ours, as Microsoft's samples are.
TEST_F(Wine, the_conformance_suite_passes_when_the_library_is_found_as_the_mapi_provider) {
    // The other processes of its tests find the classes registered.
    expect_done({"regsvr32", "/s", "/i", library});
    for (const char* const program :
         {"test_conformance_stub.exe", "test_conformance_mapi_stub.exe"})
        expect_passed(program);
    expect_done({"regsvr32", "/s", "/u", "/i", library});
}

TEST_F(Wine, the_conformance_suite_passes_through_the_mapi32_of_wine) {
    expect_done({"regsvr32", "/s", "/n", "/i", library});
    setenv("OLKACCT_TEST_STUB", "mapi32", 1);
    expect_passed("test_conformance_mapi_stub.exe");
    unsetenv("OLKACCT_TEST_STUB");
    expect_done({"regsvr32", "/s", "/n", "/u", "/i", library});
}

}  // namespace
}  // namespace olkacct::test
