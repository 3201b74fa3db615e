// Wine by way of env(1), so that this process keeps its environment.
#include "prefix.h"

#include <algorithm>
#include <cstdlib>
#include <stdexcept>

#include "support/bytes.h"

namespace olkacct::test {
namespace {

namespace fs = std::filesystem;

// The long form of the tests takes minutes for one of them.
constexpr ChildLimits limits{.address_space = UINT64_MAX, .seconds = 600, .silent_seconds = 900};

fs::path build_folder(const char* variable, const char* usual) {
    const char* const named = std::getenv(variable);
    const char* const source = std::getenv("OLKACCT_SOURCE_DIR");
    return named != nullptr ? fs::path(named) : fs::path(source == nullptr ? "." : source) / usual;
}

}  // namespace

fs::path pe_build() { return build_folder("OLKACCT_PE_BUILD", "build/mingw"); }
fs::path pe_build_32() { return build_folder("OLKACCT_PE_BUILD_32", "build/mingw32"); }

std::string wine_problem() {
    if (!fs::exists("/usr/lib/wine/wine64")) return "Wine is not installed (packages wine, wine64)";
    const auto dll = pe_build() / "bin/olkacct.dll";
    if (!fs::exists(dll)) return dll.string() + " is not built (preset mingw)";
    return {};
}

WinePrefix::WinePrefix() {
    fs::create_directories(folder_ / "home");
    if (run({"wineboot", "-i"}).exit_code != 0) throw std::runtime_error("no Wine prefix was made");
}

WinePrefix::~WinePrefix() {
    try {
        run_program({"/usr/bin/env", "WINEPREFIX=" + (folder_ / "prefix").string(),
                     "/usr/lib/wine/wineserver64", "-k"},
                    limits);
    } catch (...) {  // nothing was started
    }
}

ChildResult WinePrefix::run(const std::vector<std::string>& line) const {
    std::vector<std::string> whole = {"/usr/bin/env",
                                      "--unset=DISPLAY",
                                      "HOME=" + (folder_ / "home").string(),
                                      "WINEPREFIX=" + (folder_ / "prefix").string(),
                                      "WINEARCH=win64",
                                      "WINEDEBUG=-all",
                                      "WINEDLLOVERRIDES=mscoree,mshtml=",
                                      "/usr/lib/wine/wine64"};
    whole.insert(whole.end(), line.begin(), line.end());
    ChildResult result = run_program(whole, limits);
    std::erase(result.output, '\r');
    return result;
}

std::string WinePrefix::registry(const std::string& branch) const {
    const fs::path file = drive() / "exported.reg";
    if (run({"reg", "export", branch, "C:\\exported.reg", "/y"}).exit_code != 0)
        throw std::runtime_error(branch + " cannot be exported");
    const Bytes bytes = read_file(file);
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

std::string WinePrefix::name_of(const fs::path& path) {
    std::string name = "Z:" + fs::absolute(path).string();
    std::ranges::replace(name, '/', '\\');
    return name;
}

}  // namespace olkacct::test
