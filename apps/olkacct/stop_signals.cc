// The handler and what it may touch.
#include "stop_signals.h"

#include <signal.h>

#include <atomic>

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
    struct sigaction action {};
    action.sa_handler = note;
    for (const int signal : signals) {
        ::sigaction(signal, &action, nullptr);
    }
}

StopSignals::~StopSignals() {
    struct sigaction action {};
    action.sa_handler = SIG_DFL;
    for (const int signal : signals) {
        ::sigaction(signal, &action, nullptr);
    }
    watched = nullptr;
}

bool StopSignals::stopped() const { return came; }

}  // namespace olkacct::app
