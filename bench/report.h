// The lines that the comparison prints.
#pragma once

#include <string>

#include "measure.h"

namespace olkacct::bench {

/// One table: what was measured, both sides, the ratio or share, the target and whether it is met.
class Report {
  public:
    Report();

    /// `ratio` must be at least `target`. A target of 0 is none.
    void faster(const std::string& task, double ours, double theirs, double ratio, double target);
    /// What is measured on the left may take at most `target` times as long as on the right. A
    /// target of 0 is none.
    void slower(const std::string& task, const Paired& measured, double target);
    /// `amount` must be at most `target` (a target of 0 is none); both as text with `unit`.
    void at_most(const std::string& task, double amount, double target, const std::string& unit);

    [[nodiscard]] int missed() const { return missed_; }

  private:
    void line(const std::string& task, const std::string& sides, const std::string& amount,
              const std::string& target, bool judged, bool met);

    int missed_ = 0;
};

}  // namespace olkacct::bench
