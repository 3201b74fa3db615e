// Plain text with fixed columns.
#include "report.h"

#include <array>
#include <cstdio>

namespace olkacct::bench {
namespace {

std::string number(double value, const char* unit) {
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%.3g%s", value, unit);
    return text.data();
}

std::string seconds(double value) {
    if (value < 1e-6) {
        return number(value * 1e9, " ns");
    }
    if (value < 1e-3) {
        return number(value * 1e6, " us");
    }
    return value < 1 ? number(value * 1e3, " ms") : number(value, " s");
}

}  // namespace

Report::Report() {
    std::printf("%-58s %-22s %10s %10s\n", "task", "ours / other", "result", "target");
}

void Report::faster(const std::string& task, double ours, double theirs, double ratio,
                    double target) {
    line(task, seconds(ours) + " / " + seconds(theirs), number(ratio, " x"),
         target == 0 ? "" : ">= " + number(target, " x"), target != 0, ratio >= target);
}

void Report::slower(const std::string& task, const Paired& measured, double target) {
    const double times = 1 / measured.ratio;
    line(task, seconds(measured.left) + " / " + seconds(measured.right), number(times, " x"),
         target == 0 ? "" : "<= " + number(target, " x"), target != 0, times <= target);
}

void Report::at_most(const std::string& task, double amount, double target,
                     const std::string& unit) {
    line(task, "", number(amount, unit.c_str()),
         target == 0 ? "" : "<= " + number(target, unit.c_str()), target != 0, amount <= target);
}

void Report::line(const std::string& task, const std::string& sides, const std::string& amount,
                  const std::string& target, bool judged, bool met) {
    const char* verdict = !judged ? "" : met ? "met" : "MISSED";
    std::printf("%-58s %-22s %10s %10s  %s\n", task.c_str(), sides.c_str(), amount.c_str(),
                target.c_str(), verdict);
    std::fflush(stdout);
    missed_ += judged && !met ? 1 : 0;
}

}  // namespace olkacct::bench
