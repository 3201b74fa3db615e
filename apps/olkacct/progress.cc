// Draws the progress line.
#include "progress.h"

#include <string>

#include "messages.h"
#include "standard_streams.h"

namespace olkacct::app {
namespace {

constexpr std::chrono::milliseconds interval(100);

}  // namespace

Progress::Progress() : enabled_(is_terminal(standard_error)) {}

void Progress::update(const std::function<std::string()>& text) {
    if (!enabled_) {
        return;
    }
    const auto now = Clock::now();
    if (now - last_ < interval) {
        return;
    }
    last_ = now;
    drawn_ = true;
    print_message("\r\033[K" + text());
}

void Progress::clear() {
    if (drawn_) {
        print_message("\r\033[K");
        drawn_ = false;
    }
}

}  // namespace olkacct::app
