// The handler and what it may touch.
#include "stop_signals.h"

#include <atomic>
#include <csignal>

namespace olkacct::app {
namespace {

constexpr int signals[] = {SIGINT, SIGTERM};

std::atomic<registry::Watch*> watched = nullptr;
std::atomic<bool> came = false;
static_assert(std::atomic<registry::Watch*>::is_always_lock_free);

void note(int /*signal*/) {
    came = true;
    if (registry::Watch* const watch = watched) {
        watch->interrupt();
    }
}

}  // namespace

StopSignals::StopSignals(registry::Watch& watch) {
    came = false;
    watched = &watch;
    for (const int signal : signals) {
        std::signal(signal, note);
    }
}

StopSignals::~StopSignals() {
    for (const int signal : signals) {
        std::signal(signal, SIG_DFL);
    }
    watched = nullptr;
}

bool StopSignals::stopped() const { return came; }

}  // namespace olkacct::app
