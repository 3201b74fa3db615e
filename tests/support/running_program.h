// A program that runs beside the test, and what it says, line by line.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace olkacct::test {

class RunningProgram {
  public:
    // The first word is the program's path. Throws when it cannot be started.
    explicit RunningProgram(const std::vector<std::string>& words);
    RunningProgram(const RunningProgram&) = delete;
    RunningProgram& operator=(const RunningProgram&) = delete;
    // Kills it if it still runs.
    ~RunningProgram();

    // Waits for the next whole line; nullopt at the end of what it says.
    std::optional<std::string> next_line();
    // As `kill -9` does.
    void kill();
    // Waits for its end; its exit code, or -1 when it was killed. Call it once.
    int finish();

  private:
    // Of the operating system. 0 bytes at the end.
    std::size_t read(std::span<char> buffer);

    std::intptr_t process_ = -1;
    std::intptr_t pipe_ = -1;
    bool killed_ = false;
    std::string rest_;
};

// Writes a whole line at once, unbuffered: the reader counts on what it has seen.
void say(const std::string& line);

}  // namespace olkacct::test
