// The words that the program was started with, as UTF-8.
#pragma once

#include <string>
#include <vector>

namespace olkacct::app {

/// What main() got, in other words where the system did not give it all.
class ProgramWords {
  public:
    ProgramWords(int argc, const char* const* argv);

    [[nodiscard]] int count() const { return static_cast<int>(pointers_.size()) - 1; }
    /// Ended by a null pointer; as long as this object lives.
    [[nodiscard]] const char* const* words() const { return pointers_.data(); }

  private:
    std::vector<std::string> words_;
    std::vector<const char*> pointers_;
};

}  // namespace olkacct::app
