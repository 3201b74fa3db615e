// The binary interface of the DLL: its exports, and what a client that was compiled for the ABI of
// Microsoft's compiler gets from it.
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include "support/outlook_sample.h"
#include "wine.h"

namespace olkacct::test {
namespace {

namespace fs = std::filesystem;

std::map<std::string, int> listed_exports() {
    std::map<std::string, int> out;
    std::ifstream file(fs::path(std::getenv("OLKACCT_SOURCE_DIR")) / "src/server/exports.txt");
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#') continue;
        std::istringstream words(line);
        std::string name;
        int bytes = 0;
        words >> name >> bytes;
        out[name] = bytes;
    }
    return out;
}

// What objdump prints, from the table of names on.
std::set<std::string> exports_of(const fs::path& library, const std::string& processor) {
    const auto run =
        run_program({"/usr/bin/" + processor + "-w64-mingw32-objdump", "-p", library.string()},
                    {.address_space = UINT64_MAX, .seconds = 60});
    EXPECT_EQ(run.exit_code, 0) << library;
    std::istringstream lines(run.output.substr(run.output.find("[Ordinal/Name Pointer] Table")));
    std::set<std::string> out;
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line) && line.find("[") != std::string::npos)
        out.insert(line.substr(line.rfind(' ') + 1));
    return out;
}

class Abi : public ::testing::TestWithParam<const char*> {};

TEST_P(Abi, every_function_is_exported_under_both_spellings_and_nothing_else) {
    const std::string processor = GetParam();
    const fs::path build = processor == "i686" ? pe_build_32() : pe_build();
    if (!fs::exists(build / "bin/olkacct.dll"))
        GTEST_SKIP() << build << " is not built (presets mingw and mingw32)";
    std::set<std::string> expected;
    for (const auto& [name, bytes] : listed_exports()) {
        expected.insert(name);
        expected.insert(name + '@' + std::to_string(bytes));
    }
    EXPECT_GT(expected.size(), 80U);
    EXPECT_EQ(exports_of(build / "bin/olkacct.dll", processor), expected);
    // It calls them by the names and through the tables of its own compiler; linked is all that
    // can be seen of it where no Wine for the processor is.
    EXPECT_TRUE(fs::exists(build / "bin/client_every_slot_msvc.exe"));
}

// The build for 32 bits takes minutes: scripts/test-long makes it.
std::vector<const char*> built_for() {
    if (std::getenv("OLKACCT_LONG") == nullptr) return {"x86_64"};
    return {"x86_64", "i686"};
}

INSTANTIATE_TEST_SUITE_P(Processors, Abi, ::testing::ValuesIn(built_for()));

// The three compilers' programs print one line a call.
TEST_F(Wine, a_client_for_the_abi_of_microsofts_compiler_calls_every_slot_and_is_called) {
    expect_done({"regsvr32", "/s", library});
    const TempDir files;
    const auto copy = [&files](const std::string& name) {
        return files.write(name, outlook_sample_hive({.eas = true, .unlisted = true}));
    };
    const std::string here = output_here("every_slot", copy("here.hive"), {"Outlook"});
    EXPECT_GT(std::ranges::count(here, '\n'), 200) << here;
    EXPECT_NE(here.find("helper asked: identity yes, session yes\n"), std::string::npos) << here;
    EXPECT_NE(here.find("sink heard of it: yes\n"), std::string::npos) << here;
    EXPECT_NE(here.find("DllCanUnloadNow 0x00000000\n"), std::string::npos) << here;
    for (const char* const client : {"every_slot", "every_slot_msvc"})
        EXPECT_EQ(output_there(client, copy(std::string(client) + ".hive"), {"Outlook"}), here)
            << client;
    expect_done({"regsvr32", "/s", "/u", library});
}

// Each interface of the headers is in the client, with each of its methods.
TEST(AbiClient, every_slot_calls_each_method_that_the_headers_declare) {
    const fs::path source = std::getenv("OLKACCT_SOURCE_DIR");
    const auto text_of = [&source](const std::string& name) {
        std::ifstream file(source / name);
        return std::string(std::istreambuf_iterator<char>(file), {});
    };
    const std::string client = text_of("tests/clients/every_slot/main.cc");
    // Those that a client implements, of which the library calls what it needs.
    const std::set<std::string> by_clients = {"IOlkAccountNotify", "IMAPIAdviseSink",
                                              "IMAPIProgress"};
    int methods = 0;
    for (const char* const header : {"acctmgmt.h", "accteditor.h", "accthelper.h", "mapi.h"}) {
        std::istringstream lines(text_of("include/olkacct/" + std::string(header)));
        std::string interface;
        for (std::string line; std::getline(lines, line);) {
            if (line.starts_with("struct I"))
                interface = line.substr(7, line.find_first_of(" ;", 7) - 7);
            constexpr std::string_view call = "    virtual HRESULT STDMETHODCALLTYPE ";
            if (!line.starts_with(call) || by_clients.contains(interface)) continue;
            ++methods;
            const std::string method =
                ", " + line.substr(call.size(), line.find('(') - call.size());
            EXPECT_TRUE(client.find(method + ',') != std::string::npos ||
                        client.find(method + ')') != std::string::npos)
                << interface << method;
        }
    }
    EXPECT_GT(methods, 130);
}

}  // namespace
}  // namespace olkacct::test
