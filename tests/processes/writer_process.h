// A running test_store_writer and what it has said so far.
#pragma once

#include <cstdint>
#include <string>

#include "support/running_program.h"

namespace olkacct::test {

class WriterProcess {
  public:
    // Throws when it cannot be started.
    WriterProcess(const std::string& url, const std::string& name, double seconds);
    WriterProcess(const WriterProcess&) = delete;
    WriterProcess& operator=(const WriterProcess&) = delete;

    // Waits until it has told of a commit, or ended.
    void wait_for_a_commit();
    // As `kill -9` does.
    void kill();
    // Reads all that it says and waits for its end; true when it ended by itself without a failure.
    bool finish();

    [[nodiscard]] std::uint32_t commits() const { return commits_; }
    [[nodiscard]] std::uint32_t refusals() const { return refusals_; }
    // The number of the last commit that it told of; 0 before the first.
    [[nodiscard]] std::uint32_t last() const { return last_; }
    [[nodiscard]] const std::string& failure() const { return failure_; }

  private:
    // False at the end of its output.
    bool take_line();

    RunningProgram program_;
    bool killed_ = false;
    std::uint32_t commits_ = 0;
    std::uint32_t refusals_ = 0;
    std::uint32_t last_ = 0;
    std::string failure_;
};

}  // namespace olkacct::test
