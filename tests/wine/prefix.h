// A Windows of its own for a test program: a Wine prefix in a temporary folder, without a display.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "support/child.h"
#include "support/temp_dir.h"

namespace olkacct::test {

// Where the build for Windows is: OLKACCT_PE_BUILD, or build/mingw of the source.
std::filesystem::path pe_build();

// The one for 32-bit Windows: OLKACCT_PE_BUILD_32, or build/mingw32 of the source.
std::filesystem::path pe_build_32();

// Why nothing can be run, or empty.
std::string wine_problem();

class WinePrefix {
  public:
    // Throws when Wine does not make one.
    WinePrefix();
    WinePrefix(const WinePrefix&) = delete;
    WinePrefix& operator=(const WinePrefix&) = delete;
    // Ends every process of the prefix.
    ~WinePrefix();

    // A program, or a command of Wine, and its arguments. Carriage returns are dropped from what it
    // prints.
    ChildResult run(const std::vector<std::string>& line) const;

    // The branch of the registry as `reg export` writes it.
    std::string registry(const std::string& branch) const;

    // Drive C:.
    std::filesystem::path drive() const { return folder_ / "prefix/drive_c"; }
    // How a program in the prefix names a file of this machine.
    static std::string name_of(const std::filesystem::path& path);

  private:
    TempDir folder_;
};

}  // namespace olkacct::test
