// A line on the terminal that says how far the work is.
#pragma once

#include <chrono>
#include <functional>
#include <string>

namespace olkacct::app {

/// Shows nothing unless standard error is a terminal. Not thread-safe.
class Progress {
  public:
    Progress();
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;
    ~Progress() { clear(); }

    /// Draws anew when enough time has passed since the last time. The text is made only then.
    void update(const std::function<std::string()>& text);
    /// Takes the line away, before other text is printed.
    void clear();

  private:
    using Clock = std::chrono::steady_clock;

    bool enabled_;
    bool drawn_ = false;
    Clock::time_point last_{};
};

}  // namespace olkacct::app
