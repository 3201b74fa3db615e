// A folder of its own for what the command remembers, for this process and those it starts.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string_view>

#include "support/temp_dir.h"

namespace olkacct::test {

class StateHome {
  public:
    StateHome() {
        const char* const before = std::getenv("XDG_STATE_HOME");
        before_ = before == nullptr ? "" : before;
        ::setenv("XDG_STATE_HOME", folder_.path().c_str(), 1);
    }
    StateHome(const StateHome&) = delete;
    StateHome& operator=(const StateHome&) = delete;
    ~StateHome() { ::setenv("XDG_STATE_HOME", before_.c_str(), 1); }

    std::filesystem::path operator/(std::string_view name) const { return folder_ / name; }

  private:
    TempDir folder_;
    std::string before_;
};

}  // namespace olkacct::test
